"""Makes one respondent of two, so that the history of neither is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.dialogue import Address
from storage.broadcast_tables import CampaignMessageRow, SilenceRow
from storage.campaign_tables import ParticipationRow
from storage.draft_tables import CaseDraftRow
from storage.respondents.addresses import ONE_ACCOUNT, write_addresses
from storage.respondents.membership import take_over
from storage.respondents.personal_data import addresses_of, erase
from storage.tables import (
    AssessmentRow,
    CardRow,
    ChangeRow,
    DeliveryRow,
    DeliveryState,
    EvidenceRow,
    LinkRow,
    PlannedStepRow,
    PlanRow,
    RatingRow,
    ReminderRow,
    RespondentRow,
)

# Above every number that an assessment has.
ASIDE = 1_000_000


@dataclass(frozen=True, slots=True)
class Pair:
    """The respondent who is kept, and the other, whose history becomes part of the kept one's."""

    kept: RespondentRow
    other: RespondentRow


async def join(db: AsyncSession, pair: Pair, newcomer: Address, now: datetime) -> None:
    """Move everything of the other respondent to the kept one, in the caller's transaction; no row of the other is left.

    The kept one's current self-check, answers, plan and institution stay. Without a plan or an institution, they get the
    other's. The other's self-checks become older ones of theirs; unfinished ones too, which no history shows but the export
    does. Of two accounts of one face, that of `newcomer` stays, else the kept one's. The turn becomes higher than both, so no
    button of before fits.
    """
    kept, other = pair.kept, pair.other
    addresses = _addresses(await addresses_of(db, kept), await addresses_of(db, other), newcomer)
    await _move_assessments(db, pair)
    await _move_changes(db, pair)
    await _move_what_is_missing(db, pair, (PlanRow, PlannedStepRow))
    await take_over(db, kept.id, other.id)
    await _move_what_is_missing(db, pair, (CaseDraftRow,))
    await _move_reminders(db, pair)
    await _move_participations(db, pair)
    await _move_messages(db, pair)
    await db.exec(update(LinkRow).where(col(LinkRow.respondent_id) == other.id).values(respondent_id=kept.id))
    if _has_account_of(await addresses_of(db, other), addresses):
        await db.exec(delete(CardRow).where(col(CardRow.respondent_id) == kept.id))
        await _give(db, pair, CardRow)
        kept.heard, kept.counter = other.heard, other.counter
    kept.turn = max(kept.turn, other.turn) + 1
    kept.reminders = kept.reminders or other.reminders
    kept.consented_at, kept.seen_at = min(kept.consented_at, other.consented_at), max(kept.seen_at, other.seen_at)
    gone = other.id
    db.expunge(other)
    await erase(db, [gone])
    await write_addresses(db, kept, addresses, now)


def _addresses(kept: tuple[Address, ...], other: tuple[Address, ...], newcomer: Address) -> list[Address]:
    """Return all addresses of both, with one account at most."""
    everywhere = [*kept, *other]
    accounts = [address for address in (newcomer, *everywhere) if address.face == ONE_ACCOUNT]
    return [address for address in everywhere if address.face != ONE_ACCOUNT or address == accounts[0]]


def _has_account_of(other: tuple[Address, ...], addresses: list[Address]) -> bool:
    """Return whether the account that stays is the other's."""
    return any(address in addresses for address in other if address.face == ONE_ACCOUNT)


async def _move_assessments(db: AsyncSession, pair: Pair) -> None:
    """Put the other's assessments before the kept one's last finished one, in the order in which all were begun."""
    kept, other = await _assessments(db, pair.kept.id), await _assessments(db, pair.other.id)
    tail_from = max((number for _, number, _, finished_at in kept if finished_at is not None), default=pair.kept.assessment)
    tail = [(whose, number) for whose, number, *_ in kept if number >= tail_from]
    begun = sorted((*kept, *other), key=lambda row: row[2])
    head = [(whose, number) for whose, number, *_ in begun if (whose, number) not in tail]
    tables = (AssessmentRow, "number"), (RatingRow, "assessment"), (EvidenceRow, "assessment"), (ChangeRow, "assessment")
    for table, name in tables:
        owner, number = col(table.respondent_id), col(getattr(table, name))
        await db.exec(update(table).where(owner.in_([pair.kept.id, pair.other.id])).values({number: number + ASIDE}))
        for new, (whose, old) in enumerate([*head, *tail], 1):
            values: dict[Any, Any] = {number: new}
            if table is not ChangeRow:
                values[owner] = pair.kept.id
            await db.exec(update(table).where(owner == whose, number == old + ASIDE).values(values))
    pair.kept.assessment = len(head) + len(tail)


async def _assessments(db: AsyncSession, respondent: int) -> list[tuple[int, int, datetime, datetime | None]]:
    """Return whose each is, its number, and when it was begun and finished."""
    found = await db.exec(
        select(AssessmentRow.respondent_id, AssessmentRow.number, AssessmentRow.started_at, AssessmentRow.finished_at)
        .where(AssessmentRow.respondent_id == respondent)
        .order_by(col(AssessmentRow.number))
    )
    return [(whose, number, begun, finished) for whose, number, begun, finished in found]


async def _move_changes(db: AsyncSession, pair: Pair) -> None:
    """Move the log. If the turns of both overlap, which chance hardly brings about, the other's move above the kept one's."""
    turns = select(func.min(ChangeRow.turn), func.max(ChangeRow.turn))
    low, high = (await db.exec(turns.where(ChangeRow.respondent_id == pair.other.id))).one()
    if low is None:
        return
    first, last = (await db.exec(turns.where(ChangeRow.respondent_id == pair.kept.id))).one()
    shift = last - low + 1 if first is not None and low <= last and first <= high else 0
    await db.exec(
        update(ChangeRow)
        .where(col(ChangeRow.respondent_id) == pair.other.id)
        .values(respondent_id=pair.kept.id, turn=ChangeRow.turn + shift)
    )
    pair.other.turn += shift


async def _move_what_is_missing(db: AsyncSession, pair: Pair, tables: tuple[Any, ...]) -> None:
    has = await db.exec(select(tables[0].respondent_id).where(tables[0].respondent_id == pair.kept.id))
    if has.first() is None:
        for table in tables:
            await _give(db, pair, table)


async def _move_reminders(db: AsyncSession, pair: Pair) -> None:
    """Move the records of sent reminders, so that nobody is reminded of one thing twice."""
    both = await db.exec(select(ReminderRow).where(col(ReminderRow.respondent_id).in_([pair.kept.id, pair.other.id])))
    known = [(row.respondent_id, row.kind, row.day) for row in both]
    for whose, kind, day in known:
        if whose == pair.other.id and (pair.kept.id, kind, day) not in known:
            await db.exec(
                update(ReminderRow)
                .where(col(ReminderRow.respondent_id) == whose, col(ReminderRow.kind) == kind, col(ReminderRow.day) == day)
                .values(respondent_id=pair.kept.id)
            )


async def _move_participations(db: AsyncSession, pair: Pair) -> None:
    """Move the campaigns in which only the other takes part. If both do, what the kept one agreed to stays.

    If then only the other answers for an institution of the roster, the kept one does from now on, and shows of it no more
    than both agreed to: the institution would else be without anybody.
    """
    kept = select(ParticipationRow.campaign_id).where(ParticipationRow.respondent_id == pair.kept.id)
    await db.exec(
        update(ParticipationRow)
        .where(
            col(ParticipationRow.respondent_id) == pair.other.id,
            col(ParticipationRow.campaign_id).not_in(list(await db.exec(kept))),
        )
        .values(respondent_id=pair.kept.id)
    )
    # What officers saw of the other counts as seen of the kept one.
    for row in await db.exec(select(ParticipationRow).where(col(ParticipationRow.respondent_id) == pair.other.id)):
        mine = await db.get_one(ParticipationRow, (row.campaign_id, pair.kept.id))
        mine.widest = max(mine.widest, row.widest)
        if mine.withdrawn_at is None and row.withdrawn_at is None and mine.is_free and not row.is_free:
            mine.roster_id, mine.detached_at, mine.objected_at = row.roster_id, None, row.objected_at
            mine.agreed = min(mine.agreed, row.agreed)
        db.add(mine)


async def _move_messages(db: AsyncSession, pair: Pair) -> None:
    """Move what campaigns wrote to the other or have still to send. If either said stop, the person gets no messages."""
    has = await db.exec(select(SilenceRow.cause).where(SilenceRow.respondent_id == pair.kept.id))
    causes = list(has)
    known = await db.exec(select(CampaignMessageRow.about).where(CampaignMessageRow.respondent_id == pair.kept.id))
    about = list(known)
    planned = await db.exec(select(DeliveryRow.about).where(DeliveryRow.respondent_id == pair.kept.id))
    for table, is_new in (
        (DeliveryRow, col(DeliveryRow.about).not_in(list(planned)) & _is_to_be_sent()),
        (CampaignMessageRow, col(CampaignMessageRow.about).not_in(about)),
        (SilenceRow, col(SilenceRow.cause).not_in(causes)),
    ):
        owner: Any = col(table.respondent_id)
        await db.exec(update(table).where(owner == pair.other.id, is_new).values(respondent_id=pair.kept.id))


def _is_to_be_sent() -> Any:
    """Return the condition that a delivery is one of many and has not been begun."""
    waits = col(DeliveryRow.state).in_([DeliveryState.planned, DeliveryState.again])
    return waits & col(DeliveryRow.batch).is_not(None)


async def _give(db: AsyncSession, pair: Pair, table: Any) -> None:
    await db.exec(update(table).where(table.respondent_id == pair.other.id).values(respondent_id=pair.kept.id))
