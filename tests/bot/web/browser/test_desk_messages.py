"""Messages at the desk in a real browser, and what a campaign's page leads to before and after its end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.async_api import Browser
from sqlalchemy import update
from sqlmodel import col, select

from bot.desk.days import today
from flows.campaign.visibility import Visibility
from flows.dialogue import Address
from storage.campaign_tables import CampaignRow
from storage.campaigns.participations import Participations
from storage.respondents.sessions import StoredSessions
from storage.tables import DeliveryRow
from tests.people.campaigners import BEGUN, STRANGER
from tests.people.desk_screen import LONG, Served, campaign_made, check, joined, press
from tests.people.languages import LANGUAGES
from tests.people.written_to import Chat

pytestmark = pytest.mark.asyncio(loop_scope="session")
TEXT = f"{LONG}\n\nThe office helps you on Monday, <b> and on Tuesday."


async def takes_part(served: Served, token: str, number: int) -> None:
    who = Address("telegram", str(7_100_000_000 + number))
    assert await StoredSessions(served.database, "edition").save(who, STRANGER, BEGUN)
    assert await Participations(served.database).join(who, token, Visibility.answers, today()) == "done"


async def ends(served: Served, campaign: str, **days: object) -> None:
    async with served.database.writing() as db:
        number = int(campaign.rpartition("/")[2])
        await db.exec(update(CampaignRow).where(col(CampaignRow.id) == number).values(**days))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", ["phone", "desk"])
@pytest.mark.long("tests/bot/web/desk/test_messages.py without a browser, and the desk's pages in test_desk.py")
async def test_a_message_is_written_seen_sent_and_watched_and_the_campaign_ends(
    browser: Browser, served: Served, size: str, language: str
) -> None:
    visitor = await joined(browser, served, size, language, scripts=True)
    page = visitor.page
    campaign = await campaign_made(visitor)
    await check(visitor)
    await page.check("input[name=sure]")
    await press(page, "/start")
    await check(visitor)
    await page.goto(f"{campaign}/messages")
    await check(visitor)
    served.desk.writer = Chat()
    await page.goto(f"{campaign}/ways")
    await page.fill("#label", "微信群")
    await press(page, "/ways")
    token = (await page.locator("input[readonly]").first.input_value()).rpartition("/")[2]
    for number in range(3):
        await takes_part(served, token, number)
    await page.goto(f"{campaign}/messages/new")
    await check(visitor)
    await page.fill("#text", "www.example.org")
    await press(page, "/new")
    await check(visitor)
    await page.fill("#text", TEXT)
    await press(page, "/new")
    await check(visitor)
    await press(page, "/preview")
    await check(visitor)
    await page.check("input[name=sure]")
    await press(page, "/send")
    async with served.database.writing() as db:
        first = (await db.exec(select(DeliveryRow.id))).first()
        await db.exec(update(DeliveryRow).where(col(DeliveryRow.id) == first).values(state="sent"))
    await page.goto(page.url)
    await check(visitor)
    assert await page.locator("progress").get_attribute("value") == "1"
    await press(page, "/pause")
    await check(visitor)
    await page.goto(f"{campaign}/messages")
    await check(visitor)
    for days in (1, 400):
        await ends(served, campaign, closes_on=today() - timedelta(days=days), kept_until=today() - timedelta(days=days - 30))
        await page.goto(campaign)
        await check(visitor)
    await page.goto(f"{campaign}/work")
    await check(visitor)
    assert await page.locator("main a.button").count() == 1
    served.desk.writer = None
    await visitor.context.close()
