"""Keeps rounds: who answers what for an institution, what each person handed in, and what is settled.

Every change locks the institution first, so that two people who act at once never lose what the other did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.assessment.rating import Ratings
from flows.dialogue import Address
from flows.institution.colleagues import MemberRole
from flows.institution.comparison import Settled, Vote, by_code
from flows.institution.division import Division, divided
from flows.institution.rounds import Round, open_questions, votes_of
from flows.institution.settling import agreed, revised, settle
from flows.standard.model import Standard
from storage.database import Database
from storage.institution_tables import AssignedRow, MemberRow, RoundRow, SettledRow, VoteRow
from storage.respondents.membership import locked_institution
from storage.respondents.personal_data import respondent_row
from storage.tokens import fresh_id


@dataclass(frozen=True, slots=True)
class _Place:
    """A person in their institution, its people by respondent, and its open round."""

    me: MemberRow
    numbers: Mapping[int, int]
    row: RoundRow | None

    @property
    def leads(self) -> bool:
        return self.me.role == MemberRole.coordinator


class Rounds:
    """The rounds of institutions. `now` is the clock. Every method raises Unstored if the database cannot be used."""

    def __init__(self, database: Database, standard: Standard, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._standard = standard
        self._now = now

    async def of(self, who: Address) -> Round | None:
        """Return the open round of a person's institution; None if there is none. It follows this edition."""
        async with self._database.reading() as db:
            place = await self._place(db, who, locks=False)
            return await self._read(db, place) if place is not None else None

    async def begin(self, who: Address, division: Division) -> bool:
        """Begin a round for all who belong to the institution now, and close the one before. False if who is not coordinator.

        What the round before settled stays stored, but the new one begins with nothing settled.
        """
        async with self._database.writing() as db:
            place = await self._place(db, who)
            if place is None or not place.leads:
                return False
            # Also one of an older edition, which nobody sees any more.
            here = col(RoundRow.institution_id) == place.me.institution_id
            await db.exec(update(RoundRow).where(here, col(RoundRow.closed_at).is_(None)).values(closed_at=self._now()))
            row = RoundRow(
                id=fresh_id(),
                institution_id=place.me.institution_id,
                edition=self._standard.edition,
                division=division,
                begun_at=self._now(),
            )
            db.add(row)
            await db.flush()
            people = {number: respondent for respondent, number in place.numbers.items()}
            for domain, numbers in divided(self._standard, division, tuple(people)).items():
                for number in numbers:
                    db.add(AssignedRow(round_id=row.id, respondent_id=people[number], domain=domain))
            return True

    async def assign(self, who: Address, domain: str, numbers: Sequence[int]) -> bool:
        """Let the coordinator choose who answers a domain. What people who leave it had said of it is deleted.

        False if who is not coordinator, or if there is no such domain, no open round, or nobody to answer it.
        """
        async with self._database.writing() as db:
            place = await self._place(db, who)
            if place is None or place.row is None or not place.leads:
                return False
            wanted = {respondent for respondent, number in place.numbers.items() if number in numbers}
            codes = [sub.code for each in self._standard.domains if each.code == domain for sub in each.subdomains]
            if not wanted or not codes:
                return False
            here = col(AssignedRow.round_id) == place.row.id, col(AssignedRow.domain) == domain
            await db.exec(delete(AssignedRow).where(*here, col(AssignedRow.respondent_id).not_in(wanted)))
            gone = col(VoteRow.respondent_id).not_in(wanted), col(VoteRow.subdomain).in_(codes)
            await db.exec(delete(VoteRow).where(col(VoteRow.round_id) == place.row.id, *gone))
            there = set(await db.exec(select(AssignedRow.respondent_id).where(*here)))
            for respondent in wanted - there:
                db.add(AssignedRow(round_id=place.row.id, respondent_id=respondent, domain=domain))
            await db.flush()
            await self._settle_agreed(db, place)
            return True

    async def hand_in(self, who: Address, domain: str, ratings: Ratings) -> bool:
        """Keep what a person says of a domain: `ratings` are their own answers. What all agree on then is settled.

        False if they do not answer this domain, have handed it in before, or lack an answer.
        """
        async with self._database.writing() as db:
            place = await self._place(db, who)
            if place is None or place.row is None:
                return False
            row = await db.get(AssignedRow, (place.row.id, place.me.respondent_id, domain))
            if row is None or row.handed_in_at is not None or open_questions(self._standard, domain, ratings):
                return False
            row.handed_in_at = self._now()
            db.add(row)
            for vote in votes_of(self._standard, place.me.number, domain, ratings):
                db.add(self._vote_row(place.row.id, place.me.respondent_id, vote))
            await db.flush()
            await self._settle_agreed(db, place)
            return True

    async def revise(self, who: Address, code: str, mark: str, *, has_evidence: bool) -> bool:
        """Take the one revision of a person. False if they may not see this item. Raises NotSettled if it is not taken."""
        async with self._database.writing() as db:
            place = await self._place(db, who)
            votes = await self._seen(db, place, code)
            if place is None or place.row is None or not votes:
                return False
            vote = revised(votes, place.me.number, mark, has_evidence=has_evidence)
            await db.merge(self._vote_row(place.row.id, place.me.respondent_id, vote))
            await db.flush()
            await self._settle_agreed(db, place)
            return True

    async def settle(self, who: Address, code: str, mark: str, reason: str) -> bool:
        """Settle an item. False if who is not coordinator, or may not see it. Raises NotSettled if it is not taken."""
        async with self._database.writing() as db:
            place = await self._place(db, who)
            votes = await self._seen(db, place, code)
            if place is None or place.row is None or not place.leads or not votes:
                return False
            self._add_settled(db, place.row, settle(votes, mark, reason))
            return True

    async def _seen(self, db: AsyncSession, place: _Place | None, code: str) -> tuple[Vote, ...]:
        """Return the answers to a differing item that a person may see; none for any other."""
        found = await self._read(db, place) if place is not None else None
        if place is None or found is None:
            return ()
        items = found.seen_by(self._standard, place.me.number, coordinates=place.leads)
        return next((item.votes for item in items if item.code == code), ())

    async def _settle_agreed(self, db: AsyncSession, place: _Place) -> None:
        """Settle what everybody who answers it says alike, so that it stays when they leave."""
        found = await self._read(db, place)
        if found is None or place.row is None:
            return
        for code, votes in by_code(found.comparable(self._standard)).items():
            done = agreed(votes) if code not in found.settled else None
            if done is not None:
                self._add_settled(db, place.row, done)
        await db.flush()

    def _add_settled(self, db: AsyncSession, row: RoundRow, done: Settled) -> None:
        db.add(
            SettledRow(
                round_id=row.id,
                subdomain=done.code,
                level=done.level,
                unsure=done.unsure,
                not_applicable=done.not_applicable,
                reason=done.reason,
                people=done.people,
                differed=done.differed,
                at=self._now(),
            )
        )

    def _vote_row(self, round_id: int, respondent: int, vote: Vote) -> VoteRow:
        return VoteRow(
            round_id=round_id,
            respondent_id=respondent,
            subdomain=vote.code,
            level=vote.level,
            unsure=vote.unsure,
            not_applicable=vote.not_applicable,
            has_evidence=vote.has_evidence,
            is_revised=vote.is_revised,
            at=self._now(),
        )

    async def _place(self, db: AsyncSession, who: Address, *, locks: bool = True) -> _Place | None:
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
            RoundRow.edition == self._standard.edition,
        )
        return _Place(me, dict((await db.exec(people)).all()), (await db.exec(wanted)).first())

    async def _read(self, db: AsyncSession, place: _Place) -> Round | None:
        row = place.row
        if row is None:
            return None
        assigned: dict[str, list[int]] = defaultdict(list)
        handed_in: dict[str, list[int]] = defaultdict(list)
        for each in await db.exec(select(AssignedRow).where(AssignedRow.round_id == row.id)):
            number = place.numbers[each.respondent_id]
            assigned[each.domain].append(number)
            if each.handed_in_at is not None:
                handed_in[each.domain].append(number)
        votes = [
            Vote(
                place.numbers[each.respondent_id],
                each.subdomain,
                each.level,
                each.unsure,
                each.not_applicable,
                each.has_evidence,
                each.is_revised,
            )
            for each in await db.exec(select(VoteRow).where(VoteRow.round_id == row.id))
        ]
        settled = {
            each.subdomain: Settled(
                each.subdomain,
                each.level,
                each.unsure,
                each.not_applicable,
                each.reason,
                each.people,
                each.differed,
            )
            for each in await db.exec(select(SettledRow).where(SettledRow.round_id == row.id))
        }
        domains = [domain.code for domain in self._standard.domains]
        return Round(
            row.id,
            Division(row.division),
            {code: tuple(sorted(assigned[code])) for code in domains},
            {code: tuple(sorted(handed_in[code])) for code in domains},
            tuple(sorted(votes, key=lambda vote: (vote.code, vote.number))),
            settled,
        )
