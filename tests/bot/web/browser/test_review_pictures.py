"""The pictures of the guides to reviews, taken from real pages: `WRITE_PICTURES=1` writes them into docs/pictures.

Without it the same pages are opened, and each picture has to be there, small enough, and shown by its guide with words.
"""

from __future__ import annotations

import io
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from playwright.async_api import Browser, Page

from bot.attachments.formats.kinds import PDF
from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.evidence_views.limits import WAIT_S
from bot.evidence_views.viewing import EvidenceViewer
from bot.web.cookies import Signer
from bot.words.wording import Wording
from flows.assessment.evidence import Evidence
from flows.assessment.rating import Rating, Ratings
from flows.campaign.roles import Role
from flows.review.states import CaseEvent
from flows.standard.loader import shipped
from tests.people.desk_cases import accepted, cases_of, decided, read_all, read_once
from tests.people.desk_visitor import DeskVisitor, desk_visitor, first_invitation
from tests.people.languages import LANGUAGES
from tests.people.page_server import FAST, SECRET, serving
from tests.people.phone import LOCALES
from tests.people.pictures import kept, pictured
from tests.people.reviews import ANN

pytestmark = pytest.mark.asyncio(loop_scope="session")
HANDING_IN, REVIEWING = "hand-in-for-pre-screening.md", "review-cases.md"
PHONE, DESK = (390, 760), (960, 820)
CODES = shipped().codes


@dataclass(frozen=True)
class Told:
    """What the pictures show in one language."""

    association: str
    institution: str
    evidence: str
    why: str
    seen: str


TOLD = {
    "zh": Told(
        "海州市中小企业服务协会", "海州创业服务中心", "三月例会纪要", "制度没有写明生效日期，也没有执行记录。", "现场看过"
    ),
    "en": Told(
        "Haizhou Association of Service Institutions",
        "Start-up Centre",
        "Minutes of the meeting in March",
        "The rule has no date, and there is no record that it is followed.",
        "Seen on the spot",
    ),
}


@dataclass
class Scene:
    """One installation, the browsers of two officers, and the page of a person and an officer."""

    conversation: Conversation
    address: str
    ann: DeskVisitor
    ben: DeskVisitor
    page: Page
    language: str

    async def open(self, path: str, size: tuple[int, int] = PHONE) -> None:
        await self.page.set_viewport_size({"width": size[0], "height": size[1]})
        await self.page.goto(self.address + path.lstrip("/"))
        await self.page.mouse.move(0, 0)

    async def take(self, name: str, guide: str) -> None:
        """Take a picture of what the page shows; nothing of it is wider than the screen."""
        width = await self.page.evaluate("document.documentElement.clientWidth")
        assert await self.page.evaluate("document.documentElement.scrollWidth") <= width
        await pictured(self.page, name, self.language, guide)

    async def press(self, button: str) -> None:
        async with self.page.expect_navigation():
            await self.page.locator(button).first.click()


def answers(told: Told) -> Ratings:
    """Nearly everything on rung 3, with evidence for the first items."""
    evidence = {code: Evidence(told.evidence, 3, date(2026, 3, 1), date(2025, 1, 1), date(2026, 10, 1)) for code in CODES[1:4]}
    return {code: Rating(3 if place % 4 else 4, evidence=evidence.get(code)) for place, code in enumerate(CODES)}


@asynccontextmanager
async def scene(browser: Browser, url: str, language: str, wording: Wording, folder: Path) -> AsyncIterator[Scene]:
    renderer, told = Renderer(wording, folder), TOLD[language]
    async with (
        open_conversation(url, data_dir=folder) as conversation,
        serving(conversation, wording, renderer, limits=FAST) as address,
        desk_visitor(address) as ann,
        desk_visitor(address) as ben,
    ):
        await ann.opens(await first_invitation(conversation, told.association), name="Ann", language=language)
        await ben.opens(await ann.invitation(Role.reviewer), name="Ben", language=language)
        context = await browser.new_context(locale=LOCALES[language], device_scale_factor=1.5, is_mobile=True)
        cookies = [{"name": each.key, "value": each.value, "url": address} for each in ben.client.cookie_jar]
        person = {"name": "xingjie", "value": Signer(SECRET).seal_at("dated-cookie", ANN.address, time.time()), "url": address}
        await context.add_cookies([*cookies, person])  # type: ignore[list-item]
        yield Scene(conversation, address, ann, ben, await context.new_page(), language)
        await context.close()
    await renderer.close()


async def handed_in(at: Scene, told: Told) -> int:
    """Hand in as an institution does; the number of the case."""
    town = cases_of(at.conversation)
    await town.finished(ANN, told.institution, answers(told))
    finished = await town.sessions.load(ANN)
    assert finished is not None
    assert await town.sessions.save(ANN, finished, replace(finished, turn=finished.turn + 1, language=at.language))
    made = await town.cases.request(at.ben.cookie, told.institution)
    await at.open(f"handin/{made.token}")
    await at.page.locator('[name=share][value="note"]').check()
    await at.press('button[value="show"]')
    await at.take("hand-in", HANDING_IN)
    await at.page.locator("[name=accept]").check()
    await at.press('button[value="give"]')
    return made.case


async def read(at: Scene, told: Told, case: str) -> None:
    """Read the case as a reviewer does: the second item is lowered, all others are confirmed."""
    await accepted(at.ben, case)
    item = f"{case}/items/{CODES[1]}"
    await at.open(item, DESK)
    await at.take("case-item", REVIEWING)
    await at.open(item)
    await at.take("case-item-phone", REVIEWING)
    lowering = {"rung": "2", "text": told.why, "reason-no_evidence": "yes"}
    assert (await decided(at.ben, item, "lowered", **lowering))[0] == 303
    await read_all(at.ben, case)
    assert (await at.ben.post(f"{case}/finish"))[0] == 303


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.long("tests of each page, in this folder")
async def test_the_guides_to_reviews_show_the_pages_as_they_are(
    browser: Browser, sqlite_url: str, wording: Wording, tmp_path: Path, language: str
) -> None:
    told = TOLD[language]
    async with scene(browser, sqlite_url, language, wording, tmp_path) as at:
        await read_once(at.conversation, at.ann)
        number = await handed_in(at, told)
        await read(at, told, f"/desk/cases/{number}")
        await at.open(f"cases/{number}")
        await at.take("own-case", HANDING_IN)
        await cases_of(at.conversation).says(ANN, number, CaseEvent.agree)
        assert (await at.ann.post(f"/desk/cases/{number}/issue", page=f"/desk/cases/{number}", sure="yes"))[0] == 303
        await at.open("")
        await at.take("reviewed-result", HANDING_IN)
        report = tmp_path / "report"
        response = await at.page.request.get(f"{at.address}cases/{number}/report.pdf")
        report.write_bytes(await response.body())
        drawn = await EvidenceViewer(4 * WAIT_S).pages_of(report, PDF.media_type, 1, 1)
        first = Image.open(io.BytesIO(drawn.pictures[0])).convert("RGB")
        first.thumbnail((800, 1200))
        kept(first, "review-report", language, REVIEWING)
        await at.conversation.result_pages.publish(ANN, number, may_be_indexed=False)
        (own,) = await at.conversation.result_pages.of(ANN)
        await at.open(f"check/{own.check_number}")
        await at.take("check-page", HANDING_IN)
