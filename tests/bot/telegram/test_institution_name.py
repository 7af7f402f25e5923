"""The institution's name on Telegram: typed once, stored before it is acknowledged, and on every document from then on."""

from __future__ import annotations

from datetime import date

import pytest

from bot.documents.sealed.seal import verify
from flows.standard.loader import shipped
from tests.botapi import BotApi, Person
from tests.people.chat import data, finished, my_data, open_documents, say, take_document
from tests.people.shipped_words import sentence

NAME = "喆堃垚㛃𬭎中小企业服务中心"


async def naming(api: BotApi) -> Person:
    """Somebody with a result who goes to the name."""
    person = await finished(api)
    await open_documents(person)
    await person.tap(data("call"))
    assert sentence("naming-institution-ask") in person.screen
    return person


async def sealed(api: BotApi, person: Person) -> str:
    """The name in a sealed file that is made now."""
    before = len(api.called("sendDocument"))
    await take_document(person, "sealed")
    await api.until(lambda: len(api.called("sendDocument")) > before)
    content = verify(shipped(), api.file(str(person.messages[-1].file_id)).data, date.today()).content
    assert content is not None
    return content.institution


async def names(api: BotApi, person: Person) -> list[str]:
    """The names of institutions that the person's own data hold."""
    return [each["name"] for each in await my_data(api, person, "institutions")]


async def test_a_typed_name_is_stored_and_written_on_later_documents(api: BotApi) -> None:
    person = await naming(api)
    await say(api, person, f" {NAME} ")
    assert sentence("notice-named") in person.screen
    await open_documents(person)
    assert sentence("result-institution", name=NAME) in person.screen
    assert await sealed(api, person) == NAME
    await say(api, person, "/result")
    await open_documents(person)
    await person.tap(data("call"))
    await person.tap(data("unname"))
    assert NAME not in person.screen
    assert await sealed(api, person) == ""
    assert await names(api, person) == []


@pytest.mark.long("the shorter tests of this file")
async def test_one_tap_skips_it(api: BotApi) -> None:
    person = await naming(api)
    await person.tap(data("leave"))
    assert sentence("stars", star=1) in person.screen
    assert await names(api, person) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("🏢🏢", sentence("notice-institution-empty")),
        ("\u3000", sentence("notice-institution-empty")),
        ("长" * 201, sentence("notice-institution-long", count=201, most=200)),
    ],
)
@pytest.mark.long("the shorter tests of this file")
async def test_a_line_that_cannot_be_a_name_gets_one_sentence(api: BotApi, text: str, says: str) -> None:
    person = await naming(api)
    await say(api, person, text)
    assert says in person.screen
    await say(api, person, NAME)
    assert await names(api, person) == [NAME]


@pytest.mark.long("the shorter tests of this file")
async def test_neither_file_nor_sticker_is_a_name(api: BotApi) -> None:
    person = await naming(api)
    await person.send_document("name.pdf", b"%PDF-1.7\n", caption=NAME)
    await api.until(lambda: sentence("notice-institution-file") in person.screen)
    await person.send_photo()
    await api.until(lambda: person.messages[-1].from_bot)
    assert sentence("notice-institution-file") in person.screen
    assert api.downloads == []
    for send in (person.send_sticker, person.send_voice):
        await send()
        await api.until(lambda: person.messages[-1].from_bot)
        assert sentence("notice-institution-empty") in person.screen
    await say(api, person, NAME)
    assert await names(api, person) == [NAME]


@pytest.mark.parametrize("text", ["<b>甲</b> & <script>", "{ $x } { -brand } {", "*甲* _乙_ [丙](tg://user?id=1) &lt;"])
@pytest.mark.long("the shorter tests of this file")
async def test_markup_in_a_name_is_text(api: BotApi, text: str) -> None:
    person = await naming(api)
    await say(api, person, text)
    await open_documents(person)
    assert sentence("result-institution", name=text) in person.screen
    await open_documents(person)
    await person.tap(data("call"))
    assert sentence("naming-institution-now", name=text) in person.screen
    await person.tap(data("leave"))
    assert await sealed(api, person) == text


@pytest.mark.long("the shorter tests of this file")
async def test_a_name_delivered_twice_counts_once(api: BotApi) -> None:
    person = await naming(api)
    await say(api, person, NAME)
    await open_documents(person)
    await person.tap(data("call"))
    sent = next(message for message in reversed(person.messages) if not message.from_bot)
    screen = person.screen
    await api.handled([api.redeliver({"update_id": 700_000_099, "message": sent.raw})])
    assert person.screen == screen
    assert await names(api, person) == [NAME]


@pytest.mark.long("the shorter tests of this file")
async def test_forget_deletes_it(api: BotApi) -> None:
    person = await naming(api)
    await say(api, person, NAME)
    await say(api, person, "/forget")
    await person.tap(data("forget"))
    await person.tap(data("consent"))
    assert await names(api, person) == []
