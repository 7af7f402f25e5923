"""Criteria in answers as JSON: they give the level, and the result names what is missing."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bot.score.fields import Unreadable
from bot.score.result_json import result_of
from bot.score.strict_reader import answers_of
from bot.words.wording import Wording
from flows.assessment.evidence import Evidence
from flows.assessment.rating import Rating
from flows.standard.loader import shipped
from tests.flows.small import small_standard

STANDARD = shipped()
LADDER = STANDARD.subdomain("demand-management")
TODAY = date(2026, 11, 24)


def codes(*rungs: int) -> list[str]:
    return [f"{one.rung}.{one.letter}" for rung in rungs for one in LADDER.criteria_of(rung)]


def answers(**answer: object) -> bytes:
    return json.dumps({"ratings": {LADDER.code: answer}}).encode()


def backed(*shows: str) -> dict[str, object]:
    """An answer of rung 3 whose evidence shows these criteria."""
    return {"level": 3, "evidence": {"what": "list", "shows": list(shows)}}


FIRST_OF_3 = LADDER.criteria_of(3)[0]


@pytest.mark.parametrize(
    ("answer", "rating"),
    [
        pytest.param({"criteria": []}, Rating(0), id="none"),
        pytest.param({"criteria": codes(1)}, Rating(1), id="rung 1"),
        pytest.param({"criteria": codes(2, 1), "level": 2}, Rating(2), id="with a level that agrees"),
        pytest.param({"criteria": [*codes(1, 2), FIRST_OF_3.code]}, Rating(2, True, ticked="3a"), id="part of the next rung"),
        pytest.param({"criteria": codes(1, 3)}, Rating(1, ticked="3abc"), id="a gap"),
        pytest.param({"criteria": codes(1), "under_way": True}, Rating(1, True), id="under way without a criterion"),
        pytest.param({"criteria": None, "level": 1}, Rating(1), id="null is the same as no criteria"),
        pytest.param({"criteria": codes(1), "unsure": True}, Rating(unsure=True, ticked="1a"), id="not sure"),
    ],
)
def test_criteria_give_the_level(answer: dict[str, object], rating: Rating) -> None:
    assert answers_of(STANDARD, answers(**answer)).ratings == {LADDER.code: rating}


@pytest.mark.parametrize(
    ("answer", "where", "cause"),
    [
        pytest.param({"criteria": codes(1), "level": 2}, "level", "they give rung 1", id="another level"),
        pytest.param({"criteria": [], "level": 1}, "level", "they give rung 0", id="a level without criteria"),
        pytest.param({"criteria": ["1.a", "1.z"]}, "criteria.1", "'1.z' is not a criterion", id="unknown"),
        pytest.param({"criteria": ["risk-management.1.a"]}, "criteria.0", "is not a criterion", id="of another subdomain"),
        pytest.param({"criteria": ["1.a", LADDER.code + ".1.a"]}, "criteria.1", "occurs twice", id="twice"),
        pytest.param({"criteria": [1]}, "criteria.0", "1 is not a criterion", id="a number"),
        pytest.param({"criteria": [["1.a"]]}, "criteria.0", "is not a criterion", id="a list in the list"),
        pytest.param({"criteria": "1.a"}, "criteria", "must be a list", id="no list"),
        pytest.param(backed("4.a"), "evidence.shows", "only criteria of rung 3", id="shown of another rung"),
        pytest.param(backed(), "evidence.shows", "at least one", id="nothing shown"),
        pytest.param(backed("3.z"), "evidence.shows.0", "'3.z' is not a criterion", id="shown and unknown"),
    ],
)
def test_criteria_that_cannot_be_taken_are_named(wording: Wording, answer: dict[str, object], where: str, cause: str) -> None:
    with pytest.raises(Unreadable) as refused:
        answers_of(STANDARD, answers(**answer))
    said = wording.say(refused.value.why, "en")
    assert said.startswith(f"ratings.{LADDER.code}.{where}: ")
    assert cause in said


def test_an_edition_without_criteria_takes_none(wording: Wording) -> None:
    standard = small_standard(1, 2, 3, 4, 5)
    code = standard.codes[0]
    with pytest.raises(Unreadable) as refused:
        answers_of(standard, json.dumps({"ratings": {code: {"criteria": []}}}).encode())
    assert "has no criteria" in wording.say(refused.value.why, "en")


def test_each_step_names_what_is_missing() -> None:
    ratings = answers_of(STANDARD, answers(criteria=[*codes(1), *codes(2)[1:]])).ratings
    every = {**{code: Rating(2) for code in STANDARD.codes}, **ratings}
    build = json.loads(result_of(STANDARD, every, TODAY))["next"]["build"]
    step = next(step for step in build if step["subdomain"] == LADDER.code)
    assert (step["from"], step["to"], step["under_way"]) == (1, 2, True)
    assert step["missing"] == codes(2)[:1]


def test_ticking_what_is_missing_ends_the_step() -> None:
    every = {code: Rating(1) for code in STANDARD.codes}
    step = json.loads(result_of(STANDARD, every, TODAY))["next"]["build"][0]
    ladder = STANDARD.subdomain(step["subdomain"])
    met = [f"{one.rung}.{one.letter}" for one in ladder.criteria_of(1)] + step["missing"]
    sheet = json.dumps({"ratings": {ladder.code: {"criteria": met}}}).encode()
    assert answers_of(STANDARD, sheet).ratings == {ladder.code: Rating(step["to"])}


def test_evidence_names_the_criteria_that_it_shows_and_the_result_those_that_it_leaves_out() -> None:
    ratings = answers_of(STANDARD, answers(**backed("3.a", FIRST_OF_3.code.replace(".a", ".c")))).ratings
    assert ratings == {LADDER.code: Rating(3, evidence=Evidence("list", 3, shows="3ac"))}
    assert json.loads(result_of(STANDARD, ratings, TODAY))["not_shown"] == {LADDER.code: ["3.b"]}


@pytest.mark.parametrize("shows", [{}, {"shows": None}, {"shows": codes(3)}])
def test_evidence_that_leaves_nothing_out_is_not_listed(shows: dict[str, object]) -> None:
    ratings = answers_of(STANDARD, answers(level=3, evidence={"what": "list", **shows})).ratings
    assert json.loads(result_of(STANDARD, ratings, TODAY))["not_shown"] == {}
