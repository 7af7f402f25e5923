"""Everything that a private chat, a group and a channel can hold, as updates for the bot."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .samples import Samples
from .schema import Json, Schema

GROUP_ID, CHANNEL_ID = -1_009_000_001, -1_009_000_002
# Fields that say where, when and how a message was sent; they come with what it holds.
_FRAME = frozenset(
    {
        "message_id", "date", "chat", "from", "author_signature", "business_connection_id", "caption", "caption_entities",
        "direct_messages_topic", "edit_date", "effect_id", "entities", "ephemeral_message_id", "external_reply",
        "forward_origin", "guest_bot_caller_chat", "guest_bot_caller_user", "guest_query_id", "has_media_spoiler",
        "has_protected_content", "is_automatic_forward", "is_from_offline", "is_paid_post", "is_topic_message",
        "link_preview_options", "media_group_id", "message_thread_id", "paid_star_count", "quote", "receiver_user",
        "reply_markup", "reply_to_checklist_task_id", "reply_to_message", "reply_to_poll_option_id", "reply_to_story",
        "sender_boost_count", "sender_business_bot", "sender_chat", "sender_tag", "show_caption_above_media",
        "suggested_post_info", "text", "via_bot",
    }
)  # fmt: skip
_OF_GROUPS = frozenset(
    {
        "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo", "delete_chat_photo", "group_chat_created",
        "supergroup_chat_created", "migrate_to_chat_id", "migrate_from_chat_id", "forum_topic_created", "forum_topic_edited",
        "forum_topic_closed", "forum_topic_reopened", "general_forum_topic_hidden", "general_forum_topic_unhidden",
        "video_chat_scheduled", "video_chat_started", "video_chat_ended", "video_chat_participants_invited", "boost_added",
        "giveaway_created", "giveaway", "giveaway_winners", "giveaway_completed", "paid_message_price_changed",
        "proximity_alert_triggered", "chat_owner_left", "chat_owner_changed", "community_chat_added",
        "community_chat_joined", "community_chat_removed",
    }
)  # fmt: skip
_OF_CHANNELS = frozenset(
    {
        "channel_chat_created", "direct_message_price_changed", "suggested_post_approved", "suggested_post_approval_failed",
        "suggested_post_declined", "suggested_post_paid", "suggested_post_refunded",
    }
)  # fmt: skip
_OF_PRIVATE_CHATS = frozenset(
    {
        "passport_data", "web_app_data", "users_shared", "chat_shared", "write_access_allowed", "successful_payment",
        "refunded_payment", "connected_website", "managed_bot_created", "gift_upgrade_sent",
    }
)  # fmt: skip
# What people send to say something; everything else that no frame is tells what happened in the chat.
SPOKEN = frozenset(
    {
        "text", "animation", "audio", "checklist", "contact", "dice", "document", "game", "invoice", "live_photo", "location",
        "paid_media", "photo", "poll", "rich_message", "sticker", "story", "venue", "video", "video_note", "voice",
    }
)  # fmt: skip
TEXTS = ("hello", "/start", "/help@OtherBot", "/ 5", "/etc/passwd is a file", "3", "\u3001result", "\uff0fresult")


class Place(StrEnum):
    """A kind of chat."""

    private = "private"
    group = "supergroup"
    channel = "channel"


@dataclass(frozen=True)
class Sent:
    """An update for the bot: what it is (`name`), where, its type and its object."""

    name: str
    place: Place
    kind: str
    payload: Json


class Content:
    """Makes every update there is, from and to one person."""

    def __init__(self, schema: Schema, user: Json, me: Json) -> None:
        """Input: the facts, the person's User object and the bot's."""
        self._schema = schema
        self._samples = Samples(schema)
        self._user = user
        self._me = me
        self._numbers = itertools.count(500_000)
        names: Json = {key: user[key] for key in ("first_name", "last_name", "username") if key in user}
        self.chats: dict[Place, Json] = {
            Place.private: {"id": user["id"], "type": "private", **names},
            Place.group: {"id": GROUP_ID, "type": "supergroup", "title": "Group"},
            Place.channel: {"id": CHANNEL_ID, "type": "channel", "title": "Channel"},
        }

    def everything(self) -> Iterator[Sent]:
        """Output: every content in every place, taps of every kind, and one update of every other type."""
        for place in Place:
            yield from self.messages(place)
        yield from self.taps()
        yield from self.other_updates()

    def messages(self, place: Place) -> Iterator[Sent]:
        """Input: a place. Output: a message of every content that it can hold, and of every frame about a text."""
        facts = self._schema.types["Message"]["fields"]
        for name in facts.keys() - _FRAME - _elsewhere(place):
            yield self._message(place, name, {name: self._value(name, facts[name]["type"])})
        for text in TEXTS:
            yield self._message(place, f"text {text}", {"text": text})
        for origin in self._samples.members("MessageOrigin"):
            forwarded = {"text": "/start", "forward_origin": self._samples.of(origin)}
            yield self._message(place, f"forwarded {origin}", forwarded)
        for name in sorted(_FRAME - {"message_id", "date", "chat", "from", "text", "forward_origin"}):
            fields = {"text": "hello", name: self._value(name, facts[name]["type"])}
            yield self._message(place, f"framed {name}", fields)
        edited = self._message(place, "edited", {"text": "hello", "edit_date": 1_700_000_000})
        yield Sent("edited", place, f"edited_{edited.kind}", edited.payload)

    def taps(self, data: str = "forged") -> Iterator[Sent]:
        """Input: what the button holds. Output: a tap in every place, on messages that are there, gone and inline."""
        for place in Place:
            there = self._message(place, "", {"text": "a card"}).payload
            gone = {"chat": there["chat"], "message_id": there["message_id"], "date": 0}
            for name, where in (("there", {"message": there}), ("gone", {"message": gone})):
                yield self._tap(f"tap {name}", place, {**where, "data": data})
        yield self._tap("tap inline", Place.private, {"inline_message_id": "AAAA", "data": data})
        yield self._tap("tap game", Place.private, {"inline_message_id": "AAAA", "game_short_name": "game"})

    def other_updates(self) -> Iterator[Sent]:
        """Output: one update of every type, except for messages and taps."""
        facts = self._schema.types["Update"]["fields"]
        for kind, fact in facts.items():
            if kind in ("update_id", "callback_query") or fact["type"] == "Message":
                continue
            value = self._samples.of(fact["type"])
            if "chat" in value:
                value["chat"] = self.chats[Place.channel]
            yield Sent(kind, Place.channel, kind, value)

    def _message(self, place: Place, name: str, fields: Json) -> Sent:
        head: Json = {"message_id": next(self._numbers), "date": 1_700_000_000, "chat": self.chats[place]}
        if place is Place.channel:
            return Sent(name, place, "channel_post", {**head, "sender_chat": self.chats[place], **fields})
        return Sent(name, place, "message", {**head, "from": self._user, **fields})

    def _tap(self, name: str, place: Place, fields: Json) -> Sent:
        query = {"id": str(next(self._numbers)), "from": self._user, "chat_instance": "1", **fields}
        return Sent(name, place, "callback_query", query)

    def _value(self, name: str, type_name: str) -> object:
        if name in ("sender_chat", "guest_bot_caller_chat"):
            return self.chats[Place.group]
        if name in ("via_bot", "sender_business_bot"):
            return self._me
        if name == "new_chat_members":
            return [self._user]
        return self._samples.of(type_name)


def _elsewhere(place: Place) -> frozenset[str]:
    """What this place never holds."""
    if place is Place.private:
        return _OF_GROUPS | _OF_CHANNELS
    return _OF_PRIVATE_CHATS | (_OF_CHANNELS if place is Place.group else frozenset())
