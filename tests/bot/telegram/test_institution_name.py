"""The institution's name on Telegram: typed once, stored before it is acknowledged, and on every document from then on."""

from __future__ import annotations

from datetime import date

import pytest

from bot.documents.sealed.seal import verify
from flows.standard.loader import shipped
from tests.botapi import BotApi, Person
from tests.people.chat import begun, data, finished, my_data, run_through, say

NAME = "喆堃垚㛃𬭎中小企业服务中心"


async def naming(api: BotApi) -> Person:
    """Somebody with a result who goes to the name."""
    person = await finished(api)
    await person.tap(data("call"))
    assert "你们机构叫什么" in person.screen
    return person


async def sealed(api: BotApi, person: Person) -> str:
    """The name in a sealed file that is made now."""
    before = len(api.called("sendDocument"))
    await person.tap(data("document", "sealed"))
    await api.until(lambda: len(api.called("sendDocument")) > before)
    content = verify(shipped(), api.file(str(person.messages[-1].file_id)).data, date.today()).content
    assert content is not None
    return content.institution


async def test_a_typed_name_is_stored_and_stands_on_what_is_made_from_then_on(api: BotApi) -> None:
    person = await naming(api)
    await say(api, person, f" {NAME} ")
    assert "名称已存好" in person.screen
    assert f"文件上的机构名称：{NAME}" in person.screen
    assert await sealed(api, person) == NAME
    await say(api, person, "/result")
    await person.tap(data("call"))
    await person.tap(data("unname"))
    assert NAME not in person.screen
    assert await sealed(api, person) == ""
    assert await my_data(api, person, "organisations") == []


async def test_it_is_asked_in_english_too_and_one_tap_skips_it(api: BotApi) -> None:
    person = await begun(api, language="en", mode="target-1")
    await run_through(person, "1")
    await person.tap(data("call"))
    assert "What is your institution called?" in person.screen
    await person.tap(data("leave"))
    assert "For reference: ★☆☆☆☆ 1 star" in person.screen
    assert await my_data(api, person, "organisations") == []


@pytest.mark.parametrize(
    ("text", "says"), [("🏢🏢", "里面没有文字"), ("\u3000", "里面没有文字"), ("长" * 201, "201个字，最多200个")]
)
async def test_what_is_no_name_gets_one_sentence(api: BotApi, text: str, says: str) -> None:
    person = await naming(api)
    await say(api, person, text)
    assert says in person.screen
    await say(api, person, NAME)
    assert await my_data(api, person, "organisations") == [{"name": NAME}]


async def test_neither_file_nor_sticker_is_a_name(api: BotApi) -> None:
    person = await naming(api)
    await person.send_document("名称.pdf", b"%PDF-1.7\n", caption=NAME)
    await api.until(lambda: "名称不能是文件" in person.screen)
    await person.send_photo()
    await api.until(lambda: person.messages[-1].from_bot)
    assert "名称不能是文件" in person.screen
    assert api.downloads == []
    for send in (person.send_sticker, person.send_voice):
        await send()
        await api.until(lambda: person.messages[-1].from_bot)
        assert "里面没有文字" in person.screen
    await say(api, person, NAME)
    assert await my_data(api, person, "organisations") == [{"name": NAME}]


@pytest.mark.parametrize("text", ["<b>甲</b> & <script>", "{ $x } { -brand } {", "*甲* _乙_ [丙](tg://user?id=1) &lt;"])
async def test_markup_in_a_name_is_text(api: BotApi, text: str) -> None:
    person = await naming(api)
    await say(api, person, text)
    assert f"文件上的机构名称：{text}" in person.screen
    await person.tap(data("call"))
    assert f"现在写的是：{text}" in person.screen
    await person.tap(data("leave"))
    assert await sealed(api, person) == text


async def test_a_name_delivered_twice_counts_once(api: BotApi) -> None:
    person = await naming(api)
    await say(api, person, NAME)
    await person.tap(data("call"))
    sent = next(message for message in reversed(person.messages) if not message.from_bot)
    screen = person.screen
    await api.handled([api.redeliver({"update_id": 700_000_099, "message": sent.raw})])
    assert person.screen == screen
    assert await my_data(api, person, "organisations") == [{"name": NAME}]


async def test_forget_deletes_it(api: BotApi) -> None:
    person = await naming(api)
    await say(api, person, NAME)
    await say(api, person, "/forget")
    await person.tap(data("forget"))
    await person.tap(data("consent"))
    assert await my_data(api, person, "organisations") == []
