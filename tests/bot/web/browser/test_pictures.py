"""The pictures of the guide for officers, taken from real pages: `WRITE_PICTURES=1` writes them into docs/pictures.

Without it the same pages are opened, and each picture has to be there, small enough, and shown by the guide with its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser

from bot.conversation.taking_part import Joined
from bot.words.wording import Wording
from flows.campaign.release import DistrictGroup, Release, Table
from flows.campaign.visibility import Visibility
from flows.dialogue import Address
from flows.standard.loader import shipped
from flows.triggers import Trigger
from tests.people.desk_campaigns import imported_roster, running_campaign
from tests.people.desk_visitor import first_invitation
from tests.people.languages import LANGUAGES
from tests.people.phone import LOCALES
from tests.people.pictures import pictured
from tests.people.releases import THREE, TWO, release, store_release
from tests.people.sector import Institution
from tests.transcripts.campaign import played as play

pytestmark = pytest.mark.asyncio(loop_scope="session")
GUIDE = "run-a-campaign.md"
WINDOWS = {"work-list": (800, 720), "figures": (800, 1000), "invitation": (390, 760)}


@dataclass(frozen=True)
class Told:
    """What a picture shows in one language."""

    association: str
    campaign: str
    welcome: str
    contact: str
    districts: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def institutions(self) -> tuple[Institution, ...]:
        """The institutions of the roster, each in the next district."""
        places = enumerate(self.names)
        return tuple(Institution(name, self.districts[place % len(self.districts)], 2.5, place) for place, name in places)


TOLD = {
    "zh": Told(
        "海州市中小企业服务协会",
        "2026年服务机构自查",
        "请各机构在本月内自查一次，大约十分钟。",
        "协会办公室",
        ("东城区", "西城区", "新港区"),
        ("海州创业服务中心", "明达管理咨询", "海州融资担保", "启航知识产权", "新港人才服务", "正和法律服务", "海州检测技术"),
    ),
    "en": Told(
        "Haizhou Association of Service Institutions",
        "Self-check 2026",
        "Please check your institution once this month. It takes about ten minutes.",
        "the association's office",
        ("East", "West", "New Port"),
        (
            "Start-up Centre",
            "Clear Advice",
            "Haizhou Credit",
            "First Patents",
            "New Port Skills",
            "Fair Law",
            "Haizhou Testing",
        ),
    ),
}


def some_release() -> Release:
    """A release of 140 institutions with rows of all kinds."""
    rows = [
        Table(THREE, (5 * (place % 7) + 20, 30, 90 - 5 * (place % 7)))
        if place % 2
        else Table(TWO, (5 * (place % 5) + 25, 115 - 5 * (place % 5)))
        for place in range(len(shipped().subdomains))
    ]
    return release(Table(((0, 1), (2, 2), (3, 5)), (45, 35, 60)), rows, districts=(DistrictGroup(("",), 70, 70),))


async def begins(played: play.Played, institution: Institution, answers: int) -> None:
    """An institution takes part and gives that many answers."""
    who, rungs = Address("web", institution.name), institution.rungs()
    token = (await play.link_to(played, institution)).rpartition("/")[2]
    screen = await played.conversation.look(who, played.language)
    while answers and (reply := play.onward(screen, rungs)):
        if reply.trigger == Trigger.begin:
            assert await played.conversation.taking_part.join(who, token, Visibility.status) is Joined.done
        answers -= reply.trigger == Trigger.rate
        screen = (await played.conversation.say(who, reply, played.language)).screen


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.long("tests of each page, in this folder")
async def test_the_guide_for_officers_shows_the_pages_as_they_are(
    browser: Browser, sqlite_url: str, wording: Wording, tmp_path: Path, language: str
) -> None:
    told = TOLD[language]
    async with play.installation(sqlite_url, language, wording, tmp_path) as played:
        await played.ann.opens(await first_invitation(played.conversation, told.association), name="Ann", language=language)
        fields = {"welcome": told.welcome, "contact": told.contact, "run": "full"}
        played.campaign = await running_campaign(played.ann, name=told.campaign, **fields)
        sheet = "Institution,District\n" + "".join(f"{each.name},{each.district}\n" for each in told.institutions)
        await imported_roster(played.ann, played.campaign, sheet)
        for institution, answers in zip(told.institutions, (0, 27, 9, 16, 0, 3), strict=False):
            await begins(played, institution, answers)
        assert played.conversation.desk is not None
        database = played.conversation.desk.access.database
        await store_release(database, int(played.campaign.rpartition("/")[2]), some_release())
        # A phone draws no scroll bars into the picture.
        context = await browser.new_context(locale=LOCALES[language], device_scale_factor=1.5, is_mobile=True)
        page = await context.new_page()
        link = await first_invitation(played.conversation, told.association)
        await page.goto(played.address + link.lstrip("/"))
        await page.fill("#name", "Cho")
        async with page.expect_navigation():
            await page.locator("main button").click()
        desk = played.address.rstrip("/") + played.campaign
        invitation = await play.link_to(played, told.institutions[0])
        pages = {
            "work-list": f"{desk}/work",
            "figures": f"{desk}/figures",
            "invitation": played.address + invitation.lstrip("/"),
        }
        for name, address in pages.items():
            width, height = WINDOWS[name]
            await page.set_viewport_size({"width": width, "height": height})
            await page.goto(address)
            await page.mouse.move(0, 0)
            assert await page.evaluate("document.documentElement.scrollWidth") <= width
            await pictured(page, name, language, GUIDE)
