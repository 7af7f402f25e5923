"""One whole campaign in a real browser: an administrator at a desk, a respondent at a phone, from the first link to the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, FilePayload, Page

from bot.words.wording import Wording
from flows.campaign.release import Missing, Release
from flows.campaign.visibility import Visibility
from tests.people.desk_screen import opened
from tests.people.desk_visitor import first_invitation
from tests.people.phone import Phone, Phones
from tests.people.sector import sheet_of
from tests.transcripts.campaign import played as play

pytestmark = pytest.mark.asyncio(loop_scope="session")
OTHERS = 20


async def press(page: Page, action: str) -> None:
    """Send the form of this address, with its box ticked if it has one."""
    form = page.locator(f'form[action$="{action}"]')
    if await form.get_by_role("checkbox").count() == 1:
        await form.get_by_role("checkbox").check()
    async with page.expect_navigation():
        await form.locator("button").first.click()


async def goes_in(browser: Browser, played: play.Played) -> Page:
    """The administrator follows the operator's link, and is signed in."""
    page = await (await opened(browser, "desk", played.language, scripts=True)).new_page()
    await page.goto(played.address + (await first_invitation(played.conversation, play.ASSOCIATION)).lstrip("/"))
    await page.fill("#name", "Cho")
    async with page.expect_navigation():
        await page.locator("main button").click()
    return page


async def starts(page: Page) -> str:
    """The administrator makes a campaign, imports the roster and starts; the address of the campaign."""
    await page.get_by_role("navigation").locator('a[href$="desk/campaigns"]').click()
    await page.locator('a[href$="campaigns/new"]').click()
    await page.fill("#name", "Self-check 2026")
    await page.fill("#contact", "Office, room 7")
    await page.select_option("#run", "full")
    await press(page, "campaigns/new")
    address = page.url
    await page.locator('main a[href$="/roster"]').click()
    sheet = sheet_of(play.SECTOR).encode()
    await page.set_input_files("#file", FilePayload(name="list.csv", mimeType="text/csv", buffer=sheet))
    await press(page, "/upload")
    await press(page, "/take")
    assert page.url == address
    await press(page, "/start")
    assert page.url == address
    return address


async def answers(visitor: Phone, link: str) -> None:
    """The respondent opens the link, agrees and answers all questions with taps."""
    await visitor.open(link)
    async with visitor.page.expect_navigation():
        await visitor.page.locator(".stays button").click()
    rungs = play.ON_PAGE.rungs()
    while True:
        offers = await visitor.buttons()
        if ("go_on", "") in offers:
            await visitor.tap("go_on")
        elif any(trigger == "rate" for trigger, _ in offers):
            await visitor.tap("rate", str(next(rungs)))
        else:
            return


@pytest.mark.long("tests/transcripts/campaign: the same without a browser; and the shorter tests of each page in this folder")
async def test_a_campaign_from_the_first_link_to_the_report(
    browser: Browser, phones: Phones, sqlite_url: str, wording: Wording, tmp_path: Path
) -> None:
    async with play.installation(sqlite_url, "zh", wording, tmp_path) as played:
        desk = await goes_in(browser, played)
        address = await starts(desk)
        played.campaign = "/desk/campaigns/" + address.rpartition("/")[2]
        # The helpers that play people read links as an officer without a browser.
        await played.ann.opens(await first_invitation(played.conversation, play.ASSOCIATION), name="Ann", language="zh")

        visitor = await phones.take(played.address, "zh")
        await answers(visitor, (await play.link_to(played, play.ON_PAGE)).lstrip("/"))
        assert await visitor.fits()
        await desk.goto(f"{address}/work?state=result")
        assert play.ON_PAGE.name in await desk.locator('main li:has(a[href*="/institutions/"])').inner_text()

        await play.others_finish(played, 1, OTHERS - 1)
        assert isinstance(await played.night(), Missing)
        await play.finish_quietly(played, play.SECTOR[OTHERS - 1], Visibility.status)
        assert isinstance(await played.night(), Release)
        await desk.goto(f"{address}/figures")
        assert await desk.locator("svg").count() > 0

        await visitor.open(f"others/{played.campaign.rpartition('/')[2]}")
        assert await visitor.fits()
        assert "T/ZXGJXH" in await visitor.page.locator("main").inner_text()

        await desk.goto(address)
        await press(desk, "/close")
        await played.night()
        await desk.goto(f"{address}/report")
        form = desk.locator('form[action$="/report"]')
        await form.get_by_role("checkbox").check()
        async with desk.expect_download() as download:
            await form.locator("button").first.click()
        report = (await (await download.value).path()).read_bytes()
        assert any("Self-check 2026" in line for line in play.pdf_lines(report))
