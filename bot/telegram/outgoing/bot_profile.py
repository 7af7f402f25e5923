"""Keeps the bot's commands and descriptions at Telegram up to date, in each language. Only changes are sent."""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from msgspec import Struct
from msgspec.json import Decoder

from bot.telegram.outgoing.bot_api import BotApi
from bot.telegram.outgoing.errors import TelegramError, result_of
from bot.telegram.outgoing.retry_policy import START
from bot.words.wording import Wording
from flows.commands import COMMANDS
from flows.dialogue import phrase

# Telegram shows the words without a language code to people whose language has no words.
LANGUAGES = (("en", ""), ("en", "en"), ("zh", "zh"))
SCOPE = {"type": "all_private_chats"}
# Seconds until the next try after a failure. Nobody waits for this, and Telegram allows few such calls.
AGAIN_S = 600.0
log = structlog.get_logger()


class _ListedCommand(Struct):
    """A command as Telegram lists it."""

    command: str
    description: str


class _Description(Struct):
    description: str = ""


class _ShortDescription(Struct):
    short_description: str = ""


_COMMANDS, _DESCRIPTION, _SHORT = Decoder(list[_ListedCommand]), Decoder(_Description), Decoder(_ShortDescription)


class BotProfile:
    """Updates what Telegram shows of the bot."""

    def __init__(self, api: BotApi, wording: Wording) -> None:
        self._api = api
        self._wording = wording

    async def run(self, served: asyncio.Event) -> None:
        """Wait until `served` is set, then update the profile; try again every AGAIN_S seconds until it succeeds."""
        await served.wait()
        while True:
            try:
                for language, code in LANGUAGES:
                    await self._update_language(language, {"language_code": code} if code else {})
                return
            except TelegramError as error:
                log.warning("not_introduced", error=str(error), again_in_s=AGAIN_S)
            await asyncio.sleep(AGAIN_S)

    async def _update_language(self, language: str, code: dict[str, str]) -> None:
        commands = [_ListedCommand(name, self._say(f"command-{name}", language)) for name in COMMANDS]
        if await self._get("getMyCommands", {"scope": SCOPE, **code}, _COMMANDS) != commands:
            listed = [{"command": each.command, "description": each.description} for each in commands]
            await self._api.call("setMyCommands", {"scope": SCOPE, "commands": listed, **code}, START)
        description = self._say("bot-description", language)
        if (await self._get("getMyDescription", code, _DESCRIPTION)).description != description:
            await self._api.call("setMyDescription", {"description": description, **code}, START)
        about = self._say("bot-about", language)
        if (await self._get("getMyShortDescription", code, _SHORT)).short_description != about:
            await self._api.call("setMyShortDescription", {"short_description": about, **code}, START)

    async def _get(self, method: str, params: dict[str, Any], kind: Decoder[Any]) -> Any:
        return result_of(await self._api.call(method, params, START), kind)

    def _say(self, key: str, language: str) -> str:
        return self._wording.say(phrase(key), language)
