"""Marks what a person saw of a case when they chose what to do, so that an old page never overwrites something newer.

A page carries the mark of what it was drawn from. The case compares it with the mark of what is there now.
"""

from __future__ import annotations

from flows.dialogue import phrase
from flows.review.case import Case
from flows.review.decisions import Decision
from flows.review.entries import Detail, Finding, Move
from flows.review.refusals import Overtaken
from flows.review.states import SEAT, CaseEvent

# What is said about one item.
OF_ITEM = frozenset({CaseEvent.examine, CaseEvent.decide})
# What is about the reader of the reading that goes on.
OF_READER = frozenset({CaseEvent.assign, CaseEvent.refuse_reviewer})
# What answers everything that a state shows: nothing in it changes while the state lasts.
OF_STATE = frozenset({CaseEvent.agree, CaseEvent.object, CaseEvent.answer_more})


def mark_of(case: Case, event: CaseEvent, person: int = 0, subdomain: str = "") -> str:
    """Return the mark of what an event changes: of an item as this person judged it, of a reader, of a state or of the case.

    It is made of numbers of the log, at most 64 characters of ASCII.
    """
    if event in OF_ITEM:
        return str(_newest_about(case, person, subdomain))
    if event in OF_READER:
        seat = SEAT.get(case.state)
        reader = case.reader(seat) if seat is not None else None
        return f"{seat or ''}-{reader.entry if reader is not None else 0}"
    return str(case.since if event in OF_STATE else case.version)


def check_seen(case: Case, move: Move) -> None:
    """Raise Overtaken if what a person saw has changed since they saw it."""
    if move.seen is not None and move.seen != mark_of(case, move.event, move.by.person, _item_of(move.detail)):
        raise Overtaken(phrase("case-overtaken"))


def _newest_about(case: Case, person: int, subdomain: str) -> int:
    """Return the number of the last entry about an item in the reading that goes on, as this person made it; 0 for none."""
    seat = SEAT.get(case.state)
    made = case.recorded_in(seat, subdomain) if seat is not None else None
    found = [each.entry for each in case.findings if each.person == person and each.finding.subdomain == subdomain]
    return max([0, *found, *([made.entry] if made is not None else [])])


def _item_of(detail: Detail) -> str:
    return detail.subdomain if isinstance(detail, Decision | Finding) else ""
