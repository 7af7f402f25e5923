"""Serves the webhook. A request is answered after its update is handled or parked, so that a crash loses none."""

from __future__ import annotations

import json

from aiohttp import web

from bot.connections.bodies import read_body
from bot.connections.deadlines import ConnectionDeadlines
from bot.telegram.incoming.parse import IncomingUpdate, read_update
from bot.telegram.incoming.routing import UpdateRouter
from bot.telegram.incoming.webhook_secret import is_webhook_secret

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 a header's name
JSON = {"Content-Type": "application/json"}


class WebhookHandler:
    """The request handler for aiohttp's low-level server. There is one path, so nothing is routed."""

    def __init__(self, updates: UpdateRouter, path: str, secret: str, connections: ConnectionDeadlines) -> None:
        """`connections` must not close a connection as idle while its update is handled."""
        self._updates = updates
        self._path = path
        self._secret = secret
        self._connections = connections

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        """Return 200 once the update is handled or parked, with the toast if any; 502 if Telegram is to deliver it again.

        Return 400 to 413 for a request that does not come from Telegram or cannot be read.
        """
        if request.path != self._path:
            return web.Response(status=404)
        if request.method != "POST":
            return web.Response(status=405, headers={"Allow": "POST"})
        if not is_webhook_secret(request.headers.get(SECRET_HEADER, ""), self._secret):
            return web.Response(status=401)
        self._connections.begin_request(request)
        try:
            return await self._handled(read_update(await read_body(request)))
        except (web.HTTPBadRequest, web.HTTPRequestTimeout, web.HTTPRequestEntityTooLarge) as error:
            return web.Response(status=error.status)
        finally:
            self._connections.end_request(request.protocol)

    async def _handled(self, update: IncomingUpdate | None) -> web.Response:
        if update is None:
            return web.Response(status=400)
        outcome = await self._updates.handle_pushed(update)
        if not outcome.shown:
            return web.Response(status=502)
        if outcome.toast is None:
            return web.Response()
        return web.Response(body=json.dumps({"method": "answerCallbackQuery"} | outcome.toast).encode(), headers=JSON)
