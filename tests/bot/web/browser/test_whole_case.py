"""A whole review in browsers: an institution on a phone, officers at a desk, and the file that they issue."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from flows.campaign.roles import Role
from tests.people.command_line import called
from tests.people.desk_cases import FEW, read_once
from tests.people.desk_screen import SIZES, check, press
from tests.people.desk_visitor import DeskVisitor, desk_visitor, first_invitation
from tests.people.page_run import finished
from tests.people.page_server import FAST, serving
from tests.people.phone import Phone, Phones

pytestmark = pytest.mark.asyncio(loop_scope="session")
NAME, ASSOCIATION = "First Help", "East & West"
FIRST = next(code for code, rating in FEW.items() if rating.level)


@dataclass
class Served:
    """The page as the program serves it, with one folder for everything that it keeps."""

    conversation: Conversation
    address: str


@pytest_asyncio.fixture(loop_scope="session")
async def program(sqlite_url: str, wording: Wording, tmp_path: Path) -> AsyncIterator[Served]:
    renderer = Renderer(wording, tmp_path)
    async with (
        open_conversation(sqlite_url, data_dir=tmp_path) as conversation,
        serving(conversation, wording, renderer, limits=FAST) as address,
    ):
        yield Served(conversation, address)
    await renderer.close()


async def desk_of(phones: Phones, program: Served, officer: DeskVisitor) -> Phone:
    """The screen of an officer who is signed in."""
    desk = await phones.take(program.address, "en", scripts=True)
    width, height = SIZES["desk"]
    await desk.page.set_viewport_size({"width": width, "height": height})
    cookies = [{"name": each.key, "value": each.value, "url": program.address} for each in officer.client.cookie_jar]
    await desk.context.add_cookies(cookies)  # type: ignore[arg-type]
    return desk


async def does(phone: Phone, what: str) -> None:
    """Press the button of the institution's page that does this."""
    async with phone.page.expect_navigation():
        await phone.page.locator(f'main button[value="{what}"], main form:has(input[name=do][value="{what}"]) button').click()


async def reads(desk: Phone, case: str) -> None:
    """Lower the first item, and confirm every other by a key."""
    page = desk.page
    for act in ("declare", "accept"):
        await desk.open(case)
        await press(page, f"/{act}")
    await desk.open(f"{case}/items/{FIRST}")
    await page.fill("#text", "There is no rule at all")
    await page.locator('[name="reason-no_evidence"]').check()
    await page.locator('[name=rung][value="0"]').check()
    async with page.expect_navigation():
        await page.locator("button[value=lowered]").click()
    await desk.open(case)
    begin = page.locator('main a.button.primary[href*="/items/"]')
    while await begin.count():
        await page.goto(await begin.evaluate("it => it.href"))
        await page.fill("#text", "Seen on the spot")
        await page.locator("h1").click()
        async with page.expect_navigation():
            await page.keyboard.press("1")
        await desk.open(case)
    await press(page, "/finish")


@pytest.mark.long("each part of it, in the other tests of cases")
async def test_a_self_check_is_handed_in_read_issued_and_verified(
    phones: Phones, program: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = await phones.take(program.address, "en")
    await phone.page.set_viewport_size({"width": 360, "height": 600})
    await finished(phone, lambda code: str(FEW[code].level) if code in FEW else "")
    async with desk_visitor(program.address) as ann, desk_visitor(program.address) as ben:
        await ann.joins(await first_invitation(program.conversation, ASSOCIATION), "Ann")
        await read_once(program.conversation, ann)
        await ben.joins(await ann.invitation(Role.reviewer), "Ben")
        administrator, reviewer = [await desk_of(phones, program, officer) for officer in (ann, ben)]

        await reviewer.open("desk/cases/new")
        await reviewer.page.fill("#label", NAME)
        await press(reviewer.page, "cases/new")
        shown = await reviewer.page.content()
        token, number = re.search(r"/handin/([\w-]{22})", shown), re.search(r"desk/cases/(\d{5,})", shown)
        assert token is not None
        assert number is not None
        case, own = f"desk/cases/{number[1]}", f"cases/{number[1]}"

        await phone.open(f"handin/{token[1]}")
        await phone.page.fill("#name", NAME)
        await does(phone, "name")
        await does(phone, "show")
        assert await phone.page.locator("main li").count() == len(FEW)
        await phone.page.locator("[name=accept]").check()
        await does(phone, "give")
        assert phone.page.url == f"{program.address}{own}?done=handed"

        await reads(reviewer, case)
        await check(reviewer)
        await phone.open(own)
        assert "There is no rule at all" in await phone.page.locator("main").inner_text()
        assert await phone.fits()
        await does(phone, "agree")

        await administrator.open(case)
        await administrator.page.locator('form[action$="/issue"] [name=sure]').check()
        await press(administrator.page, "/issue")
        await check(administrator)
    await phone.open(own)
    assert "The result of the review has been issued." in await phone.page.locator("main").inner_text()

    async with phone.page.expect_navigation():
        await phone.page.locator('main a[href$="/results"]').click()
    async with phone.page.expect_download() as given:
        await phone.page.locator(f'main a[href$="results/{number[1]}.json"]').click()
    result = tmp_path / "result.json"
    await (await given.value).save_as(result)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    run = await asyncio.to_thread(called, "verify", str(result), "--language", "en")
    assert (run.exit_code, run.stdout[:5]) == (0, "True:"), run.stdout + run.stderr
    assert NAME in run.stdout
    assert ASSOCIATION in run.stdout

    await phone.open("check")
    await phone.page.set_input_files("#file", result)
    async with phone.page.expect_navigation():
        await phone.page.locator("main form button").click()
    checked = await phone.page.locator("main").inner_text()
    for name in (NAME, ASSOCIATION):
        assert name in checked
    assert await phone.fits()
