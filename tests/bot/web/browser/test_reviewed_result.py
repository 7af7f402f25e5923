"""The page after a review that another process issued: both stars, what was lowered, and no old session."""

from __future__ import annotations

import pytest
from sqlmodel import select

from bot.words.wording import Wording
from flows.assessment.rating import Rating
from flows.dialogue import phrase
from flows.standard.loader import shipped
from storage.database import open_database
from storage.respondents.verified import clear_verified, set_verified
from storage.tables import RespondentRow
from tests.people.languages import LANGUAGES
from tests.people.page_run import always, finished
from tests.people.phone import Phone, Phones

pytestmark = pytest.mark.asyncio(loop_scope="session")
STANDARD = shipped()
CODE = STANDARD.ticked(1)[0].code
REVIEWED = {STANDARD.codes[0]: Rating(3, verified=3), CODE: Rating(3, verified=1)}


async def reviewed(database_url: str, *, rescinded: bool = False) -> None:
    """Issue the review, or rescind it, as another process does."""
    async with open_database(database_url) as database, database.writing() as db:
        (respondent,) = await db.exec(select(RespondentRow.id))
        if rescinded:
            await clear_verified(db, respondent, 1)
        else:
            await set_verified(db, respondent, 1, REVIEWED)


async def page_of(visitor: Phone) -> str:
    await visitor.open()
    return await visitor.page.locator("main").inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_result_shows_a_review_and_that_it_was_rescinded(
    phones: Phones, address: str, sqlite_url: str, wording: Wording, language: str
) -> None:
    visitor, verified = await phones.take(address, language), wording.say(phrase("report-lens-verified"), language)
    await finished(visitor, always("3"))
    assert verified not in await page_of(visitor)
    await reviewed(sqlite_url)
    said = await page_of(visitor)
    assert verified in said
    assert await visitor.fits()
    fold = visitor.page.locator("details.fold").first
    await fold.locator("summary").click()
    assert await fold.locator("li").count() == 1
    await reviewed(sqlite_url, rescinded=True)
    await visitor.open("v/result")
    assert verified not in await visitor.page.locator("main").inner_text()
