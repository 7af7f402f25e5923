"""What a reviewer confirmed in a sealed file: sealed with its answer and its star, and checked like all others."""

from __future__ import annotations

import json

import pytest

from bot.documents.sealed.seal import Verdict, ratings_of, seal, verify
from bot.words.wording import Wording
from flows.assessment.rating import Rating
from tests.bot.documents.dossiers import STANDARD, TODAY, level, made
from tests.bot.documents.sealed.sealed_file import AT, KEY, MINE, SEALED, changed, sealed_again

LOWERED = Rating(3, verified=1)


def test_a_review_is_sealed_with_its_answers(wording: Wording) -> None:
    found = verify(STANDARD, seal(made(level(3, risk_management=LOWERED)), KEY, AT), TODAY, MINE)
    assert found.verdict is Verdict.true
    assert found.content is not None
    assert ratings_of(found.content)["risk-management"] == LOWERED
    assert "Reviewed star" in wording.say(found.says, "en")


def test_a_file_without_a_review_does_not_mention_one(wording: Wording) -> None:
    assert b"verified" not in SEALED
    found = verify(STANDARD, SEALED, TODAY, MINE)
    assert "Reviewed star" not in wording.say(found.says, "en")


@pytest.mark.parametrize("verified", [4, -1, 1.0, True, "1", None])
def test_a_rung_that_nobody_can_confirm_is_refused(verified: object) -> None:
    answers = json.loads(SEALED)["answers"] | {"risk-management": {"level": 3, "verified": verified}}
    found = verify(STANDARD, changed(answers=answers), TODAY, MINE)
    assert found.verdict is Verdict.unreadable


@pytest.mark.parametrize("stars", [{"low": 3, "high": 3}, None])
def test_a_star_that_does_not_follow_from_the_review_is_altered(stars: dict[str, int] | None) -> None:
    """Sealed again by the same key: the seal is right, and the star is not."""
    sealed = json.loads(seal(made(level(3, risk_management=LOWERED)), KEY, AT))
    sealed["stars"].pop("verified")
    if stars:
        sealed["stars"]["verified"] = stars
    found = verify(STANDARD, sealed_again(sealed), TODAY, MINE)
    assert found.verdict is Verdict.altered
