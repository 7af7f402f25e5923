"""The application over HTTP: what is stored before consent, what a hostile request meets, what the headers say."""

from __future__ import annotations

import json
import re
import time
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from aiohttp import ClientSession, CookieJar
from aiohttp.test_utils import TestClient, TestServer
from yarl import URL

from bot.conversation import Answer, Conversation
from bot.documents.press import Press
from bot.web.app import web_app
from bot.web.pages import ACTING, LOOKING, Piece, pieces
from bot.wording import Wording
from flows.dialogue import Address, Reply, Utterance, phrase
from flows.interview.views import COMMANDS

OURS = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}


@pytest_asyncio.fixture
async def client(address: str) -> AsyncIterator[ClientSession]:
    """A browser without eyes: it keeps cookies, and follows no redirect by itself."""
    async with ClientSession(address, cookie_jar=CookieJar(unsafe=True), headers=OURS) as session:
        yield session


async def page(client: ClientSession, path: str = "/") -> str:
    async with client.get(path) as response:
        assert response.status == 200
        return await response.text()


def field(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, name
    return found[1]


def offered(html: str, trigger: str, value: str = "") -> str:
    """The encoded reply of the button with this trigger and value."""
    for text in re.findall(r'name="reply" value="([^"]*)"', html):
        reply = Reply.decode(text)
        assert reply is not None
        if (reply.trigger, reply.value) == (trigger, value):
            return str(text)
    raise AssertionError(f"{trigger} {value} is not offered")


async def post(client: ClientSession, html: str, **fields: str) -> tuple[int, str]:
    """Send the form of a page with these fields; status and page of the answer, unfollowed."""
    data = {"token": field(html, "token"), "language": field(html, "language"), **fields}
    async with client.post("/", data=data, allow_redirects=False) as response:
        return response.status, await response.text()


async def begun(client: ClientSession) -> str:
    """Consent and begin a full run; the page of the first question."""
    welcome = await page(client)
    await post(client, welcome, reply=offered(welcome, "consent"))
    choosing = await page(client)
    await post(client, choosing, reply=offered(choosing, "begin", "full"))
    return await page(client)


async def ratings(client: ClientSession) -> list[dict[str, object]]:
    async with client.get("/mydata") as response:
        assert response.content_type == "application/json"
        assert "xingjie-mydata.json" in response.headers["Content-Disposition"]
        found = json.loads(await response.text())["ratings"]
        assert isinstance(found, list)
        return found


def names(client: ClientSession) -> list[str]:
    return [cookie.key for cookie in client.cookie_jar]


# Before consent and after "forget"


async def test_nothing_is_kept_before_consent(client: ClientSession) -> None:
    welcome = await page(client)
    for name in LOOKING:
        await page(client, "/mydata" if name == "mydata" else f"/command?name={name}")
    await post(client, welcome, reply=offered(welcome, "open", "privacy"))
    await post(client, welcome, command="quick")
    await post(client, welcome, typed="3", number="1", turn="0")
    assert names(client) == []
    await post(client, welcome, reply=offered(welcome, "consent"))
    assert names(client) == ["xingjie"]


async def test_a_stranger_keeps_the_language_of_her_page(client: ClientSession) -> None:
    chinese = await page(client, "/?reply=0||open|welcome.zh&language=en")
    assert '<html lang="zh-Hans">' in chinese
    privacy = await page(client, f"/?reply={offered(chinese, 'open', 'privacy')}&language={field(chinese, 'language')}")
    assert '<html lang="zh-Hans">' in privacy
    await post(client, chinese, reply=offered(chinese, "consent"))
    assert '<html lang="zh-Hans">' in await page(client)


async def test_consent_tapped_twice_is_one_person(client: ClientSession) -> None:
    welcome = await page(client)
    await post(client, welcome, reply=offered(welcome, "consent"))
    first = {cookie.value for cookie in client.cookie_jar}
    client.cookie_jar.clear()
    status, _ = await post(client, welcome, reply=offered(welcome, "consent"))
    assert status == 303
    assert {cookie.value for cookie in client.cookie_jar} == first


async def test_forget_deletes_everything_and_the_cookie(client: ClientSession) -> None:
    await begun(client)
    asked = await page(client, "/command?name=forget")
    status, goodbye = await post(client, asked, reply=offered(asked, "forget"))
    assert status == 200
    assert 'role="status"' in goodbye
    assert names(client) == []
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
    status, shown = await post(client, question, reply=reply)
    assert status == 200
    assert 'role="status"' in shown
    assert "screen-asking" in shown
    assert "<script" not in shown
    assert await ratings(client) == []


async def test_a_form_sent_twice_counts_once(client: ClientSession) -> None:
    question = await begun(client)
    for expected in (303, 200):
        status, _ = await post(client, question, reply=offered(question, "rate", "3"))
        assert status == expected
    assert len(await ratings(client)) == 1


@pytest.mark.parametrize(
    "numbers",
    [
        {"number": "9223372036854775808"},
        {"number": "9" * 400},
        {"number": "-1"},
        {"number": "٣"},
        {"number": ""},
        {"turn": "1"},
        {"turn": ""},
    ],
)
async def test_a_typed_line_of_another_page_is_not_heard(client: ClientSession, numbers: dict[str, str]) -> None:
    question = await begun(client)
    fields = {"turn": field(question, "turn"), "number": field(question, "number"), **numbers}
    status, shown = await post(client, question, typed="3", **fields)
    assert status == 200
    assert 'role="status"' in shown
    assert await ratings(client) == []


async def test_a_typed_line_sent_twice_counts_once(client: ClientSession) -> None:
    question = await begun(client)
    fields = {"turn": field(question, "turn"), "number": field(question, "number")}
    assert (await post(client, question, typed="３", **fields))[0] == 303
    assert (await post(client, question, typed="３", **fields))[0] == 200
    later = await page(client)
    assert (await post(client, later, typed="3", **{**fields, "turn": field(later, "turn")}))[0] == 200
    assert len(await ratings(client)) == 1


@pytest.mark.parametrize(
    "text", ["字" * 10_000, "😀" * 10_000, "\u202e3\u2066", "\x003", "<b>3</b>", "-- '; DROP TABLE ratings"]
)
async def test_any_text_gets_a_calm_hint(client: ClientSession, text: str) -> None:
    question = await begun(client)
    fields = {"turn": field(question, "turn"), "number": field(question, "number")}
    status, shown = await post(client, question, typed=text, **fields)
    assert status in (200, 303)
    assert "<b>" not in shown
    assert [rating["level"] for rating in await ratings(client)] in ([], [3])


# Hostile requests


async def test_a_form_from_elsewhere_is_refused(client: ClientSession) -> None:
    question = await begun(client)
    data = {"token": field(question, "token"), "reply": offered(question, "rate", "3")}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        async with client.post("/", data=data, headers=headers) as response:
            assert response.status == 403
            assert "<h1>" in await response.text()
    async with client.post("/", data={**data, "token": "x"}) as response:
        assert response.status == 403
    async with client.post("/", json=data) as response:
        assert response.status == 403
    assert await ratings(client) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"\xff\xfe=%ff", 403), (b"a=1&" * 50, 403), (b"typed=" + b"x" * 200_000, 413), (b"", 403)],
)
async def test_a_broken_body_is_refused_calmly(client: ClientSession, body: bytes, status: int) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=nonsense"}
    async with client.post("/", data=body, headers=headers) as response:
        assert response.status == status
        assert "<h1>" in await response.text()


async def test_unknown_paths_and_methods_get_a_calm_page(client: ClientSession) -> None:
    for method, path, status in (("GET", "/nowhere", 404), ("PUT", "/", 405), ("GET", "/static/../app.py", 404)):
        async with client.request(method, path) as response:
            assert response.status == status
            assert "<h1>" in await response.text()


async def test_every_response_is_guarded(client: ClientSession) -> None:
    await begun(client)
    for path in ("/", "/command?name=help", "/mydata", "/nowhere", "/healthz", "/static/xingjie.css"):
        async with client.get(path) as response:
            policy = response.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.headers["Referrer-Policy"] == "same-origin"
            assert response.headers["Cache-Control"] == "no-store"


async def test_a_static_file_named_with_its_version_may_be_kept(client: ClientSession) -> None:
    found = re.search(r'href="(static/xingjie.css\?v=\w+)"', await page(client))
    assert found
    async with client.get("/" + found[1]) as response:
        assert response.content_type == "text/css"
        assert "immutable" in response.headers["Cache-Control"]


async def test_pages_need_no_script_and_no_other_host(client: ClientSession) -> None:
    html = await begun(client)
    assert "<script" not in html
    assert " style=" not in html
    assert not re.search(r'\son\w+="', html)
    assert not [link for link in re.findall(r'(?:href|src|action)="([^"]*)"', html) if urlsplit(link).netloc]


class Failing(Conversation):
    """A conversation that fails with a person's words in the message."""

    def __init__(self) -> None:
        pass

    async def say(self, who: Address, utterance: Utterance, language: str) -> Answer:
        raise RuntimeError("her secret reason".upper())


async def test_a_failure_is_one_calm_sentence_and_logs_no_words(
    wording: Wording, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    failing = web_app(Failing(), wording, b"secret", None, Press(wording, tmp_path))
    async with TestClient(TestServer(failing)) as client:
        response = await client.get("/", headers={"Accept-Language": "en-GB,en;q=0.9"})
        assert response.status == 500
        assert wording.say(phrase("web-error"), "en") in await response.text()
    logged = "".join(capsys.readouterr()) + caplog.text
    assert "web_failed" in logged
    assert "RuntimeError" in logged
    assert "HER SECRET REASON" not in logged


# Words


def test_commands_named_in_a_text_can_be_followed() -> None:
    assert pieces("/mydata导出；send /quick.") == (
        Piece("/mydata", "mydata"),
        Piece("导出；send "),
        Piece("/quick", "quick", acts=True),
        Piece("."),
    )
    assert pieces("and/help http://x/help /helpful /nonsense") == (Piece("and/help http://x/help /helpful /nonsense"),)


def test_every_command_of_the_interview_can_be_reached() -> None:
    assert set(COMMANDS) == {*LOOKING, *ACTING}


async def test_a_command_that_may_change_something_is_a_button(client: ClientSession) -> None:
    await begun(client)
    shown = await page(client, "/command?name=help")
    assert 'name="command" value="quick"' in shown
    status, _ = await post(client, shown, command="quick")
    assert status == 303


async def test_the_number_of_a_page_grows(client: ClientSession) -> None:
    first = int(field(await begun(client), "number"))
    time.sleep(0.002)  # noqa: ASYNC251 - two pages in one millisecond would share a number
    assert int(field(await page(client), "number")) > first


@pytest.mark.parametrize(
    ("kind", "begins", "name"),
    [("card", b"\x89PNG", ".png"), ("report", b"%PDF-", ".pdf"), ("workbook", b"PK", ".xlsx"), ("sealed", b"{", ".json")],
)
async def test_a_result_gives_its_documents_as_files(client: ClientSession, kind: str, begins: bytes, name: str) -> None:
    await begun(client)
    result = await page(client, "/command?name=result")
    async with client.get("/", params={"reply": offered(result, "document", kind)}) as response:
        assert response.status == 200
        assert response.headers["Content-Disposition"].endswith(f'{name}"')
        assert response.headers["Cache-Control"] == "no-store"
        assert (await response.read()).startswith(begins)
    assert offered(await page(client, "/command?name=result"), "document", kind) == offered(result, "document", kind)


async def test_a_document_is_not_given_to_a_stranger_or_by_a_stale_button(client: ClientSession, address: str) -> None:
    await begun(client)
    tapped = offered(await page(client, "/command?name=result"), "document", "report")
    async with ClientSession(address, headers=OURS) as stranger, stranger.get("/", params={"reply": tapped}) as response:
        assert response.content_type == "text/html"
    shown = await page(client)
    await post(client, shown, reply=offered(shown, "rate", "3"))
    async with client.get("/", params={"reply": tapped}) as response:
        assert response.content_type == "text/html"
