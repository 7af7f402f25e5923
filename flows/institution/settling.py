"""Settles one answer for an institution: what people agree on is settled; the rest takes a revision or the coordinator."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from flows.assessment.rating import UNSURE
from flows.dialogue import Phrase, phrase
from flows.fingerprint import fingerprint
from flows.institution.comparison import ItemState, Settled, Vote, state_of
from flows.standard.model import TOP

REASON_AT_MOST = 200
RUNGS = tuple(str(rung) for rung in range(TOP + 1))
LEFT_OUT = "n/a"


class Why(StrEnum):
    """The reasons that can be chosen by a tap. A typed line can say more. The values are stored and in buttons."""

    talked = "talked"
    evidence = "evidence"
    misread = "misread"
    careful = "careful"


class NotSettled(Exception):
    """A revision or an answer for the institution that is not taken; `why` is the sentence that says so."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(why.key)
        self.why = why


class AlreadySettled(NotSettled):
    """An item that was settled while somebody chose how; `done` is how."""

    def __init__(self, done: Settled) -> None:
        super().__init__(phrase("settle-changed"))
        self.done = done


def check_seen(seen: str | None, *now: object) -> None:
    """Raise NotSettled if a page showed something else than what is there now.

    `seen` is the fingerprint of what it showed, or as much of it as a button has room for; None: nothing is compared. "" fits
    nothing: it is of a button that carries no mark.
    """
    check_mark(seen, fingerprint(*now))


def check_mark(seen: str | None, now: str) -> None:
    """Raise NotSettled if a page or a card showed something else than what has this mark now. `seen` is as of `check_seen`."""
    if seen is not None and not (seen and now.startswith(seen)):
        raise NotSettled(phrase("settle-changed"))


def agreed(votes: Sequence[Vote]) -> Settled | None:
    """Return the answer that all gave to one subdomain; None if they differ, or if nobody answered."""
    if not votes or state_of(votes) is not ItemState.agreed:
        return None
    first = votes[0]
    differed = any(vote.is_revised for vote in votes)
    return Settled(
        first.code, first.level if first.names_rung else 0, first.unsure, first.not_applicable, "", len(votes), differed
    )


def revised(votes: Sequence[Vote], number: int, mark: str, *, has_evidence: bool) -> Vote:
    """Return what a person says now, after they saw where others differ. `mark` is a rung, "unsure" or "n/a".

    "n/a" takes over the reason of somebody who said so. Raises NotSettled if the person did not answer this subdomain, if all
    agree already, or if they have revised it before.
    """
    mine = next((vote for vote in votes if vote.number == number), None)
    if mine is None or state_of(votes) is ItemState.agreed:
        raise NotSettled(phrase("settle-nothing"))
    if mine.is_revised:
        raise NotSettled(phrase("settle-revised-already"))
    level, unsure, not_applicable = _stated(votes, mark)
    return Vote(number, mine.code, level, unsure, not_applicable, has_evidence, is_revised=True)


def settle(votes: Sequence[Vote], mark: str, reason: str) -> Settled:
    """Return what the coordinator settles for a subdomain in which people differ. `mark` is as of `revised`.

    Nothing above the highest claim can be settled. Above the lowest claim, somebody who claims at least that much must have
    named evidence; for "n/a" nobody can have, so it takes agreement. Raises NotSettled, also without a reason.
    """
    if state_of(votes) is ItemState.agreed:
        raise NotSettled(phrase("settle-nothing"))
    _check_reason(reason)
    level, unsure, not_applicable = _stated(votes, mark)
    claimed = TOP if not_applicable else level
    claims = [vote for vote in votes if not vote.unsure]
    if not unsure and claimed > max(vote.claims for vote in claims):
        raise NotSettled(phrase("settle-too-high"))
    is_upward = not unsure and claimed > min(vote.claims for vote in claims)
    if is_upward and not any(vote.claims >= claimed and vote.has_evidence for vote in claims):
        raise NotSettled(phrase("settle-needs-evidence"))
    return Settled(votes[0].code, level, unsure, not_applicable, reason, len(votes), differed=True)


def marks_below(done: Settled) -> tuple[str, ...]:
    """Return the marks to which a settled answer can be lowered, the highest first; none for "not sure"."""
    if done.unsure:
        return ()
    highest = TOP if done.not_applicable else done.level
    return (*reversed(RUNGS[:highest]), UNSURE)


def lowered(done: Settled, mark: str, reason: str) -> Settled:
    """Return a settled answer as a lower one, with its own reason. `mark` is a rung or "unsure".

    What is settled is never raised: that takes a new round. Raises NotSettled, also without a reason.
    """
    _check_reason(reason)
    level, unsure, _ = _stated((), mark)
    if mark not in marks_below(done):
        raise NotSettled(phrase("settle-only-lower"))
    return Settled(done.code, level, unsure, "", reason, done.people, differed=True)


def _check_reason(reason: str) -> None:
    if not reason:
        raise NotSettled(phrase("settle-reason-empty"))
    if len(reason) > REASON_AT_MOST:
        raise NotSettled(phrase("settle-reason-long", most=REASON_AT_MOST, count=len(reason)))


def _stated(votes: Sequence[Vote], mark: str) -> tuple[int, bool, str]:
    """Return the level, whether it is unsure, and why the subdomain is left out, of a mark. Raises NotSettled."""
    if mark == UNSURE:
        return 0, True, ""
    if mark == LEFT_OUT:
        why = next((vote.not_applicable for vote in votes if vote.not_applicable), "")
        if why:
            return 0, False, why
    elif mark in RUNGS:
        return int(mark), False, ""
    raise NotSettled(phrase("settle-nothing"))
