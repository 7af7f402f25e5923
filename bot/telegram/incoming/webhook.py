"""The webhook: Telegram's requests in, each answered after its update is handled or parked, so that a crash loses none."""

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
    """The handler of one path, for aiohttp's low-level server: there is no other path to route to."""

    def __init__(self, updates: UpdateRouter, path: str, secret: str, connections: ConnectionDeadlines) -> None:
        """`connections` learns that one is not silent while its update is handled."""
        self._updates = updates
        self._path = path
        self._secret = secret
        self._connections = connections

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        """200 if it is handled or parked, with the callback's answer; 400 to 405 if it is not Telegram's; 502 for 'again'."""
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
