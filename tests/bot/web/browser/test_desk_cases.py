"""Cases at the desk in a real browser: a reviewer reads one on a phone and on a desk, with keys and without scripts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
import typst
from playwright.async_api import Browser

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from flows.campaign.roles import Role
from flows.institution.answers import Differed, Together
from tests.people.desk_cases import CODES, accepted, handed_in, kept_file, with_file
from tests.people.desk_screen import LONG, check, screen_of
from tests.people.desk_visitor import DeskVisitor, desk_visitor, first_invitation
from tests.people.languages import LANGUAGES
from tests.people.large_text import DOUBLED, fits
from tests.people.page_server import FAST, serving
from tests.people.phone import Phone
from tests.people.reviews import ANN, BEN

pytestmark = pytest.mark.asyncio(loop_scope="session")


@dataclass
class Town:
    """Two cases that Ben reads: one to be declared for, one accepted. Ann administers."""

    conversation: Conversation
    address: str
    ann: DeskVisitor
    ben: DeskVisitor
    fresh: str
    case: str

    async def screen(self, browser: Browser, who: DeskVisitor, size: str, language: str, *, scripts: bool = True) -> Phone:
        """The desk of somebody on a screen of their own."""
        return await screen_of(browser, self.address, who, size, language, scripts=scripts)

    @property
    def places(self) -> tuple[str, ...]:
        item = f"{self.case}/items/{CODES[1]}"
        own = ("/desk", "/desk/cases", "/desk/cases/new", "/desk/cases/rules", self.fresh, self.case, f"{self.case}/log")
        return tuple(place[1:] for place in (*own, item, f"{self.case}/items/{CODES[2]}", f"{item}/pieces/0/pages"))


@pytest_asyncio.fixture(loop_scope="session")
async def town(sqlite_url: str, wording: Wording, tmp_path: Path) -> AsyncIterator[Town]:
    renderer = Renderer(wording, tmp_path)
    async with (
        open_conversation(sqlite_url, data_dir=tmp_path / "files") as conversation,
        serving(conversation, wording, renderer, limits=FAST) as address,
        desk_visitor(address) as ann,
        desk_visitor(address) as ben,
    ):
        await ann.joins(await first_invitation(conversation), "Ann")
        await ben.joins(await ann.invitation(Role.reviewer), "Ben")
        file = await kept_file(conversation, f"{LONG}.pdf", typst.compile(b"= Minutes"), ANN)
        together = Together(4, (Differed(CODES[1], 4, LONG), Differed(CODES[2], 2, is_open=True)))
        case = await handed_in(conversation, ben, ANN, LONG, with_file(file), together)
        await accepted(ben, case)
        yield Town(conversation, address, ann, ben, await handed_in(conversation, ben, BEN, "<b>Second</b>"), case)
    await renderer.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("size", "all_places"),
    [
        ("phone", False),
        *(pytest.param(size, True, marks=pytest.mark.long("the reader's pages on a phone")) for size in ("phone", "desk")),
    ],
)
async def test_every_page_of_a_case_is_in_order(
    browser: Browser, town: Town, size: str, language: str, all_places: bool
) -> None:
    own = tuple(place[1:] for place in (town.case, town.fresh))
    looks = ((town.ben, town.places), (town.ann, own)) if all_places else ((town.ben, (*own, town.places[-3])),)
    for who, places in looks:
        visitor = await town.screen(browser, who, size, language)
        for place in places:
            await visitor.open(place)
            await check(visitor)
        await visitor.page.emulate_media(color_scheme="dark")
        await visitor.open(town.case[1:])
        await check(visitor)
        await visitor.context.close()
    visitor = await town.screen(browser, town.ann, size, language)
    await visitor.open("desk/cases/rules")
    await check(visitor)
    await visitor.page.fill("#accept_days", "0")
    async with visitor.page.expect_navigation():
        await visitor.page.locator("main form button").click()
    await check(visitor)
    assert await visitor.page.locator("[aria-invalid]").count() == 1
    await visitor.open("desk/cases/new")
    await visitor.page.fill("#label", LONG[:60])
    async with visitor.page.expect_navigation():
        await visitor.page.locator("main form button").click()
    await check(visitor)
    await visitor.context.close()


async def test_keys_decide_and_lead_to_the_next_item_but_not_while_one_types(browser: Browser, town: Town) -> None:
    visitor = await town.screen(browser, town.ben, "desk", "en")
    page = visitor.page
    await visitor.open(f"{town.case}/items/{CODES[1]}"[1:])
    assert await page.locator("body.has-keys").count() == 1
    await page.locator("#text").focus()
    await page.keyboard.type("123")
    assert await page.locator("#text").input_value() == "123"
    await page.locator("h1").click()
    async with page.expect_navigation():
        await page.keyboard.press("1")
    assert f"/items/{CODES[2]}?after={CODES[1]}" in page.url
    async with page.expect_navigation():
        await page.keyboard.press("2")
    assert await page.locator("[role=alert]").is_visible()
    await page.get_by_label("no evidence", exact=True).check()
    async with page.expect_navigation():
        await page.keyboard.press("3")
    assert f"after={CODES[2]}" in page.url
    await visitor.context.close()


async def test_the_buttons_of_a_decision_are_in_the_first_view_of_a_desk(browser: Browser, town: Town) -> None:
    visitor = await town.screen(browser, town.ben, "desk", "zh")
    await visitor.open(f"{town.case}/items/{CODES[1]}"[1:])
    for number in range(3):
        box = await visitor.page.locator(".verdicts button").nth(number).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800
    await visitor.context.close()


async def test_without_scripts_everything_works_on_a_phone(browser: Browser, town: Town) -> None:
    visitor = await town.screen(browser, town.ben, "phone", "zh", scripts=False)
    page = visitor.page
    await visitor.open(town.fresh[1:])
    for act in ("declare", "accept"):
        await page.locator(f'form[action$="/{act}"] button').first.click()
    await page.locator("main a.button.primary").click()
    assert not await page.locator("kbd").first.is_visible()
    before = page.url
    await page.fill("#text", "现场看过")
    await page.locator("button[value=confirmed]").click()
    assert page.url != before
    assert await page.locator("[role=status]").is_visible()
    await visitor.context.close()


async def test_in_text_twice_as_large_every_page_still_fits_a_phone(browser: Browser, town: Town) -> None:
    visitor = await town.screen(browser, town.ben, "phone", "en")
    for place in town.places:
        await visitor.open(place)
        await visitor.page.evaluate(DOUBLED)
        await fits(visitor)
    await visitor.context.close()
