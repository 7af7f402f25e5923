"""Rich messages: Telegram's types and limits, and how a person sees and taps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aiogram.types
import pytest

from . import BotApi, Schema
from .echo import call
from .rich_types import members_by_type

Json = dict[str, Any]


def paragraph(text: Any = "x") -> Json:
    return {"type": "paragraph", "text": text}


def buttons(*items: Json) -> Json:
    return {"type": "buttons", "buttons": list(items)}


def button(text: Any = "Go", **fields: Any) -> Json:
    return {"text": text, **(fields or {"callback_data": "go"})}


def table(*rows: list[Json]) -> Json:
    return {"type": "table", "cells": list(rows)}


def cell(**fields: Any) -> Json:
    return {"text": "x", "align": "left", "valign": "top", **fields}


def details(*blocks: Json) -> Json:
    return {"type": "details", "summary": "More", "blocks": list(blocks)}


def nested(levels: int) -> Json:
    """A block of this many levels of blocks and texts."""
    made = paragraph()
    for _ in range(levels - 1):
        made = details(made)
    return made


async def send(api: BotApi, *blocks: Json, **fields: Any) -> tuple[int, Json]:
    return await call(api, "sendRichMessage", chat_id=1, rich_message={"blocks": list(blocks), **fields})


def test_the_types_of_blocks_and_texts_are_those_of_the_bot_api() -> None:
    for (family, kind), name in members_by_type(Schema.load().types).items():
        field = getattr(aiogram.types, name).model_fields["type"]
        assert field.default == kind, (family, name)


@pytest.mark.asyncio
async def test_a_rich_message_is_kept_and_seen() -> None:
    async with BotApi() as api:
        person = api.person(id=1)
        row = [cell(text=["a", {"type": "bold", "text": "b"}]), cell()]
        items = [{"blocks": [paragraph("one")], "value": 3}, {"blocks": [paragraph("two")]}]
        folded = details(paragraph("inside"), {"type": "list", "items": items})
        status, body = await send(
            api, {"type": "heading", "size": 2, "text": "Title"}, table(row), folded, buttons(button("A"), button("B"))
        )
        assert status == 200, body
        (seen,) = person.messages
        assert seen.text.split("\n") == ["Title", "ab | x", "More", "inside", "one", "two"]
        assert seen.buttons == (("A", "B"),)
        kept = body["result"]["rich_message"]
        api.schema.check(kept, "RichMessage", "kept")
        assert [item["label"] for item in kept["blocks"][2]["blocks"][1]["items"]] == ["3.", "•"]
        await person.tap("A", wait=False)
        assert api.newest["callback_query"]["data"] == "go"
        assert not api.violations


@pytest.mark.asyncio
async def test_a_plain_message_becomes_a_rich_one_and_back() -> None:
    async with BotApi() as api:
        person = api.person(id=1)
        place = {
            "chat_id": 1,
            "message_id": (await call(api, "sendMessage", chat_id=1, text="plain"))[1]["result"]["message_id"],
        }
        rich = {"blocks": [paragraph("rich"), buttons(button())]}
        assert (await call(api, "editMessageText", **place, rich_message=rich))[0] == 200
        assert [(seen.text, seen.buttons) for seen in person.messages] == [("rich", (("Go",),))]
        status, body = await call(api, "editMessageText", **place, rich_message=rich)
        assert (status, "message is not modified" in body["description"]) == (400, True)
        assert (await call(api, "editMessageText", **place, text="plain"))[0] == 200
        assert [(seen.text, seen.buttons) for seen in person.messages] == [("plain", ())]
        assert not api.violations
        status, body = await call(api, "editMessageText", **place, text="plain", rich_message=rich)
        assert (status, len(api.violations)) == (400, 1)


BROKEN: list[tuple[str, Json, str]] = [
    ("nothing", {"blocks": []}, "RICH_MESSAGE_CONTENT_REQUIRED"),
    ("two forms", {"blocks": [paragraph()], "html": "x"}, "RICH_MESSAGE_CONTENT_REQUIRED"),
    ("unknown field", {"blocks": [{**paragraph(), "colour": "red"}]}, 'unknown field "colour"'),
    ("unknown field of the message", {"blocks": [paragraph()], "parse_mode": "HTML"}, 'unknown field "parse_mode"'),
    ("unknown block", {"blocks": [{"type": "ladder"}]}, "can't parse InputRichBlock"),
    ("part of a block", {"blocks": [{"type": "list_item", "blocks": [paragraph()]}]}, "can't parse InputRichBlock"),
    ("unknown text", {"blocks": [paragraph({"type": "huge", "text": "x"})]}, "can't parse RichText"),
    ("wrong piece of a text", {"blocks": [paragraph(["x", 5])]}, "of type RichText"),
    ("number as text", {"blocks": [paragraph(5)]}, "must be of type RichText"),
    ("text as size", {"blocks": [{"type": "heading", "size": "2", "text": "x"}]}, "must be of type Integer"),
    ("false", {"blocks": [{**table([cell()]), "is_striped": False}]}, "must be of type True"),
    ("missing cells", {"blocks": [{"type": "table"}]}, "can't parse InputRichBlock: Can't find field \"cells\""),
    ("missing size", {"blocks": [{"type": "heading", "text": "x"}]}, 'Can\'t find field "size"'),
    ("rows without an array", {"blocks": [{"type": "table", "cells": [cell()]}]}, "must be of type Array"),
    ("size", {"blocks": [{"type": "heading", "size": 7, "text": "x"}]}, "can't parse InputRichBlock"),
    ("empty heading", {"blocks": [{"type": "heading", "size": 2, "text": ""}]}, "RICH_MESSAGE_CONTENT_REQUIRED"),
    ("empty code", {"blocks": [{"type": "pre", "text": " \n"}]}, "RICH_MESSAGE_CONTENT_REQUIRED"),
    ("empty bold", {"blocks": [paragraph({"type": "bold", "text": ""})]}, "RICH_MESSAGE_CONTENT_REQUIRED"),
    ("empty item", {"blocks": [{"type": "list", "items": [{"blocks": []}]}]}, "RICH_MESSAGE_CONTENT_REQUIRED"),
    ("empty list", {"blocks": [{"type": "list", "items": []}]}, "RICH_MESSAGE_CONTENT_REQUIRED"),
    ("empty details", {"blocks": [details()]}, "RICH_MESSAGE_CONTENT_REQUIRED"),
    ("empty inside", {"blocks": [details(details())]}, "RICH_MESSAGE_CONTENT_REQUIRED"),
    ("empty row", {"blocks": [table([])]}, "RICH_MESSAGE_CONTENT_REQUIRED"),
    ("empty cell", {"blocks": [table([cell(text="")])]}, "RICH_MESSAGE_CONTENT_REQUIRED"),
    ("no buttons", {"blocks": [buttons()]}, "RICH_MESSAGE_CONTENT_REQUIRED"),
    ("nine buttons", {"blocks": [buttons(*[button()] * 9)]}, "can't parse InputRichBlock"),
    ("button without a kind", {"blocks": [buttons({"text": "x"})]}, "can't parse RichMessageButton"),
    ("button of two kinds", {"blocks": [buttons(button(callback_data="a", url="tg://x"))]}, "RichMessageButton"),
    ("button without words", {"blocks": [buttons(button(""))]}, "can't parse RichMessageButton"),
    ("bold button", {"blocks": [buttons(button({"type": "bold", "text": "x"}))]}, "can't parse RichMessageButton"),
    ("unknown style", {"blocks": [buttons(button(callback_data="a", style="big"))]}, "can't parse RichMessageButton"),
    ("link style", {"blocks": [buttons(button(url="tg://x", style="link"))]}, "can't parse RichMessageButton"),
    ("long data", {"blocks": [buttons(button(callback_data="好" * 22))]}, "BUTTON_DATA_INVALID"),
    ("button in a text", {"blocks": [paragraph({"type": "button", "button": {"text": "x"}})]}, "RichMessageButton"),
    ("cell", {"blocks": [table([cell(align="middle")])]}, "can't parse RichBlockTableCell"),
    ("columns", {"blocks": [table([cell()] * 21)]}, "can't parse InputRichBlock"),
    ("wide cells", {"blocks": [table([cell(colspan=20), cell()])]}, "can't parse InputRichBlock"),
    ("long", {"blocks": [paragraph("x" * 32_768), paragraph()]}, "too long"),
    ("blocks", {"blocks": [paragraph()] * 501}, "too long"),
    ("rows", {"blocks": [table(*[[cell()]] * 500)]}, "too long"),
    ("items", {"blocks": [{"type": "list", "items": [{"blocks": [paragraph()]}] * 250}]}, "too long"),
    ("depth", {"blocks": [nested(17)]}, "too long"),
    ("label", {"blocks": [{"type": "list", "items": [{"blocks": [paragraph()], "type": "x"}]}]}, "RichBlockListItem"),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("rich", "words"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
async def test_what_telegram_refuses_is_refused_and_recorded(rich: Json, words: str) -> None:
    async with BotApi() as api:
        person = api.person(id=1)
        status, body = await call(api, "sendRichMessage", chat_id=1, rich_message=rich)
        assert status == 400
        assert words in body["description"]
        assert [violation.method for violation in api.violations] == ["sendRichMessage"]
        assert not person.messages


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "made",
    [
        lambda: [paragraph("x" * 32_768)],
        lambda: [paragraph()] * 500,
        lambda: [table(*[[cell()] * 20] * 499)],
        lambda: [nested(16)],
        lambda: [buttons(*[button()] * 8)],
        lambda: [table([{"align": "left", "valign": "top"}])],
    ],
)
async def test_what_just_fits_is_taken(made: Callable[[], list[Json]]) -> None:
    async with BotApi() as api:
        api.person(id=1)
        status, body = await send(api, *made())
        assert status == 200, body
        assert not api.violations
