"""Builds the screens of the history: every finished assessment, and what changed between any two."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flows.assessment.changes import TREND_AT_MOST, Change, changes
from flows.assessment.rating import Lens
from flows.assessment.scorecard import StarRange, possible_stars
from flows.assessment.verified import is_reviewed
from flows.dialogue import Phrase, phrase
from flows.interview.evidence.dates import written_day
from flows.interview.phrases import range_of
from flows.interview.recheck.change_lines import change_lines
from flows.interview.screen_builder import Scope, turning
from flows.interview.session import Past
from flows.screen import Aside, Block, Heading, Listing, Paragraph, Point, Row, Rows, Screen, Trend
from flows.standard.model import TOP
from flows.triggers import Trigger
from flows.views import View

RUNS_A_PAGE = 6


def history(at: Scope, page: str) -> Screen | None:
    """List the finished assessments, newest first, under their trend. A tap on one compares it with another."""
    past = at.session.past
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 0 if not page else -1
    pages = max(-(-len(past) // RUNS_A_PAGE), 1)
    if not 0 <= number < pages:
        return None
    if not past:
        return at.screen(
            View.history,
            Heading(phrase("history-title", count=0)),
            Paragraph(phrase("history-none")),
            rows=[[at.show(phrase("choice-return"))]],
        )
    shown = past[::-1][number * RUNS_A_PAGE : (number + 1) * RUNS_A_PAGE]
    newest = past[-1].number
    return at.screen(
        View.history if not page else f"{View.history}.{number}",
        Heading(phrase("history-title", count=len(past))),
        *([_trend(at)] if len(past) > 1 else []),
        Rows(tuple(_row(at, run, is_compared=len(past) > 2) for run in shown)),
        *([Aside(phrase("history-hint"))] if len(past) > 2 else []),
        rows=[
            [at.open(f"{View.changed}.{past[-2].number}.{newest}", phrase("choice-last-change"))] if len(past) > 1 else [],
            turning(at, [f"{View.history}.{item}" for item in range(pages)], number),
            [at.choice(Trigger.document, "trend", phrase("choice-document-trend"))],
            [at.open(View.recheck, phrase("choice-recheck"))],
            [at.show(phrase("choice-return"))],
        ],
    )


def compare(at: Scope, number: str) -> Screen | None:
    """Ask with which other assessment to compare this one."""
    run = _run(at, number)
    if run is None:
        return None
    others = [other for other in at.session.past[::-1] if other.number != run.number][:RUNS_A_PAGE]
    lines = [_line(at, other) for other in others]
    return at.screen(
        f"{View.compare}.{run.number}",
        Heading(phrase("compare-title")),
        Paragraph(_line(at, run)),
        rows=[
            *(
                [at.open(_pair(run, other), _told_apart(line, other.number) if lines.count(line) > 1 else line)]
                for other, line in zip(others, lines, strict=True)
            ),
            [at.open(View.history, phrase("choice-history"))],
        ],
    )


def _told_apart(line: Phrase, number: int) -> Phrase:
    """Return the line of an assessment with its number: another one has the same day and star."""
    return phrase("compare-numbered", number=number, line=line)


def changed(at: Scope, rest: str) -> Screen | None:
    """Show what rose, what fell and what else is answered differently, from the older of two assessments to the newer."""
    first, _, second = rest.partition(".")
    old, new = _run(at, first), _run(at, second)
    if old is None or new is None or old.number >= new.number:
        return None
    found = changes(at.standard, old.ratings, new.ratings)
    return at.screen(
        f"{View.changed}.{rest}",
        Heading(_from_to(old.finished_on, new.finished_on)),
        Paragraph(phrase("changed-star", old=range_of(_star(at, old)), new=range_of(_star(at, new)))),
        *_verified_change(at, old, new),
        *_part("changed-up", [change for change in found if change.by > 0]),
        *_part("changed-down", [change for change in found if change.by < 0]),
        *_part("changed-else", [change for change in found if change.by == 0]),
        *([] if found else [Paragraph(phrase("changed-nothing"))]),
        rows=[[at.open(View.history, phrase("choice-history"))], [at.show(phrase("choice-return"))]],
    )


def _verified_change(at: Scope, old: Past, new: Past) -> Iterable[Block]:
    """Yield the verified stars of two assessments, if either was reviewed."""
    if is_reviewed(old.ratings) or is_reviewed(new.ratings):
        yield Paragraph(phrase("changed-verified", old=_verified(at, old), new=_verified(at, new)))


def _verified(at: Scope, run: Past) -> Phrase:
    stars = _verified_star(at, run)
    return phrase("changed-not-verified") if stars is None else range_of(stars)


def _verified_star(at: Scope, run: Past) -> StarRange | None:
    return possible_stars(at.standard, run.ratings, Lens.verified) if is_reviewed(run.ratings) else None


def _from_to(old: date, new: date) -> Phrase:
    if old == new:
        return phrase("changed-title-same", date=written_day(new))
    return phrase("changed-title", old=written_day(old), new=written_day(new))


def _part(key: str, found: list[Change]) -> Iterable[Block]:
    if found:
        yield Heading(phrase(key, count=len(found)))
        yield Listing(change_lines(found))


def _trend(at: Scope) -> Trend:
    runs = at.session.past[-TREND_AT_MOST:]
    marks = tuple(
        phrase("history-trend-mark", date=run.finished_on.isoformat(), stars=range_of(stars))
        for run in runs
        if (stars := _verified_star(at, run)) is not None
    )
    said = phrase("history-trend-reviewed", marks=marks) if marks else None
    return Trend(phrase("history-trend", count=len(runs)), tuple(_point(at, run) for run in runs), TOP, said)


def _point(at: Scope, run: Past) -> Point:
    stars, reviewed = _star(at, run), _verified_star(at, run)
    found = (None, None) if reviewed is None else (reviewed.low, reviewed.high)
    return Point(run.finished_on.isoformat(), stars.low, stars.high, *found)


def _row(at: Scope, run: Past, is_compared: bool) -> Row:
    """Return one self-check of the list. If there are several others, a tap on it asks which to compare it with."""
    return Row(_line(at, run), choice=at.open(f"{View.compare}.{run.number}", _line(at, run)) if is_compared else None)


def _line(at: Scope, run: Past) -> Phrase:
    date, stars = run.finished_on.isoformat(), range_of(_star(at, run))
    if not is_reviewed(run.ratings):
        return phrase("history-line", date=date, stars=stars)
    return phrase("history-line-verified", date=date, stars=stars, verified=_verified(at, run))


def _star(at: Scope, run: Past) -> StarRange:
    return possible_stars(at.standard, run.ratings)


def _run(at: Scope, number: str) -> Past | None:
    return next((run for run in at.session.past if str(run.number) == number), None)


def _pair(one: Past, other: Past) -> str:
    low, high = sorted((one.number, other.number))
    return f"{View.changed}.{low}.{high}"
