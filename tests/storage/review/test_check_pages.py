"""A result is public only while its institution's coordinator wants it, on either engine, and says what it is worth today."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from flows.review.names import NameStanding
from flows.review.refusals import NotTheirs
from flows.review.states import ResultState
from storage.review.check_pages import CheckPages, KnownResult
from tests.people.reviews import ANN, BEN, ReviewTown


async def issued(town: ReviewTown) -> tuple[CheckPages, int, str]:
    """An issued result: the pages, its case and its number."""
    case = await town.handed_in()
    await town.read_to_the_end(case)
    await town.issued(case)
    pages = CheckPages(town.database)
    (own,) = await pages.of(ANN)
    return pages, case, own.check_number


async def test_it_is_off_until_it_is_published_and_gone_at_once(town: ReviewTown) -> None:
    pages, case, number = await issued(town)
    assert await pages.published(number) is None
    assert await pages.publish(ANN, case, may_be_indexed=False)
    page = await pages.published(number)
    assert page is not None
    assert (page.sealed, page.state, page.may_be_indexed) == (b"issued", ResultState.valid, False)
    assert await pages.publish(ANN, case, may_be_indexed=True)
    page = await pages.published(number)
    assert page is not None
    assert page.may_be_indexed
    assert await pages.withdraw(ANN, case)
    assert await pages.published(number) is None
    (own,) = await pages.of(ANN)
    assert (own.is_published, own.may_be_indexed, own.may_act) == (False, False, True)


@pytest.mark.parametrize("number", ["", "x" * 500, "%", "' OR ''='", "\U00020000"])
async def test_no_other_number_leads_to_a_page(town: ReviewTown, number: str) -> None:
    pages, case, _ = await issued(town)
    await pages.publish(ANN, case, may_be_indexed=True)
    assert await pages.published(number) is None


async def test_nobody_else_publishes_or_withdraws(town: ReviewTown) -> None:
    pages, case, number = await issued(town)
    await town.finished(BEN, "Second Help")
    for act in (pages.publish(BEN, case, may_be_indexed=True), pages.withdraw(BEN, case), pages.withdraw(ANN, case + 1)):
        assert not await act
    assert await pages.of(BEN) == ()
    async with town.database.writing() as db:
        connection = await db.connection()
        await connection.execute(text("UPDATE members SET role = 'colleague'"))
    with pytest.raises(NotTheirs):
        await pages.publish(ANN, case, may_be_indexed=False)
    with pytest.raises(NotTheirs):
        await pages.withdraw(ANN, case)
    (own,) = await pages.of(ANN)
    assert not own.may_act
    assert await pages.published(number) is None


async def test_a_rescinded_result_stays_on_its_page_and_says_so(town: ReviewTown) -> None:
    pages, case, number = await issued(town)
    await pages.publish(ANN, case, may_be_indexed=False)
    await town.issuing.rescind(town.ann, case, "The minutes were of another institution")
    page = await pages.published(number)
    assert page is not None
    assert page.state is ResultState.rescinded
    assert await pages.known(number, b"issued") == KnownResult(ResultState.rescinded, NameStanding.declared)
    assert await pages.known(number, b"another") is None
    assert await pages.known("another", b"issued") is None


async def test_the_page_of_an_institution_that_is_gone_is_gone(town: ReviewTown) -> None:
    pages, case, number = await issued(town)
    await pages.publish(ANN, case, may_be_indexed=False)
    async with town.database.writing() as db:
        connection = await db.connection()
        await connection.execute(text("DELETE FROM institutions"))
    assert await pages.published(number) is None


async def test_officers_read_the_issued_file_of_their_cases(town: ReviewTown) -> None:
    _, case, _ = await issued(town)
    assert await town.cases.issued(town.ann, case) == b"issued"
    assert await town.cases.issued(town.cat, case) is None
    assert await town.cases.issued(town.ann, case + 1) is None
