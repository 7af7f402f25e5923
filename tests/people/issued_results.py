"""A case of the shipped edition that was really played to its issue, what was handed in for it, and its issued file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.desk.cases import scope_of
from bot.documents.content.dossier import dossier
from bot.documents.sealed.issued import IssuedFile, encoded_issue, issued_bytes
from bot.documents.sealed.issued_reader import decoded_issue
from bot.documents.sealed.issuing import ToIssue, issued_file
from bot.documents.sealed.seal import seal
from flows.assessment.rating import Rating, Ratings
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.entries import Answered, Issue
from flows.review.independence import Actor
from flows.review.rules import ReviewRules
from flows.review.selection import scope, selection
from flows.review.states import CaseEvent
from flows.review.submission import Share, Submission, handed
from flows.standard.criteria import Criterion
from flows.standard.loader import shipped
from tests.flows.review.played import ADMINISTRATOR, FIRST, MEMBER, MONDAY, Play

STANDARD = shipped()
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
MINE = KEY.public_key().public_bytes_raw()
INSTITUTION, ASSOCIATION = "Yunhe Centre", "Jiading Association"
# What the reviewer wrote for the institution alone.
WORDS = "Only the minutes of March were shown"
SEED = "seed-of-a-draw"
FINISHED, UNTIL = date(2026, 10, 30), date(2027, 11, 2)
ISSUED_ON = MONDAY.date()
CHECK_NUMBER = "number-nobody-can-guess"
# Every other claim is above what the star needs, so that not everything is looked at.
ANSWERS: Ratings = {code: Rating(5 if place % 2 else 3) for place, code in enumerate(STANDARD.codes)} | {
    "risk-management": Rating(not_applicable="Done above")
}
ONCE = ReviewRules(second_reading_percent=0)


@dataclass(frozen=True, slots=True)
class IssuedResult:
    """What was handed in, the case as it was issued, and the issued file."""

    submission: bytes
    to_issue: ToIssue
    file: bytes


def played(answers: Ratings = ANSWERS, *, asked: bool = False) -> IssuedResult:
    """Play a case: the first deciding claim is lowered by one rung, all others are confirmed.

    With `asked`, more is asked of it first, and the institution hands it in again one rung lower.
    """
    facts = dossier(STANDARD, answers, FINISHED, "en", assessed_on=FINISHED, institution=INSTITUTION)
    sealed = seal(facts, Ed25519PrivateKey.generate(), MONDAY)
    items = tuple(handed(code, answers[code], Share.note) for code in STANDARD.codes)
    digest = hashlib.sha256(sealed).hexdigest()
    play = Play(rules=ONCE)
    play.do(CaseEvent.submit, MEMBER, Submission(STANDARD.edition, 5, items, FINISHED, digest, accepts_statement=True))
    play.seat(FIRST)
    chosen = selection(STANDARD, answers, SEED, ONCE)
    play.do(CaseEvent.accept, FIRST, scope(STANDARD, answers, chosen, ()))
    lowered = chosen.deciding[0]
    if asked:
        play.decide(FIRST, Decision(lowered, DecisionKind.more_asked, None, (Reason.no_evidence,)))
        play.do(CaseEvent.ask_more, FIRST)
        play.do(CaseEvent.answer_more, MEMBER, Answered((handed(lowered, Rating(2), Share.note),)))
    _decide_all(play, FIRST, lowered)
    play.do(CaseEvent.finish_reading, FIRST, scope_of(STANDARD, play.case, ONCE))
    play.do(CaseEvent.agree, MEMBER)
    case = play.do(CaseEvent.issue, ADMINISTRATOR, Issue(scope_of(STANDARD, play.case, ONCE), UNTIL))
    issue = ToIssue(case, ASSOCIATION, INSTITUTION, CHECK_NUMBER, play.now)
    return IssuedResult(sealed, issue, issued_file(STANDARD, issue, KEY))


def _decide_all(play: Play, reader: Actor, lowered: str) -> None:
    # What comes with an answer can make more items decide.
    for code in dict.fromkeys((*play.case.must_look, *scope_of(STANDARD, play.case, ONCE).must_look)):
        item = play.case.item(code)
        assert item is not None
        if code == lowered:
            gap = (Criterion(lowered, item.claimed, "a"),)
            reasons = (Reason.criterion_not_shown,)
            play.decide(reader, Decision(lowered, DecisionKind.lowered, item.claimed - 1, reasons, WORDS, gap))
        else:
            play.decide(reader, Decision(code, DecisionKind.confirmed, item.claimed, text=WORDS))


def altered(file: bytes, **others: Any) -> bytes:
    """The issued file with other values, in canonical form, under its old seal."""
    return (json.dumps({**json.loads(file), **others}, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def resealed(file: bytes, key: Ed25519PrivateKey = KEY, **others: Any) -> bytes:
    """The issued file with other values, sealed again."""
    public = key.public_key().public_bytes_raw()
    content = decoded_issue(altered(file, **others)).content
    return encoded_issue(IssuedFile(content, public, key.sign(issued_bytes(content, public))))
