"""Lets several people answer for one institution: links to join by, joining, leaving, and handing the coordination on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from flows.dialogue import Address
from flows.institution.colleagues import COLLEAGUES_AT_MOST, Colleague, MemberRole, Post, Team
from storage.database import Database
from storage.institution_tables import ColleagueLinkRow, InstitutionRow, MemberRow
from storage.moments import aware
from storage.respondents.links import MadeLink
from storage.respondents.membership import add_member, hand_on, leave, locked_institution, new_institution
from storage.respondents.personal_data import respondent_row
from storage.tokens import fresh_token, hash_of, short_name

# How long a link works, for how many people, and how many an institution can have at the same time.
LIFETIME = timedelta(days=7)
USES_AT_MOST = 20
LINKS_AT_MOST = 5


class JoinResult(StrEnum):
    """The result of opening a link to an institution."""

    done = "done"
    already = "already"
    # The link is unknown, expired, revoked or used up.
    gone = "gone"
    full = "full"
    # Nothing is stored about the person yet: they have to agree to that first.
    stranger = "stranger"


@dataclass(frozen=True, slots=True)
class ColleagueLink:
    """A link as the coordinator sees it in a list: a short name to revoke it by, until when and how often it still works."""

    name: str
    made_at: datetime
    expires_at: datetime
    uses_left: int


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link leads to, as seen by one person.

    `institution` is its name, "" while it has none; `people` says how many belong to it. `leaves` is the institution that the
    person would leave ("" for one without a name, None if they have none). `is_mine` says that they belong to it already.
    """

    institution: str
    people: int
    leaves: str | None
    is_mine: bool
    is_known: bool


class Colleagues:
    """The people of institutions. `now` is the clock. Every method raises Unstored if the database cannot be used."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    async def of(self, who: Address) -> Team | None:
        """Return the institution of a person with its people; None if they have none."""
        async with self._database.reading() as db:
            me = await _member_at(db, who)
            institution = await db.get(InstitutionRow, me.institution_id) if me is not None else None
            if me is None or institution is None:
                return None
            return Team(institution.id, institution.name, await _people(db, me))

    # Links

    async def make_link(self, who: Address) -> MadeLink | None:
        """Make a link by which colleagues join. A person without an institution gets one, which they coordinate.

        None for a stranger, for a person who does not coordinate, and if there are LINKS_AT_MOST.
        """
        token, now = fresh_token(), self._now()
        async with self._database.writing() as db:
            respondent = await respondent_row(db, who)
            if respondent is None:
                return None
            me = await db.get(MemberRow, respondent.id)
            institution = me.institution_id if me is not None else (await new_institution(db, respondent.id, now)).id
            if me is not None and me.role != MemberRole.coordinator:
                return None
            here = col(ColleagueLinkRow.institution_id) == institution
            await db.exec(delete(ColleagueLinkRow).where(here, col(ColleagueLinkRow.expires_at) <= now))
            if (await db.exec(select(func.count(col(ColleagueLinkRow.hash))).where(here))).one() >= LINKS_AT_MOST:
                return None
            expires_at = now + LIFETIME
            db.add(
                ColleagueLinkRow(
                    hash=hash_of(token),
                    institution_id=institution,
                    made_at=now,
                    expires_at=expires_at,
                    uses_left=USES_AT_MOST,
                )
            )
        return MadeLink(token, expires_at)

    async def links(self, who: Address) -> tuple[ColleagueLink, ...]:
        """Return the links of the institution that a person coordinates which still work, oldest first."""
        async with self._database.reading() as db:
            me = await _coordinator_at(db, who)
            if me is None:
                return ()
            found = await db.exec(_of(me).order_by(col(ColleagueLinkRow.made_at)))
            return tuple(
                ColleagueLink(short_name(row.hash), aware(row.made_at), aware(row.expires_at), row.uses_left)
                for row in found
                if aware(row.expires_at) > self._now()
            )

    async def is_own(self, who: Address, token: str) -> bool:
        """Return whether a token is one of a link that works to the institution that a person coordinates."""
        async with self._database.reading() as db:
            me, link = await _coordinator_at(db, who), await _link(db, token, self._now())
            return me is not None and link is not None and link.institution_id == me.institution_id

    async def revoke(self, who: Address, name: str) -> bool:
        """Delete the link of this name to the institution that a person coordinates; False if they coordinate none."""
        async with self._database.writing() as db:
            me = await _coordinator_at(db, who)
            for row in await db.exec(_of(me)) if me is not None else ():
                if short_name(row.hash) == name:
                    await db.delete(row)
            return me is not None

    async def revoke_all(self, who: Address) -> bool:
        """Delete all links to the institution that a person coordinates; False if they coordinate none."""
        async with self._database.writing() as db:
            me = await _coordinator_at(db, who)
            if me is not None:
                here = col(ColleagueLinkRow.institution_id) == me.institution_id
                await db.exec(delete(ColleagueLinkRow).where(here))
            return me is not None

    # Joining and leaving

    async def look(self, token: str, who: Address) -> Opened | None:
        """Return what a token leads to, as seen by a person; None if no such link works. Nothing changes."""
        async with self._database.reading() as db:
            link = await _link(db, token, self._now())
            institution = await db.get(InstitutionRow, link.institution_id) if link is not None else None
            if institution is None:
                return None
            me = await _member_at(db, who)
            left = await db.get(InstitutionRow, me.institution_id) if me is not None else None
            is_known = me is not None or await respondent_row(db, who) is not None
            is_mine = left is not None and left.id == institution.id
            leaves = left.name if left is not None and not is_mine else None
            return Opened(institution.name, await _count(db, institution.id), leaves, is_mine, is_known)

    async def join(self, token: str, who: Address, post: Post, nickname: str) -> JoinResult:
        """Let a person join the institution of a link; they leave the one that they belonged to. A link works for each once."""
        now = self._now()
        async with self._database.writing() as db:
            link = await _link(db, token, now)
            respondent = await respondent_row(db, who)
            if link is None:
                return JoinResult.gone
            if respondent is None:
                return JoinResult.stranger
            me = await db.get(MemberRow, respondent.id)
            if me is not None and me.institution_id == link.institution_id:
                return JoinResult.already
            # Both locked in the order of their ids, as `leave` locks them: two people who change places cannot deadlock.
            for number in sorted({link.institution_id, *((me.institution_id,) if me is not None else ())}):
                await locked_institution(db, number)
            institution, link = await db.get(InstitutionRow, link.institution_id), await _link(db, token, now)
            if institution is None or link is None:
                return JoinResult.gone
            if await _count(db, institution.id) >= COLLEAGUES_AT_MOST:
                return JoinResult.full
            if me is not None:
                db.expunge(me)
                await leave(db, [respondent.id])
            link.uses_left -= 1
            db.add(link)
            await add_member(db, institution, respondent.id, MemberRole.colleague, now, post, nickname)
            return JoinResult.done

    async def leave(self, who: Address) -> bool:
        """Take a person out of their institution; False if they have none."""
        async with self._database.writing() as db:
            me = await _member_at(db, who)
            if me is not None:
                await leave(db, [me.respondent_id])
            return me is not None

    async def remove(self, who: Address, number: int) -> bool:
        """Take a colleague out of the institution that a person coordinates; False if there is none of this number."""
        async with self._database.writing() as db:
            me = await _coordinator_at(db, who)
            other = await _colleague(db, me, number)
            if other is not None:
                await leave(db, [other.respondent_id])
            return other is not None

    async def hand_on(self, who: Address, number: int) -> bool:
        """Let a colleague coordinate the institution instead of this person; False if there is none of this number."""
        async with self._database.writing() as db:
            me = await _coordinator_at(db, who)
            if me is not None:
                await locked_institution(db, me.institution_id)
            other = await _colleague(db, me, number)
            if other is not None:
                await hand_on(db, other.institution_id, other.respondent_id)
            return other is not None

    async def call(self, who: Address, post: Post, nickname: str, *, shows_name: bool) -> bool:
        """Change what a person's colleagues call them, and whether they see that beside what the person said.

        False if they have no institution.
        """
        async with self._database.writing() as db:
            me = await _member_at(db, who)
            if me is not None:
                me.post, me.nickname, me.shows_name = post, nickname, shows_name
                db.add(me)
            return me is not None


async def _member_at(db: AsyncSession, who: Address) -> MemberRow | None:
    respondent = await respondent_row(db, who)
    return await db.get(MemberRow, respondent.id, populate_existing=True) if respondent is not None else None


async def _coordinator_at(db: AsyncSession, who: Address) -> MemberRow | None:
    me = await _member_at(db, who)
    return me if me is not None and me.role == MemberRole.coordinator else None


async def _colleague(db: AsyncSession, me: MemberRow | None, number: int) -> MemberRow | None:
    """Return another member of the same institution."""
    if me is None or number == me.number:
        return None
    wanted = select(MemberRow).where(MemberRow.institution_id == me.institution_id, MemberRow.number == number)
    return (await db.exec(wanted)).first()


async def _people(db: AsyncSession, me: MemberRow) -> tuple[Colleague, ...]:
    found = await db.exec(
        select(MemberRow).where(MemberRow.institution_id == me.institution_id).order_by(col(MemberRow.number))
    )
    return tuple(
        Colleague(
            row.number,
            Post(row.post),
            row.nickname,
            row.role == MemberRole.coordinator,
            row.respondent_id == me.respondent_id,
            row.shows_name,
        )
        for row in found
    )


async def _count(db: AsyncSession, institution: int) -> int:
    members = select(func.count(col(MemberRow.respondent_id))).where(MemberRow.institution_id == institution)
    return (await db.exec(members)).one()


async def _link(db: AsyncSession, token: str, now: datetime) -> ColleagueLinkRow | None:
    """Return the row of a token that works; it is found by its hash, so the time that this takes says nothing of a guess."""
    wanted = select(ColleagueLinkRow).where(
        ColleagueLinkRow.hash == hash_of(token), ColleagueLinkRow.expires_at > now, ColleagueLinkRow.uses_left > 0
    )
    return (await db.exec(wanted.execution_options(populate_existing=True))).first()


def _of(me: MemberRow) -> SelectOfScalar[ColleagueLinkRow]:
    return select(ColleagueLinkRow).where(ColleagueLinkRow.institution_id == me.institution_id)
