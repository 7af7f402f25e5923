"""Somebody who checks their institution on the phone page: reads, taps, types and attaches, and knows what they answered."""

from __future__ import annotations

import asyncio
import random
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import date, timedelta
from typing import Any

import aiohttp
from yarl import URL

from bot.web.cookies import COOKIE_S
from bot.words.wording import Wording
from flows.dialogue import Attached, Reply, Typed, Utterance, phrase
from flows.standard.model import Standard
from tests.faults.clock import Clock
from tests.faults.files import file, inspected
from tests.faults.history import UNKNOWN_TURN
from tests.faults.model import Model, Verdict
from tests.faults.page import BLANK, TAG, ExpectedPages, Page, page_of
from tests.faults.person import CAPTIONS, FAILED, NOT_KEPT
from tests.faults.preferences import choice, line

COOKIE, KEY_LENGTH = "xingjie", 32
COOKIE_LIVES = timedelta(seconds=COOKIE_S)
# A hundred people would come from a hundred addresses; the page is told so, as a proxy tells it.
OURS = {"Sec-Fetch-Site": "same-origin"}
PAUSE_S = (0.2, 0.8)
TRY_AGAIN_S = 0.5
PATIENCE = aiohttp.ClientTimeout(20)
LOOKS = 120
LOOKING = ("open", "show")
Answer = tuple[int, str]


class Visitor:
    """One browser. `keeps_cookies` is False for one that has them off: nothing may ever be stored for it."""

    def __init__(
        self,
        pages: Callable[[], list[str]],
        standard: Standard,
        wording: Wording,
        expected: ExpectedPages,
        clock: Clock,
        number: int,
        seed: int,
        *,
        keeps_cookies: bool,
    ) -> None:
        """`pages` gives the addresses of the processes that serve the page now."""
        self.number = number
        self.keeps_cookies = keeps_cookies
        self.verdicts: dict[Verdict, int] = dict.fromkeys(Verdict, 0)
        self.oddities: list[str] = []
        self.diary: deque[str] = deque(maxlen=40)
        self.used: Counter[str] = Counter()
        self.taps = 0
        self.brought = 0
        self.lost_consents = 0
        self._pages = pages
        self._clock = clock
        self._dice = random.Random(seed)
        self._language = "en" if number % 2 else "zh"
        self._told_first = (standard, expected, clock, self._language)
        self.model = Model(*self._told_first)
        failed = (*FAILED, *NOT_KEPT)
        self._wrong = ["".join(wording.say(phrase(key), each).split()) for key in failed for each in wording.languages]
        self._sent = 0
        self._jar: aiohttp.abc.AbstractCookieJar | None = None

    @property
    def answered(self) -> int:
        """How many answers they gave for certain."""
        return len(self.model.histories[0].log)

    @property
    def account(self) -> str:
        """Under which name they are stored; "" for a stranger."""
        for cookie in self._jar or ():
            if cookie.key == COOKIE:
                return f"web {cookie.value[:KEY_LENGTH]}"
        return ""

    async def live(self, until: asyncio.Event) -> None:
        """Read and answer until told to stop, or until something is wrong; then look once more."""
        async with self.browser():
            await self.stay(until.is_set)

    @asynccontextmanager
    async def browser(self) -> AsyncIterator[None]:
        """Open the browser, with no cookie yet."""
        self._jar = aiohttp.CookieJar(unsafe=True) if self.keeps_cookies else aiohttp.DummyCookieJar()
        headers = {
            **OURS,
            "Accept-Language": self._language,
            "X-Forwarded-For": f"10.0.{self.number // 250}.{self.number % 250}",
        }
        async with aiohttp.ClientSession(cookie_jar=self._jar, headers=headers, timeout=PATIENCE) as self._client:
            yield

    async def stay(self, is_over: Callable[[], bool]) -> bool:
        """Read and answer until it is over or something is wrong, then look once more. Return whether a page came."""
        page = await self._look()
        while not is_over() and not self.oddities and page is not None:
            await asyncio.sleep(self._dice.uniform(*PAUSE_S))
            page = await self._act(page) or await self._look()
        return await self._look() is not None

    async def link_to_chat(self) -> str:
        """Return the token of a link that leads to a chat; "" if none could be made just now."""
        page = await self._look()
        if page is None or "token" not in page.fields:
            return ""
        self.used["page link to a chat"] += 1
        form = {"token": page.fields["token"], "do": "chat"}
        with suppress(aiohttp.ClientError, TimeoutError, OSError):
            url = f"{self._dice.choice(self._pages())}/v/elsewhere"
            async with self._client.post(url, data=form, allow_redirects=False) as response:
                self.diary.append(f"link {response.status}")
                return URL(response.headers.get("Location", "")).query.get("chat", "")
        return ""

    async def _look(self) -> Page | None:
        """The current page; while the bot is down, or its clock far ahead, they try again. None if it never comes."""
        is_shut_out = False
        for _ in range(LOOKS):
            answer = await self._request("GET", "/")
            page = page_of(answer[1]) if answer and answer[0] == 200 else None
            if page is not None:
                if not self._is_shut_out(page):
                    return self._see(page)
                is_shut_out = True
            elif answer:
                self.diary.append(f"no buttons: {BLANK.sub(' ', TAG.sub('', answer[1]))[:200]}")
            await asyncio.sleep(TRY_AGAIN_S)
        if not is_shut_out:
            self.oddities.append(f"visitor {self.number}: no page came; {list(self.diary)}")
        return None

    def _is_shut_out(self, page: Page) -> bool:
        """Whether the bot takes their cookie for too old, because its clock jumped further than a cookie lives.

        They read the welcome page then, and wait for the clock to be set right instead of beginning again. If the cookie was
        given while the clock was far behind, they wait in vain: a bot whose clock is right finds it too old.
        """
        offers_consent = any(reply.trigger == "consent" for reply in page.card.replies)
        return offers_consent and bool(self.account) and self._clock.widest_jump > COOKIE_LIVES

    def _see(self, page: Page) -> Page:
        if not page.card.turn and self.model.turn != UNKNOWN_TURN:
            page = page.on_turn(self.model.turn)  # a page whose controls are all links to views does not say its turn
        unheard = self.model.unheard
        verdict = self.model.see(page.card, sure=True)
        self.verdicts[verdict] += 1
        self.diary.append(f"saw {page.card.turn} {page.card.text[:60]!r} {verdict.value}")
        if verdict is not Verdict.fits or self.model.unheard > unheard:
            histories = [
                (history.session.turn, history.session.stage, sorted(history.unheard)) for history in self.model.histories
            ]
            self.oddities.append(f"visitor {self.number}: {verdict.value}: histories {histories}; {list(self.diary)}")
        return page

    async def _act(self, page: Page) -> Page | None:
        """Do one thing. Returns the page that it is answered by, if it is."""
        reply = choice(self._dice, page.card.replies)
        asked = line(self._dice, self.model.stage, date.today()) if page.typing else None
        whim = self._dice.random()
        if asked is not None and whim < 0.7:
            self.used[f"page typed {self.model.stage}"] += 1
            if page.takes_file and whim < 0.3:
                return await self._attach(page)
            return await self._send(page, Typed(asked, **_told_apart(page)), page.typing, typed=asked)
        self.taps += 1
        self.used[f"page {reply.trigger}"] += 1
        if reply.trigger in LOOKING:
            return await self._open(reply)
        return await self._send(page, reply, "/tap", reply=reply.encode())

    async def _open(self, reply: Reply) -> Page | None:
        view = reply.value if reply.trigger == "open" else ""
        update = self._fly(reply, view)
        answer = await self._request("GET", "/", params={"reply": reply.encode()})
        return self._landed(update, answer)

    async def _attach(self, page: Page) -> Page | None:
        upload, caption = file(self._dice), self._dice.choice(CAPTIONS)
        said = Attached(inspected(upload.data, upload.name, ""), caption, **_told_apart(page))
        form = aiohttp.FormData({**page.fields, "typed": caption})
        form.add_field("file", upload.data, filename=upload.name, content_type=upload.content_type)
        self.used["page file"] += 1
        update = self._fly(said)
        return self._landed(update, await self._request("POST", _path(page.typing), data=form))

    async def _send(self, page: Page, said: Utterance, action: str, **fields: str) -> Page | None:
        consents = isinstance(said, Reply) and said.trigger == "consent"
        update = self._fly(said)
        data = aiohttp.FormData({**page.fields, **fields}, default_to_multipart="evidence?" in action)
        answer = await self._request("POST", _path(action), data=data)
        if consents and not self.account:
            # Whatever became of it: this browser does not know who it is, so that it is a stranger still.
            self.lost_consents += self.keeps_cookies
            self.model = Model(*self._told_first)
            return None
        return self._landed(update, answer)

    def _fly(self, said: Utterance, view: str = "") -> int:
        self._sent += 1
        self.model.fly(self._sent, said, view)
        self.diary.append(f"{self._sent} {said}")
        return self._sent

    def _landed(self, update: int, answer: Answer | None) -> Page | None:
        """What was sent is over: taken where it was answered by a redirect or a page of its own, else nobody knows."""
        page = page_of(answer[1]) if answer and answer[0] == 200 else None
        if page is not None and self._is_shut_out(page):
            self.model.excuse(update)
            self.model.land(update)
            return None
        taken = answer is not None and (answer[0] == 303 or page is not None)
        if not taken or (page and any(words in page.card.text for words in self._wrong)):
            self.model.excuse(update)
        self.model.land(update)
        return self._see(page) if page else None

    async def _request(self, method: str, path: str, **more: object) -> Answer | None:
        """Status and text; None if the connection failed."""
        pages = self._pages()
        with suppress(aiohttp.ClientError, TimeoutError, OSError):
            url = self._dice.choice(pages) + path
            follows = method == "GET"
            async with self._client.request(method, url, allow_redirects=follows, **more) as response:  # type: ignore[arg-type]
                self.diary.append(f"{method} {path} {response.status}")
                return response.status, await response.text()
        return None


def _told_apart(page: Page) -> dict[str, Any]:
    """By what a typed line or a file counts once: the page's number, or the turn of its form."""
    number = page.fields.get("number")
    return {"turn": page.card.turn} if number is None else {"number": int(number)}


def _path(action: str) -> str:
    """The path of a form's action, which is relative to its page."""
    return "/" + action.replace("../", "").removeprefix("./").removeprefix("/")
