"""Compares what is stored beside the logs: the log of each association, and double ratings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.officers import Act
from flows.review.double_rating import DoubleRating, RatingEnd, drawn, items_to_rate
from flows.review.entries import Entry
from flows.review.log import replayed
from flows.review.states import CaseEvent, CaseNote, Party
from storage.association_tables import AuditRow
from storage.rating_tables import DoubleRatingRow, RatedItemRow
from storage.review.rating_rows import double_rating_of
from storage.review_tables import CaseRow
from tests.faults.reviews.findings import Findings
from tests.faults.reviews.steps import Ledger, RatedStep

# What is in the log of a case alone, or has a line of its own kind.
NOT_NOTED = (CaseEvent.decide, CaseEvent.examine, CaseEvent.request)
Logs = Mapping[int, tuple[Entry, ...]]


async def audit_is_whole(found: Findings, db: AsyncSession, rows: Mapping[int, CaseRow], logs: Logs) -> None:
    """Everything that officers did in cases, and all that happened in double ratings, is in the log of their association once."""
    lines = Counter((row.association_id, row.act, row.detail) for row in await db.exec(select(AuditRow)))
    wanted = Counter(
        (rows[number].association_id, Act.case_moved.value, entry.move.event.value)
        for number, log in logs.items()
        for entry in log
        if entry.move.by.party in (Party.reviewer, Party.administrator) and entry.move.event not in NOT_NOTED
    )
    wanted += Counter((row.association_id, Act.case_requested.value, "") for row in rows.values())
    for row in await db.exec(select(DoubleRatingRow)):
        for what in _notes(double_rating_of(row)):
            wanted[row.association_id, Act.case_moved.value, what.value] += 1
    for key in wanted.keys() | {key for key in lines if key[1] in (Act.case_moved, Act.case_requested)}:
        if lines[key] != wanted[key]:
            found.note("half", f"{lines[key]} lines of {key}, for {wanted[key]} of them")


def _notes(rating: DoubleRating) -> list[CaseNote]:
    ended = {None: [], RatingEnd.declined: [CaseNote.rating_declined]}.get(rating.end, [CaseNote.rating_ended])
    declared = [CaseNote.rating_declared] if rating.declared_at else []
    finished = [CaseNote.rating_finished] if rating.finished_at else []
    return [CaseNote.rating_drawn, *declared, *finished, *ended]


async def ratings_are_whole(found: Findings, db: AsyncSession, ledger: Ledger, logs: Logs) -> None:
    """Every double rating follows from its draw, has what its rater was told, and all of it or nothing."""
    items: dict[int, dict[str, RatedItemRow]] = defaultdict(dict)
    for row in await db.exec(select(RatedItemRow)):
        items[row.rating_id][row.subdomain] = row
    steps: dict[int, list[RatedStep]] = defaultdict(list)
    for step in ledger.rated:
        steps[step.rating].append(step)
    ratings = {row.id: double_rating_of(row) for row in await db.exec(select(DoubleRatingRow))}
    for number in steps.keys() - ratings.keys():
        found.note("ratings", f"rating {number} is gone")
    for number, rating in ratings.items():
        if drawn(rating.draw.seed, rating.draw.candidates) != (rating.case, rating.rater):
            found.note("ratings", f"rating {number} does not follow from its draw")
        for what in _wrong(rating, steps[number], items[number], logs[rating.case]):
            found.note("ratings", f"rating {number}: {what}")
    found.rated = sum(rating.finished_at is not None for rating in ratings.values())


def _wrong(
    rating: DoubleRating, steps: list[RatedStep], items: Mapping[str, RatedItemRow], log: tuple[Entry, ...]
) -> list[str]:
    """Return what is wrong with a rating: what was told and is not stored, or the other way round."""
    told, possible = ({each.what for each in steps if chosen(each)} for chosen in (_is_done, _may_be))
    if rating.end is not None:
        is_told = rating.end is not RatingEnd.declined or "decline" in possible
        return [*(["not all deleted"] if items else []), *([] if is_told else ["nobody left it"])]
    stored = {"declare": rating.declared_at is not None, "finish": rating.finished_at is not None, "decline": False}
    wrong = [what for what, is_stored in stored.items() if (what not in possible if is_stored else what in told)]
    newest: dict[str, RatedStep] = {}
    for step in steps:
        if step.what == "rate" and step.is_done:
            newest[step.subdomain] = step
    texts = {each.text for each in steps if each.what == "rate" and _may_be(each)}
    wrong += [f"{code} is lost" for code, step in newest.items() if code not in items or items[code].text != step.text]
    wrong += [f"{row.subdomain} says what nobody wrote" for row in items.values() if row.text not in texts]
    if rating.finished_at is not None and not set(items_to_rate(replayed(log), log)) <= items.keys():
        wrong.append("finished without all items")
    return wrong


def _is_done(step: RatedStep) -> bool:
    return step.is_done


def _may_be(step: RatedStep) -> bool:
    return step.is_done or step.cuts > 0
