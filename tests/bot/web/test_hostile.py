"""What a hostile or a broken request meets, and what every response says to a browser."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer

from bot.conversation.conversation import Conversation
from bot.conversation.response import Response
from bot.documents.renderer import Renderer
from bot.web.app import web_app
from bot.words.wording import Wording
from flows.dialogue import Address, phrase
from flows.standard.loader import shipped
from tests.people.visitor import begun, field, html_scripts, offered, page, ratings


async def test_a_form_from_elsewhere_is_refused(client: ClientSession) -> None:
    question = await begun(client)
    data = {"token": field(question, "token"), "reply": offered(question, "rate", "3")}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        async with client.post("/tap", data=data, headers=headers) as response:
            assert response.status == 403
            assert "<h1>" in await response.text()
    async with client.post("/tap", data={**data, "token": "x"}) as response:
        assert response.status == 403
    async with client.post("/tap", json=data) as response:
        assert response.status == 403
    assert await ratings(client) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"\xff\xfe=%ff", 403), (b"a=1&" * 50, 403), (b"typed=" + b"x" * 200_000, 413), (b"", 403)],
)
async def test_a_broken_body_is_refused_calmly(client: ClientSession, body: bytes, status: int) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=nonsense"}
    async with client.post("/tap", data=body, headers=headers) as response:
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
    assert html_scripts(html) == []
    assert " style=" not in html
    assert not re.search(r'\son\w+="', html)
    assert not [link for link in re.findall(r'(?:href|src|action)="([^"]*)"', html) if urlsplit(link).netloc]


class Failing(Conversation):
    """A conversation that fails with a person's words in the message."""

    def __init__(self) -> None:
        self._standard = shipped()

    async def visit(self, who: Address, language: str) -> Response:
        raise RuntimeError("a secret reason".upper())


async def test_a_failure_is_one_calm_sentence_and_logs_no_words(
    wording: Wording, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    failing = web_app(Failing(), wording, b"secret", None, Renderer(wording, tmp_path))
    async with TestClient(TestServer(failing)) as client:
        response = await client.get("/", headers={"Accept-Language": "en-GB,en;q=0.9"})
        assert response.status == 500
        assert wording.say(phrase("web-error"), "en") in await response.text()
    logged = "".join(capsys.readouterr()) + caplog.text
    assert "web_failed" in logged
    assert "RuntimeError" in logged
    assert "A SECRET REASON" not in logged
