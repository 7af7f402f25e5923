"""Keeps to which institution each respondent belongs: naming it, joining, leaving, and who coordinates it.

What changes the people of an institution locks its row first, so that nobody joins one that its last member leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.institution.colleagues import MemberRole, Post
from storage.institution_tables import AllowedRow, AssignedRow, InstitutionRow, MemberRow, RoundRow, VoteRow
from storage.respondents.emptied_cases import empty_cases
from storage.respondents.lower_gone import answers_of, keep_open
from storage.tokens import fresh_id


async def locked_institution(db: AsyncSession, institution: int) -> InstitutionRow | None:
    """Return an institution whose people nobody else changes until this transaction ends; None if there is none."""
    found = await db.exec(
        select(InstitutionRow)
        .where(InstitutionRow.id == institution)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return found.first()


async def new_institution(
    db: AsyncSession, respondent: int, now: datetime, name: str = "", district: str = ""
) -> InstitutionRow:
    """Make an institution that this respondent, who has none, coordinates."""
    made = InstitutionRow(id=fresh_id(), name=name, district=district, people=0, made_at=now)
    db.add(made)
    await db.flush()
    await add_member(db, made, respondent, MemberRole.coordinator, now)
    return made


async def add_member(
    db: AsyncSession,
    institution: InstitutionRow,
    respondent: int,
    role: MemberRole,
    now: datetime,
    post: Post = Post.other,
    nickname: str = "",
) -> None:
    """Let a respondent, who has no institution, join one."""
    institution.people += 1
    db.add(institution)
    db.add(
        MemberRow(
            respondent_id=respondent,
            institution_id=institution.id,
            number=institution.people,
            role=role,
            post=post,
            nickname=nickname,
            joined_at=now,
        )
    )
    await db.flush()


async def rename(db: AsyncSession, respondent: int, name: str, now: datetime) -> None:
    """Give the institution that a respondent coordinates a name; "" takes it away. Nothing changes if another coordinates it.

    The first name makes an institution. One that nobody else belongs to goes with its name.
    """
    member = await db.get(MemberRow, respondent)
    if member is None:
        if name:
            await new_institution(db, respondent, now, name)
        return
    institution = await locked_institution(db, member.institution_id)
    if institution is None or member.role != MemberRole.coordinator:
        return
    if not name and not await _others(db, institution.id, [respondent]):
        await leave(db, [respondent])
        return
    institution.name = name
    db.add(institution)


async def hand_on(db: AsyncSession, institution: int, respondent: int) -> None:
    """Let a member coordinate their institution, instead of the member who did."""
    here = col(MemberRow.institution_id) == institution
    await db.exec(update(MemberRow).where(here).values(role=MemberRole.colleague))
    await db.exec(update(MemberRow).where(here, col(MemberRow.respondent_id) == respondent).values(role=MemberRole.coordinator))


async def leave(db: AsyncSession, respondents: Sequence[int]) -> None:
    """Take respondents out of their institutions.

    An institution that nobody is left in is deleted, and so is what it handed in for reviews. If its coordinator
    left, the member who is there longest coordinates it.
    """
    theirs = select(MemberRow.institution_id).where(col(MemberRow.respondent_id).in_(respondents)).distinct()
    for institution in sorted(await db.exec(theirs)):
        if await locked_institution(db, institution) is None:
            continue
        left = await _others(db, institution, respondents)
        # What they said goes with them; what is settled stays, and what is not stays open.
        await keep_open(db, await answers_of(db, respondents, institution))
        of_institution = select(RoundRow.id).where(RoundRow.institution_id == institution)
        for table in (VoteRow, AllowedRow, AssignedRow):
            theirs_here = col(table.respondent_id).in_(respondents), col(table.round_id).in_(of_institution)
            await db.exec(delete(table).where(*theirs_here))
        await db.exec(
            delete(MemberRow).where(col(MemberRow.institution_id) == institution, col(MemberRow.respondent_id).in_(respondents))
        )
        if not left:
            await empty_cases(db, institution)
            await db.exec(delete(InstitutionRow).where(col(InstitutionRow.id) == institution))
        elif not any(member.role == MemberRole.coordinator for member in left):
            await hand_on(db, institution, left[0].respondent_id)


async def take_over(db: AsyncSession, kept: int, other: int) -> None:
    """Give one respondent the place of another, who is to become part of them.

    If both have an institution, the kept one's stays, and the other leaves theirs. In the same institution, the kept one gets
    what the other was.
    """
    mine, theirs = await db.get(MemberRow, kept), await db.get(MemberRow, other)
    if theirs is None:
        return
    if mine is None:
        db.expunge(theirs)
        for table in (MemberRow, AssignedRow, AllowedRow, VoteRow):
            await db.exec(
                update(table)
                .where(col(table.respondent_id) == other)
                .values(respondent_id=kept)
                .execution_options(synchronize_session=False)
            )
        return
    coordinates = mine.institution_id == theirs.institution_id and theirs.role == MemberRole.coordinator
    institution = mine.institution_id
    await leave(db, [other])
    if coordinates:
        await hand_on(db, institution, kept)


async def _others(db: AsyncSession, institution: int, but: Sequence[int]) -> list[MemberRow]:
    """Return the members of an institution without some, those first who are there longest."""
    found = await db.exec(
        select(MemberRow)
        .where(MemberRow.institution_id == institution, col(MemberRow.respondent_id).not_in(but))
        .order_by(col(MemberRow.number))
    )
    return list(found)
