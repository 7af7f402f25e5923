"""Maps an entry of a case's log to its rows, and back.

What the database has to check, or to search, has tables of its own: what was handed in, decisions and findings. All other
details are JSON in the entry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import msgspec
from sqlmodel import SQLModel

from flows.assessment.ticks import criteria_in, ticks_of
from flows.review.case import Case
from flows.review.decisions import Decision, DecisionKind, EvidenceFinding, Reason
from flows.review.entries import DETAIL, Answered, Detail, Entry, EvidenceKind, Finding, Move, Point
from flows.review.independence import Actor
from flows.review.log import BrokenLog
from flows.review.states import SEAT, CaseEvent, CaseState, Party
from flows.review.submission import Handed, Submission
from storage.moments import aware
from storage.review.item_rows import item_of, item_rows
from storage.review_tables import CaseEntryRow, CaseItemRow, DecisionRow, FindingRow, SubmissionRow

# What reading an entry raises that was changed outside the program. The errors of msgspec are ValueErrors.
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)


@dataclass(frozen=True, slots=True)
class LogRows:
    """All rows of one case's log. Items, decisions and findings are found by the number of their entry."""

    entries: Sequence[CaseEntryRow]
    submission: SubmissionRow | None
    items: Mapping[int, Sequence[CaseItemRow]]
    decisions: Mapping[int, DecisionRow]
    findings: Mapping[int, FindingRow]

    def log(self) -> tuple[Entry, ...]:
        """Return the entries, the oldest first. Raises BrokenLog if one was changed so that it cannot be read."""
        return tuple(map(self._entry, self.entries))

    def _entry(self, row: CaseEntryRow) -> Entry:
        try:
            return self._read(row)
        except UNREADABLE as error:
            # Not the message of the error: it may quote what somebody typed.
            raise BrokenLog(f"entry {row.number} cannot be read") from error

    def _read(self, row: CaseEntryRow) -> Entry:
        by = Actor(Party(row.party), row.person, frozenset(map(int, row.institutions.split())))
        move = Move(CaseEvent(row.event), by, aware(row.at), self._detail(row), row.reason)
        return Entry(move, CaseState(row.state), row.due, row.used)

    def _detail(self, row: CaseEntryRow) -> Detail:
        event = CaseEvent(row.event)
        match event:
            case CaseEvent.submit:
                return self._submission(row.number)
            case CaseEvent.answer_more:
                return Answered(self._handed(row.number), _words_of(row.detail))
            case CaseEvent.decide:
                return decision_of(self.decisions[row.number])
            case CaseEvent.examine:
                return _finding_of(self.findings[row.number])
            case _ if event in DETAIL:
                return cast(Detail, msgspec.json.decode(row.detail, type=DETAIL[event]))
            case _:
                return None

    def _handed(self, entry: int) -> tuple[Handed, ...]:
        return tuple(map(item_of, self.items[entry]))

    def _submission(self, entry: int) -> Submission:
        row = self.submission
        assert row is not None
        return Submission(row.edition, row.institution_id, self._handed(entry), row.finished_on, row.sha256, True)


def entry_row(case: int, number: int, entry: Entry) -> CaseEntryRow:
    """Return the row of an entry, without what other tables hold of it."""
    move = entry.move
    return CaseEntryRow(
        case_id=case,
        number=number,
        at=move.at,
        party=move.by.party,
        person=move.by.person,
        institutions=" ".join(map(str, sorted(move.by.institutions))),
        event=move.event,
        state=entry.state,
        due=entry.due,
        used=entry.used,
        reason=move.reason,
        detail=_json_of(move.detail),
    )


def _json_of(detail: Detail) -> str:
    """Return what goes into the entry itself: of an answer its words, and nothing of what has tables of its own."""
    match detail:
        case None | Submission() | Decision() | Finding() | Answered(words=()):
            return ""
        case Answered(words=words):
            return msgspec.json.encode(words).decode()
        case _:
            return msgspec.json.encode(detail).decode()


def _words_of(written: str) -> tuple[Point, ...]:
    return msgspec.json.decode(written, type=tuple[Point, ...]) if written else ()


def detail_rows(case: int, number: int, entry: Entry, before: Case) -> list[SQLModel]:
    """Return the rows that other tables hold of an entry: `before` is the case without it.

    The row of a submission also has the sealed bytes, which an entry does not know; `storage.review.cases` adds it.
    """
    detail, by = entry.move.detail, entry.move.by
    match detail:
        case Submission():
            return list(item_rows(case, number, detail.items))
        case Answered():
            return list(item_rows(case, number, detail.items))
        case Decision():
            item = before.item(detail.subdomain)
            assert item is not None
            return [
                DecisionRow(
                    case_id=case,
                    number=number,
                    seat=SEAT[before.state],
                    person=by.person,
                    subdomain=detail.subdomain,
                    kind=detail.kind,
                    claimed=item.claimed,
                    rung=detail.rung,
                    reasons=" ".join(detail.reasons),
                    text=detail.text,
                    not_shown=ticks_of(detail.not_shown),
                )
            ]
        case Finding():
            return [
                FindingRow(
                    case_id=case,
                    number=number,
                    subdomain=detail.subdomain,
                    piece=detail.piece,
                    finding=detail.finding,
                    kinds=" ".join(detail.kinds),
                )
            ]
        case _:
            return []


def decision_of(row: DecisionRow) -> Decision:
    """Return the decision of a row."""
    not_shown = sorted(criteria_in(row.subdomain, row.not_shown), key=lambda one: one.code)
    reasons = tuple(map(Reason, row.reasons.split()))
    return Decision(row.subdomain, DecisionKind(row.kind), row.rung, reasons, row.text, tuple(not_shown))


def _finding_of(row: FindingRow) -> Finding:
    kinds = tuple(map(EvidenceKind, row.kinds.split()))
    return Finding(row.subdomain, row.piece, EvidenceFinding(row.finding), kinds)
