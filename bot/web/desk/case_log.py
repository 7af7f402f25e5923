"""The log of a case in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.desk.cases import CaseView, LogLine
from flows.days import day_before
from flows.dialogue import Phrase, phrase
from flows.review.decisions import Decision, DecisionKind
from flows.review.entries import Answered, Assigned, Entry, Finding, Issue, Objection, Refused
from flows.review.states import CaseEvent, Party
from flows.review.submission import Submission


@dataclass(frozen=True, slots=True)
class LogWords:
    """One entry: the moment, the officer ("" if it was somebody else, see `by`), as whom, what happened, with what.

    `text` is what the person wrote ("" for nothing), `items` what is said about single items, each with a text of its own.
    """

    at: datetime
    name: str
    by: Party
    event: CaseEvent
    items: tuple[tuple[Phrase, str], ...]
    text: str


def log_lines(lines: Iterable[LogLine], view: CaseView) -> list[LogWords]:
    """Return the log, the newest entry first. Who reads for the second time sees nothing of the first reading."""
    shown = [line for line in lines if not (view.is_blind and is_of_another(line.entry, view.open.actor.person))]
    return [words_of(line) for line in reversed(shown)]


def is_of_another(entry: Entry, person: int) -> bool:
    """Return whether an entry says what another reader thinks of an item."""
    return entry.move.event in (CaseEvent.decide, CaseEvent.examine) and entry.move.by.person != person


def words_of(line: LogLine) -> LogWords:
    """Return an entry in words."""
    move = line.entry.move
    return LogWords(move.at, line.name, move.by.party, move.event, _items(line), move.reason)


def decision_words(decision: Decision) -> Phrase:
    """Return what was decided, in words."""
    if decision.kind is DecisionKind.more_asked or decision.rung is None:
        return phrase("desk-decision-more_asked")
    return phrase(f"desk-decision-{decision.kind}", rung=decision.rung)


def _items(line: LogLine) -> tuple[tuple[Phrase, str], ...]:
    detail = line.entry.move.detail
    match detail:
        case Decision():
            return _of_decision(detail)
        case Finding():
            finding = phrase(f"desk-finding-{detail.finding}")
            return ((phrase("desk-case-log-item", item=phrase(detail.subdomain), what=finding), ""),)
        case Assigned():
            return ((phrase("desk-case-log-assigned", name=line.assigned or phrase("desk-log-nobody")), ""),)
        case Objection():
            return tuple((phrase("desk-case-log-of", item=phrase(point.subdomain)), point.text) for point in detail.points)
        case Answered():
            return _of_answer(detail)
        case Submission():
            return ((phrase("desk-case-log-submitted", count=len(detail.items), digest=detail.sha256), ""),)
        case Refused():
            return ((phrase(f"desk-case-seat-{detail.seat}"), ""),)
        case Issue():
            return ((phrase("desk-case-valid-until", last=day_before(detail.valid_until).isoformat()), ""),)
    return ()


def _of_answer(answer: Answered) -> tuple[tuple[Phrase, str], ...]:
    words = {each.subdomain: each.text for each in answer.words}
    codes = dict.fromkeys([*(item.subdomain for item in answer.items), *words])
    return tuple((phrase("desk-case-log-of", item=phrase(code)), words.get(code, "")) for code in codes)


def _of_decision(decision: Decision) -> tuple[tuple[Phrase, str], ...]:
    what = phrase("desk-case-log-item", item=phrase(decision.subdomain), what=decision_words(decision))
    reasons = tuple((phrase(f"desk-reason-{reason}"), "") for reason in decision.reasons)
    lacking = tuple((phrase("desk-case-log-lacks", what=phrase(each.words)), "") for each in decision.not_shown)
    return ((what, decision.text), *reasons, *lacking)
