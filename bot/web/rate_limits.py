"""Too many requests of one person or one address are refused before anything is done for them."""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.connections.limited_server import network_of
from bot.documents.fair_queue import Asker
from bot.operations.metrics import REFUSED
from bot.web.cookies import Visitor, VisitorCookies
from bot.web.token_bucket import TokenBuckets

UNLIMITED = ("/healthz", "/readyz", "/metrics")
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Limit:
    """The number allowed a second, and the number allowed at once."""

    per_s: float
    burst: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How often one may come. A room full of people can share one address; one person taps two or three times a second.

    A line is typed, and a code guessed, far more seldom than a button is tapped. A stranger's consent makes a row that stays.
    """

    by_address: Limit = Limit(20, 300)
    by_person: Limit = Limit(5, 120)
    lines_by_address: Limit = Limit(5, 100)
    lines_by_person: Limit = Limit(0.5, 20)
    consents_by_address: Limit = Limit(1, 300)
    # Nobody opens private links as fast as a program that guesses them.
    links_by_address: Limit = Limit(0.5, 60)
    # To check a sealed file takes more of the processor than any page; a class that shares an address has one each.
    files_by_address: Limit = Limit(0.5, 60)
    # Nobody finds many false names a day.
    reports_by_address: Limit = Limit(1 / 600, 5)
    # A flood that waits for its answers is slowed by being kept waiting for the refusal. This is how many are kept waiting.
    hold_s: float = 1.0
    held_at_once: int = 200
    # Requests of one address that are being answered at the same moment: a slow reader or a queue of documents counts.
    in_hand_by_address: int = 250


USUAL = Limits()


class RateLimiter:
    """Knows who came how often, in bounded memory.

    `proxies` is how many proxies of ours are in front: that many from the right of X-Forwarded-For counts as the address,
    because the visitor wrote what is further left. Behind a proxy that sends no such header nobody is limited by
    address (all would be one), only by person.
    """

    def __init__(
        self, identities: VisitorCookies, proxies: int, limits: Limits = USUAL, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._identities = identities
        self._proxies = proxies
        self._now = now
        self._warned = False
        self._limits = limits
        self._held = 0
        self._in_hand: Counter[str] = Counter()
        self._by_address = _throttle(limits.by_address)
        self._by_person = _throttle(limits.by_person)
        self._lines_by_address = _throttle(limits.lines_by_address)
        self._lines_by_person = _throttle(limits.lines_by_person)
        self._consents_by_address = _throttle(limits.consents_by_address)
        self._links_by_address = _throttle(limits.links_by_address)
        self._files_by_address = _throttle(limits.files_by_address)
        self._reports_by_address = _throttle(limits.reports_by_address)

    @web.middleware
    async def refuse(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Pass the request on. Raises HTTPTooManyRequests, its body unread, where it came too fast."""
        try:
            if request.path in UNLIMITED:
                return await handler(request)
            self._limit(request, self._by_address, self._by_person)
            with self._taken_in_hand(self.address(request)):
                return await handler(request)
        except web.HTTPTooManyRequests:
            await self._hold()
            raise

    @contextmanager
    def _taken_in_hand(self, address: str | None) -> Iterator[None]:
        if address is None:
            yield
            return
        if self._in_hand[address] >= self._limits.in_hand_by_address:
            _refuse(1)
        self._in_hand[address] += 1
        try:
            yield
        finally:
            self._in_hand[address] -= 1
            if not self._in_hand[address]:
                del self._in_hand[address]

    async def _hold(self) -> None:
        if self._held < self._limits.held_at_once:
            self._held += 1
            try:
                await asyncio.sleep(self._limits.hold_s)
            finally:
                self._held -= 1

    def typed(self, request: web.Request) -> None:
        """Call it for a typed line. Raises HTTPTooManyRequests."""
        self._limit(request, self._lines_by_address, self._lines_by_person)

    def consented(self, request: web.Request) -> None:
        """Call it for a stranger's consent. Raises HTTPTooManyRequests."""
        self._limit(request, self._consents_by_address, None)

    def opened_link(self, request: web.Request) -> None:
        """Call it for a private link that is opened, whether it works or not. Raises HTTPTooManyRequests."""
        self._limit(request, self._links_by_address, None)

    def checked_file(self, request: web.Request) -> None:
        """Call it for a sealed file that is to be checked. Raises HTTPTooManyRequests."""
        self._limit(request, self._files_by_address, None)

    def reported(self, request: web.Request) -> None:
        """Call it for a report that a name is false. Raises HTTPTooManyRequests."""
        self._limit(request, self._reports_by_address, None)

    def _limit(self, request: web.Request, by_address: TokenBuckets, by_person: TokenBuckets | None) -> None:
        now = self._now()
        visitor = self._identities.of(request)
        wait = by_person.wait(visitor.key, now) if by_person is not None and visitor.known else 0.0
        address = self.address(request)
        if not wait and address is not None:
            wait = by_address.wait(address, now)
        if wait:
            _refuse(wait)

    def address(self, request: web.Request) -> str | None:
        """Return the address that counts, of IPv6 the network of one home; None if our proxy names none."""
        if not self._proxies:
            return network_of(request.remote or "")
        passed = ",".join(request.headers.getall("X-Forwarded-For", ())).split(",")
        address = network_of(passed[-self._proxies].strip()) if len(passed) >= self._proxies else None
        if address is None and not self._warned:
            self._warned = True
            log.warning("no_forwarded_address", proxies=self._proxies)
        return address

    def asker(self, request: web.Request, visitor: Visitor) -> Asker:
        """Return whose turn it is to get a document: a person, and the network address from which they come."""
        return Asker(self.address(request) or visitor.key, visitor.key)


def _refuse(wait_s: float) -> NoReturn:
    REFUSED.labels("web").inc()
    raise web.HTTPTooManyRequests(headers={"Retry-After": str(math.ceil(wait_s))})


def _throttle(limit: Limit) -> TokenBuckets:
    return TokenBuckets(limit.per_s, limit.burst)
