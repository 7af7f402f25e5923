"""Calls that go wrong on demand: refused, cut, answered by nonsense, late, or never."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum

from aiohttp import web

from .errors import ApiError

ANY = "*"
_PAGE = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n"


class Nonsense(StrEnum):
    """What comes in place of an answer."""

    cut = "cut"  # the connection ends without one
    html = "html"  # 502 and a page, as a proxy writes it
    portal = "portal"  # 200 and a page, as a captive portal writes it
    empty = "empty"  # 200 and no body
    unparsable = "unparsable"  # 200 and half a JSON object
    silence = "silence"  # nothing, for as long as the client waits


class Spoiled(Exception):
    """A call that gets nonsense in place of its answer."""

    def __init__(self, nonsense: Nonsense) -> None:
        super().__init__(nonsense.value)
        self.nonsense = nonsense


@dataclass
class Fault:
    """What happens to the next `times` calls of a method (ANY: of every method), only those to `chat_id` if given.

    `error` is raised before the call takes effect; `nonsense` comes before it, or `after` it; `late_s` delays the call.
    """

    method: str
    times: int = 1
    chat_id: int | None = None
    error: ApiError | None = None
    nonsense: Nonsense | None = None
    after: bool = False
    late_s: float = 0.0

    def fits(self, method: str, chat_id: object) -> bool:
        """Whether it strikes this call."""
        return self.method in (method, ANY) and self.chat_id in (None, chat_id)

    async def before(self) -> None:
        """Strike before the call takes effect. Raises ApiError or Spoiled."""
        if self.late_s:
            await asyncio.sleep(self.late_s)
        if self.error is not None:
            raise self.error
        if self.nonsense is not None and not self.after:
            raise Spoiled(self.nonsense)

    def afterwards(self) -> None:
        """Strike when the call has taken effect. Raises Spoiled."""
        if self.nonsense is not None:
            raise Spoiled(self.nonsense)


class Faults:
    """The faults still to come, oldest first. While `outage` is set, no call at all takes effect."""

    def __init__(self) -> None:
        self.outage: Nonsense | None = None
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Input: a fault for calls to come."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Takes back the outage and every fault that has not struck yet."""
        self.outage = None
        self._waiting.clear()

    def take(self, method: str, chat_id: object) -> Fault | None:
        """Input: a call. Output: the fault that strikes it, None if it goes well."""
        if self.outage is not None:
            return Fault(ANY, nonsense=self.outage)
        for fault in self._waiting:
            if fault.fits(method, chat_id):
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None


async def nonsense(request: web.Request, kind: Nonsense) -> web.Response:
    """Input: a request and what it gets. Output: the response, which a cut connection never sees."""
    if kind is Nonsense.silence:
        await asyncio.Event().wait()  # ends when the client goes: the server cancels its handler
    if kind is Nonsense.cut and request.transport is not None:
        request.transport.abort()
    if kind is Nonsense.html:
        return web.Response(status=502, text=_PAGE, content_type="text/html")
    if kind is Nonsense.portal:
        return web.Response(text=_PAGE, content_type="text/html")
    body = '{"ok":true,"result":{"message_id":' if kind is Nonsense.unparsable else ""
    return web.Response(text=body, content_type="application/json")
