"""Rates a case a second time, to see how far reviewers agree. It changes nothing in the case or its result.

Each quarter some of the cases that were issued in the quarter before are drawn. Somebody who has not read such a case rates it
blind: they see the claims, the evidence and the words of the institution as the first reader saw them, and nothing of what
anybody decided. Only issued cases are drawn, because every case is issued in one quarter at most, so each has the same chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from flows.dialogue import phrase
from flows.review.case import Case
from flows.review.deciding import check_claim_decision
from flows.review.decisions import Decision, DecisionKind
from flows.review.entries import Entry, Scope
from flows.review.independence import Actor, Declaration
from flows.review.permissions import why_not_reader
from flows.review.refusals import NotNow, NotTheirs, NotValid
from flows.review.rules import ReviewRules
from flows.review.states import CaseEvent, CaseState, Party, Seat

MONTHS, QUARTERS = 3, 4


class RatingEnd(StrEnum):
    """Why a double rating ended without being finished. The values are stored."""

    # The reviewer has a tie to the institution, or gave no reason.
    declined = "declined"
    lapsed = "lapsed"
    # Nobody answers for the institution any more, the result was rescinded, or the reviewer may not read it any more.
    gone = "gone"


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter (1..4) of a year, as its days are counted in China."""

    year: int
    number: int

    @property
    def code(self) -> str:
        """Its name in lists and in the database, for example 2026-Q4."""
        return f"{self.year:04}-Q{self.number}"

    @property
    def begins(self) -> date:
        """Its first day."""
        return date(self.year, (self.number - 1) * MONTHS + 1, 1)

    @property
    def before(self) -> Quarter:
        """The quarter before."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, QUARTERS)

    @property
    def after(self) -> Quarter:
        """The quarter after."""
        return Quarter(self.year, self.number + 1) if self.number < QUARTERS else Quarter(self.year + 1, 1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that can be drawn, and the numbers of the officers who can rate it."""

    case: int
    raters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw, with all that is needed to repeat it: `drawn(seed, candidates)` gives the same case and rater again."""

    quarter: str
    seed: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class DoubleRating:
    """A case that is rated a second time: who read it first, who rates it until which day, and how far they are."""

    id: int
    case: int
    draw: Draw
    first: int
    rater: int
    due: date
    declared_at: datetime | None = None
    finished_at: datetime | None = None
    end: RatingEnd | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for its rater."""
        return self.finished_at is None and self.end is None


def quarter_of(day: date) -> Quarter:
    """Return the quarter of a day."""
    return Quarter(day.year, (day.month - 1) // MONTHS + 1)


def drawn(seed: str, candidates: Iterable[Candidate]) -> tuple[int, int] | None:
    """Return the case that is drawn, and who rates it; None if nobody can rate any.

    The lowest SHA-256 of the seed and the number of the case is drawn, then the lowest of the seed, the case and the officer.
    The seed is made in the moment of the draw, so nobody can choose what it leads to.
    """
    able = [candidate for candidate in candidates if candidate.raters]
    if not able:
        return None
    chosen = min(able, key=lambda each: _lot(seed, each.case))
    return chosen.case, min(chosen.raters, key=lambda rater: _lot(seed, chosen.case, rater))


def can_rate(case: Case, log: Iterable[Entry], reader: Actor) -> bool:
    """Return whether somebody could rate a case blind: nothing keeps them from reading it, and they never acted in it."""
    acted = {entry.move.by.person for entry in log if entry.move.by.party is Party.reviewer}
    is_seated = case.seat_of(reader.person) is not None
    return why_not_reader(case, reader) is None and not is_seated and reader.person not in acted


def items_to_rate(case: Case, log: Iterable[Entry]) -> tuple[str, ...]:
    """Return the items of an issued case that are rated a second time; () if it is not issued, or was rescinded.

    They are those that had to be looked at from the beginning, as far as the first reader decided them. What was added later is
    left out: it would tell the rater that an item of its domain was lowered.
    """
    if case.state is not CaseState.issued or case.result is None or case.result.rescinded:
        return ()
    accepted = next((each.move.detail for each in log if each.move.event is CaseEvent.accept), None)
    codes = accepted.must_look if isinstance(accepted, Scope) else ()
    return tuple(code for code in codes if first_rung(case, code) is not None and _claimed(case, code))


def first_rung(case: Case, subdomain: str) -> int | None:
    """Return the rung that the first reader left to an item; None if they did not decide it."""
    recorded = case.recorded_in(Seat.first, subdomain)
    return recorded.decision.rung if recorded is not None else None


def blinded(case: Case) -> Case:
    """Return a case without anything that somebody thinks of it: what a rater may see.

    The items of which more was asked stay known: what the institution answered is part of what was read.
    """
    return replace(
        case, scope=None, findings=(), recorded=(), refused=(), left=(), needs_second=False, objection=None, result=None
    )


def check_declaration(declaration: Declaration, rules: ReviewRules) -> None:
    """Raise NotTheirs if a rater has a tie to the institution."""
    if declaration.has_tie:
        raise NotTheirs(phrase("rating-has-tie", months=rules.tie_months))


def check_rated(case: Case, items: Sequence[str], decision: Decision) -> None:
    """Raise NotValid if a rater cannot rate an item so. The rules are those of a reading, but nothing more is asked."""
    if decision.subdomain not in items:
        raise NotValid(phrase("decision-unknown-item"))
    if decision.kind is DecisionKind.more_asked:
        raise NotValid(phrase("rating-asks-nothing"))
    check_claim_decision(decision, _claimed(case, decision.subdomain))


def check_finished(items: Sequence[str], made: Mapping[str, Decision]) -> None:
    """Raise NotNow if an item is not rated yet."""
    if missing := [code for code in items if code not in made]:
        raise NotNow(phrase("rating-unrated", count=len(missing)))


def _claimed(case: Case, subdomain: str) -> int:
    item = case.item(subdomain)
    return item.claimed if item is not None else 0


def _lot(seed: str, *numbers: int) -> bytes:
    return sha256("/".join(("double rating", seed, *map(str, numbers))).encode()).digest()
