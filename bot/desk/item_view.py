"""What an officer sees of one item of a case: its claim, its evidence with ages, and what was found and decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flows.assessment.evidence import Evidence, counts_until, is_stale
from flows.assessment.ticks import criteria_in
from flows.days import day_before
from flows.review.case import Case, Recorded
from flows.review.decisions import Decision
from flows.review.entries import Finding
from flows.review.selection import LookReason
from flows.review.states import Seat
from flows.review.submission import Handed, Share
from flows.standard.criteria import Criterion
from flows.standard.model import Standard


class ItemState(StrEnum):
    """How far an item is in the reading that goes on. The value is the end of the key of its words."""

    open = "open"
    decided = "decided"
    # A question is written, and not sent yet.
    to_ask = "to_ask"
    # The institution is asked, and has not answered yet.
    waiting = "waiting"
    not_looked_at = "not_looked_at"


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item in a list. `claimed` is the rung claimed, `why` says why it must be looked at (None: it need not be)."""

    subdomain: str
    claimed: int
    why: LookReason | None
    state: ItemState
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One piece of evidence. `days` is its age (None: no date is known), `until` the first day on which it no longer counts.

    `finding` is what was said about it, as far as the caller may see it.
    """

    piece: int
    share: Share
    evidence: Evidence
    days: int | None
    until: date | None
    is_stale: bool
    finding: Finding | None

    def shown(self, subdomain: str) -> tuple[Criterion, ...]:
        """Return the criteria of its rung that the institution says it shows; () if it says nothing, which is all of them."""
        shown = criteria_in(subdomain, self.evidence.shows) if self.evidence.shows else frozenset()
        return tuple(sorted(shown, key=lambda each: each.letter))

    @property
    def last_day(self) -> date | None:
        """The last day on which it counts."""
        return day_before(self.until) if self.until is not None else None

    @property
    def has_file(self) -> bool:
        """Whether its file was handed over, so that a reader can open it."""
        return self.share is Share.file and self.evidence.file is not None


def evidence_of(
    standard: Standard, case: Case, subdomain: str, today: date, blind_to_others: int | None
) -> tuple[EvidenceView, ...]:
    """Return all evidence of an item, the newest first.

    `blind_to_others` is the number of an officer who sees only what they found themselves; None: everything that was found.
    """
    found = {
        each.finding.piece: each.finding
        for each in case.findings
        if each.finding.subdomain == subdomain and blind_to_others in (None, each.person)
    }
    views = [
        _evidence(standard, piece, handed, handed.rating.evidence, today, found.get(piece))
        for piece, handed in enumerate(case.pieces(subdomain))
        if handed.rating.evidence is not None
    ]
    return tuple(sorted(views, key=lambda each: (each.evidence.counts_from or date.min, each.piece), reverse=True))


def earlier_decisions(case: Case, subdomain: str, seat: Seat) -> tuple[Recorded, ...]:
    """Return what earlier readings decided about an item, for the person who reads after them.

    A second reader sees it only when they have decided themselves, so that nothing leads them.
    """
    own = case.recorded_in(seat, subdomain)
    if seat is Seat.first or (seat is Seat.second and own is None):
        return ()
    before = (Seat.first,) if seat is Seat.second else (Seat.first, Seat.second)
    return tuple(made for each in before if (made := case.recorded_in(each, subdomain)) is not None)


def objection_to(case: Case, subdomain: str) -> str:
    """Return why the institution objects to the decision about an item; "" if it does not."""
    points = case.objection.points if case.objection is not None else ()
    return next((each.text for each in points if each.subdomain == subdomain), "")


def _evidence(
    standard: Standard, piece: int, handed: Handed, evidence: Evidence, today: date, finding: Finding | None
) -> EvidenceView:
    begins = evidence.counts_from
    return EvidenceView(
        piece,
        handed.share,
        evidence,
        max((today - begins).days, 0) if begins is not None else None,
        counts_until(standard, evidence),
        is_stale(standard, evidence, today),
        finding,
    )
