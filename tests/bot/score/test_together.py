"""How several people came to answers, in answers and results as JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from bot.documents.content.dossier import dossier
from bot.documents.sealed.together import together_document
from bot.score.fields import Unreadable
from bot.score.result_json import result_of
from bot.score.strict_reader import answers_of
from bot.words.wording import Wording
from flows.assessment.rating import Rating, Ratings
from flows.assessment.scorecard import StarRange
from flows.institution.answers import Differed, Said, Together, stars_of
from flows.standard.loader import shipped

STANDARD = shipped()
TODAY = date(2026, 11, 24)
# One needed for the first star, one from the second on.
BASE = next(sub.code for sub in STANDARD.subdomains if sub.stars[0] == 1)
LATER = next(sub.code for sub in STANDARD.subdomains if sub.stars[0] == 2)
THREES: Ratings = {code: Rating(3) for code in STANDARD.codes}


def sheet(together: object, ratings: dict[str, Any] | None = None) -> bytes:
    return json.dumps({"ratings": ratings or dict.fromkeys(STANDARD.codes, 3), "together": together}).encode()


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(Together(3), id="alike"),
        pytest.param(Together(4, (Differed(BASE, 4, "talked"), Differed(LATER, 2, is_open=True))), id="differed"),
        pytest.param(
            Together(
                2,
                (Differed(BASE, 2, is_open=True),),
                {BASE: (Said(3), Said(5, has_evidence=True, who="Ben")), LATER: (Said(0, unsure=True), Said(0, False, "none"))},
            ),
            id="single answers",
        ),
    ],
)
def test_what_a_sealed_file_says_of_it_is_read_as_it_is(found: Together) -> None:
    answers = answers_of(STANDARD, sheet(together_document(found)))
    assert answers.together == found
    assert answers.ratings == THREES


def test_an_answer_of_which_a_lower_one_has_gone_is_not_sure() -> None:
    found = Together(3, (Differed(BASE, 3, is_open=True, lower_gone=True),), {BASE: (Said(3), Said(4))})
    given = {**dict.fromkeys(STANDARD.codes, 3), BASE: {"unsure": True}}
    data = json.dumps({"ratings": given, "together": together_document(found)}).encode()
    answers = answers_of(STANDARD, data)
    assert answers.together == found
    assert stars_of(STANDARD, answers.ratings, found) == StarRange(0, 3)
    settled = json.dumps({"ratings": given, "together": {"people": 3, "differed": {BASE: {"people": 3, "lower_gone": True}}}})
    with pytest.raises(Unreadable):
        answers_of(STANDARD, settled.encode())


def test_null_and_nothing_say_nothing() -> None:
    bare = json.loads(result_of(STANDARD, THREES, TODAY))
    assert "together" not in bare
    for data in (sheet(None), json.dumps({"ratings": dict.fromkeys(STANDARD.codes, 3)}).encode()):
        answers = answers_of(STANDARD, data)
        assert answers.together is None
        assert json.loads(result_of(STANDARD, answers.ratings, TODAY, answers.together)) == bare


@pytest.mark.parametrize(
    ("together", "where", "cause"),
    [
        ([], "together", "must be a JSON object"),
        ({"people": 0}, "together.people", "from 1 to 3"),
        ({"people": True}, "together.people", "from 1 to 3"),
        ({"people": 3001}, "together.people", "from 1 to 3"),
        ({}, "together.people", "from 1 to 3"),
        ({"people": 2, "names": []}, "together.names", "differed, people, votes"),
        ({"people": 2, "differed": []}, "together.differed", "must be a JSON object"),
        ({"people": 2, "differed": {"nothing": {"people": 2}}}, "together.differed.nothing", "there is no answer"),
        ({"people": 2, "differed": {BASE: {"people": 3}}}, f"together.differed.{BASE}.people", "from 1 to 2"),
        ({"people": 2, "differed": {BASE: {"people": 2, "why": "x"}}}, f"together.differed.{BASE}.why", "lower_gone, open"),
        (
            {"people": 2, "differed": {BASE: {"people": 2, "reason": ""}}},
            f"together.differed.{BASE}.reason",
            "must not be empty",
        ),
        ({"people": 2, "differed": {BASE: {"people": 2, "open": 1}}}, f"together.differed.{BASE}.open", "true or false"),
        (
            {"people": 2, "differed": {BASE: {"people": 2, "open": True, "reason": "talked"}}},
            f"together.differed.{BASE}.reason",
            "has no reason",
        ),
        (
            {"people": 2, "differed": {BASE: {"people": 2, "open": True, "lower_gone": True}}},
            f"together.differed.{BASE}.lower_gone",
            "not sure",
        ),
        ({"people": 2, "votes": {"nothing": [{"level": 1}]}}, "together.votes.nothing", "there is no answer"),
        ({"people": 2, "votes": {BASE: []}}, f"together.votes.{BASE}", "1 to 2 people"),
        ({"people": 1, "votes": {BASE: [{"level": 1}, {"level": 2}]}}, f"together.votes.{BASE}", "of one person"),
        ({"people": 2, "votes": {BASE: [{"level": 6}]}}, f"together.votes.{BASE}.0.level", "from 0 to 5"),
        ({"people": 2, "votes": {BASE: [{"level": 3, "name": "x"}]}}, f"together.votes.{BASE}.0.name", "level, not_applicable"),
        (
            {"people": 2, "differed": {BASE: {"people": 2, "open": True}}, "votes": {BASE: [{"level": 1}, {"level": 3}]}},
            f"together.votes.{BASE}",
            "which claims rung 1",
        ),
    ],
)
def test_what_is_wrong_with_it_is_named(together: object, where: str, cause: str, wording: Wording) -> None:
    with pytest.raises(Unreadable) as refused:
        answers_of(STANDARD, sheet(together))
    assert refused.value.where == where
    assert cause in wording.say(refused.value.why, "en")
    assert wording.say(refused.value.why, "zh") != wording.say(refused.value.why, "en")


def test_a_key_that_is_given_twice_is_refused() -> None:
    with pytest.raises(Unreadable):
        answers_of(STANDARD, b'{"ratings": {"%s": 3}, "together": {"people": 2, "people": 3}}' % BASE.encode())


@pytest.mark.parametrize(
    ("found", "stars"),
    [
        pytest.param(Together(2, (Differed(BASE, 2, "talked"),)), StarRange(1, 1), id="settled"),
        pytest.param(Together(2, (Differed(BASE, 2, is_open=True),)), StarRange(1, 3), id="not settled"),
        pytest.param(
            Together(2, (Differed(BASE, 2, is_open=True),), {BASE: (Said(1), Said(2))}), StarRange(1, 2), id="highest known"
        ),
        pytest.param(
            Together(2, (Differed(BASE, 2, is_open=True),), {BASE: (Said(1), Said(0, not_applicable="none"))}),
            StarRange(1, 3),
            id="left out",
        ),
    ],
)
def test_what_is_not_settled_makes_the_star_a_range(found: Together, stars: StarRange) -> None:
    ratings = {**THREES, BASE: Rating(1)}
    assert stars_of(STANDARD, ratings, found) == stars
    result = json.loads(result_of(STANDARD, ratings, TODAY, found))
    written = {"low": stars.low, "high": stars.high, "decided": stars.decided}
    assert result["stars"]["claimed"] == result["stars"]["under_way"] == written
    assert result["together"] == {"people": 2, "differed": [BASE], "open": list(found.open)}
    # The documents of the same answers show the same stars.
    shown = dossier(STANDARD, ratings, TODAY, "en", together=found, stars=stars)
    assert [(each.low, each.high) for _, each in shown.told[:2]] == [(stars.low, stars.high)] * 2


def test_what_holds_back_the_next_star_is_read_from_the_lowest_answers() -> None:
    found = Together(2, (Differed(BASE, 2, is_open=True),))
    ratings = {**THREES, BASE: Rating(1)}
    alone, together = (json.loads(result_of(STANDARD, ratings, TODAY, each)) for each in (None, found))
    assert together["blocking"] == alone["blocking"] == [BASE]
    assert together["next"] == alone["next"]
