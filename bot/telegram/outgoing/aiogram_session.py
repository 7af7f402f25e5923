"""Sends aiogram's calls: those without a file through BotApi, those with a file as HTTP forms, with the same retries."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile
from aiohttp import ClientError, ClientTimeout

from bot.telegram.outgoing.bot_api import BotApi
from bot.telegram.outgoing.errors import Unanswered, from_aiohttp, raise_for_answer
from bot.telegram.outgoing.retry_policy import UPLOAD, with_retries


class BotApiSession(AiohttpSession):
    """A session with one Bot API server. Raises TelegramError (see `errors`) instead of aiogram's exceptions.

    aiogram waits a quarter of a second after closing, so that TLS can end its connections. Without TLS there is no wait.
    """

    def __init__(self, api: BotApi, api_url: str) -> None:
        super().__init__(api=TelegramAPIServer.from_base(api_url))
        self._bot_api = api
        self._uses_tls = api_url.lower().startswith("https:")

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 aiogram's signature
    ) -> TelegramType:
        """Make a call and return its result. The retry policy limits its time; aiogram's `timeout` is not used."""
        files: dict[str, InputFile] = {}
        params = self._params(bot, method, files)
        if files:
            answer = await with_retries(method.__api_method__, UPLOAD, partial(self._upload, bot, method))
        else:
            answer = await self._bot_api.call(method.__api_method__, params)
        try:
            response = self.check_response(bot=bot, method=method, status_code=200, content=answer.decode())
        except ClientDecodeError as error:
            raise Unanswered("a result of another kind") from error
        return cast(TelegramType, response.result)

    def _params(self, bot: Bot, method: TelegramMethod[Any], files: dict[str, InputFile]) -> dict[str, Any]:
        """Return the values of a call that are set, ready for JSON. Files are put into `files`."""
        values = method.model_dump(warnings=False).items()
        prepared = ((name, self.prepare_value(value, bot, files, _dumps_json=False)) for name, value in values)
        return {name: value for name, value in prepared if value is not None}

    async def _upload(self, bot: Bot, method: TelegramMethod[Any]) -> bytes:
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        session = await self.create_session()
        try:
            form, limit = self.build_form_data(bot, method), ClientTimeout(total=UPLOAD.answer_s)
            async with session.post(url, data=form, timeout=limit) as response:
                answer = await response.read()
        except (ClientError, OSError) as error:
            raise from_aiohttp(error) from error
        raise_for_answer(response.status, answer)
        return answer

    async def close(self) -> None:
        """Close the connections for files. BotApi closes its own."""
        if self._uses_tls:
            await super().close()
        elif self._session is not None:
            await self._session.close()
