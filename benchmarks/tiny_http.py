"""As little HTTP as a fake Bot API needs: cheap enough that the load is not what is measured."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

REASONS = {200: b"OK", 429: b"Too Many Requests"}


class Respond(Protocol):
    """Writes the answer to one call."""

    def __call__(self, body: bytes, status: int = 200) -> None:
        """Write a body of JSON under a status of REASONS."""


class Served(asyncio.Protocol):
    """One connection of the bot to the fake Bot API. `handle` gets path, content type, body, and a function to respond with."""

    def __init__(self, handle: Callable[[str, bool, bytes, Respond], None]) -> None:
        self._handle = handle
        self._transport: asyncio.Transport | None = None
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received = self._received + data if self._received else data
        while (whole := _whole_message(self._received)) is not None:
            head, body, start = whole
            path = self._received[: self._received.find(b"\r\n")].split(b" ", 2)[1].decode()
            is_json = b"application/json" in head
            self._received = self._received[start:]
            self._handle(path, is_json, body, self._respond)

    def _respond(self, body: bytes, status: int = 200) -> None:
        if self._transport is not None and not self._transport.is_closing():
            head = b"HTTP/1.1 %d %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % (
                status,
                REASONS[status],
                len(body),
            )
            self._transport.write(head + body)


class Pushing(asyncio.Protocol):
    """One connection to the bot's webhook: one request at a time; `answered` gets status and body."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.answered: Callable[[int, bytes], None] | None = None
        self.is_open = True
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def connection_lost(self, _error: Exception | None) -> None:
        self.is_open = False
        answered, self.answered = self.answered, None
        if answered:
            answered(0, b"")

    def data_received(self, data: bytes) -> None:
        self._received = self._received + data if self._received else data
        whole = _whole_message(self._received)
        if whole is None:
            return
        head, body, start = whole
        status = int(self._received[9:12])
        self._received = self._received[start:]
        if b"\r\nconnection: close" in head:
            self.is_open = False
        answered, self.answered = self.answered, None
        if answered:
            answered(status, body)


def _whole_message(received: bytes) -> tuple[bytes, bytes, int] | None:
    """Return head in lower case, body and end of the first message received; None until it is whole."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return None
    head = received[:end].lower()
    if b"\r\ntransfer-encoding: chunked" in head:
        chunked = _chunks(received, end + 4)
        return None if chunked is None else (head, *chunked)
    start = end + 4 + _length(head)
    return None if len(received) < start else (head, received[end + 4 : start], start)


def _length(head: bytes) -> int:
    _, found, rest = head.partition(b"\r\ncontent-length:")
    return int(rest.partition(b"\r\n")[0]) if found else 0


def _chunks(received: bytes, start: int) -> tuple[bytes, int] | None:
    body = b""
    while (end := received.find(b"\r\n", start)) >= 0:
        size = int(received[start:end].partition(b";")[0], 16)
        start = end + 2
        if len(received) < start + size + 2:
            return None
        if size == 0:
            return body, start + 2
        body += received[start : start + size]
        start += size + 2
    return None
