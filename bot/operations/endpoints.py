"""Serves `/readyz` and `/metrics`: whether the process can serve people, and what it counts."""

from __future__ import annotations

import hmac
import time
from asyncio import Lock
from collections.abc import Awaitable, Callable
from ipaddress import ip_address

import structlog
from aiohttp import web

from bot.operations.metrics import INTERVIEWS, exposition
from bot.operations.readiness import Readiness

CENSUS_KEEP_S = 60.0
PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")
WHO_MAY_READ = "metrics: from this machine, or with METRICS_TOKEN as bearer token\n"
WHO_MAY_READ_IN_PUBLIC = "metrics: with METRICS_TOKEN as bearer token\n"
Census = Callable[[], Awaitable[dict[str, int]]]
log = structlog.get_logger()


class Endpoints:
    """`/readyz`, `/readyz/page` and `/metrics`, beside the page's own `/healthz`.

    With a `token`, only requests that bring it get the metrics. Without one, only this machine does, if no proxy has passed
    the request on. Without a token a page that `is_public` never gives them, because some proxies leave no trace.
    """

    def __init__(
        self,
        readiness: Readiness,
        census: Census,
        token: str | None,
        now: Callable[[], float] = time.monotonic,
        is_public: bool = False,
    ) -> None:
        self._readiness = readiness
        self._census = census
        self._token = token
        self._is_public = is_public
        self._now = now
        self._counting = Lock()
        self._counted_until = float("-inf")

    def add_to(self, app: web.Application) -> None:
        """Add the routes to the application."""
        app.add_routes(
            [web.get("/readyz", self.ready), web.get("/readyz/page", self.page_ready), web.get("/metrics", self.metrics)]
        )

    async def ready(self, _request: web.Request) -> web.Response:
        """Return 200, or 503 with the names of the parts that are not ready."""
        return _answer(await self._readiness.missing())

    async def page_ready(self, _request: web.Request) -> web.Response:
        """Do the same for the parts that the page needs: a proxy must not take the page down because of Telegram."""
        return _answer(await self._readiness.missing(optional=False))

    async def metrics(self, request: web.Request) -> web.Response:
        """Return the metrics in Prometheus' text format, or 403 with a line on who may read them."""
        if not self._may_read(request):
            return web.Response(status=403, text=WHO_MAY_READ_IN_PUBLIC if self._is_public else WHO_MAY_READ)
        await self._count_people()
        return web.Response(body=exposition(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

    def _may_read(self, request: web.Request) -> bool:
        if self._token is not None:
            given = request.headers.get("Authorization", "")
            return hmac.compare_digest(given.encode("utf-8", "replace"), f"Bearer {self._token}".encode())
        if self._is_public:
            return False
        passed_on = any(name in request.headers for name in PASSED_ON)
        return not passed_on and _is_this_machine(request.remote) and _is_this_machine(request.url.host)

    async def _count_people(self) -> None:
        """Count interviews at most once a minute. If the database does not answer, the last figures stay."""
        async with self._counting:
            if self._now() < self._counted_until:
                return
            self._counted_until = self._now() + CENSUS_KEEP_S
            try:
                for state, number in (await self._census()).items():
                    INTERVIEWS.labels(state).set(number)
            except Exception as error:
                log.warning("census_failed", exc_info=error)


def _answer(missing: list[str]) -> web.Response:
    if missing:
        return web.Response(status=503, text=f"not ready: {', '.join(missing)}\n")
    return web.Response(text="ready\n")


def _is_this_machine(host: str | None) -> bool:
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False
