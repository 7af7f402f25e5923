"""Keeps what is not settled open when answers to it go: nothing rises because the person who answered lowest is gone."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.institution.comparison import Vote, lower_gone
from storage.institution_tables import LowerGoneRow, RoundRow, SettledRow, VoteRow


async def keep_open(db: AsyncSession, going: Sequence[VoteRow]) -> None:
    """Count the answers that go and are lower than all that are left, before the caller deletes them.

    Call it with all answers that go in a transaction, while nobody else changes their institution. What is settled stays.
    """
    places = {(row.round_id, row.subdomain) for row in going}
    rounds = {row.round_id for row in going}
    if not rounds:
        return
    known = select(SettledRow.round_id, SettledRow.subdomain).where(col(SettledRow.round_id).in_(rounds))
    open_places = places - set((await db.exec(known)).all())
    gone = {(row.round_id, row.respondent_id, row.subdomain) for row in going}
    answers: dict[tuple[int, str], tuple[list[Vote], list[Vote]]] = {place: ([], []) for place in open_places}
    for row in await db.exec(select(VoteRow).where(col(VoteRow.round_id).in_(rounds))):
        if (row.round_id, row.subdomain) in answers:
            goes = (row.round_id, row.respondent_id, row.subdomain) in gone
            answers[row.round_id, row.subdomain][goes].append(vote_of(row, 0))
    for (round_id, code), (left, leave) in sorted(answers.items()):
        people = lower_gone(left, leave)
        if people:
            before = await db.get(LowerGoneRow, (round_id, code))
            await db.merge(LowerGoneRow(round_id=round_id, subdomain=code, people=people + (before.people if before else 0)))
    await db.flush()


async def answers_of(db: AsyncSession, respondents: Collection[int], institution: int) -> list[VoteRow]:
    """Return what these respondents said in all rounds of an institution."""
    here = select(RoundRow.id).where(RoundRow.institution_id == institution)
    wanted = select(VoteRow).where(col(VoteRow.respondent_id).in_(respondents), col(VoteRow.round_id).in_(here))
    return list(await db.exec(wanted))


def vote_of(row: VoteRow, number: int) -> Vote:
    """Return a stored answer as that of the person of a number."""
    return Vote(number, row.subdomain, row.level, row.unsure, row.not_applicable, row.has_evidence, row.is_revised)
