"""Reads what an institution answers by its rounds, and keeps what each person lets it hand in of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.dialogue import Address
from flows.institution.answers import (
    InstitutionAnswers,
    Lent,
    Together,
    answers_of,
    differed,
    missing,
    votes_to_leave,
    with_evidence,
)
from flows.institution.colleagues import MemberRole
from flows.institution.result import Allowed, RoundResult
from flows.institution.rounds import Round
from flows.standard.model import Standard
from storage.database import Database
from storage.institution_tables import AllowedRow, MemberRow, RoundRow
from storage.institutions.round_rows import place_of, read_round, rounds_of
from storage.mapping import evidence_of
from storage.tables import AssessmentRow, EvidenceRow, RatingRow, RespondentRow


class RoundResults:
    """The results of institutions. Every method raises Unstored if the database cannot be used."""

    def __init__(self, database: Database, standard: Standard, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._standard = standard
        self._now = now

    async def of(self, who: Address) -> RoundResult | None:
        """Return the result of a person's institution; None if it has neither an open round nor one that came to an end."""
        async with self._database.reading() as db:
            place = await place_of(db, who, self._standard, locks=False)
            return await self._result(db, place.me.institution_id, place.numbers) if place is not None else None

    async def history(self, who: Address) -> tuple[Round, ...]:
        """Return the rounds of a person's institution that have an answer to everything, the oldest first."""
        async with self._database.reading() as db:
            place = await place_of(db, who, self._standard, locks=False)
            if place is None:
                return ()
            rows = await rounds_of(db, place.me.institution_id, self._standard)
            found = [await read_round(db, row, place.numbers, self._standard) for row in reversed(rows)]
            return tuple(each for each in found if not missing(self._standard, each))

    async def allow(self, who: Address, round_id: int, allowed: Allowed) -> bool:
        """Keep what a person lets the institution hand in of a round; False if they did not answer in it."""
        async with self._database.writing() as db:
            place = await place_of(db, who, self._standard)
            row = await db.get(RoundRow, round_id)
            if place is None or row is None or row.institution_id != place.me.institution_id:
                return False
            found = await read_round(db, row, place.numbers, self._standard)
            if not any(place.me.number in numbers for numbers in found.handed_in.values()):
                return False
            me = place.me.respondent_id
            await db.merge(AllowedRow(round_id=round_id, respondent_id=me, **_columns(allowed)))
            return True

    async def answers(self, who: Address) -> InstitutionAnswers | None:
        """Return what a person's institution would hand in; None if no round of it has an answer to everything."""
        async with self._database.reading() as db:
            place = await place_of(db, who, self._standard, locks=False)
            return await self.answers_in(db, place.me.institution_id) if place is not None else None

    async def answers_in(self, db: AsyncSession, institution: int) -> InstitutionAnswers | None:
        """Return the same for an institution, as part of the caller's transaction."""
        members = await _members(db, institution)
        result = await self._result(db, institution, _numbers(members))
        return await self._answers(db, members, result) if result is not None else None

    async def to_read(self, who: Address) -> tuple[RoundResult, InstitutionAnswers] | None:
        """Return the result of a person's institution and its answers at the same moment; None if it has no whole answer.

        The evidence of others is for the coordinator alone: people lend it to be handed in. A colleague gets their own, if
        they lend it.
        """
        async with self._database.reading() as db:
            place = await place_of(db, who, self._standard, locks=False)
            if place is None:
                return None
            members = await _members(db, place.me.institution_id)
            result = await self._result(db, place.me.institution_id, place.numbers)
            reader = None if place.leads else place.me.number
            answers = await self._answers(db, members, result, reader) if result is not None else None
            return (result, answers) if result is not None and answers is not None else None

    async def _answers(
        self, db: AsyncSession, members: list[MemberRow], result: RoundResult, reader: int | None = None
    ) -> InstitutionAnswers | None:
        """Return the answers of a result, with what people lend, or of that only what the `reader` does; None if any lacks."""
        on = result.round.on
        if not result.is_complete or on is None:
            return None
        found, allowed = result.round, result.allowed
        lent = [each for each in await self._lent(db, members, found, allowed) if reader in (None, each.number)]
        agree = [number for number, each in allowed.items() if each.shares_answers]
        shown = {each.number: each.nickname for each in members if each.shows_name and each.nickname}
        return InstitutionAnswers(
            found.id,
            on,
            with_evidence(answers_of(self._standard, found), lent),
            Together(
                found.answered,
                differed(self._standard, found),
                votes_to_leave(found.comparable(self._standard), agree, shown),
            ),
        )

    async def _result(self, db: AsyncSession, institution: int, numbers: Mapping[int, int]) -> RoundResult | None:
        rows = await rounds_of(db, institution, self._standard)
        goes_on = False
        for row in rows:
            found = await read_round(db, row, numbers, self._standard)
            if not missing(self._standard, found):
                allowed = await _allowed(db, row.id, numbers)
                return RoundResult(found, True, row.closed_at is None, goes_on, allowed)
            goes_on = goes_on or row.closed_at is None
        newest = next((row for row in rows if row.closed_at is None), None)
        if newest is None:
            return None
        found = await read_round(db, newest, numbers, self._standard)
        return RoundResult(found, False, True, False, await _allowed(db, newest.id, numbers))

    async def _lent(
        self, db: AsyncSession, members: list[MemberRow], found: Round, allowed: Mapping[int, Allowed]
    ) -> list[Lent]:
        """Return the evidence that may go: the coordinator's own, and what others lend of the domains they handed in."""
        lent = []
        for each in members:
            leads = each.role == MemberRole.coordinator
            if not leads and not allowed.get(each.number, Allowed()).lends_evidence:
                continue
            for code, row in (await _evidence(db, each.respondent_id)).items():
                if code not in self._standard:
                    continue
                domain = self._standard.subdomain(code).domain
                named = evidence_of(row.model_dump())
                if leads or each.number in found.handed_in[domain]:
                    lent.append(Lent(each.number, code, named, leads))
        return lent


async def _members(db: AsyncSession, institution: int) -> list[MemberRow]:
    return list(await db.exec(select(MemberRow).where(MemberRow.institution_id == institution)))


def _numbers(members: list[MemberRow]) -> dict[int, int]:
    return {each.respondent_id: each.number for each in members}


def _columns(allowed: Allowed) -> dict[str, bool]:
    return {"shares_answers": allowed.shares_answers, "lends_evidence": allowed.lends_evidence}


async def _allowed(db: AsyncSession, round_id: int, numbers: Mapping[int, int]) -> Mapping[int, Allowed]:
    rows = await db.exec(select(AllowedRow).where(AllowedRow.round_id == round_id))
    return {
        numbers[row.respondent_id]: Allowed(row.shares_answers, row.lends_evidence)
        for row in rows
        if row.respondent_id in numbers
    }


async def _evidence(db: AsyncSession, respondent: int) -> Mapping[str, EvidenceRow]:
    """Return the evidence of a person as it is now: that of this self-check, and of the last finished one for other answers."""
    now = select(RespondentRow.assessment).where(RespondentRow.id == respondent)
    finished = select(AssessmentRow.number).where(
        AssessmentRow.respondent_id == respondent, col(AssessmentRow.finished_at).is_not(None)
    )
    last = (await db.exec(finished.order_by(col(AssessmentRow.number).desc()).limit(1))).first()
    current = (await db.exec(now)).first()
    numbers = [each for each in (last, current) if each is not None]
    answered: dict[str, int] = {}
    rated = select(RatingRow.assessment, RatingRow.subdomain).where(
        RatingRow.respondent_id == respondent, col(RatingRow.assessment).in_(numbers)
    )
    for assessment, code in await db.exec(rated):
        if code not in answered or assessment == current:
            answered[code] = assessment
    rows = await db.exec(select(EvidenceRow).where(EvidenceRow.respondent_id == respondent))
    return {row.subdomain: row for row in rows if answered.get(row.subdomain) == row.assessment}
