"""How a call comes in over HTTP, and how a refusal goes out."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from .delivery import read_multipart
from .errors import ApiError
from .schema import Json


async def read_call(request: web.Request, parse_json: Callable[[str], Json]) -> tuple[Json, bool]:
    """Output: the values of a call, and whether they came as text. Raises ApiError."""
    params: Json = dict(request.query)
    kind = request.content_type
    if request.method == "GET" or not request.can_read_body:
        return params, True
    if kind == "application/json":
        return {**params, **parse_json(await request.text())}, False
    if kind.startswith("multipart/"):
        return {**params, **await read_multipart(await request.multipart())}, True
    return {**params, **{key: str(value) for key, value in (await request.post()).items()}}, True


def failure(error: ApiError) -> web.Response:
    """Return the response that tells a bot of an error."""
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
    return web.json_response(body, status=error.code)
