"""What a reviewer confirmed, in answers and results as JSON."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bot.score.fast_reader import plain_ratings
from bot.score.fields import Unreadable
from bot.score.result_json import result_of
from bot.score.strict_reader import Answers, answers_of, careful_answers
from bot.words.wording import Wording
from flows.assessment.rating import Rating
from flows.standard.loader import shipped

STANDARD = shipped()
TODAY = date(2026, 11, 24)
CODE = "demand-management"


def answers(**answer: object) -> bytes:
    return json.dumps({"ratings": {CODE: answer}}).encode()


@pytest.mark.parametrize(
    ("answer", "rating"),
    [
        pytest.param({"level": 3, "verified": 3}, Rating(3, verified=3), id="confirmed"),
        pytest.param({"level": 3, "verified": 0}, Rating(3, verified=0), id="lowered"),
        pytest.param({"level": 3, "verified": None}, Rating(3), id="not looked at"),
        pytest.param({"unsure": True, "verified": 0}, Rating(unsure=True, verified=0), id="not sure"),
        pytest.param({"criteria": [], "verified": 0}, Rating(0, verified=0), id="with criteria"),
    ],
)
def test_both_readers_take_it(answer: dict[str, object], rating: Rating) -> None:
    assert answers_of(STANDARD, answers(**answer)) == careful_answers(STANDARD, answers(**answer)) == Answers({CODE: rating})
    assert plain_ratings(STANDARD, answers(**answer)) in (None, {CODE: rating})


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        pytest.param({"level": 3, "verified": 4}, "cannot be above what the answer claims, which is rung 3", id="above"),
        pytest.param({"unsure": True, "verified": 1}, "which is rung 0", id="above not sure"),
        pytest.param({"level": 3, "verified": 6}, "a level", id="no rung"),
        pytest.param({"level": 3, "verified": -1}, "a level", id="below 0"),
        pytest.param({"level": 3, "verified": True}, "a level", id="a flag"),
        pytest.param({"level": 3, "verified": "3"}, "a level", id="a text"),
        pytest.param({"verified": 3}, "is missing", id="without a level"),
    ],
)
def test_what_cannot_be_verified_is_refused(answer: dict[str, object], cause: str, wording: Wording) -> None:
    with pytest.raises(Unreadable) as refused:
        answers_of(STANDARD, answers(**answer))
    said = wording.say(refused.value.why, "en")
    assert cause in said.replace("must be a whole number from 0 to 5", "a level")


def test_a_key_that_is_given_twice_is_refused() -> None:
    twice = b'{"ratings": {"demand-management": {"level": 3, "verified": 1, "verified": 2}}}'
    with pytest.raises(Unreadable):
        answers_of(STANDARD, twice)


def test_the_result_says_the_range_and_what_was_lowered() -> None:
    ratings = {code: Rating(3) for code in STANDARD.codes}
    bare = json.loads(result_of(STANDARD, ratings, TODAY))
    assert "verified" not in bare["stars"]
    assert "lowered" not in bare
    ratings = {code: Rating(3, verified=3) for code in STANDARD.codes} | {CODE: Rating(3, verified=1)}
    reviewed = json.loads(result_of(STANDARD, ratings, TODAY))
    assert reviewed["lowered"] == [{"subdomain": CODE, "claimed": 3, "verified": 1}]
    star = STANDARD.ceilings[CODE][1]
    assert reviewed["stars"].pop("verified") == {"low": star, "high": star, "decided": True}
    begins = {step["subdomain"]: step["from"] for step in reviewed.pop("next")["build"]}
    assert begins[CODE] == 1
    assert begins.keys() == {step["subdomain"] for step in bare.pop("next")["build"]}
    assert {**reviewed, "lowered": None} == {**bare, "lowered": None}
