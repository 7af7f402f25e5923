"""The hours that a case takes: by its log, as the reviewer states them, and who sees them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from flows.campaign.roles import NotAllowed, Role
from flows.review.effort import Effort
from flows.review.refusals import NotValid
from flows.review.rules import DEFAULT
from flows.review.states import CaseEvent, CaseNote, Seat
from storage.moments import aware
from storage.rating_tables import StatedHoursRow
from storage.review.hours import CaseHours, HoursLine
from storage.review_tables import CaseEntryRow
from tests.people.reviews import ANN, ReviewTown


async def _issued(town: ReviewTown) -> int:
    """A case that Ben read: its entries come in steps of ten minutes, with a night after the case was accepted."""
    case = await town.handed_in()
    await town.rules.change(town.ann, replace(DEFAULT, second_reading_percent=0))
    await town.read_to_the_end(case)
    await town.issued(case)
    async with town.database.writing() as db:
        entries = list(
            await db.exec(select(CaseEntryRow).where(CaseEntryRow.case_id == case).order_by(col(CaseEntryRow.number)))
        )
        begin = aware(entries[0].at)
        for entry in entries:
            late = timedelta(days=1) if entry.number > _number(entries, CaseEvent.accept) else timedelta()
            later = begin + timedelta(minutes=10 * entry.number) + late
            await db.exec(
                update(CaseEntryRow)
                .where(col(CaseEntryRow.case_id) == case, col(CaseEntryRow.number) == entry.number)
                .values(at=later)
            )
    return case


def _number(entries: list[CaseEntryRow], event: CaseEvent) -> int:
    return next(entry.number for entry in entries if entry.event == event)


def hours(town: ReviewTown) -> CaseHours:
    return CaseHours(town.desk.access)


async def test_what_a_log_shows_counts_without_the_night(town: ReviewTown) -> None:
    case = await _issued(town)
    # Request, declaration and acceptance: 2 x 10 minutes beside the submission. Two decisions and the end: 2 x 10 minutes.
    line = HoursLine(case, "First Help", "Ben", False, Effort(50, None, Seat.first, is_issued=True))
    assert (await hours(town).all(town.ann)).lines == (line,)
    assert (await hours(town).all(town.ben)).lines == (replace(line, is_own=True),)


async def test_a_reviewer_states_another_number_and_takes_it_back(town: ReviewTown) -> None:
    case = await _issued(town)
    for minutes in (150, 0, None):
        assert await hours(town).state(town.ben, case, minutes)
        (line,) = (await hours(town).all(town.ann)).lines
        assert (line.effort.measured, line.effort.stated) == (50, minutes)
    lines = (await town.desk.log.page(town.ann)).lines
    assert [line.detail for line in lines].count(CaseNote.hours_stated) == 3


async def test_a_number_that_cannot_be_right_is_refused_and_nothing_changes(town: ReviewTown) -> None:
    case = await _issued(town)
    with pytest.raises(NotValid):
        await hours(town).state(town.ben, case, 6001)
    assert (await hours(town).all(town.ben)).lines[0].effort.stated is None
    with pytest.raises(IntegrityError):
        async with town.database.writing() as db:
            db.add(StatedHoursRow(case_id=case, person=1, minutes=6001, at=(await town.own.of(ANN))[0].now))


async def test_nobody_else_sees_or_states_them(town: ReviewTown) -> None:
    case = await _issued(town)
    south = await town.desk.first("South", "Dora")
    eve = await town.desk.colleague(south, Role.reviewer, "Eve")
    for session in (town.cat, eve, south):
        assert (await hours(town).all(session)).lines == ()
    for session in (town.cat, eve):
        assert not await hours(town).state(session, case, 60)
    # An administrator sees them and states none.
    with pytest.raises(NotAllowed):
        await hours(town).state(town.ann, case, 60)
    with pytest.raises(NotAllowed):
        await hours(town).all(await town.desk.colleague(town.ann, Role.viewer, "Vic"))


async def test_who_left_a_case_is_shown_to_administrators_without_a_seat(town: ReviewTown) -> None:
    case = await town.handed_in()
    await town.accepted(case)
    await town.does(town.ben, case, CaseEvent.step_back)
    assert (await hours(town).all(town.ben)).lines == ()
    (line,) = (await hours(town).all(town.ann)).lines
    assert (line.officer, line.effort.seat, line.effort.is_issued) == ("Ben", None, False)
