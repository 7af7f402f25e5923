"""Reads rounds out of their tables, and says who asks for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.days import day_of
from flows.dialogue import Address
from flows.institution.colleagues import MemberRole
from flows.institution.comparison import Settled
from flows.institution.division import Division
from flows.institution.rounds import Round
from flows.standard.model import Standard
from storage.institution_tables import AssignedRow, LowerGoneRow, MemberRow, RoundRow, SettledRow, VoteRow
from storage.moments import aware
from storage.respondents.lower_gone import vote_of
from storage.respondents.membership import locked_institution
from storage.respondents.personal_data import respondent_row


@dataclass(frozen=True, slots=True)
class Place:
    """A person in their institution, its people by respondent, and its open round."""

    me: MemberRow
    numbers: Mapping[int, int]
    row: RoundRow | None

    @property
    def leads(self) -> bool:
        """Whether the person coordinates the institution."""
        return self.me.role == MemberRole.coordinator


async def place_of(db: AsyncSession, who: Address, standard: Standard, *, locks: bool = True) -> Place | None:
    """Return where a person is, and keep others from changing their institution until this transaction ends.

    None if they have no institution. A round of another edition is not seen.
    """
    respondent = await respondent_row(db, who)
    me = await db.get(MemberRow, respondent.id) if respondent is not None else None
    if me is None:
        return None
    if locks:
        await locked_institution(db, me.institution_id)
        await db.refresh(me)
    people = select(MemberRow.respondent_id, MemberRow.number).where(MemberRow.institution_id == me.institution_id)
    wanted = select(RoundRow).where(
        RoundRow.institution_id == me.institution_id,
        col(RoundRow.closed_at).is_(None),
        RoundRow.edition == standard.edition,
    )
    return Place(me, dict((await db.exec(people)).all()), (await db.exec(wanted)).first())


async def rounds_of(db: AsyncSession, institution: int, standard: Standard) -> list[RoundRow]:
    """Return all rounds of an institution in this edition, the newest first: the open one, then by when they were begun."""
    wanted = select(RoundRow).where(RoundRow.institution_id == institution, RoundRow.edition == standard.edition)
    rows = list(await db.exec(wanted.order_by(col(RoundRow.begun_at).desc(), col(RoundRow.id))))
    return sorted(rows, key=lambda row: row.closed_at is not None)


async def read_round(db: AsyncSession, row: RoundRow, numbers: Mapping[int, int], standard: Standard) -> Round:
    """Return a round. `numbers` has the institution's people by respondent."""
    assigned: dict[str, list[int]] = defaultdict(list)
    handed_in: dict[str, list[int]] = defaultdict(list)
    changed: list[datetime] = []
    for each in await db.exec(select(AssignedRow).where(AssignedRow.round_id == row.id)):
        number = numbers[each.respondent_id]
        assigned[each.domain].append(number)
        if each.handed_in_at is not None:
            handed_in[each.domain].append(number)
            changed.append(aware(each.handed_in_at))
    rows = list(await db.exec(select(VoteRow).where(VoteRow.round_id == row.id)))
    changed += [aware(vote.at) for vote in rows]
    done = list(await db.exec(select(SettledRow).where(SettledRow.round_id == row.id)))
    changed += [aware(each.at) for each in done]
    settled = {each.subdomain: settled_of(each) for each in done}
    gone = await db.exec(select(LowerGoneRow).where(LowerGoneRow.round_id == row.id))
    domains = [domain.code for domain in standard.domains]
    here = {number for numbers_in in handed_in.values() for number in numbers_in}
    return Round(
        row.id,
        Division(row.division),
        {code: tuple(sorted(assigned[code])) for code in domains},
        {code: tuple(sorted(handed_in[code])) for code in domains},
        tuple(sorted((vote_of(each, numbers[each.respondent_id]) for each in rows), key=lambda vote: (vote.code, vote.number))),
        settled,
        # Processes older than revision 0029 do not count.
        max(row.people, len(here)),
        day_of(max(changed)) if changed else None,
        {each.subdomain: each.people for each in gone if each.subdomain not in settled},
    )


def settled_of(row: SettledRow) -> Settled:
    """Return the settled answer of a row."""
    return Settled(row.subdomain, row.level, row.unsure, row.not_applicable, row.reason, row.people, row.differed)


async def lower_gone_of(db: AsyncSession, round_id: int, code: str) -> int:
    """Return how many people answered a subdomain lower than those who are left, and no longer answer it."""
    row = await db.get(LowerGoneRow, (round_id, code))
    return row.people if row is not None else 0
