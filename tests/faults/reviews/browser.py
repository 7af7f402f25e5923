"""A browser without a screen, and the person at it: who gets no answer looks again, or presses again."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from tests.faults.reviews.servers import Servers
from tests.faults.reviews.steps import AnyStep, Ledger, RatedStep, Request, name_of
from tests.people.visitor import OURS

PATIENCE = aiohttp.ClientTimeout(30)
TRY_AGAIN_S = 0.05
# Too many requests, and what could not be stored: nothing was done, and the page asks to try again.
LATER = (429, 503)
# What a form says that shows something older than what is stored.
OVERTAKEN = 409
ALERT = re.compile(r'role="alert">(.*?)</div>', re.DOTALL)
# Reads off a page what its form is sent with; None if the page does not offer the form any more.
Fill = Callable[[str], Mapping[str, str] | None]


class Refused(Exception):
    """A step was refused that no kill had cut before: the run does not know the program, or the program its own page."""


class NoAnswer(Exception):
    """No answer came. `was_sent` says whether the request may have reached the server."""

    def __init__(self, *, was_sent: bool) -> None:
        self.was_sent = was_sent


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the server: its status, its page, and the path where it leads ("" if nowhere)."""

    status: int
    page: str
    place: str = ""

    @property
    def leads_on(self) -> bool:
        """Whether it says that a step is done, as all our forms do."""
        return self.status == 303


@dataclass
class Browser:
    """One browser of one person. `officer` is their number at the desk; 0 for an institution."""

    client: aiohttp.ClientSession
    servers: Servers
    ledger: Ledger
    dice: random.Random
    officer: int = 0
    name: str = ""

    async def get(self, path: str) -> Answer:
        """Open an address, again and again until an answer comes."""
        while True:
            try:
                answer = await self._ask("GET", path)
            except NoAnswer:
                continue
            if answer.status not in LATER:
                return answer
            await asyncio.sleep(TRY_AGAIN_S)

    async def page(self, path: str) -> str:
        """Open an address that shows a page."""
        answer = await self.get(path)
        assert answer.status == 200, (path, answer.status, answer.place)
        return answer.page

    async def press(self, step: AnyStep | None, page: str, path: str, fill: Fill, done: int = 303) -> Answer | None:
        """Fill in the form of a page and send it until an answer comes; None if the page does not offer it (any more).

        Who gets no answer presses the same button again, or looks at the page first. `done` is the status of an answer that
        says that it is done. A refusal is an answer too: who pressed twice may read that it is done already.
        """
        while True:
            shown = await self.get(page)
            fields = fill(shown.page) if shown.status == 200 else None
            if fields is None:
                return None
            while True:
                try:
                    answer = await self._ask("POST", path, step, fields)
                except NoAnswer as lost:
                    if step is not None and lost.was_sent:
                        step.cuts += 1
                        self.ledger.cut[name_of(step)] += 1
                    if self.dice.random() < 1 / 2:
                        break
                    continue
                if answer.status in LATER:
                    await asyncio.sleep(TRY_AGAIN_S)
                    continue
                if isinstance(step, Request) and answer.status == OVERTAKEN:
                    # The officer made a link in another window since, and this form none: they press on the page as it is now.
                    break
                if step is not None:
                    self._note(step, answer, done)
                return answer

    def _note(self, step: AnyStep, answer: Answer, done: int) -> None:
        if answer.status == done:
            step.is_done = True
        elif answer.status == 404 and isinstance(step, RatedStep):
            self.ledger.gone.add(step.rating)
        elif not step.cuts:
            raise Refused(step, answer.status, answer.place, ALERT.findall(answer.page))

    async def _ask(
        self, method: str, path: str, step: AnyStep | None = None, fields: Mapping[str, str] | None = None
    ) -> Answer:
        async with self.servers.asked() as process:
            name = name_of(step) if step is not None else ""
            try:
                with self.servers.under(name, process):
                    url = f"{process.page.rstrip('/')}{path}"
                    async with self.client.request(method, url, data=fields, allow_redirects=False) as response:
                        text = await response.text(errors="replace")
                        return Answer(response.status, text, response.headers.get("Location", ""))
            except aiohttp.ClientConnectorError:
                raise NoAnswer(was_sent=False) from None
            except (aiohttp.ClientError, TimeoutError, OSError):
                raise NoAnswer(was_sent=True) from None


@asynccontextmanager
async def browser(servers: Servers, ledger: Ledger, seed: int, name: str = "") -> AsyncIterator[Browser]:
    """Open a new browser. Its cookies are sent to all processes, which have one secret."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar, headers=OURS, timeout=PATIENCE) as client:
        yield Browser(client, servers, ledger, random.Random(seed), name=name)
