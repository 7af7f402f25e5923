"""The real web application over a real conversation, and a phone of 360 by 740 points that taps on it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, BrowserContext, Locator, Page, async_playwright

from bot.conversation import Conversation, opened
from bot.documents.press import Press
from bot.web.app import web_app
from bot.wording import Wording
from flows.dialogue import Reply

SECRET = b"a secret of thirty-two bytes ...."
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LAUNCH = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTH, HEIGHT = 360, 740
REPLIES = "() => [...document.querySelectorAll('button[name=reply]')].map(button => button.value)"
# The middle of a button that has been scrolled to, and whether it is the button that a finger meets there.
MIDDLE = """number => {
  const button = document.querySelectorAll("button[name=reply]")[number];
  button.scrollIntoView({block: "nearest"});
  const {x, y, width, height} = button.getBoundingClientRect(), middle = [x + width / 2, y + height / 2];
  return [...middle, button.contains(document.elementFromPoint(...middle))];
}"""
LOCALES = {"zh": "zh-CN", "en": "en-US"}


@pytest_asyncio.fixture
async def conversation(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Conversation]:
    """A conversation over an empty embedded database and an empty folder of files."""
    async with opened(sqlite_url, data_dir=tmp_path / "data") as conversation:
        yield conversation


@pytest_asyncio.fixture
async def address(conversation: Conversation, wording: Wording, press: Press) -> AsyncIterator[str]:
    """Where the page is served."""
    runner = web.AppRunner(web_app(conversation, wording, SECRET, None, press), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    await runner.cleanup()


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where one headless Chromium listens, for all tests of a run. Where there is none: skipped, with CI=true failed."""
    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    if found is None:
        why = "no Chromium on this machine: the page is not tested in a browser"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    profile = tmp_path_factory.mktemp("chromium")
    command = [found, "--headless", "--remote-debugging-port=0", f"--user-data-dir={profile}", *LAUNCH, "about:blank"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    listening = "DevTools listening on "
    yield next(line for line in process.stderr if line.startswith(listening)).removeprefix(listening).strip()
    process.terminate()
    process.communicate()


@pytest_asyncio.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """A connection to the browser; whatever a test opened in it is closed at its end."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(chromium)
        yield browser
        await browser.close()


@dataclass
class Phone:
    """One page of one person. Buttons are found by the replies that they give, never by their words."""

    context: BrowserContext
    page: Page
    address: str

    async def open(self, path: str = "") -> None:
        """Go to a path of the application."""
        await self.page.goto(self.address + path)

    async def stage(self) -> str:
        """The name of the screen, without what stands behind its dot."""
        name = await self.page.evaluate("document.querySelector('main').className")
        return str(name).removeprefix("screen-")

    async def buttons(self) -> dict[tuple[str, str], Locator]:
        """The choices on the page by trigger and value."""
        shown = self.page.locator("button[name=reply]")
        found: dict[tuple[str, str], Locator] = {}
        for index, text in enumerate(await shown.evaluate_all("buttons => buttons.map(button => button.value)")):
            reply = Reply.decode(text)
            assert reply is not None
            found[reply.trigger, reply.value] = shown.nth(index)
        return found

    async def tap(self, trigger: str, value: str = "") -> None:
        """Tap the middle of this reply's button, which must lie there uncovered, and wait for the page that answers."""
        replies = [Reply.decode(text) for text in await self.page.evaluate(REPLIES)]
        numbers = [at for at, reply in enumerate(replies) if reply and (reply.trigger, reply.value) == (trigger, value)]
        assert numbers, f"{trigger} {value} is not offered"
        x, y, lies_there = await self.page.evaluate(MIDDLE, numbers[-1])
        assert lies_there, f"{trigger} {value} is covered"
        async with self.page.expect_navigation():
            await self.page.mouse.click(x, y)

    async def send(self, text: str) -> None:
        """Type a line and press Enter."""
        await self.page.fill("#typed", text)
        async with self.page.expect_navigation():
            await self.page.keyboard.press("Enter")

    async def begin(self, mode: str) -> None:
        """Consent and choose a run."""
        await self.open()
        await self.tap("consent")
        await self.tap("begin", mode)

    async def heading(self) -> str:
        """The words of the page's h1."""
        return (await self.page.locator("h1").inner_text()).strip()

    async def notice(self) -> str:
        """The sentence above the screen, "" where there is none."""
        said = self.page.locator("[role=status]")
        return (await said.inner_text()).strip() if await said.count() else ""

    async def fits(self) -> bool:
        """Whether the page is no wider than the phone."""
        return int(await self.page.evaluate("document.documentElement.scrollWidth")) <= WIDTH


async def phone(browser: Browser, address: str, language: str = "zh", dark: bool = False, scripts: bool = False) -> Phone:
    """A phone in a language and a theme; it runs no JavaScript unless told to."""
    context = await browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        locale=LOCALES[language],
        color_scheme="dark" if dark else "light",
        java_script_enabled=scripts,
    )
    context.set_default_timeout(10_000)
    return Phone(context, await context.new_page(), address)
