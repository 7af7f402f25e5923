"""What Telegram remembers: chats with their messages, files, callback queries."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from . import limits
from .errors import refusal, violation
from .files import Files, document, photo
from .html import Parsed
from .profile import Profile
from .rich import rich_message
from .schema import Json, visible

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_DELETABLE_S = 48 * 3600


@dataclass(frozen=True)
class Toast:
    """An answer to a callback query: who saw it, its text, and whether it was an alert."""

    query_id: str
    user_id: int
    text: str
    alert: bool


@dataclass
class Chat:
    """A chat: its Chat object and its messages by number, oldest first."""

    info: Json
    messages: dict[int, Json] = field(default_factory=dict)
    last_id: int = 0


@dataclass
class _Query:
    user_id: int
    born: float
    answered: bool = False


class NotModified(Exception):
    """An edit that changes nothing; the caller counts it and answers with the words inside."""


class World:
    """The state behind the calls. Each `on_…` method is one call: values in, result out, ApiError if
    refused."""

    def __init__(self, me: Json, query_lifetime: float) -> None:
        """Input: the bot's User object; for how many seconds a callback query may be answered."""
        self.me = me
        self.chats: dict[int, Chat] = {}
        self.files = Files()
        self.toasts: list[Toast] = []
        self._profile = Profile(me["first_name"])
        self._queries: dict[str, _Query] = {}
        self._query_lifetime = query_lifetime
        self._query_numbers = itertools.count(1)

    def handlers(self) -> dict[str, Callable[[Json], Any]]:
        """Output: by method name, what answers it."""
        return {
            "sendMessage": self.on_send_message,
            "sendRichMessage": self.on_send_rich_message,
            "sendDocument": self.on_send_document,
            "sendPhoto": self.on_send_photo,
            "editMessageText": self.on_edit_text,
            "editMessageCaption": self.on_edit_caption,
            "editMessageReplyMarkup": self.on_edit_markup,
            "deleteMessage": self.on_delete,
            "deleteMessages": self.on_delete_many,
            "answerCallbackQuery": self.on_answer,
            "sendChatAction": self.on_chat_action,
            "getFile": self.files.on_get_file,
            **self._profile.handlers(),
        }

    # Chats and messages

    def open_chat(self, info: Json) -> Chat:
        """Input: a Chat object. Output: the chat, made if new."""
        return self.chats.setdefault(info["id"], Chat(info))

    def post(self, chat: Chat, sender: Json, fields: Json) -> Json:
        """Input: where, who, and the rest of the message. Output: the Message, kept in the chat."""
        chat.last_id += 1
        head = {"message_id": chat.last_id, "from": sender, "chat": chat.info, "date": int(time.time())}
        message = {**head, **fields}
        chat.messages[chat.last_id] = message
        return message

    def _chat(self, chat_id: Any) -> Chat:
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise refusal("chat not found")
        return chat

    def _send(self, params: Json, content: Json) -> Json:
        chat = self._chat(params["chat_id"])
        fields = {**self._reply(chat, params), **content}
        markup = limits.inline_keyboard(params.get("reply_markup"))
        if markup:
            fields["reply_markup"] = markup
        if params.get("protect_content"):
            fields["has_protected_content"] = True
        return self.post(chat, self.me, fields)

    def _reply(self, chat: Chat, params: Json) -> Json:
        wanted = params.get("reply_parameters")
        if not wanted or "message_id" not in wanted:
            return {}
        target = chat.messages.get(wanted["message_id"])
        if target is None and not wanted.get("allow_sending_without_reply"):
            raise refusal("message to be replied not found")
        if target is None:
            return {}
        return {"reply_to_message": {k: v for k, v in target.items() if k != "reply_to_message"}}

    def on_send_message(self, params: Json) -> Json:
        """sendMessage: the values. Output: the Message."""
        return self._send(params, _text_fields(params))

    def on_send_rich_message(self, params: Json) -> Json:
        """sendRichMessage: the values. Output: the Message."""
        return self._send(params, {"rich_message": rich_message(params["rich_message"])})

    def on_edit_text(self, params: Json) -> Json:
        """editMessageText: the values. Output: the changed Message."""
        if ("text" in params) == ("rich_message" in params):
            raise violation("message text is empty", "editMessageText takes a text or a rich message, one of them")
        message = self._editable(params)
        is_rich = "rich_message" in params
        content = {"rich_message": rich_message(params["rich_message"])} if is_rich else _text_fields(params)
        if not message.keys() & {"text", "rich_message"}:
            raise refusal("there is no text in the message to edit")
        return self._edit(message, content, ("text", "entities", "rich_message"), params)

    def on_edit_caption(self, params: Json) -> Json:
        """editMessageCaption: the values. Output: the changed Message."""
        message = self._editable(params)
        if not message.keys() & {"document", "photo"}:
            raise refusal("there is no caption in the message to edit")
        return self._edit(message, _caption_fields(params), ("caption", "caption_entities"), params)

    def on_edit_markup(self, params: Json) -> Json:
        """editMessageReplyMarkup: the values. Output: the changed Message."""
        return self._edit(self._editable(params), {}, (), params)

    def _editable(self, params: Json) -> Json:
        chat_id, message_id = limits.identity(params)
        message = self._chat(chat_id).messages.get(message_id)
        if message is None:
            raise refusal("message to edit not found")
        if message["from"]["id"] != self.me["id"]:
            raise refusal("message can't be edited")
        return message

    def _edit(self, message: Json, content: Json, replaced: tuple[str, ...], params: Json) -> Json:
        # An edit without reply_markup takes the keyboard away.
        markup = limits.inline_keyboard(params.get("reply_markup"))
        keys = (*replaced, "reply_markup")
        after = {**content, "reply_markup": markup} if markup else content
        if {k: message[k] for k in keys if k in message} == after:
            raise NotModified(f"Bad Request: {_SAME}")
        for key in keys:
            message.pop(key, None)
        message.update(after)
        if content:
            message["edit_date"] = int(time.time())
        return message

    def on_delete(self, params: Json) -> bool:
        """deleteMessage: the values. Output: True."""
        chat = self._chat(params["chat_id"])
        message = chat.messages.get(params["message_id"])
        if message is None:
            raise refusal("message to delete not found")
        if time.time() - message["date"] > _DELETABLE_S:
            raise refusal("message can't be deleted for everyone")
        del chat.messages[params["message_id"]]
        return True

    def age(self, chat_id: int, seconds: float) -> None:
        """Input: a chat and by how much all its messages become older."""
        for message in self.chats[chat_id].messages.values():
            message["date"] -= int(seconds)

    def on_delete_many(self, params: Json) -> bool:
        """deleteMessages: the values. Output: True; messages that are not there are skipped."""
        chat = self._chat(params["chat_id"])
        for message_id in limits.deleted_ids(params):
            chat.messages.pop(message_id, None)
        return True

    def on_chat_action(self, params: Json) -> bool:
        """sendChatAction: the values. Output: True."""
        limits.chat_action(params)
        self._chat(params["chat_id"])
        return True

    # Callback queries

    def open_query(self, user_id: int) -> str:
        """Input: who tapped. Output: the id of a fresh callback query."""
        query_id = str(4_000_000_000_000_000_000 + next(self._query_numbers))
        self._queries[query_id] = _Query(user_id, time.monotonic())
        return query_id

    def expire_queries(self) -> None:
        """Makes every callback query given so far too old to be answered."""
        for query in self._queries.values():
            query.answered = True

    def on_answer(self, params: Json) -> bool:
        """answerCallbackQuery: the values. Output: True."""
        query = self._queries.get(params["callback_query_id"])
        if query is None or query.answered or time.monotonic() - query.born > self._query_lifetime:
            raise refusal(_TOO_OLD)
        query.answered = True
        if params.get("text"):
            alert = params.get("show_alert", False)
            self.toasts.append(Toast(params["callback_query_id"], query.user_id, params["text"], alert))
        return True

    # Files

    def on_send_document(self, params: Json) -> Json:
        """sendDocument: the values. Output: the Message."""
        self._chat(params["chat_id"])
        caption = _caption_fields(params)
        stored = self.files.find(params["document"], "document")
        return self._send(params, {"document": document(stored), **caption})

    def on_send_photo(self, params: Json) -> Json:
        """sendPhoto: the values. Output: the Message."""
        self._chat(params["chat_id"])
        caption = _caption_fields(params)
        return self._send(params, {"photo": photo(self.files.find(params["photo"], "photo")), **caption})


def _content(parsed: Parsed, name: str, entities: str) -> Json:
    fields: Json = {name: parsed.text} if parsed.text else {}
    return {**fields, entities: list(parsed.entities)} if parsed.entities else fields


def _text_fields(params: Json) -> Json:
    parsed = visible(params["text"], params.get("parse_mode"), params.get("entities"))
    return _content(parsed, "text", "entities")


def _caption_fields(params: Json) -> Json:
    parsed = visible(params.get("caption", ""), params.get("parse_mode"), params.get("caption_entities"))
    return _content(parsed, "caption", "caption_entities")
