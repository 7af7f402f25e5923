"""A phone of 360 by 740 points that taps on the page."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from playwright.async_api import Browser, BrowserContext, Locator, Page

from flows.dialogue import Reply
from tests.people.page_replies import SELECTOR, with_opened

WIDTH, HEIGHT = 360, 740
# Of every control: its reply, or "" and the address that it opens.
REPLIES = """controls => [...document.querySelectorAll(controls)].map(it => {
  const reply = it.value || it.dataset.reply;
  return reply === undefined ? ["", it.getAttribute("href")] : [reply, ""];
})"""
# Opens what a control is folded in, as a tap on its summary does.
UNFOLD = """([controls, number]) => {
  const control = document.querySelectorAll(controls)[number];
  for (let fold = control.closest("details:not([open])"); fold; fold = control.closest("details:not([open])")) fold.open = true;
}"""
# The middle of a button that has been scrolled to, and whether it is the button that a finger meets there.
MIDDLE = """([controls, number]) => {
  const button = document.querySelectorAll(controls)[number];
  button.scrollIntoView({block: "nearest"});
  const {x, y, width, height} = button.getBoundingClientRect(), middle = [x + width / 2, y + height / 2];
  return [...middle, button.contains(document.elementFromPoint(...middle))];
}"""
LOCALES = {"zh": "zh-CN", "en": "en-US"}
TAP_AT_LEAST = 44


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
        """The name of the screen, without the part behind its dot."""
        name = await self.page.evaluate("document.querySelector('main').className")
        return str(name).removeprefix("screen-")

    async def buttons(self) -> dict[tuple[str, str], Locator]:
        """The choices on the page by trigger and value."""
        shown = self.page.locator(SELECTOR)
        return {
            (reply.trigger, reply.value): shown.nth(index)
            for index, reply in enumerate(await self._replies())
            if reply is not None  # the way back from a question has an address, and no reply
        }

    async def tap(self, trigger: str, value: str = "") -> None:
        """Tap the middle of this reply's button, which must lie there uncovered, and wait for the page that answers."""
        replies = await self._replies()
        numbers = [at for at, reply in enumerate(replies) if reply and (reply.trigger, reply.value) == (trigger, value)]
        assert numbers, f"{trigger} {value} is not offered"
        control = [SELECTOR, numbers[-1]]
        await self.page.evaluate(UNFOLD, control)
        x, y, lies_there = await self.page.evaluate(MIDDLE, control)
        assert lies_there, f"{trigger} {value} is covered"
        async with self.page.expect_navigation():
            await self.page.mouse.click(x, y)

    async def rate(self, mark: str) -> None:
        """Answer the question by a mark; that the next rung is under way (`2+`) is said on the page that follows."""
        address = self.page.url
        await self.tap("rate", mark.removesuffix("+"))
        assert self.page.url != address
        if mark.endswith("+"):
            said = [value for trigger, value in await self.buttons() if trigger == "next"]
            await self.tap("next", *said)

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
        """The sentence above the screen, "" for none."""
        said = self.page.locator(".notice[role=status]")
        return (await said.inner_text()).strip() if await said.count() else ""

    async def stored(self) -> dict[str, Any]:
        """Everything that the application has of this person."""
        response = await self.context.request.get(self.address + "mydata")
        found = json.loads(await response.text())
        assert isinstance(found, dict)
        return found

    async def _replies(self) -> list[Reply | None]:
        controls = await self.page.evaluate(REPLIES, SELECTOR)
        return [Reply.decode(text) for text in with_opened([(reply, link) for reply, link in controls])]

    async def fits(self) -> bool:
        """Whether the page fits the width of the phone."""
        return int(await self.page.evaluate("document.documentElement.scrollWidth")) <= WIDTH


async def phone(browser: Browser, address: str, language: str = "zh", scripts: bool = False) -> Phone:
    """A phone in a language; it runs no JavaScript unless told to."""
    context = await browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        locale=LOCALES[language],
        java_script_enabled=scripts,
    )
    context.set_default_timeout(10_000)
    return Phone(context, await context.new_page(), address)


class Phones:
    """The phones of a test run, one for each way of browsing: a page that is there already is opened far faster than a new one.

    From one test to the next a phone keeps nothing: no cookies, no size or look of the window, no second page. Each test serves
    from another port, so that nothing else that a browser stores is met again.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: dict[tuple[str, bool], list[Phone]] = defaultdict(list)
        self._taken: list[tuple[tuple[str, bool], Phone]] = []

    async def take(self, address: str, language: str = "zh", scripts: bool = False) -> Phone:
        """Return a phone that nobody has, as if it were new."""
        idle = self._idle[language, scripts]
        taken = replace(idle.pop(), address=address) if idle else await phone(self._browser, address, language, scripts)
        self._taken.append(((language, scripts), taken))
        return taken

    async def put_back(self) -> None:
        """Take away from all phones what a test has left on them."""
        for kind, taken in self._taken:
            for other in set(taken.context.pages) - {taken.page}:
                await other.close()
            await taken.context.clear_cookies()
            await taken.context.set_offline(False)
            await taken.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
            await taken.page.emulate_media(media="null", color_scheme="null")
            self._idle[kind].append(taken)
        self._taken.clear()
