"""Writes the institutions of a campaign by name as a table, each as far as it agreed. Every row says its source and edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from bot.documents.content.document_words import DocumentWords
from bot.documents.xlsx.workbook_content import Column, Sheet, Value
from flows.assessment.rating import Rating
from flows.campaign.campaign import Campaign
from flows.campaign.named_result import NamedResult
from flows.campaign.states import Awaited, State
from flows.campaign.visibility import Visibility
from flows.campaign.work_list import WorkRow
from flows.standard.model import Standard

WIDTHS = {
    "institution": 34, "district": 16, "state": 22, "domain": 10, "awaited": 24, "due": 12, "since": 12, "people": 10,
    "star": 10, "finished": 12, "source": 18, "edition": 24,
}  # fmt: skip
ANSWER_WIDTH = 14


def row_sheet(
    rows: Iterable[tuple[WorkRow, NamedResult | None]],
    campaign: Campaign,
    standard: Standard,
    words: DocumentWords,
    day_of: Callable[[datetime], date],
) -> Sheet:
    """Return the table; `day_of` gives the day of a moment where officers are.

    A cell is empty if the institution does not show it. Answers have columns only if the campaign asks to see them.
    """
    codes = standard.codes if campaign.visibility is Visibility.answers and campaign.edition == standard.edition else ()
    states = {state: words(f"desk-state-{state.name}") for state in State}
    awaited = {each: words(f"desk-case-turn-{each}") for each in Awaited}
    source = words("figures-export-self-checked")
    columns = (
        *(Column(words(f"rows-{name}"), width) for name, width in WIDTHS.items()),
        *(Column(words(code), ANSWER_WIDTH) for code in codes),
    )
    written = tuple(
        (
            row.name,
            row.district,
            states[row.progress.state],
            row.progress.domain or None,
            None if row.awaited is None else awaited[row.awaited],
            row.due,
            row.since,
            row.joined or None,
            None if result is None else result.star,
            None if result is None else day_of(result.finished_at),
            source,
            campaign.edition,
            *_answers(result, codes, words),
        )
        for row, result in rows
    )
    return Sheet(words("rows-sheet"), columns, written, frozen=1)


def _answers(result: NamedResult | None, codes: Sequence[str], words: DocumentWords) -> tuple[Value, ...]:
    ratings = (result.ratings if result is not None else None) or {}
    return tuple(_answer(ratings.get(code), words) for code in codes)


def _answer(rating: Rating | None, words: DocumentWords) -> Value:
    if rating is None:
        return None
    if rating.unsure:
        return words("mark-unsure")
    return words("mark-not-applicable") if rating.not_applicable else rating.level
