"""Keeps rounds: who answers what for an institution, what each person handed in, and what is settled.

Every change locks the institution first, so that two people who act at once never lose what the other did.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.assessment.rating import Ratings
from flows.dialogue import Address
from flows.institution.answers import LEFT_OPEN, missing
from flows.institution.comparison import Settled, Vote, by_code, compared
from flows.institution.division import Division, divided
from flows.institution.rounds import Round, open_questions, round_mark, votes_of
from flows.institution.settling import AlreadySettled, agreed, check_mark, check_seen, lowered, revised, settle
from flows.standard.model import Standard
from storage.database import Database
from storage.institution_tables import AssignedRow, RoundRow, SettledRow, VoteRow
from storage.institutions.round_rows import Place, place_of, read_round, settled_of
from storage.tokens import fresh_id


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

    async def begin(self, who: Address, division: Division, seen: str | None = None) -> bool:
        """Begin a round for all who belong to the institution now, and close the one before. False if who is not coordinator.

        `seen` is the mark of the round before, as it was shown. Raises NotSettled if it has moved on.

        What the round before settled stays stored, but the new one begins with nothing settled. If it has an answer to
        everything, what was not settled becomes the lowest one, so that the institution keeps this result.
        """
        async with self._database.writing() as db:
            place = await self._place(db, who)
            if place is None or not place.leads:
                return False
            check_mark(seen, round_mark(await self._read(db, place)))
            await self._keep_lowest(db, place)
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

    async def assign(self, who: Address, domain: str, numbers: Sequence[int], seen: str | None = None) -> bool:
        """Let the coordinator choose who answers a domain. What people who leave it had said of it is deleted.

        False if who is not coordinator, or if there is no such domain, no open round, or nobody to answer it. `seen` is the
        fingerprint of who answers it and who has handed it in, as it was shown. Raises NotSettled if it has changed.
        """
        async with self._database.writing() as db:
            place = await self._place(db, who)
            if place is None or place.row is None or not place.leads:
                return False
            wanted = {respondent for respondent, number in place.numbers.items() if number in numbers}
            codes = [sub.code for each in self._standard.domains if each.code == domain for sub in each.subdomains]
            if not wanted or not codes:
                return False
            found = await read_round(db, place.row, place.numbers, self._standard)
            check_seen(seen, found.assigned[domain], found.handed_in[domain])
            answered = await _who_answered(db, place.row)
            here = col(AssignedRow.round_id) == place.row.id, col(AssignedRow.domain) == domain
            await db.exec(delete(AssignedRow).where(*here, col(AssignedRow.respondent_id).not_in(wanted)))
            gone = col(VoteRow.respondent_id).not_in(wanted), col(VoteRow.subdomain).in_(codes)
            await db.exec(delete(VoteRow).where(col(VoteRow.round_id) == place.row.id, *gone))
            place.row.people -= len(answered - await _who_answered(db, place.row))
            db.add(place.row)
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
            if place.me.respondent_id not in await _who_answered(db, place.row):
                place.row.people += 1
                db.add(place.row)
            row.handed_in_at = self._now()
            db.add(row)
            for vote in votes_of(self._standard, place.me.number, domain, ratings):
                db.add(self._vote_row(place.row.id, place.me.respondent_id, vote))
            await db.flush()
            await self._settle_agreed(db, place)
            return True

    async def revise(self, who: Address, code: str, mark: str, *, has_evidence: bool, seen: str | None = None) -> bool:
        """Take the one revision of a person. False if they may not see this item. Raises NotSettled if it is not taken.

        `seen` is the fingerprint of what people said, as it was shown.
        """
        async with self._database.writing() as db:
            place = await self._place(db, who)
            votes = await self._seen(db, place, code)
            if place is None or place.row is None or not votes:
                return False
            vote = revised(votes, place.me.number, mark, has_evidence=has_evidence)
            check_seen(seen, votes)
            await db.merge(self._vote_row(place.row.id, place.me.respondent_id, vote))
            await db.flush()
            await self._settle_agreed(db, place)
            return True

    async def settle(self, who: Address, code: str, mark: str, reason: str, seen: str | None = None) -> bool:
        """Settle an item. False if who is not coordinator, or may not see it. Raises NotSettled if it is not taken.

        `seen` is the fingerprint of what people said, as it was shown. Raises AlreadySettled if the item was settled meanwhile.
        """
        async with self._database.writing() as db:
            place = await self._place(db, who)
            if place is not None and place.row is not None and place.leads:
                row = await db.get(SettledRow, (place.row.id, code))
                if row is not None:
                    raise AlreadySettled(settled_of(row))
            votes = await self._seen(db, place, code)
            if votes:
                check_seen(seen, votes)
            if place is None or place.row is None or not place.leads or not votes:
                return False
            self._add_settled(db, place.row, settle(votes, mark, reason))
            return True

    async def lower(self, who: Address, code: str, mark: str, reason: str, seen: str | None = None) -> bool:
        """Lower a settled answer of the open round. False as of `settle`, or if it is not settled. Raises NotSettled.

        `seen` is the fingerprint of the answer, as it was shown.
        """
        async with self._database.writing() as db:
            place = await self._place(db, who)
            row = await db.get(SettledRow, (place.row.id, code)) if place is not None and place.row is not None else None
            if place is None or place.row is None or row is None or not place.leads:
                return False
            check_seen(seen, settled_of(row))
            done = lowered(settled_of(row), mark, reason)
            row.level, row.unsure, row.not_applicable = done.level, done.unsure, done.not_applicable
            row.reason, row.differed, row.at = done.reason, done.differed, self._now()
            db.add(row)
            return True

    async def _seen(self, db: AsyncSession, place: Place | None, code: str) -> tuple[Vote, ...]:
        """Return the answers to a differing item that a person may see; none for any other."""
        found = await self._read(db, place) if place is not None else None
        if place is None or found is None:
            return ()
        items = found.seen_by(self._standard, place.me.number, coordinates=place.leads)
        return next((item.votes for item in items if item.code == code), ())

    async def _settle_agreed(self, db: AsyncSession, place: Place) -> None:
        """Settle what everybody who answers it says alike, so that it stays when they leave."""
        found = await self._read(db, place)
        if found is None or place.row is None:
            return
        for code, votes in by_code(found.comparable(self._standard)).items():
            done = agreed(votes) if code not in found.settled else None
            if done is not None:
                self._add_settled(db, place.row, done)
        await db.flush()

    async def _keep_lowest(self, db: AsyncSession, place: Place) -> None:
        """Settle what is not settled of a round that has an answer to everything: the lowest one counts."""
        found = await self._read(db, place)
        if found is None or place.row is None or missing(self._standard, found):
            return
        for item in compared(self._standard, found.comparable(self._standard), found.settled):
            lowest = min((vote for vote in item.votes if not vote.unsure), key=lambda vote: vote.claims)
            level = lowest.level if lowest.names_rung else 0
            people = len(item.votes)
            self._add_settled(
                db, place.row, Settled(item.code, level, False, lowest.not_applicable, LEFT_OPEN, people, differed=True)
            )
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

    async def _place(self, db: AsyncSession, who: Address, *, locks: bool = True) -> Place | None:
        return await place_of(db, who, self._standard, locks=locks)

    async def _read(self, db: AsyncSession, place: Place) -> Round | None:
        return await read_round(db, place.row, place.numbers, self._standard) if place.row is not None else None


async def _who_answered(db: AsyncSession, row: RoundRow) -> frozenset[int]:
    """Return the respondents who have handed in anything of a round and are still there."""
    wanted = select(AssignedRow.respondent_id).where(AssignedRow.round_id == row.id, col(AssignedRow.handed_in_at).is_not(None))
    return frozenset(await db.exec(wanted))
