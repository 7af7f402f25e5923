"""Limits the connections of a listener, in total and from one address, and hides which server it is."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from functools import partial
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

import structlog
from aiohttp import web

from bot.connections.deadlines import ConnectionDeadlines
from bot.operations.metrics import CUT, MALFORMED

# A page connection takes some 20 KB of memory. A proxy opens far fewer than this.
PAGE_AT_MOST, WEBHOOK_AT_MOST = 4000, 1000
# A room full of people behind one address, six connections each.
BY_ADDRESS = 500
# When a listener is full, one of this many connections is cut: those that have waited longest for their client.
CUT_SHARE = 20
LINGERING_S = 1.0
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """The most connections of a listener, and of one address (None: only the total counts)."""

    at_most: int
    by_address: int | None


def page_limits(open_files: int, proxies: int) -> ConnectionLimits:
    """Return the limits of the page: at most half of the files that this process may open.

    Behind our own proxies every connection comes from one of them, so there is no limit per address.
    """
    at_most = min(PAGE_AT_MOST, open_files // 2)
    return ConnectionLimits(at_most, None if proxies else min(BY_ADDRESS, at_most // 4))


def webhook_limits(open_files: int) -> ConnectionLimits:
    """Return the limits of the webhook, a share that the page cannot use up. Telegram has few addresses, so none is limited."""
    return ConnectionLimits(min(WEBHOOK_AT_MOST, open_files // 4), None)


class LimitedServer(web.Server):
    """aiohttp's server with a limited number of connections."""

    def __init__(self, handler: Any, deadlines: ConnectionDeadlines, limits: ConnectionLimits, **options: Any) -> None:
        """`handler` and `options` are those of web.Server. `deadlines` knows which connections have waited longest."""
        factory = options.pop("request_factory", None)
        super().__init__(handler, request_factory=partial(factory, _cls=_PageRequest) if factory else None, **options)
        self._deadlines = deadlines
        self._limits = limits
        self._by_address: Counter[str] = Counter()

    def __call__(self) -> web.RequestHandler:
        """Return the protocol of a new connection. Compressed bodies are not unpacked, because they are refused."""
        options = {"lingering_time": LINGERING_S, "access_log": None, **self._kwargs, "auto_decompress": False}
        return _Connection(self, loop=self._loop, **options)

    def connection_made(self, handler: web.RequestHandler, transport: asyncio.Transport) -> None:
        """Accept a connection, or cut it if its address has too many. If the listener is full, cut the longest silent ones."""
        super().connection_made(handler, transport)
        address = _peer(transport)
        self._by_address[address] += 1
        if self._limits.by_address is not None and self._by_address[address] > self._limits.by_address:
            self._refuse(transport, "address")
        elif len(self._connections) > self._limits.at_most:
            silent = self._deadlines.find_longest_silent(self._limits.at_most // CUT_SHARE + 1)
            for connection in silent:
                _cut(getattr(connection, "transport", None), "full")
            if not silent:
                self._refuse(transport, "full")
        self._deadlines.opened(handler)

    def _refuse(self, transport: asyncio.Transport, kind: str) -> None:
        # aiohttp starts its task for the connection after this call, and expects it to be open.
        self._loop.call_soon(_cut, transport, kind)

    def connection_lost(self, handler: web.RequestHandler, exc: BaseException | None = None) -> None:
        """Forget a connection that has ended."""
        self._deadlines.closed(handler)
        transport = self._connections.get(handler)
        if transport is not None:
            address = _peer(transport)
            self._by_address[address] -= 1
            if self._by_address[address] <= 0:
                del self._by_address[address]
        super().connection_lost(handler, exc)

    def _make_request(self, message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
        return _Request(message, payload, protocol, writer, task, self._loop)


class PageRunner(web.AppRunner):
    """Runs the page behind a LimitedServer."""

    def __init__(self, app: web.Application, deadlines: ConnectionDeadlines, limits: ConnectionLimits, **options: Any) -> None:
        super().__init__(app, **options)
        self._deadlines = deadlines
        self._limits = limits

    async def _make_server(self) -> web.Server:
        plain = await super()._make_server()
        return LimitedServer(
            plain.request_handler, self._deadlines, self._limits, request_factory=plain.request_factory, **plain._kwargs
        )


class _Connection(web.RequestHandler):
    """One connection. A request that is not HTTP is counted and answered in one line, without a traceback in the log."""

    __slots__ = ()

    def handle_error(
        self, request: web.BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        if status != 400:
            return super().handle_error(request, status, exc, message)
        MALFORMED.inc()
        log.warning("malformed_request", why=type(exc).__name__)
        response = web.Response(status=400, text="400: this is not an HTTP request that we can read\n")
        response.force_close()
        return response


class _Request(web.BaseRequest):
    async def _prepare_hook(self, response: web.StreamResponse) -> None:
        await super()._prepare_hook(response)
        # Only an attacker has a use for aiohttp's name and version.
        response.headers.popall("Server", None)


class _PageRequest(web.Request):
    async def _prepare_hook(self, response: web.StreamResponse) -> None:
        await super()._prepare_hook(response)
        response.headers.popall("Server", None)


def network_of(address: str) -> str | None:
    """Return an IPv4 address as it is and an IPv6 address as its /64 network; None for any other text."""
    try:
        parsed = ip_address(address.removeprefix("[").partition("]")[0] if address.startswith("[") else address)
    except ValueError:
        return None
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or ip_network((parsed, 64), strict=False))
    return str(parsed)


def _peer(transport: asyncio.Transport) -> str:
    peer = transport.get_extra_info("peername")
    host = peer[0] if isinstance(peer, tuple) else ""
    return network_of(host) or host


def _cut(transport: asyncio.BaseTransport | None, kind: str) -> None:
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()
        CUT.labels(kind).inc()
