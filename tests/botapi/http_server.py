"""How calls and downloads come in over HTTP, and how results and refusals go out."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import msgspec
from aiohttp import web

from .delivery import read_multipart
from .errors import ApiError, violation
from .injection import Spoiled, nonsense
from .schema import Json

if TYPE_CHECKING:
    from .server import BotApi

_BODY_LIMIT = 60 * 1024 * 1024


class HttpServer:
    """Serves a BotApi on a free port of 127.0.0.1."""

    def __init__(self, api: BotApi) -> None:
        """Input: what executes the calls and keeps the files."""
        self._api = api
        self._runner: web.AppRunner | None = None
        self._port = 0

    async def start(self) -> None:
        """Listen for calls."""
        app = web.Application(client_max_size=_BODY_LIMIT)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self._handle_download)
        # Cancellation tells a poll that its client has gone, so that it does not linger.
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def close(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """Output: the address to use instead of https://api.telegram.org."""
        return f"http://127.0.0.1:{self._port}"

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self._api.token:
            return _failure(ApiError(401, "Unauthorized"))
        method = request.match_info["method"]
        try:
            params, form = await self._read_call(request, method)
            result = await self._api.perform(method, params, form=form)
        except ApiError as error:
            return _failure(error)
        except Spoiled as spoiled:
            return await nonsense(request, spoiled.nonsense)
        # Written down at once: what is kept may change with the next call.
        return web.Response(body=msgspec.json.encode({"ok": True, "result": result}), content_type="application/json")

    async def _read_call(self, request: web.Request, method: str) -> tuple[Json, bool]:
        """Output: the values of a call, and whether they came as text. Raises ApiError."""
        params: Json = dict(request.query)
        kind = request.content_type
        if request.method == "GET" or not request.can_read_body:
            return params, True
        if kind == "application/json":
            return {**params, **self._parse_json(await request.text(), method)}, False
        if kind.startswith("multipart/"):
            return {**params, **await read_multipart(await request.multipart())}, True
        return {**params, **{key: str(value) for key, value in (await request.post()).items()}}, True

    def _parse_json(self, body: str, method: str) -> Json:
        try:
            params = json.loads(body)
            if not isinstance(params, dict):
                raise ValueError("not an object")
        except ValueError as error:
            refused = violation("can't parse request body as a JSON object", f"{error}: {body[:200]!r}")
            self._api.note_violation(method, {}, refused)
            raise refused from error
        return params

    async def _handle_download(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self._api.token:
            return _failure(ApiError(401, "Unauthorized"))
        fault = self._api.faults_to_come.take("download", None)
        try:
            if fault is not None:
                await fault.before()
                fault.afterwards()
        except ApiError as error:
            return _failure(error)
        except Spoiled as spoiled:
            return await nonsense(request, spoiled.nonsense)
        stored = self._api.world.files.at(request.match_info["path"])
        if stored is None:
            return _failure(ApiError(404, "Not Found"))
        self._api.downloads.append(stored.file_id)
        return web.Response(body=io.BytesIO(stored.data), content_type="application/octet-stream")


def _failure(error: ApiError) -> web.Response:
    """Return the response that tells a bot of an error."""
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
    return web.json_response(body, status=error.code)
