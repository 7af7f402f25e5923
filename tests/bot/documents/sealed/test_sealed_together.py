"""How several people came to the answers, in a sealed file: sealed, read back, and checked against the answers."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.documents.sealed.seal import Verdict, seal, verify
from bot.words.wording import Wording
from flows.assessment.rating import Rating
from flows.institution.answers import Differed, Said, Together
from tests.bot.documents.dossiers import STANDARD, TODAY, level, made
from tests.bot.documents.sealed.sealed_file import AT, KEY, MINE, SEALED, sealed_again

CODE, OTHER = "risk-management", STANDARD.codes[-1]
FOUND = Together(
    4,
    tuple(sorted((Differed(CODE, 2, is_open=True), Differed(OTHER, 3, "talked")), key=lambda each: each.code)),
    {CODE: (Said(1, has_evidence=True), Said(3, who="Ann")), OTHER: (Said(3), Said(0, unsure=True))[::-1]},
)


def sealed(found: Together) -> bytes:
    return seal(replace(made(level(3, risk_management=Rating(1))), together=found), KEY, AT)


def changed(**part: Any) -> bytes:
    """Sealed again by the same key with another part: the seal is right."""
    document = json.loads(sealed(FOUND))
    return sealed_again({**document, "together": {**document["together"], **part}})


def test_what_several_people_said_is_sealed_and_read_back(wording: Wording) -> None:
    found = verify(STANDARD, sealed(FOUND), TODAY, MINE)
    assert found.verdict is Verdict.true
    assert found.content is not None
    assert found.content.together == FOUND
    said = wording.say(found.says, "en")
    assert "4 people answered together; they differed on 2 answers, and one of these was not settled" in said
    assert "Single answers are in the file." in said


def test_an_answer_of_which_a_lower_one_has_gone_is_sealed_as_not_sure(wording: Wording) -> None:
    gone = (Differed(CODE, 3, is_open=True, lower_gone=True),)
    votes = {CODE: (Said(3), Said(4))}
    data = seal(replace(made(level(3, risk_management=Rating(unsure=True))), together=Together(3, gone, votes)), KEY, AT)
    found = verify(STANDARD, data, TODAY, MINE)
    assert found.verdict is Verdict.true
    assert found.content is not None
    assert found.content.together == Together(3, gone, votes)
    assert "somebody answered lower who no longer answers it" in wording.say(found.says, "en")
    claimed = seal(replace(made(level(3, risk_management=Rating(3))), together=Together(3, gone)), KEY, AT)
    assert verify(STANDARD, claimed, TODAY, MINE).verdict is not Verdict.true


def test_without_their_agreement_no_single_answer_is_in_the_file(wording: Wording) -> None:
    data = sealed(Together(4, FOUND.differed))
    assert b"votes" not in data
    assert "not in the file" in wording.say(verify(STANDARD, data, TODAY, MINE).says, "en")


def test_a_file_of_one_person_says_nothing_of_others(wording: Wording) -> None:
    assert b"together" not in SEALED
    assert "people answered" not in wording.say(verify(STANDARD, SEALED, TODAY, MINE).says, "en")


WRONG = [
    {"people": 1},
    {"differed": {"no-such": {"people": 2}}},
    {"differed": {CODE: {"people": 0}}},
    {"votes": {CODE: [{"level": 2}, {"level": 3}]}},
    {"votes": {OTHER: []}},
    {"votes": {"no-such": [{"level": 1}]}},
]


@pytest.mark.parametrize("part", WRONG)
def test_what_does_not_fit_to_the_answers_is_not_true(part: dict[str, Any]) -> None:
    assert verify(STANDARD, changed(**part), TODAY, MINE).verdict is Verdict.altered


BROKEN = [
    {"people": "4"},
    {"people": -1},
    {"differed": []},
    {"differed": {CODE: 2}},
    {"differed": {CODE: {"people": 2, "who": "Ben"}}},
    {"differed": {CODE: {"people": 2, "open": "yes"}}},
    {"votes": {CODE: {"level": 1}}},
    {"votes": {CODE: ["1"]}},
    {"votes": {CODE: [{"level": 9}]}},
    {"votes": {CODE: [{"level": 3}, {"level": 1}]}},
    {"more": 1},
]


@pytest.mark.parametrize("part", BROKEN)
def test_what_cannot_be_written_so_is_refused(part: dict[str, Any]) -> None:
    assert verify(STANDARD, changed(**part), TODAY, MINE).verdict is Verdict.unreadable


def test_a_value_has_one_form() -> None:
    document = json.loads(sealed(FOUND))
    document["together"]["differed"][CODE]["reason"] = ""
    assert verify(STANDARD, sealed_again(document), TODAY, MINE).verdict is Verdict.altered
