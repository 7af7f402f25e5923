"""A campaign's link in a real browser on a small phone: read, agreed to, and looked at by axe; a code typed on the welcome page."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from playwright.async_api import ViewportSize

from flows.assessment.question_order import Mode
from flows.assessment.rating import Rating
from flows.dialogue import Address
from flows.interview.session import Past
from flows.stages import Stage
from flows.standard.loader import shipped
from tests.people.axe import violations
from tests.people.campaigners import DRAFT, TODAY, campaign_desk
from tests.people.invitations import inviting
from tests.people.languages import LANGUAGES
from tests.people.large_text import DOUBLED, fits
from tests.people.phone import Phones

pytestmark = pytest.mark.asyncio(loop_scope="session")
SMALL: ViewportSize = {"width": 360, "height": 600}
BUTTON_IN_VIEW = "document.querySelector('.stays button').getBoundingClientRect().bottom <= innerHeight"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_a_link_is_read_and_agreed_to_on_a_small_phone(
    phones: Phones, address: str, sqlite_url: str, language: str
) -> None:
    visitor = await phones.take(address, language, scripts=True)
    await visitor.page.set_viewport_size(SMALL)
    async with campaign_desk(sqlite_url) as desk:
        campaign = await inviting(desk)
        await visitor.open((await campaign.link_of("First Help"))[1:])
        assert await visitor.page.evaluate(BUTTON_IN_VIEW)
        assert await visitor.fits()
        assert await violations(visitor) == []
        await visitor.page.get_by_role("radio").last.check()
        await visitor.page.locator(".stays button").click()
        assert await visitor.page.locator(".ladder").count() == 1
        await visitor.open(campaign.link[1:])
        assert await visitor.page.get_by_role("radio").last.is_checked()
        await visitor.page.evaluate(DOUBLED)
        await fits(visitor)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.long("every kind of page at the smallest size, in test_every_kind.py")
async def test_a_result_beside_the_others_and_ones_campaigns_fit_a_small_phone(
    phones: Phones, address: str, sqlite_url: str, language: str
) -> None:
    visitor = await phones.take(address, language, scripts=True)
    await visitor.page.set_viewport_size(SMALL)
    async with campaign_desk(sqlite_url) as desk:
        campaign = await inviting(desk, replace(DRAFT, mode=Mode.full))
        await visitor.open((await campaign.link_of("First Help"))[1:])
        await visitor.page.locator(".stays button").click()
        who = Address("web", (await visitor.stored())["respondent"]["address"])
        session = await desk.interviews.load(who)
        assert session is not None
        ratings = {code: Rating(number % 6) for number, code in enumerate(shipped().codes)}
        done = replace(session, turn=session.turn + 1, stage=Stage.finished, ratings=ratings, past=(Past(1, TODAY, ratings),))
        assert await desk.interviews.save(who, session, done)
        await campaign.others_finish(tuple(range(6)) * 10)
        assert await campaign.night() is not None
        await visitor.open()
        await visitor.page.locator("a.fold[href^='others/']").click()
        assert await visitor.page.locator("li.marked").count() == 1
        for path in ("", "campaigns"):
            if path:
                await visitor.open(path)
            assert await visitor.fits()
            assert await violations(visitor) == []
        await visitor.page.evaluate(DOUBLED)
        await fits(visitor)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_code_is_typed_on_the_welcome_page(phones: Phones, address: str, sqlite_url: str, language: str) -> None:
    visitor = await phones.take(address, language, scripts=True)
    await visitor.page.set_viewport_size(SMALL)
    async with campaign_desk(sqlite_url) as desk:
        campaign = await inviting(desk)
        await visitor.open()
        await visitor.page.locator("details.more summary").click()
        assert await violations(visitor) == []
        await visitor.page.locator("#code").fill("K7M")
        async with visitor.page.expect_navigation():
            await visitor.page.keyboard.press("Enter")
        assert await visitor.page.locator("#code").get_attribute("aria-invalid") == "true"
        assert await violations(visitor) == []
        await visitor.page.locator("#code").fill(campaign.channel.code.lower())
        async with visitor.page.expect_navigation():
            await visitor.page.keyboard.press("Enter")
        assert await visitor.page.locator("input[name=level]").count() == 3


async def test_each_fact_of_an_invitation_begins_with_a_mark(phones: Phones, address: str, sqlite_url: str) -> None:
    visitor = await phones.take(address, "en")
    async with campaign_desk(sqlite_url) as desk:
        await visitor.open((await inviting(desk)).link[1:])
        marks = await visitor.page.evaluate(
            "[...document.querySelectorAll('main ul li')].map(it => getComputedStyle(it, '::before').content)"
        )
        assert len(marks) >= 5
        assert "none" not in marks
