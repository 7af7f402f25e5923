"""Reads the whole body of a request, within limits of time and size."""

from __future__ import annotations

import asyncio

from aiohttp import web
from aiohttp.client_exceptions import ClientError
from aiohttp.http_exceptions import HttpProcessingError

BODY_S = 10.0
# What reading a body raises if it is cut off, badly chunked or differs from its header.
BROKEN = (OSError, ValueError, ClientError, HttpProcessingError, web.RequestPayloadError)


async def read_body(request: web.BaseRequest) -> bytes:
    """Return the body. Raises HTTPRequestTimeout, HTTPRequestEntityTooLarge, HTTPBadRequest (broken or compressed)."""
    require_uncompressed(request)
    try:
        if request.content.is_eof():
            return await request.read()  # all of it came with the head, as nearly always: no timer is needed
        async with asyncio.timeout(BODY_S):
            return await request.read()
    except TimeoutError as error:
        raise web.HTTPRequestTimeout from error
    except BROKEN as error:
        raise web.HTTPBadRequest from error


def require_uncompressed(request: web.BaseRequest) -> None:
    """Raise HTTPBadRequest for a compressed body: neither browsers nor Telegram compress what they send to us."""
    if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise web.HTTPBadRequest
