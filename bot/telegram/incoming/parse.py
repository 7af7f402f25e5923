"""Reads an update as Telegram sends it: a tap becomes a Tap, anything else stays JSON for aiogram."""

from __future__ import annotations

import json
from collections.abc import Hashable
from typing import Annotated, Any

from msgspec import DecodeError, Meta, Raw, Struct, convert, field
from msgspec.json import Decoder

from bot.words.wording import language_of

UNNUMBERED = -1
PRIVATE = "private"
# Telegram's numbers of people, chats and messages have at most 52 bits; a larger one could not be stored.
Id = Annotated[int, Meta(ge=-(2**52), le=2**52)]
UpdateNumber = Annotated[int, Meta(ge=0, le=2**52)]


class Tap(Struct, frozen=True):
    """A tapped button. `is_own` is True for a card in the person's private chat.

    Otherwise the tap changes nothing: `chat` is then the person's private chat, `message` 0 and `data` "".
    """

    update: int
    query: str
    user: int
    language: str
    chat: int
    message: int
    data: str
    is_own: bool = True


class IncomingUpdate(Struct, frozen=True):
    """One update: its number (UNNUMBERED if it has none), and the chat (or person) whose updates stay in order.

    An update other than a tap has its JSON in `content`. That is empty if we do not know the kind or shape of the update.
    """

    number: int
    chat: Hashable
    tap: Tap | None
    content: dict[str, Any]


class _User(Struct):
    id: Id
    language_code: str | None = None


class _Chat(Struct):
    id: Id
    type: str


class _Message(Struct):
    message_id: Id
    chat: _Chat


class _Query(Struct):
    id: str
    message: _Message
    user: _User = field(name="from")
    data: str = ""


class _TapUpdate(Struct):
    """The fields of a tap that are used. The text and buttons of its card, nine tenths of the JSON, are skipped."""

    update_id: UpdateNumber
    callback_query: _Query


class _QueryWithoutMessage(Struct):
    id: str
    user: _User = field(name="from")


class _Membership(Struct):
    chat: _Chat
    user: _User = field(name="from")


class _OtherUpdate(Struct):
    """The fields of any other update that order and answers depend on. A tap without a message of ours is read as one, too."""

    update_id: UpdateNumber
    message: _Message | None = None
    my_chat_member: _Membership | None = None
    callback_query: _QueryWithoutMessage | None = None


class _Batch(Struct):
    result: list[Raw]


class _Objects(Struct):
    result: list[Any]


# What msgspec raises for JSON of another shape, or for text that is not valid Unicode.
MALFORMED = (DecodeError, UnicodeError, RecursionError)
_TAPPED, _BATCH = Decoder(_TapUpdate), Decoder(_Batch)


def read_batch(answer: bytes) -> list[IncomingUpdate]:
    """Return the numbered updates in an answer to getUpdates. Raises ValueError for any other answer."""
    try:
        batch: list[bytes | Raw] = [*_BATCH.decode(answer).result]
    except MALFORMED:
        batch = [*_read_batch_leniently(answer)]
    found = [read_update(text) for text in batch]
    return [update for update in found if update is not None and update.number != UNNUMBERED]


def _read_batch_leniently(answer: bytes) -> list[bytes]:
    """Read an answer with text that is not valid Unicode: one such update must not hold up all others."""
    try:
        content = json.loads(answer)
        return [json.dumps(update).encode() for update in convert(content, _Objects).result]
    except (ValueError, *MALFORMED) as error:
        raise ValueError("no answer to getUpdates") from error


def read_update(text: bytes | Raw) -> IncomingUpdate | None:
    """Return the update in a JSON text, or None if the text is not a JSON object."""
    try:
        tapped = _TAPPED.decode(text)
    except MALFORMED:
        return _other(bytes(text))
    query = tapped.callback_query
    chat, user = query.message.chat, query.user
    if chat.type != PRIVATE:
        return _tap_outside_private_chat(tapped.update_id, query.id, user)
    language = language_of(user.language_code)
    tap = Tap(tapped.update_id, query.id, user.id, language, chat.id, query.message.message_id, query.data)
    return IncomingUpdate(tapped.update_id, chat.id, tap, {})


def _tap_outside_private_chat(number: int, query: str, user: _User) -> IncomingUpdate:
    """Return a tap in a group or channel, or on a message sent through the bot: it must not change the person's own answers."""
    tap = Tap(number, query, user.id, language_of(user.language_code), user.id, 0, "", is_own=False)
    return IncomingUpdate(number, user.id, tap, {})


def _other(text: bytes) -> IncomingUpdate | None:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict):
        return None
    try:
        read = convert(content, _OtherUpdate)
    except MALFORMED:
        return IncomingUpdate(_number_of(content), None, None, {})
    if read.callback_query is not None:
        return _tap_outside_private_chat(read.update_id, read.callback_query.id, read.callback_query.user)
    place = read.message or read.my_chat_member
    if place is None:
        return IncomingUpdate(read.update_id, None, None, {})
    return IncomingUpdate(read.update_id, place.chat.id, None, content)


def _number_of(content: dict[str, Any]) -> int:
    """Return the number of an update that cannot be read, so that it is confirmed and not delivered again."""
    try:
        return convert(content.get("update_id"), UpdateNumber)
    except MALFORMED:
        return UNNUMBERED
