"""An update as Telegram sends it, read once: a tap for the lane, anything else as it came, for aiogram."""

from __future__ import annotations

import json
from collections.abc import Hashable
from typing import Any

from msgspec import DecodeError, Raw, Struct, field
from msgspec.json import Decoder

from bot.wording import language_of

UNNUMBERED = -1


class Tap(Struct, frozen=True):
    """A tapped button of a card in a private chat."""

    update: int
    query: str
    user: int
    language: str
    chat: int
    message: int
    data: str


class Update(Struct, frozen=True):
    """One update: its number (UNNUMBERED where it is not as Telegram sends it), and what keeps order: the chat, or the person.

    `content` is its JSON where it is no `tap`.
    """

    number: int
    chat: Hashable
    tap: Tap | None
    content: dict[str, Any]


class _User(Struct):
    id: int
    language_code: str | None = None


class _Chat(Struct):
    id: int
    type: str


class _Message(Struct):
    message_id: int
    chat: _Chat


class _Query(Struct):
    id: str
    message: _Message
    data: str
    user: _User = field(name="from")


class _Tapped(Struct):
    """Of a tap, what is needed; the card's own text and buttons, nine tenths of it, are not even built."""

    update_id: int
    callback_query: _Query


class _Batch(Struct):
    result: list[Raw]


_TAPPED, _BATCH = Decoder(_Tapped), Decoder(_Batch)


def read_batch(answer: bytes) -> list[Update]:
    """The updates of an answer to getUpdates, without what has no number. Raises ValueError where it is no such answer."""
    try:
        found = [read_update(raw) for raw in _BATCH.decode(answer).result]
    except DecodeError as error:
        raise ValueError("no answer to getUpdates") from error
    return [update for update in found if update is not None and update.number != UNNUMBERED]


def read_update(text: bytes | Raw) -> Update | None:
    """The update that a JSON text is; None where it is no JSON object."""
    try:
        tapped = _TAPPED.decode(text)
    except (DecodeError, UnicodeDecodeError, RecursionError):
        return _other(bytes(text))
    query = tapped.callback_query
    chat, user = query.message.chat, query.user
    if chat.type != "private":
        return _other(bytes(text))
    language = language_of(user.language_code)
    tap = Tap(tapped.update_id, query.id, user.id, language, chat.id, query.message.message_id, query.data)
    return Update(tapped.update_id, chat.id, tap, {})


def _other(text: bytes) -> Update | None:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict):
        return None
    number = content.get("update_id")
    return Update(number if isinstance(number, int) else UNNUMBERED, _chat_of(content), None, content)


def _chat_of(content: dict[str, Any]) -> Any:
    for kind, part in content.items():
        if kind == "update_id" or not isinstance(part, dict):
            continue
        message = part.get("message") if kind == "callback_query" else part
        chat = message.get("chat") if isinstance(message, dict) else None
        found = chat or part.get("from")
        return found.get("id") if isinstance(found, dict) else None
    return None
