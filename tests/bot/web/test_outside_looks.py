"""What a stranger learns from outside, and what broken requests leave behind."""

from __future__ import annotations

import gzip
import re
from urllib.parse import urljoin

import pytest
from aiohttp import ClientSession
from yarl import URL

from bot.conversation.conversation import Conversation
from bot.documents.renderer import Renderer
from bot.operations import metrics
from bot.web.app import web_app
from bot.words.wording import Wording
from tests.people.page_server import SECRET, listening
from tests.people.raw_client import connected, head, status
from tests.people.visitor import OURS, begun

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    "path", ["/standard/", "/evidence/0123456789abcdef0123456789abcdef", "/a/b/c?x=/y", "/nowhere", "/%2F/"]
)
@pytest.mark.parametrize("prefix", ["", "/tools/xingjie"])
async def test_a_page_that_is_not_there_looks_like_one_of_ours_at_any_depth(
    client: ClientSession, address: str, path: str, prefix: str
) -> None:
    async with client.get(URL(address.rstrip("/") + path, encoded=True)) as response:
        assert response.status == 404
        html = await response.text()
    # A proxy that puts the page below a prefix takes the prefix off before we see the path.
    seen = "http://proxy" + prefix + path
    links = [urljoin(seen, link.replace("&amp;", "&")) for link in re.findall(r'(?:href|src)="([^"]*)"', html)]
    below = "http://proxy" + prefix + "/"
    assert links
    for link in links:
        assert link.startswith(below)
        async with client.get(address + link.removeprefix(below)) as response:
            assert response.status == 200


@pytest.mark.parametrize(
    "body", [b"not packed at all", gzip.compress(b"reply=x", mtime=0)[:-6], gzip.compress(b"reply=x", mtime=0)]
)
async def test_a_packed_body_is_refused_and_leaves_no_trace(
    client: ClientSession, body: bytes, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    headers = {"Content-Encoding": "gzip", "Content-Type": FORM}
    async with client.post("/tap", data=body, headers=headers) as response:
        assert (response.status, "<h1>" in await response.text()) == (400, True)
    await begun(client)
    assert "".join(capsys.readouterr()) + caplog.text == ""


@pytest.mark.parametrize("rest", [b"zz\r\n\r\n", b"5\r\nabc"])
async def test_a_badly_chunked_body_is_refused(address: str, rest: bytes) -> None:
    async with connected(int(address.rstrip("/").rpartition(":")[2])) as (reader, writer):
        writer.write(head("POST", "/", Content_Type=FORM, Transfer_Encoding="chunked") + rest)
        writer.write_eof()
        assert await status(reader) in (0, 400)


@pytest.mark.parametrize(
    "nonsense", [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\r\n\r\n", b"GET / HTTP/9\r\n\r\n", b"nonsense\r\n\r\n"]
)
async def test_nonsense_on_the_line_is_counted_and_answered_in_a_line(address: str, nonsense: bytes) -> None:
    def malformed() -> float:
        return metrics.REGISTRY.get_sample_value("xingjie_malformed_requests_total") or 0.0

    before = malformed()
    for _ in range(5):
        async with connected(int(address.rstrip("/").rpartition(":")[2])) as (reader, writer):
            writer.write(nonsense)
            answer = (await reader.read()).lower()
            assert answer.startswith(b"http/1.0 400")
            assert b"aiohttp" not in answer
    assert malformed() == before + 5


async def test_no_response_names_its_software(client: ClientSession) -> None:
    for path in ("/", "/nowhere", "/healthz", "/static/xingjie.css", "/standard"):
        async with client.get(path) as response:
            assert "Server" not in response.headers


@pytest.mark.parametrize(
    ("public_url", "expected"),
    [("https://xingjie.example.org", "max-age=31536000"), ("http://xingjie.example.org", None), (None, None)],
)
async def test_browsers_are_told_to_stay_with_https(
    public_url: str | None, expected: str | None, conversation: Conversation, wording: Wording, renderer: Renderer
) -> None:
    app = web_app(conversation, wording, SECRET, public_url, renderer)
    async with listening(app) as port, ClientSession(f"http://127.0.0.1:{port}/", headers=OURS) as client:
        for path in ("/", "/nowhere"):
            async with client.get(path) as response:
                assert response.headers.get("Strict-Transport-Security") == expected
