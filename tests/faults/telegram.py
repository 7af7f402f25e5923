"""The strict Bot API server for hundreds of people: every call is checked, and shown to whom it concerns."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Container
from typing import Any, Protocol

from tests.botapi import BotApi, Nonsense, Upload
from tests.botapi.files import document, photo
from tests.botapi.schema import Json
from tests.faults.delivery import RedeliveringDelivery, UpdateInDelivery
from tests.faults.expected_cards import card_of

TOKEN = "42:FAULTS"
LYING = (Nonsense.html, Nonsense.portal, Nonsense.empty, Nonsense.unparsable)
# A lie that costs a client its whole deadline, so few of them.
SILENT_AT_MOST = 3
LONG_RETRY_S = (2, 6)
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
STORMY = ("editMessageText", "editMessageText", "sendMessage", "answerCallbackQuery", "deleteMessage", "getUpdates")
MISLED = (*STORMY, "getFile", "download", "sendDocument", "sendPhoto")
# Seconds between two requests for a document, by all people together: each takes a second of a processor.
DOCUMENT_EVERY_S = 5.0
# Of the updates that are made here, all of a few kinds, a part is held against the schema; of the bot's calls, every one.
CHECKED = 0.05


class Onlooker(Protocol):
    """Somebody whose chat is written to."""

    def shown(self, message: Json) -> None:
        """A message was sent or edited."""

    def told(self, update: int, text: str) -> None:
        """A tap was answered by a line."""


class Telegram(BotApi):
    """The server; it keeps no list of calls, but counts them, and every broken rule."""

    def __init__(self, dice: random.Random) -> None:
        super().__init__(token=TOKEN, query_lifetime=600.0, patience=120.0)
        self.delivery = RedeliveringDelivery(self._execute_from_webhook, self._notice, dice)
        self._delivery = self.delivery
        self.count = 0
        self.faults = 0
        self.documents = 0
        self._next_document = 0.0
        self._strange: list[tuple[int, str]] = []
        self._dice = dice
        self._onlookers: dict[int, Onlooker] = {}
        self._taps: dict[str, tuple[Onlooker, int]] = {}
        self._lines: dict[int, dict[str, int]] = {}
        for name in ("sendMessage", "editMessageText"):
            self._handlers[name] = self._showing(self._handlers[name])

    def admit(self, number: int, onlooker: Onlooker) -> None:
        """Open the private chat of a person."""
        self.world.open_chat({"id": number, "type": "private", "first_name": "Ann"})
        self._onlookers[number] = onlooker

    def line(self, number: int, text: str) -> Json:
        """A message that a person writes, kept in the chat."""
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}] if text.startswith("/") else None
        fields = {"text": text, "entities": entities} if entities else {"text": text}
        return self.world.post(self.chat(number), _user(number), fields)

    def query(self, number: int, message_id: int, data: str, *, forgotten: bool) -> Json:
        """A tap on a button; of a `forgotten` card Telegram tells no more than its number."""
        chat = self.chat(number)
        gone = {"chat": chat.info, "message_id": message_id, "date": 0}
        return {
            "id": self.world.open_query(number),
            "from": _user(number),
            "message": gone if forgotten else chat.messages.get(message_id, gone),
            "chat_instance": str(number),
            "data": data,
        }

    def hand_over(self, kind: str, payload: Json, number: int, lane: object, on_taken: Callable[[int], None]) -> int:
        """Give an update to the delivery; `on_taken` is called with its number when the bot took it. Returns the number."""
        update_id = self.delivery.numbers.take()
        update = {"update_id": update_id, kind: payload}
        if self._dice.random() < CHECKED:
            self.schema.check(update, "Update", "Update")
        if kind == "callback_query":
            query_id = payload["id"]
            self._taps[query_id] = (self._onlookers[number], update_id)
        else:
            query_id = f"line {update_id}"
            self._lines.setdefault(number, {})[query_id] = payload["message_id"]
        self.delivery.push(UpdateInDelivery(update, lane, query_id, on_taken=lambda: on_taken(update_id)))
        return update_id

    def hand_over_elsewhere(self, kind: str, payload: Json) -> None:
        """Give an update from a group or a channel to the bot; nobody waits for an answer."""
        chat = payload["chat"]
        self.world.open_chat(chat)
        self.delivery.push(
            UpdateInDelivery({"update_id": self.delivery.numbers.take(), kind: payload}, chat["id"], f"elsewhere {chat['id']}")
        )

    def called_to(self, chats: Container[int]) -> list[str]:
        """The calls that the bot made to these chats, unlike people's."""
        return [f"{method} to {chat}" for chat, method in self._strange if chat in chats]

    def storm(self, calls: int) -> None:
        """Let the next `calls` calls (spread over the methods) fail: 429 with retry_after, 500, 502, or a cut connection."""
        for _ in range(calls):
            self.faults += 1
            method, kind = self._dice.choice(STORMY), self._dice.randrange(5)
            if kind == 0:
                self.fail_next(method, 429, "Too Many Requests: retry after 1", retry_after=1)
            elif kind in (1, 2):
                self.fail_next(method, 500 + 2 * (kind - 1), "Internal Server Error")
            else:
                self.drop_next(method, after=kind == 4)

    def lie(self, calls: int) -> None:
        """Let the next `calls` calls get an answer that is none: a page, nothing, half an object; before or after they took
        effect. One poll is told that another one is running, and one person is to wait long."""
        self.faults += calls + 2
        for _ in range(calls):
            after = self._dice.random() < 0.5
            self.spoil_next(self._dice.choice(MISLED), self._dice.choice(LYING), after=after)
        self.fail_next("getUpdates", 409, CONFLICT)
        wait, unlucky = self._dice.randint(*LONG_RETRY_S), self._dice.choice(list(self._onlookers))
        method = self._dice.choice(("editMessageText", "sendMessage"))
        self.fail_next(method, 429, f"Too Many Requests: retry after {wait}", retry_after=wait, chat_id=unlucky)

    def fall_silent(self) -> None:
        """Let a few calls get no answer at all, before or after they took effect: each costs its caller a whole deadline."""
        for _ in range(self._dice.randint(1, SILENT_AT_MOST)):
            self.faults += 1
            self.spoil_next(self._dice.choice(STORMY), Nonsense.silence, after=self._dice.random() < 0.5)

    def may_ask_for_document(self) -> bool:
        """Whether it is somebody's turn to ask for a document."""
        now = time.monotonic()
        if now < self._next_document:
            return False
        self._next_document = now + DOCUMENT_EVERY_S
        return True

    def sends(self, number: int, upload: Upload, caption: str) -> tuple[Json, str]:
        """A file that a person sends, and its id."""
        kind = "photo" if upload.content_type == "image/jpeg" else "document"
        stored = self.world.files.keep(upload, kind)
        content = {"photo": photo(stored)} if kind == "photo" else {"document": document(stored)}
        fields = {**content, **({"caption": caption} if caption else {})}
        return self.world.post(self.chat(number), _user(number), fields), stored.file_id

    def calm(self) -> None:
        """Take back what has not failed yet."""
        self.faults_to_come.clear()

    def _log(self, method: str, params: Json, at: float, *, ok: bool) -> None:
        self.count += 1
        chat = params.get("chat_id")
        if chat is not None and chat not in self._onlookers:
            self._strange.append((chat, method))
        if method == "answerCallbackQuery":
            onlooker, update = self._taps[params["callback_query_id"]]
            onlooker.told(update, params.get("text", ""))
            self.delivery.note_answer(params["callback_query_id"])
        if method in ("sendDocument", "sendPhoto") and ok:
            self.documents += 1
        self._notice.ring()

    def _showing(self, handler: Callable[[Json], Any]) -> Callable[[Json], Any]:
        def handle(params: Json) -> Any:
            message = handler(params)
            number = params["chat_id"]
            if number not in self._onlookers:
                return message
            self._onlookers[number].shown(message)
            card = card_of(message)
            if card is not None and card.is_reminder:
                return message  # it answers nothing
            lines = self._lines.get(number, {})
            for line in [line for line, message_id in lines.items() if message_id < message["message_id"]]:
                del lines[line]
                self.delivery.note_answer(line)
            return message

        return handle


def _user(number: int) -> Json:
    return {"id": number, "is_bot": False, "first_name": "Ann", "language_code": "en" if number % 2 else "zh-hans"}
