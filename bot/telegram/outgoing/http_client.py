"""A fast HTTP client for JSON: kept connections, one request at a time on each.

A call costs some 60 µs of processor time, against 300 µs with aiohttp's client and 800 µs with aiogram's
(docs/explanation/performance.md). It supports the part of HTTP/1.1 that a Bot API server uses: a body with a length or in
chunks, and connections that the server may close.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from urllib.parse import urlsplit

from aiohappyeyeballs import start_connection

CONNECTIONS_AT_MOST = 100
CONNECT_S = 10.0
# RFC 8305: if a host has several addresses, seconds until the next one is tried as well.
NEXT_ADDRESS_S = 0.25
# Seconds for which an idle connection may carry a request that must not be posted twice: servers close idle ones later.
TRUSTED_S = 5.0
# Seconds between two checks for overdue answers. A timer for every call would make a tap 5 % slower.
LOOK_S = 0.5
HEAD_AT_MOST = 64 * 1024


class NotConnected(ConnectionError):
    """No connection to the server could be opened, so nothing was sent."""


class ConnectionCut(ConnectionError):
    """The connection ended before the answer was whole, or the answer was not HTTP."""


class StaleConnection(ConnectionCut):
    """A kept connection ended before the first byte of the answer: most likely it had been idle for too long."""


class HttpClient:
    """Kept connections to one server."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._host = parts.hostname or ""
        self._port = parts.port or (443 if self._tls else 80)
        self._path = parts.path.rstrip("/")
        self._head = f"Host: {parts.netloc.rpartition('@')[2]}\r\nContent-Type: application/json\r\nContent-Length: "
        self._idle: list[_Connection] = []
        self._deadlines: dict[_Connection, float] = {}
        self._next_check: asyncio.TimerHandle | None = None
        self._slots = asyncio.Semaphore(CONNECTIONS_AT_MOST)

    async def post(self, path: str, body: bytes, timeout_s: float, *, repeats: bool = True) -> tuple[int, bytes]:
        """Post JSON and return the status and the body of the answer.

        `repeats` says that the request may arrive twice: it is posted again if a kept connection ends without a byte.
        `timeout_s` limits the wait for the answer, to within LOOK_S seconds; connecting may take CONNECT_S seconds more.
        Raises NotConnected if nothing was sent, and another OSError (ConnectionCut, TimeoutError) if no answer came.
        """
        request = f"POST {self._path}{path} HTTP/1.1\r\n{self._head}{len(body)}\r\n\r\n".encode() + body
        await self._take_slot()
        try:
            while (connection := self._take_idle(repeats)) is not None:
                try:
                    return await self._post_on(connection, request, timeout_s)
                except StaleConnection:
                    if not repeats:
                        raise
            return await self._post_on(await self._connect(), request, timeout_s)
        finally:
            self._slots.release()

    async def close(self) -> None:
        """Close the kept connections."""
        for connection in self._idle:
            connection.close()
        self._idle.clear()
        await asyncio.sleep(0)

    async def _take_slot(self) -> None:
        if not self._slots.locked():
            await self._slots.acquire()
            return
        try:
            async with asyncio.timeout(CONNECT_S):
                await self._slots.acquire()
        except TimeoutError as error:
            raise NotConnected("every connection is busy") from error

    def _take_idle(self, repeats: bool) -> _Connection | None:
        """Return the open connection that was used last, or None if none may carry this request."""
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_open:
                continue
            if repeats or asyncio.get_running_loop().time() - connection.used_at < TRUSTED_S:
                return connection
            self._idle.append(connection)
            return None
        return None

    async def _post_on(self, connection: _Connection, request: bytes, timeout_s: float) -> tuple[int, bytes]:
        loop = asyncio.get_running_loop()
        self._deadlines[connection] = loop.time() + timeout_s
        if self._next_check is None:
            self._next_check = loop.call_later(LOOK_S, self._end_overdue)
        try:
            answer = await connection.ask(request)
        except BaseException:
            connection.close()  # a late answer on it must not be taken for the next one
            raise
        finally:
            del self._deadlines[connection]
        if connection.is_open:
            connection.used_at = loop.time()
            self._idle.append(connection)
        return answer

    def _end_overdue(self) -> None:
        loop = asyncio.get_running_loop()
        for connection, due in self._deadlines.items():
            if due <= loop.time():
                connection.fail(TimeoutError())
        self._next_check = loop.call_later(LOOK_S, self._end_overdue) if self._deadlines else None

    async def _connect(self) -> _Connection:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(CONNECT_S):
                addresses = await loop.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)
                # asyncio's own `happy_eyeballs_delay` leaves a socket open if it is cancelled in the wrong moment.
                connected = await start_connection(addresses, happy_eyeballs_delay=NEXT_ADDRESS_S)
                name = self._host if self._tls else None
                _, connection = await loop.create_connection(_Connection, sock=connected, ssl=self._tls, server_hostname=name)
        except (OSError, UnicodeError) as error:  # UnicodeError: a host name that cannot be encoded
            raise NotConnected(type(error).__name__) from error
        return connection


class _Connection(asyncio.Protocol):
    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._received = b""
        self.is_open = False
        self.used_at = 0.0

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        if self._transport is None or not self.is_open:
            raise ConnectionCut("the connection is closed")
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer

    def fail(self, error: OSError) -> None:
        """Raise an error for the caller that waits for the answer."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)

    def close(self) -> None:
        self.is_open = False
        if self._transport is not None:
            self._transport.close()

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self.is_open = True

    def connection_lost(self, _error: Exception | None) -> None:
        self.is_open = False
        self.fail(ConnectionCut("the connection was cut") if self._received else StaleConnection("the connection was cut"))

    def data_received(self, data: bytes) -> None:
        self._received += data
        try:
            whole = _read(self._received)
        except ValueError as error:
            self.close()
            self.fail(ConnectionCut(f"the answer is no HTTP: {error}"))
            return
        if whole is None:
            return
        status, body, kept = whole
        self._received = b""
        if not kept:
            self.close()
        if self._answer is not None and not self._answer.done():
            self._answer.set_result((status, body))


def _read(received: bytes) -> tuple[int, bytes, bool] | None:
    """Return status, body and whether the connection is kept; None if something is missing. Raises ValueError if not HTTP."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        if len(received) > HEAD_AT_MOST or not received.startswith(b"HTTP/1."[: len(received)]):
            raise ValueError("no head")
        return None
    head = received[:end].lower()
    status = int(head[9:12])
    kept = head.startswith(b"http/1.1") and b"\r\nconnection: close" not in head
    start = end + 4
    if b"\r\ntransfer-encoding: chunked" in head:
        body = _chunks(received, start)
        return None if body is None else (status, body, kept)
    length = int(_header(head, b"content-length"))
    if len(received) < start + length:
        return None
    return status, received[start : start + length], kept


def _header(head: bytes, name: bytes) -> bytes:
    _, found, rest = head.partition(b"\r\n" + name + b":")
    if not found:
        raise ValueError(f"no {name.decode()}")
    return rest.partition(b"\r\n")[0].strip()


def _chunks(received: bytes, start: int) -> bytes | None:
    body = b""
    while (end := received.find(b"\r\n", start)) >= 0:
        size = int(received[start:end].partition(b";")[0], 16)
        start = end + 2
        if len(received) < start + size + 2:
            return None
        if size == 0:
            return body if received.endswith(b"\r\n\r\n") else None
        body += received[start : start + size]
        start += size + 2
    return None
