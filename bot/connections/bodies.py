"""The body of a request, read whole: bounded in time and size, and never a fault of ours if it is broken."""

from __future__ import annotations

import asyncio

from aiohttp import web
from aiohttp.client_exceptions import ClientError
from aiohttp.http_exceptions import HttpProcessingError

BODY_S = 10.0
# What reading a body raises if it is cut off, badly chunked or not what its header says.
BROKEN = (OSError, ValueError, ClientError, HttpProcessingError, web.RequestPayloadError)


async def read_body(request: web.BaseRequest) -> bytes:
    """Return the body. Raises HTTPRequestTimeout, HTTPRequestEntityTooLarge, and HTTPBadRequest for a broken or packed one."""
    require_uncompressed(request)
    try:
        async with asyncio.timeout(BODY_S):
            return await request.read()
    except TimeoutError as error:
        raise web.HTTPRequestTimeout from error
    except BROKEN as error:
        raise web.HTTPBadRequest from error


def require_uncompressed(request: web.BaseRequest) -> None:
    """Raise HTTPBadRequest for a body that is packed: no browser and no Telegram packs what it sends to us."""
    if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise web.HTTPBadRequest
