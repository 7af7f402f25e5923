"""An update as Telegram sends it, read once: a tap for its handler, anything else as it came, for aiogram."""

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
    """A tapped button. `is_own` says that its card is in a private chat: there, who taps is whose card it is.

    If it is not, `chat` is the person's own, and there is no `message` and no `data` to act on.
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
    """One update: its number (UNNUMBERED where it is not as Telegram sends it), and what keeps order: the chat, or the person.

    `content` is its JSON where it is no `tap`. It is empty where the update is not of a kind and shape that we know: nothing
    here can answer it.
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
    """Of a tap, what is needed; the card's own text and buttons, nine tenths of it, are not even built."""

    update_id: UpdateNumber
    callback_query: _Query


class _QueryWithoutMessage(Struct):
    id: str
    user: _User = field(name="from")


class _Membership(Struct):
    chat: _Chat
    user: _User = field(name="from")


class _OtherUpdate(Struct):
    """Of any other update, what order and answers depend on. A tap without a message of ours is one of these."""

    update_id: UpdateNumber
    message: _Message | None = None
    my_chat_member: _Membership | None = None
    callback_query: _QueryWithoutMessage | None = None


class _Batch(Struct):
    result: list[Raw]


class _Objects(Struct):
    result: list[Any]


# What msgspec raises at JSON of another shape, or with a text that is no Unicode.
MALFORMED = (DecodeError, UnicodeError, RecursionError)
_TAPPED, _BATCH = Decoder(_TapUpdate), Decoder(_Batch)


def read_batch(answer: bytes) -> list[IncomingUpdate]:
    """The updates of an answer to getUpdates, without what has no number. Raises ValueError where it is no such answer."""
    try:
        batch: list[bytes | Raw] = [*_BATCH.decode(answer).result]
    except MALFORMED:
        batch = [*_read_batch_leniently(answer)]
    found = [read_update(text) for text in batch]
    return [update for update in found if update is not None and update.number != UNNUMBERED]


def _read_batch_leniently(answer: bytes) -> list[bytes]:
    """The same of an answer with a text that is no Unicode: one such update must not keep all the others."""
    try:
        content = json.loads(answer)
        return [json.dumps(update).encode() for update in convert(content, _Objects).result]
    except (ValueError, *MALFORMED) as error:
        raise ValueError("no answer to getUpdates") from error


def read_update(text: bytes | Raw) -> IncomingUpdate | None:
    """The update that a JSON text is; None where it is no JSON object."""
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
    """A tap in a group or a channel, or on a message sent through the bot: nothing in it may be taken as the person's own."""
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
    """The number of an update that cannot be read, so that it is done with and does not come again."""
    try:
        return convert(content.get("update_id"), UpdateNumber)
    except MALFORMED:
        return UNNUMBERED
