"""What is not said to the bot by a person in private: service messages, groups, channels, and taps outside a private chat."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest

from bot.telegram.incoming.message_filters import CONTENT
from bot.words.wording import Wording
from flows.dialogue import phrase
from tests.botapi import BotApi, Person
from tests.botapi.schema import Json, Schema
from tests.people.chat import begun, data, give, my_data_files, name_of, question_of, say, sent

SCHEMA = Schema.load()
MESSAGE = SCHEMA.types["Message"]["fields"]
# Fields of a message that say how, when, where and by whom, and never what. All others are what it is about.
AROUND = frozenset(
    [
        "author_signature",
        "boost_added",
        "business_connection_id",
        "caption",
        "caption_entities",
        "chat",
        "date",
        "direct_messages_topic",
        "edit_date",
        "effect_id",
        "entities",
        "ephemeral_message_id",
        "external_reply",
        "forward_origin",
        "from",
        "guest_bot_caller_chat",
        "guest_bot_caller_user",
        "guest_query_id",
        "has_media_spoiler",
        "has_protected_content",
        "is_automatic_forward",
        "is_from_offline",
        "is_paid_post",
        "is_topic_message",
        "link_preview_options",
        "media_group_id",
        "message_id",
        "message_thread_id",
        "paid_star_count",
        "quote",
        "receiver_user",
        "reply_markup",
        "reply_to_checklist_task_id",
        "reply_to_message",
        "reply_to_poll_option_id",
        "reply_to_story",
        "sender_boost_count",
        "sender_business_bot",
        "sender_chat",
        "sender_tag",
        "show_caption_above_media",
        "suggested_post_info",
        "via_bot",
    ]
)
SERVICE = sorted(set(MESSAGE) - AROUND - set(CONTENT))
GROUP = -1005
CHANNEL = -1006
# How many questions one person answers, each after a service message: then the first domain is complete.
A_RUN = 3


def sample(type_name: str) -> Any:
    """The smallest value of a type of the Bot API."""
    if type_name.startswith("Array of "):
        return [sample(type_name.removeprefix("Array of "))]
    simple = {"String": "x", "Integer": 1, "Float": 1.0, "Boolean": True, "True": True}
    if type_name == "MaybeInaccessibleMessage":
        return sample("Message")
    if type_name in simple:
        return simple[type_name]
    if type_name == "Chat":
        return {"id": 5, "type": "private"}
    described = SCHEMA.types[type_name]
    if "fields" not in described:
        return sample(next(iter(described["members"])))
    return {name: sample(field["type"].split(" or ")[0]) for name, field in described["fields"].items() if field["required"]}


def said(api: BotApi, chats: Iterable[int]) -> int:
    """How many messages the bot has sent to these chats, or tried to."""
    return len([call for call in api.called("sendMessage") if call.params["chat_id"] in chats])


@pytest.mark.long("the shorter tests of this file")
async def test_no_service_message_is_answered(api: BotApi) -> None:
    kinds = [*SERVICE, "a_kind_of_tomorrow"]
    for begins in range(0, len(kinds), A_RUN):
        person = await begun(api, 1001 + begins)
        before = said(api, [person.id])
        for question, kind in enumerate(kinds[begins : begins + A_RUN], start=2):
            content = {kind: sample(MESSAGE[kind]["type"]) if kind in MESSAGE else {"x": 1}}
            await give(api, message=sent(person, **content))
            await person.tap(data("rate", "3"))
            assert (kind, said(api, [person.id]), question_of(person)) == (kind, before, question)


def test_every_content_is_a_field_of_a_message() -> None:
    assert set(CONTENT) <= set(MESSAGE)
    assert len(SERVICE) > 50


async def test_a_bot_in_a_private_chat_gets_no_answer(api: BotApi) -> None:
    person = await begun(api)
    before = said(api, [person.id])
    await give(api, message=sent(person, text="3") | {"from": person.user | {"is_bot": True}})
    assert said(api, [person.id]) == before


@pytest.mark.parametrize(
    "text", ["/help@OtherBot", "/ 5", "/etc/passwd is where", "/helpful", "/", "3", "、help", "／help", "see /help"]
)
async def test_a_group_is_not_answered_unless_it_commands_this_bot(api: BotApi, text: str) -> None:
    person = await ready(api)
    await person.send_in_group(GROUP, text)
    await person.send_in_group(GROUP, "/help")
    await api.until(lambda: said(api, [GROUP]) > 0)
    await api.idle()
    assert said(api, [GROUP]) == 1


@pytest.mark.parametrize("text", ["/help", "/HELP now", "/start@{username}", "/mydata@{username}\nplease"])
async def test_a_command_for_this_bot_in_a_group_gets_one_line(api: BotApi, text: str) -> None:
    person = await ready(api)
    await person.send_in_group(GROUP, text.format(username=api.me["username"].upper()))
    await api.until(lambda: said(api, [GROUP]) == 1)


async def ready(api: BotApi) -> Person:
    """Somebody at a bot that knows its own name."""
    await api.until(lambda: bool(api.called("getMe")))
    return await begun(api)


@pytest.mark.parametrize(
    "how",
    [
        {
            "forward_origin": {
                "type": "channel",
                "date": 1,
                "message_id": 3,
                "chat": {"id": CHANNEL, "type": "channel", "title": "C"},
            }
        },
        {"is_automatic_forward": True, "sender_chat": {"id": CHANNEL, "type": "channel", "title": "C"}},
        {"sender_chat": {"id": GROUP, "type": "supergroup", "title": "G"}},
    ],
)
async def test_forwarded_messages_and_channel_posts_get_no_answer(api: BotApi, how: Json) -> None:
    person = await begun(api)
    group = {"id": GROUP, "type": "supergroup", "title": "G"}
    await give(api, message=sent(person, text="/help", **how) | {"chat": group})
    await person.tap(data("rate", "3"))
    assert said(api, [GROUP]) == 0


async def test_a_channel_reads_nothing(api: BotApi) -> None:
    person = await begun(api)
    channel = {"id": CHANNEL, "type": "channel", "title": "C"}
    bot = {key: api.me[key] for key in ("id", "is_bot", "first_name")}
    left, joined = {"user": bot, "status": "left"}, {"user": bot, "status": "administrator"}
    rights = {
        name: True for name, field in SCHEMA.types["ChatMemberAdministrator"]["fields"].items() if field["type"] == "Boolean"
    }
    joined |= rights | {"can_be_edited": False}
    change = {"chat": channel, "from": person.user, "date": 1, "old_chat_member": left, "new_chat_member": joined}
    await give(api, my_chat_member=change)
    await give(api, channel_post=sent(person, text="/help") | {"chat": channel, "sender_chat": channel})
    await give(api, message=sent(person, text="/help") | {"chat": channel})
    await person.tap(data("rate", "3"))
    assert said(api, [CHANNEL]) == 0
    group = {"id": GROUP, "type": "supergroup", "title": "G"}
    api.world.open_chat(group)
    await give(api, my_chat_member=change | {"chat": group})
    await api.until(lambda: said(api, [GROUP]) == 1)


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel", "inline"])
async def test_a_tap_outside_a_private_chat_is_refused_and_stores_nobody(api: BotApi, wording: Wording, kind: str) -> None:
    stranger = api.person(1002, language_code="en")
    await say(api, stranger, "/start")
    card = next(message for message in stranger.messages if message.buttons)
    consent = next(
        button["callback_data"]
        for row in card.raw["reply_markup"]["inline_keyboard"]
        for button in row
        if data("consent")(button)
    )
    query_id = api.world.open_query(stranger.id)
    shown: Json = {"message": card.raw | {"chat": {"id": GROUP, "type": kind, "title": "G"}}}
    place = shown if kind != "inline" else {"inline_message_id": "x"}
    await give(api, callback_query={"id": query_id, "from": stranger.user, "chat_instance": "1", "data": consent, **place})
    await api.until(lambda: bool(stranger.toasts))
    assert stranger.toasts == [wording.say(phrase("refusal-group"), "en")]
    assert name_of(stranger) == "consent"
    await say(api, stranger, "/mydata")
    assert stranger.messages[-1].file_id is None


@pytest.mark.parametrize("text", ["/Mydata", "/mydata please", "／mydata", "/MYDATA@xingjie_bot\u3000"])
async def test_my_data_however_it_is_written(api: BotApi, text: str) -> None:
    person = await begun(api)
    export, _ = await my_data_files(api, person, text)
    assert json.loads(export)["respondent"]
