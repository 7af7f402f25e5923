"""Criteria in a sealed file: they are sealed with their answer or evidence, and those that do not fit are refused."""

from __future__ import annotations

import json

import pytest

from bot.documents.sealed.seal import Verdict, ratings_of, seal, verify
from flows.assessment.evidence import Evidence
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


def test_what_evidence_shows_is_sealed_and_counted() -> None:
    """All on rung 4 with evidence, but one piece shows only part of it: the evidenced star is 3, and the seal says so."""
    whole = {code: Rating(4, evidence=Evidence("x", 4, TODAY)) for code in STANDARD.codes}
    part = {"risk-management": Rating(4, evidence=Evidence("x", 4, TODAY, shows="4a"))}
    data = seal(made({**whole, **part}), KEY, AT)
    found = verify(STANDARD, data, TODAY, MINE)
    assert (found.verdict, found.content and found.content.evidenced) == (Verdict.true, (3, 3))
    assert found.content is not None
    assert ratings_of(found.content)["risk-management"] == part["risk-management"]
    assert data.count(b'"shows"') == 1, "evidence that shows its whole rung is sealed as before"


@pytest.mark.parametrize("shows", ["", "3", "4a", "3ba", "3a4a", "3a ", 3, None])
def test_shown_criteria_of_another_rung_are_refused(shows: object) -> None:
    answer = {"level": 3, "evidence": {"what": "x", "rung": 3, "shows": shows}}
    answers = json.loads(SEALED)["answers"] | {"risk-management": answer}
    found = verify(STANDARD, changed(answers=answers), TODAY, MINE)
    assert found.verdict is not Verdict.true
    assert found.content is None or shows == ""
