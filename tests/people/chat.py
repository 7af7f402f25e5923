"""People who chat with the bot over the strict Bot API server."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from flows.dialogue import Reply
from tests.botapi import BotApi, Person
from tests.botapi.schema import Json

TOKEN = "42:TEST"
# How updates come to the bot.
TRANSPORTS = ("webhook", pytest.param("polling", marks=pytest.mark.long("the same by webhook")))
PDF = b"%PDF-1.7\n" + b"x" * 600_000
CODE = "strategic-decision"
QUESTION = re.compile(r"第(\d+)题，共|[Qq]uestion (\d+)\u00a0of")


async def say(api: BotApi, person: Person, text: str) -> None:
    """Send a line and wait for the card below it. (By polling a message counts as handled when its number is confirmed.)"""
    await person.send(text)
    await api.until(lambda: person.messages[-1].from_bot)


async def my_data(api: BotApi, person: Person, table: str) -> Any:
    """Return what is stored about a person in a table, as `/mydata` says it."""
    export, _ = await my_data_files(api, person)
    return json.loads(export)[table]


async def my_data_files(api: BotApi, person: Person, text: str = "/mydata") -> tuple[bytes, bytes]:
    """Return what is stored about a person as `/mydata` gives it: the JSON file and the workbook, which comes a bit later."""

    def files() -> list[str]:
        return [message.file_id for message in person.messages if message.file_id is not None]

    before = len(files())
    await person.send(text)
    await api.until(lambda: len(files()) == before + 2)
    export, workbook = files()[before:]
    return api.file(export).data, api.file(workbook).data


async def begun(api: BotApi, number: int = 1001, language: str = "zh-hans", mode: str = "full") -> Person:
    """A person who has agreed and begun a self-check."""
    person = api.person(number, language_code=language)
    await say(api, person, "/start")
    await person.tap(data("consent"))
    await person.tap(data("begin", mode))
    return person


def question_of(person: Person) -> int:
    """The number of the question that the newest card asks; 0 if it asks none."""
    found = QUESTION.search(person.screen)
    return int(found[1] or found[2]) if found else 0


def data(trigger: str, value: str = ""):  # type: ignore[no-untyped-def]
    """The button that gives this trigger and value, whatever its words."""

    def matches(button: dict[str, object]) -> bool:
        reply = Reply.decode(str(button.get("callback_data")))
        return reply is not None and (reply.trigger, reply.value) == (trigger, value)

    return matches


def data_from(trigger: str, start: str):  # type: ignore[no-untyped-def]
    """The button that gives this trigger and a value that begins so: its end is what only the bot knows."""

    def matches(button: dict[str, object]) -> bool:
        reply = Reply.decode(str(button.get("callback_data")))
        return reply is not None and reply.trigger == trigger and reply.value.startswith(start)

    return matches


async def take_document(person: Person, kind: str) -> None:
    """Open the documents of the result, if they are not open, and tap one."""
    if not data_is_offered(person, "document", kind):
        await open_documents(person)
    await person.tap(data("document", kind))


async def open_documents(person: Person) -> None:
    """Open the documents of the result, if they are not open."""
    if data_is_offered(person, "open", "files"):
        await person.tap(data("open", "files"))


def data_is_offered(person: Person, trigger: str, value: str = "") -> bool:
    """Whether the newest card has a button that gives this trigger and value."""
    card = next(message for message in reversed(person.messages) if message.buttons)
    found = [
        Reply.decode(str(item.get("callback_data"))) for row in card.raw["reply_markup"]["inline_keyboard"] for item in row
    ]
    return any(reply is not None and (reply.trigger, reply.value) == (trigger, value) for reply in found)


def name_of(person: Person) -> str:
    """Which triggers the newest card offers, as a name for it."""
    card = next(message for message in reversed(person.messages) if message.buttons)
    triggers = {
        (Reply.decode(button["callback_data"]) or Reply(0, "", "")).trigger
        for row in card.raw["reply_markup"]["inline_keyboard"]
        for button in row
    }
    return next(
        known
        for known in ("rate", "go_on", "verdict", "jump", "resume", "begin", "consent", "restart", "open")
        if known in triggers
    )


async def run_through(person: Person, mark: str) -> None:
    while (name := name_of(person)) in ("rate", "go_on"):
        await person.tap(data("rate", mark) if name == "rate" else data("go_on"))


async def finished(api: BotApi) -> Person:
    """A person with a result, and the card that came with it."""
    person = await begun(api, mode="target-1")
    await run_through(person, "1")
    await api.until(lambda: bool(api.called("sendPhoto")))
    return person


def sent(person: Person, **fields: Any) -> Json:
    """A message of the person's in their private chat."""
    chat = {"id": person.id, "type": "private", "first_name": "Ann"}
    return {"message_id": 900_000, "date": 1_790_000_000, "chat": chat, "from": person.user, **fields}


async def give(api: BotApi, **update: Any) -> None:
    """Deliver an update that is not of the server's own making, and wait until it is handled."""
    await api.handled([api.redeliver({"update_id": api._delivery.numbers.take(), **update})])


async def naming_evidence(api: BotApi) -> Person:
    """Somebody who has answered one question and goes to its evidence."""
    person = await begun(api)
    await person.tap(data("rate", "3"))
    await person.tap(data("evidence", CODE))
    return person
