"""Says until when an issued result counts, what ends it and what to do, for the institution."""

from __future__ import annotations

from flows.days import day_before
from flows.dialogue import Phrase, phrase
from flows.interview.cases.seen import SeenCase
from flows.interview.evidence.dates import written_day
from flows.interview.phrases import some_names
from flows.review.result import ending_evidence, remind_on
from flows.review.states import ResultState
from flows.review.telling import ResultNotice
from flows.standard.model import Standard


def notice_line(standard: Standard, seen: SeenCase, notice: ResultNotice) -> Phrase:
    """Return in one sentence or two what a coordinator is told about a result. Raises ValueError if none was issued."""
    if notice is ResultNotice.taken_down:
        return phrase("result-notice-taken-down", association=seen.association, why=seen.taken_down)
    return _ending(standard, seen)


def ending_line(standard: Standard, seen: SeenCase) -> Phrase | None:
    """Return that a result ends in some days and why; None before the day of its reminder, and if it does not count."""
    result = seen.case.result
    if result is None or seen.case.result_state(seen.today) is not ResultState.valid:
        return None
    if seen.today < remind_on(result.valid_until, result.issued_on, seen.rules):
        return None
    return _ending(standard, seen)


def _ending(standard: Standard, seen: SeenCase) -> Phrase:
    """Return when a result ends, what ends it, and what to do. It may have ended when somebody reads it."""
    case, result = seen.case, seen.case.result
    if result is None:
        raise ValueError("nothing was issued")
    ends = ending_evidence(standard, case.ratings, case.decisions, result.issued_on, result.valid_until)
    why = phrase("result-ends-by-evidence", items=some_names(ends)) if ends else phrase("result-ends-by-time")
    last = written_day(day_before(result.valid_until))
    if seen.today >= result.valid_until:
        return phrase("result-has-ended", association=seen.association, last=last, why=why)
    return phrase(
        "result-ends-soon",
        association=seen.association,
        days=(result.valid_until - seen.today).days,
        last=last,
        why=why,
    )
