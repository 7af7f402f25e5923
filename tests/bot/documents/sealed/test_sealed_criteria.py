"""Criteria in a sealed file: they are sealed with their answer, and those that do not fit it are refused."""

from __future__ import annotations

import json

import pytest

from bot.documents.sealed.seal import Verdict, ratings_of, seal, verify
from flows.assessment.rating import Rating
from tests.bot.documents.dossiers import STANDARD, TODAY, level, made
from tests.bot.documents.sealed.sealed_file import AT, KEY, MINE, SEALED, changed


def test_criteria_are_sealed_with_their_answer() -> None:
    ticked = Rating(3, under_way=True, ticked="4a5b")
    found = verify(STANDARD, seal(made(level(3, risk_management=ticked)), KEY, AT), TODAY, MINE)
    assert (found.verdict, found.content and ratings_of(found.content)["risk-management"]) == (Verdict.true, ticked)


@pytest.mark.parametrize("ticked", ["", "4", "5a4a", "3a", "4a ", 4, None])
def test_criteria_that_do_not_fit_their_answer_are_refused(ticked: object) -> None:
    answers = json.loads(SEALED)["answers"] | {"risk-management": {"level": 3, "under_way": True, "ticked": ticked}}
    found = verify(STANDARD, changed(answers=answers), TODAY, MINE)
    assert found.verdict is not Verdict.true
    assert found.content is None or ticked == ""
