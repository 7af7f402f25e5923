"""An update's text is read as a tap, as something for aiogram, or as nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.telegram.incoming.parse import UNNUMBERED, IncomingUpdate, Tap, read_batch, read_update

USER = {"id": 7, "is_bot": False, "first_name": "喆", "language_code": "zh-hans"}
CARD = {"message_id": 3, "chat": {"id": 7, "type": "private"}, "date": 1, "text": "…", "reply_markup": {"inline_keyboard": []}}
QUERY = {"id": "99", "from": USER, "message": CARD, "chat_instance": "1", "data": "5||rate|3+"}


def text(**content: Any) -> bytes:
    return json.dumps({"update_id": 1, **content}).encode()


def test_a_tap_in_a_private_chat_is_read_at_once() -> None:
    update = read_update(text(callback_query=QUERY))
    assert update is not None
    assert (update.number, update.chat, update.tap) == (1, 7, Tap(1, "99", 7, "zh", 7, 3, "5||rate|3+"))


@pytest.mark.parametrize(
    "query",
    [
        QUERY | {"message": CARD | {"chat": {"id": -5, "type": "group"}}},
        QUERY | {"message": CARD | {"chat": {"id": -1005, "type": "supergroup"}}},
        QUERY | {"message": CARD | {"chat": {"id": -1006, "type": "channel"}}},
        {"id": "99", "from": USER, "inline_message_id": "x", "data": "5||rate|3+"},
        QUERY | {"data": 5},
        QUERY | {"message": "x"},
    ],
)
def test_a_tap_anywhere_else_carries_nothing_to_act_on(query: dict[str, Any]) -> None:
    update = read_update(text(callback_query=query))
    assert update is not None
    assert (update.number, update.chat, update.tap) == (1, 7, Tap(1, "99", 7, "zh", 7, 0, "", is_own=False))


def test_a_tap_without_data_is_one_that_nobody_can_read() -> None:
    update = read_update(text(callback_query={name: value for name, value in QUERY.items() if name != "data"}))
    assert update is not None
    assert update.tap == Tap(1, "99", 7, "zh", 7, 3, "")


@pytest.mark.parametrize(
    ("content", "chat"),
    [
        ({"message": CARD | {"from": USER}}, 7),
        ({"my_chat_member": {"chat": {"id": -5, "type": "group"}, "from": USER}}, -5),
    ],
)
def test_anything_else_is_left_to_aiogram_as_it_came(content: dict[str, Any], chat: int | None) -> None:
    update = read_update(text(**content))
    assert update is not None
    assert (update.tap, update.chat, update.content) == (None, chat, {"update_id": 1, **content})


@pytest.mark.parametrize(
    "content",
    [
        {"callback_query": "99"},
        {"callback_query": QUERY | {"from": USER | {"id": "7"}}},
        {"callback_query": QUERY | {"from": USER | {"id": 2**63}}},
        {"callback_query": QUERY | {"id": 99}},
        {},
        {"poll": {"id": "1"}},
        {"a_kind_of_tomorrow": [1]},
        {"message": None},
        {"message": []},
        {"message": CARD | {"chat": {"id": [7], "type": "private"}}},
        {"message": CARD | {"chat": {"id": {}, "type": "private"}}},
        {"message": CARD | {"chat": 7}},
        {"message": CARD | {"message_id": 2**63}},
        {"my_chat_member": {"chat": {"id": -5, "type": "group"}}},
    ],
)
def test_what_is_of_another_kind_or_shape_has_a_number_and_nothing_else(content: dict[str, Any]) -> None:
    assert read_update(text(**content)) == IncomingUpdate(1, None, None, {})


@pytest.mark.parametrize("number", ["1", None, 1.5, [1], True, -5, 2**60])
def test_an_update_without_a_number_has_none(number: object) -> None:
    update = read_update(json.dumps({"update_id": number, "message": CARD}).encode())
    assert update is not None
    assert update.number == UNNUMBERED


@pytest.mark.parametrize("nonsense", [b"", b"[]", b"7", b"{", b"\xff{}", b'{"update_id":1,', b"[" * 100_000])
def test_nonsense_is_read_as_none(nonsense: bytes) -> None:
    assert read_update(nonsense) is None


def test_a_batch_is_read_in_its_order() -> None:
    answer = b'{"ok":true,"result":[%s,%s,{"message":{}},7]}' % (text(callback_query=QUERY), text(message=CARD))
    assert [update.tap is not None for update in read_batch(answer)] == [True, False]


def test_text_that_is_not_unicode_does_not_hold_up_the_other_updates() -> None:
    answer = b'{"ok":true,"result":[{"update_id":4,"message":{"text":"\\ud800"}},%s]}' % text(callback_query=QUERY)
    assert [(update.number, update.tap is not None) for update in read_batch(answer)] == [(4, False), (1, True)]


@pytest.mark.parametrize("answer", [b"", b"[]", b'{"result": 7}', b"{}", b'{"ok":true}', b'{"ok":true,"result":{}}', b"<html>"])
def test_an_answer_without_a_batch_raises(answer: bytes) -> None:
    with pytest.raises(ValueError, match="getUpdates"):
        read_batch(answer)
