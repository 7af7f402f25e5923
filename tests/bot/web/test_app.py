"""The application over HTTP: what is stored before consent, what changes nothing, what words lead to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from aiohttp import ClientSession
from yarl import URL

from bot.documents.sealed.keys import NAME
from bot.operations import metrics
from bot.web.text_pieces import ACTING, LOOKING, TextPiece, mark_typed, pieces
from bot.words.wording import Wording
from flows.commands import COMMANDS
from flows.dialogue import phrase
from tests.people.visitor import OURS, answered_one, begun, field, html_scripts, offered, page, post, ratings, seen

NOTHING = re.compile(r"(?!)")
EMPTY = phrase("notice-reason-empty")


def names(client: ClientSession) -> list[str]:
    return [cookie.key for cookie in client.cookie_jar]


async def number(client: ClientSession) -> str:
    """The random number under which this browser's person is stored."""
    async with client.get("/mydata") as response:
        found: str = (await response.json())["respondent"]["address"]
        return found


# Before consent and after "forget"


async def test_nothing_is_kept_before_consent(client: ClientSession) -> None:
    welcome = await page(client)
    for name in LOOKING:
        await page(client, "/mydata" if name == "mydata" else f"/command?name={name}")
    await post(client, welcome, reply=offered(welcome, "open", "privacy"))
    await post(client, welcome, command="quick")
    await post(client, welcome, typed="3", number="1", turn="0")
    # An hour's key that is nobody's, which a consent has to bring back.
    assert names(client) == ["xingjie-welcome"]
    await post(client, welcome, reply=offered(welcome, "consent"))
    assert names(client) == ["xingjie"]


async def test_a_stranger_keeps_the_language_of_their_page(client: ClientSession) -> None:
    chinese = await page(client, "/v/welcome.zh?language=en")
    assert '<html lang="zh-Hans">' in chinese
    privacy = await page(client, f"/v/privacy?language={field(chinese, 'language')}")
    assert '<html lang="zh-Hans">' in privacy
    await post(client, chinese, reply=offered(chinese, "consent"))
    assert '<html lang="zh-Hans">' in await page(client)


async def test_consent_tapped_twice_is_one_person(client: ClientSession) -> None:
    welcome = await page(client)
    await post(client, welcome, reply=offered(welcome, "consent"))
    first = await number(client)
    status, _ = await post(client, welcome, reply=offered(welcome, "consent"))
    assert status == 303
    assert await number(client) == first


async def test_forget_deletes_everything_and_the_cookie(client: ClientSession) -> None:
    await begun(client)
    asked = await page(client, "/command?name=forget")
    status, goodbye = await post(client, asked, reply=offered(asked, "forget"))
    assert status == 200
    assert 'role="status"' in goodbye
    assert names(client) == ["xingjie-welcome"]
    status, again = await post(client, asked, reply=offered(asked, "forget"))
    assert status == 200
    assert "screen-welcome" in again


async def test_a_page_left_open_speaks_for_nobody_without_its_cookie(client: ClientSession, address: str) -> None:
    question = await begun(client)
    kept = [(cookie.key, cookie.value) for cookie in client.cookie_jar]
    client.cookie_jar.clear()
    status, shown = await post(client, question, reply=offered(question, "rate", "3"))
    assert status == 200
    assert "screen-welcome" in shown
    client.cookie_jar.update_cookies(dict(kept), URL(address))
    assert await ratings(client) == []


# What changes nothing


async def test_no_get_changes_anything(client: ClientSession) -> None:
    question = await begun(client)
    for reply in (offered(question, "rate", "3"), offered(question, "pause"), "forged", ""):
        async with client.get("/", params={"reply": reply}) as response:
            assert "screen-asking" in await response.text()
    for name in (*LOOKING, *ACTING, "nonsense"):
        await page(client, f"/command?name={name}")
    assert offered(await page(client), "rate", "3") == offered(question, "rate", "3")


@pytest.mark.parametrize(
    "reply", ["", "forged", "0|||", "zz||rate|3", "0||rate|3", "<script>", "1|2|3|4|5", "\x00|||", "f" * 9999]
)
async def test_a_forged_reply_shows_what_is_current(client: ClientSession, reply: str) -> None:
    question = await begun(client)
    shown = await seen(client, question, reply=reply)
    assert 'role="status"' in shown
    assert "screen-asking" in shown
    assert html_scripts(shown) == []
    assert await ratings(client) == []


async def test_a_form_sent_twice_counts_once(client: ClientSession) -> None:
    question = await begun(client)
    for _ in range(2):
        status, _ = await post(client, question, reply=offered(question, "rate", "3"))
        assert status == 303
    assert 'role="status"' in await page(client)
    assert len(await ratings(client)) == 1


# Words


# Chinese words follow a command without a space.
CHINESE = "导出；"


def test_commands_named_in_a_text_can_be_followed() -> None:
    assert pieces(f"/mydata{CHINESE}send /quick.", NOTHING) == (
        TextPiece("/mydata", "mydata"),
        TextPiece(f"{CHINESE}send "),
        TextPiece("/quick", "quick", acts=True),
        TextPiece("."),
    )
    plain = "and/help http://x/help /helpful /nonsense"
    assert pieces(plain, NOTHING) == (TextPiece(plain),)


def test_typed_text_on_a_page_is_never_a_command() -> None:
    words = f"{mark_typed('a /quick b')} /help {mark_typed('/forget')}{mark_typed('no slash')} /stop"
    assert pieces(words, NOTHING) == (
        TextPiece("a /quick b"),
        TextPiece(" "),
        TextPiece("/help", "help"),
        TextPiece(" "),
        TextPiece("/forget"),
        TextPiece("no slash "),
        TextPiece("/stop", "stop", acts=True),
    )
    assert pieces(mark_typed("/x\ufdd1 /forget \ufdd0"), NOTHING) == (TextPiece("/x /forget "),)


def test_every_command_of_the_interview_can_be_reached() -> None:
    assert set(COMMANDS) == {*LOOKING, *ACTING}


async def test_a_command_that_may_change_something_is_a_button(client: ClientSession) -> None:
    await begun(client)
    shown = await page(client, "/command?name=help")
    assert 'name="command" value="quick"' in shown
    status, _ = await post(client, shown, command="quick")
    assert status == 303


async def test_the_menu_leads_to_the_pages_themselves_and_a_strangers_menu_carries_the_language(client: ClientSession) -> None:
    stranger = await page(client, "/?language=en")
    assert 'href="command?name=help&amp;language=en"' in stranger
    known = (await begun(client)).partition("<main")[0]
    places = re.findall(r'<li[^>]*><a href="\.\./([^"]*)"', known)
    assert {"./", "v/result", "v/plan", "v/read", "cases", "campaigns", "mydata"} <= set(places)
    for place in set(places) - {"mydata"}:
        await page(client, f"/{place}")


@pytest.mark.parametrize(
    ("accepted", "title"),
    [("ug-CN,zh-CN;q=0.9", "zh-Hans"), ("en;q=0.2,zh-CN;q=0.9", "zh-Hans"), ("zh;q=0.1,en-GB;q=0.8", "en"), ("", "zh-Hans")],
)
async def test_a_stranger_reads_the_language_that_they_want_most(client: ClientSession, accepted: str, title: str) -> None:
    async with client.get("/", headers={"Accept-Language": accepted}) as response:
        assert f'<html lang="{title}"' in await response.text()


@pytest.mark.parametrize(
    ("kind", "begins", "name"),
    [("card", b"\x89PNG", ".png"), ("report", b"%PDF-", ".pdf"), ("workbook", b"PK", ".xlsx"), ("sealed", b"{", ".json")],
)
async def test_a_result_gives_its_documents_as_files(client: ClientSession, kind: str, begins: bytes, name: str) -> None:
    await answered_one(client)
    result = await page(client, "/command?name=result")
    async with client.get(f"/document/{kind}") as response:
        assert response.status == 200
        assert response.headers["Content-Disposition"].endswith(name)
        assert response.headers["Cache-Control"] == "no-store"
        assert (await response.read()).startswith(begins)
    assert offered(await page(client, "/command?name=result"), "document", kind) == offered(result, "document", kind)


async def test_a_sealed_file_without_its_key_is_a_sentence(client: ClientSession, wording: Wording, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("no key")
    await answered_one(client)
    tapped = offered(await page(client, "/command?name=result"), "document", "sealed")
    async with client.get("/", params={"reply": tapped}) as response:
        assert (response.status, response.content_type) == (200, "text/html")
        assert wording.say(phrase("document-failed"), "en") in await response.text()


async def test_a_document_is_not_given_to_a_stranger(client: ClientSession, address: str) -> None:
    await answered_one(client)
    tapped = offered(await page(client, "/command?name=result"), "document", "report")
    async with ClientSession(address, headers=OURS) as stranger:
        for path, params in (("/", {"reply": tapped}), ("/document/report", {})):
            async with stranger.get(path, params=params) as response:
                assert response.content_type == "text/html"


async def test_an_old_link_to_a_document_gives_it_as_it_is_now(client: ClientSession) -> None:
    await answered_one(client)
    tapped = offered(await page(client, "/command?name=result"), "document", "sealed")
    shown = await page(client)
    await post(client, shown, reply=offered(shown, "rate", "3"))
    async with client.get("/", params={"reply": tapped}) as response:
        assert '"strategic-decision"' in await response.text()


async def test_a_command_that_is_not_known_only_shows_the_current_screen(client: ClientSession) -> None:
    """The page looks. It says nothing for the visitor, so nothing is counted as said."""
    question = await begun(client)

    def said() -> float:
        return metrics.REGISTRY.get_sample_value("xingjie_updates_total", {"face": "web", "kind": "command"}) or 0.0

    before = said()
    looked = await page(client, "/command?name=nonsense")
    assert re.search(r'class="[^"]*screen-asking', looked)
    await post(client, question, command="nonsense")
    assert said() == before
