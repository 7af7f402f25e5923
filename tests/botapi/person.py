"""A person at the other end: sends messages, taps buttons, sees what the bot shows."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .files import document, file_fields, photo
from .html import utf16_length
from .rich import rows_of, text_of
from .schema import Json, Upload
from .world import Chat

if TYPE_CHECKING:
    from .delivery import Pending
    from .server import BotApi

Choice = str | Callable[[Json], bool]

_COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")
_MESSAGE_LIMIT = 4096


@dataclass(frozen=True)
class Seen:
    """A message as seen: number, sender, text or caption, visible buttons, the file's id, the Message
    object."""

    id: int
    from_bot: bool
    text: str
    buttons: tuple[tuple[str, ...], ...]
    file_id: str | None
    raw: Json


class Person:
    """One user. Made by BotApi.person. Whatever is sent returns once the bot has handled it, unless
    wait=False."""

    def __init__(self, api: BotApi, user: Json) -> None:
        """Input: the server and the person's User object."""
        self._api = api
        self.user = user
        self.id: int = user["id"]
        names: Json = {key: user[key] for key in ("first_name", "last_name", "username") if key in user}
        self._private = api.world.open_chat({"id": self.id, "type": "private", **names})

    # What the person sees

    @property
    def messages(self) -> list[Seen]:
        """Output: the private chat as it is now, oldest first."""
        return [see(message) for message in self._private.messages.values()]

    @property
    def screen(self) -> str:
        """Output: the text of the bot's newest message that has no picture, "" if there is none."""
        said = (message for message in reversed(self.messages) if message.from_bot and "photo" not in message.raw)
        return next((message.text for message in said), "")

    @property
    def buttons(self) -> list[list[str]]:
        """Output: the rows of the newest keyboard, as texts."""
        keyed = self._newest_keyboard()
        return [list(row) for row in see(keyed).buttons] if keyed else []

    @property
    def toasts(self) -> list[str]:
        """Output: the texts shown after taps, oldest first."""
        return [toast.text for toast in self._api.world.toasts if toast.user_id == self.id]

    # What the person sends

    async def send(self, text: str, *, wait: bool = True) -> None:
        """Input: a text. One that is too long is sent in parts, as Telegram's apps do."""
        await self._wait([self._say(self._private, part) for part in _parts(text)], wait)

    async def send_in_group(self, group_id: int, text: str, *, wait: bool = True) -> None:
        """Input: a group's (negative) id and a text to post there."""
        kind = "supergroup" if str(group_id).startswith("-100") else "group"
        group = self._api.world.open_chat({"id": group_id, "type": kind, "title": f"Group {group_id}"})
        await self._wait([self._say(group, text)], wait)

    async def send_sticker(self, *, wait: bool = True) -> None:
        """Sends a sticker."""
        picture = Upload("sticker.webp", b"RIFF\0\0\0\0WEBP", "image/webp")
        stored = self._api.world.files.keep(picture, "sticker")
        looks = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        await self._post({"sticker": {**file_fields(stored), **looks, "emoji": "\N{WAVING HAND SIGN}"}}, wait)

    async def send_voice(self, *, wait: bool = True) -> None:
        """Sends a voice message."""
        stored = self._api.world.files.keep(Upload("voice.oga", b"OggS", "audio/ogg"), "voice")
        await self._post({"voice": {**file_fields(stored), "duration": 3, "mime_type": "audio/ogg"}}, wait)

    async def send_photo(self, data: bytes = b"\xff\xd8\xff", *, caption: str | None = None, wait: bool = True) -> None:
        """Input: the picture and a caption. Sends a photo, in the sizes that Telegram makes of it."""
        stored = self._api.world.files.keep(Upload("photo.jpg", data, "image/jpeg"), "photo")
        small = self._api.world.files.keep(Upload("photo.jpg", data[:3], "image/jpeg"), "photo")
        sizes = [{**photo(small)[0], "width": 320, "height": 240}, *photo(stored)]
        await self._post({"photo": sizes, **_captioned(caption)}, wait)

    async def send_document(
        self,
        name: str | None,
        data: bytes,
        *,
        caption: str | None = None,
        size: int | None = None,
        album: str | None = None,
        wait: bool = True,
    ) -> None:
        """Input: a file's name (None: it has none) and bytes, a caption, the size that Telegram states (by
        default the true one; 0: none), the id of the album that it belongs to. Sends a document."""
        stored = self._api.world.files.keep(Upload(name or "", data, "application/octet-stream"), "document")
        fields = document(stored)
        if name is None:
            del fields["file_name"]
        if size is not None:
            fields["file_size"] = size
        if not fields["file_size"]:
            del fields["file_size"]
        grouped = {"media_group_id": album} if album else {}
        await self._post({"document": fields, **grouped, **_captioned(caption)}, wait)

    async def tap(self, button: Choice, *, message: Seen | int | None = None, wait: bool = True) -> None:
        """Input: a button by visible text (exact, else a unique part), callback data or predicate on the
        button object; the message, by default the newest with a keyboard. Raises LookupError if no one
        button fits."""
        await self._wait([self._press(self._message(message), button)], wait)

    async def tap_at_once(self, button: Choice, times: int = 2, *, message: Seen | int | None = None) -> None:
        """Input: a button and how often it is tapped in one moment. Each tap is a query of its own, and
        none waits for another's delivery."""
        shown = self._message(message)
        presses = [self._press(shown, button, lane=("at once", self.id, n)) for n in range(times)]
        await self._wait(presses, True)

    # Inside

    async def _post(self, fields: Json, wait: bool) -> None:
        await self._wait([self._give(self._private, fields)], wait)

    def _say(self, chat: Chat, text: str) -> Pending:
        text = text.strip()
        entities = command_entities(text)
        return self._give(chat, {"text": text, **({"entities": entities} if entities else {})})

    def _give(self, chat: Chat, fields: Json) -> Pending:
        message = self._api.world.post(chat, self.user, fields)
        return self._api.give("message", message, lane=chat.info["id"])

    def _press(self, message: Json, button: Choice, lane: Hashable = None) -> Pending:
        data = _find(message, button).get("callback_data")
        if data is None:
            raise LookupError(f"the button {button!r} sends no callback query")
        query_id = self._api.world.open_query(self.id)
        chat = message["chat"]
        current = self._api.chat(chat["id"]).messages.get(message["message_id"])
        gone = {"chat": chat, "message_id": message["message_id"], "date": 0}
        query = {
            "id": query_id,
            "from": self.user,
            "message": current or gone,
            "chat_instance": str(7_000_000_000 + abs(chat["id"])),
            "data": data,
        }
        return self._api.give("callback_query", query, lane or chat["id"], query_id)

    def _message(self, message: Seen | int | None) -> Json:
        if isinstance(message, Seen):
            # The keyboard is the one the person saw; the message inside the query is the current one.
            chat = self._api.chat(message.raw["chat"]["id"])
            now = chat.messages.get(message.id, message.raw)
            keyboard = {k: v for k, v in message.raw.items() if k in ("reply_markup", "rich_message")}
            return {**{k: v for k, v in now.items() if k not in ("reply_markup", "rich_message")}, **keyboard}
        found = self._newest_keyboard() if message is None else self._private.messages.get(message)
        if found is None:
            texts = [shown.text for shown in self.messages]
            raise LookupError(f"no message with buttons to tap; the chat is {texts}")
        return found

    def _newest_keyboard(self) -> Json | None:
        shown = reversed(self._private.messages.values())
        return next((message for message in shown if any(_rows(message))), None)

    async def _wait(self, pendings: Iterable[Pending], wait: bool) -> None:
        if wait:
            await self._api.handled(pendings)
        else:
            await asyncio.sleep(0)


def command_entities(text: str) -> list[Json]:
    """Input: a text. Output: the bot_command entities Telegram marks in it."""
    return [
        {
            "type": "bot_command",
            "offset": utf16_length(text[: match.start()]),
            "length": utf16_length(match[0]),
        }
        for match in _COMMAND.finditer(text)
    ]


def _captioned(caption: str | None) -> Json:
    return {"caption": caption} if caption else {}


def _parts(text: str) -> list[str]:
    """Output: the text in pieces that each fit a message; characters are never cut."""
    parts, current, size = [], "", 0
    for char in text:
        width = utf16_length(char)
        if size + width > _MESSAGE_LIMIT:
            parts.append(current)
            current, size = "", 0
        current, size = current + char, size + width
    return [*parts, current]


def _rows(message: Json) -> list[list[Json]]:
    """Output: the rows of buttons: those inside a rich message, then the keyboard."""
    rows: list[list[Json]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [*rows_of(message.get("rich_message", {}).get("blocks", [])), *rows]


def _find(message: Json, button: Choice) -> Json:
    """Output: the one button meant. Raises LookupError that lists what there is."""
    present = [item for row in _rows(message) for item in row]
    for fits in _readings(button):
        found = [item for item in present if fits(item)]
        if len(found) == 1:
            return found[0]
        if found:
            raise LookupError(f"{button!r} fits several buttons: {[item['text'] for item in found]}")
    raise LookupError(f"no button {button!r}; there are {[item['text'] for item in present]}")


def _readings(button: Choice) -> list[Callable[[Json], Any]]:
    """Output: the ways to understand a choice, the first that fits any button counts."""
    if not isinstance(button, str):
        return [button]
    return [
        lambda item: item["text"] == button,
        lambda item: item.get("callback_data") == button,
        lambda item: button in item["text"],
    ]


def see(message: Json) -> Seen:
    """Input: a Message object. Output: the message as seen."""
    rows = tuple(tuple(item["text"] for item in row) for row in _rows(message))
    media = message.get("document") or message.get("sticker") or message.get("voice")
    if "photo" in message:
        media = message["photo"][-1]
    return Seen(
        id=message["message_id"],
        from_bot=message["from"]["is_bot"],
        text=message.get("text") or message.get("caption") or text_of(message.get("rich_message", {}).get("blocks", [])),
        buttons=rows,
        file_id=media["file_id"] if media else None,
        raw=dict(message),
    )
