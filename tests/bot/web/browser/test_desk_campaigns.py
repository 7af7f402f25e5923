"""Campaigns at the desk in a real browser: the form, a roster, links and the work list, in both languages and sizes."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, FilePayload

from flows.assessment.question_order import Mode, sections
from flows.campaign.release import DistrictGroup, Table
from flows.standard.loader import shipped
from tests.people.desk_screen import LONG, Served, campaign_made, check, joined, press
from tests.people.languages import LANGUAGES
from tests.people.large_text import DOUBLED, fits
from tests.people.phone import Phone
from tests.people.releases import THREE, TWO, release, store_release

pytestmark = pytest.mark.asyncio(loop_scope="session")
ROSTER = f"机构名称,区县\n{LONG},东城区\n<b>Second</b>,西城区\nＳecond Help,西城区\nSecond Help,东城区\n".encode()
WRONG = "机构名称,区县\n,东城区\n!!!,西城区\n".encode()
UNKNOWN = b"Who,Where\nFirst,North\n"


async def upload(visitor: Phone, campaign: str, sheet: bytes) -> None:
    await visitor.page.goto(f"{campaign}/roster")
    await check(visitor)
    await visitor.page.set_input_files("#file", FilePayload(name="list.csv", mimeType="text/csv", buffer=sheet))
    await press(visitor.page, "/upload")
    await check(visitor)


async def release_twice(served: Served, campaign: str) -> None:
    """Store two releases of a quick campaign, with rows of all kinds and districts with long names."""
    asked = sections(shipped(), Mode.quick)[0].codes
    rows = [(Table(THREE, (45, 40, 40)), Table(TWO, (45, 80)), Table())[place % 3] for place in range(len(asked))]
    groups = (DistrictGroup(("东城区",), 30, 20), DistrictGroup(("", LONG[:60]), 40, 35))
    for number in (1, 2):
        shown = release(Table(((0, 0), (1, 2), (3, 5)), (10, 60, 55)), rows, districts=groups, number=number)
        await store_release(served.database, int(campaign.rpartition("/")[2]), shown, is_closing=number == 2)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", ["phone", pytest.param("desk", marks=pytest.mark.long("the phone; the desk in test_desk.py"))])
@pytest.mark.long("test_desk.py, and these pages without a browser")
async def test_an_officer_makes_a_campaign_imports_a_roster_and_finds_every_page_in_order(
    browser: Browser, served: Served, size: str, language: str
) -> None:
    visitor = await joined(browser, served, size, language, scripts=True)
    page = visitor.page
    campaign = await campaign_made(visitor)
    for place in ("edit", "preview"):
        await page.goto(f"{campaign}/{place}")
        await check(visitor)
    await upload(visitor, campaign, WRONG)
    assert await page.locator("main .bullets strong").count() == 2
    await upload(visitor, campaign, UNKNOWN)
    assert await page.locator("select").count() == 4
    await upload(visitor, campaign, ROSTER)
    assert await page.locator("main input[type=checkbox]").count() == 2
    await press(page, "/take")
    assert page.url == campaign
    await page.check("input[name=sure]")
    await press(page, "/start")
    await check(visitor)
    await page.goto(f"{campaign}/ways")
    await page.fill("#label", "微信群 <WeChat>")
    await press(page, "/ways")
    await check(visitor)
    await page.goto(f"{campaign}/figures")
    await check(visitor)
    await release_twice(served, campaign)
    listed = ("ways", "work", "work?print=1", "work?stuck=7", "chat-groups", "funnel", "funnel?district=东城区")
    for place in (*listed, "figures", "figures?release=1", "compare", "links", "exports", "report"):
        await page.goto(f"{campaign}/{place}")
        await check(visitor)
    await page.goto(f"{campaign}/work")
    await page.locator(".work a.button").first.click()
    await check(visitor)
    await page.goto(campaign)
    await page.locator('form[action$="/close"] input[name=sure]').check()
    await press(page, "/close")
    await page.goto(f"{campaign}/report")
    assert await page.locator('form[action$="/report"]').count() == 1
    await check(visitor)
    for place in ("desk", "desk/campaigns"):
        await visitor.open(place)
        await check(visitor)
    await visitor.context.close()


@pytest.mark.long("test_desk.py, and these pages without a browser")
async def test_in_text_twice_as_large_the_pages_of_a_campaign_fit_a_phone_and_paper_has_no_buttons(
    browser: Browser, served: Served
) -> None:
    visitor = await joined(browser, served, "phone", "en", scripts=True)
    page = visitor.page
    campaign = await campaign_made(visitor)
    await upload(visitor, campaign, ROSTER)
    await press(page, "/take")
    await release_twice(served, campaign)
    for place in (
        "",
        "/edit",
        "/preview",
        "/roster",
        "/ways",
        "/work",
        "/funnel",
        "/figures",
        "/compare",
        "/links",
        "/exports",
        "/report",
    ):
        await page.goto(campaign + place)
        await page.evaluate(DOUBLED)
        await fits(visitor)
    await page.emulate_media(media="print")
    seen = "[...document.querySelectorAll('button, nav, a.button')].filter(it => it.checkVisibility()).length"
    for place in ("work?print=1", "figures", "compare"):
        await page.goto(f"{campaign}/{place}")
        assert await page.evaluate(seen) == 0
    await visitor.context.close()
