"""Files that could do harm, from the page of an institution to the desk of a reviewer.

What is kept is told to the reviewer, and is a download that no browser opens or runs.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import unquote

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from bot.attachments.inside.contents import Inside
from bot.attachments.inspection import clean_name
from bot.attachments.stored_files import PREFIX
from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from flows.dialogue import Attachment
from tests.bot.attachments.hostile_files import PNG, SCRIPT, archive, linked, nested, pdf, sheet, word
from tests.bot.evidence_views.files import document, photo
from tests.people.desk_cases import CODES, accepted, handed_in, kept_file, with_file
from tests.people.desk_visitor import DeskVisitor
from tests.people.shipped_words import sentence
from tests.people.uploads import files, naming_evidence, send

EVIL = "\u202efdp.\"x\r\nSet-Cookie: a=b;../../CON<script>'.pdf"


@pytest_asyncio.fixture
async def conversation(database_url: str, tmp_path: Path) -> AsyncIterator[Conversation]:
    """A desk that keeps files."""
    async with open_conversation(database_url, data_dir=tmp_path / "files") as conversation:
        yield conversation


async def opened(conversation: Conversation, ben: DeskVisitor, file: Attachment) -> str:
    """Hand in a file, and let Ben accept the case; the address of the item."""
    case = await handed_in(conversation, ben, answers=with_file(file))
    await accepted(ben, case)
    return f"{case}/items/{CODES[1]}"


async def is_a_download(ben: DeskVisitor, item: str, content: bytes) -> str:
    """Check every header of the original as a download; the name under which it is saved."""
    async with ben.client.get(f"{item}/pieces/0/file") as response:
        assert (response.status, response.content_type) == (200, "application/octet-stream")
        assert await response.read() == content
        policy = response.headers["Content-Security-Policy"]
        assert (policy.startswith("default-src 'none'"), policy.endswith("; sandbox")) == (True, True)
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert response.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in response.headers
        disposition = response.headers["Content-Disposition"]
        assert disposition.startswith('attachment; filename="evidence.')
        return unquote(disposition.rpartition("filename*=UTF-8''")[2])


@pytest.mark.parametrize(
    ("name", "data", "inside"),
    [
        ("a.docx", linked("image", "https://x.example/a.png"), (Inside.remote,)),
        ("a.docx", nested(9, word()), (Inside.objects, Inside.unread)),
        ("a.xlsx", sheet("xl/connections.xml"), (Inside.remote,)),
        ("a.pdf", pdf(b"<</Names<</EmbeddedFiles 2 0 R>>>>"), (Inside.attached,)),
        ("a.csv", b'name\n=HYPERLINK("http://x.example","x")\n', (Inside.formulas,)),
        ("a.txt", SCRIPT, ()),
        ("a.jpg", b"\xff\xd8\xff\xe0/*" + bytes(40) + b"*/=alert(1)", ()),
        ("a.pdf", document(1), ()),
        (EVIL, document(1), ()),
    ],
)
async def test_a_reviewer_is_told_what_is_inside_and_only_saves_it(
    conversation: Conversation, ben: DeskVisitor, name: str, data: bytes, inside: tuple[Inside, ...]
) -> None:
    item = await opened(conversation, ben, await kept_file(conversation, name, data))
    for page in (await ben.page(item), await ben.page(f"{item}/pieces/0/pages")):
        assert [each for each in Inside if sentence(f"desk-inside-{each}", "en") in page] == list(inside)
        assert b"<script" not in page.encode().replace(b"<script src=", b"")
        assert "<iframe" not in page
        assert "<object" not in page
        assert "<embed" not in page
    assert await is_a_download(ben, item, data) == clean_name(name)


@pytest.mark.parametrize(
    ("name", "data", "inside"),
    [
        ("old.pdf", pdf(b"<</OpenAction<</S/JavaScript/JS(1)>>>>"), Inside.scripts),
        ("old.pdf", pdf(b"<</OpenAction<</S/Launch/F(cmd.exe)>>>>"), Inside.programs),
        ("old.pdf", pdf(b"<<>>") + archive(), Inside.second),
        ("old.png", PNG + SCRIPT, Inside.second),
        ("old.docx", linked("attachedTemplate", "https://x.example/t.dotm"), Inside.loads),
    ],
)
async def test_what_an_older_version_kept_is_looked_into_at_the_desk(
    conversation: Conversation, ben: DeskVisitor, tmp_path: Path, name: str, data: bytes, inside: Inside
) -> None:
    safe = await kept_file(conversation, name.replace(".", "2."), {"pdf": document(1), "png": PNG, "docx": word()}[name[4:]])
    path = tmp_path / "files" / "evidence" / safe.place.removeprefix(PREFIX)
    path.write_bytes(data)
    old = Attachment(name, len(data), safe.media_type, hashlib.sha256(data).hexdigest(), safe.place)
    item = await opened(conversation, ben, old)
    assert sentence(f"desk-inside-{inside}", "en") in await ben.page(item)
    assert await is_a_download(ben, item, data) == name


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("a.docx", linked("attachedTemplate", "https://x.example/t.dotm"), "file-loads"),
        ("a.docx", word("word/vbaProject.bin"), "file-macros"),
        ("a.pdf", pdf(b"<</OpenAction<</S/JavaScript/JS(1)>>>>"), "file-scripts"),
        ("a.csv", b"=cmd|'/C calc'!A0\n", "file-programs"),
        ("a.jpg", photo() + archive(), "file-second"),
    ],
)
async def test_an_institution_reads_why_its_file_was_refused_and_nothing_is_kept(
    client: ClientSession, conversation: Conversation, tmp_path: Path, name: str, data: bytes, key: str
) -> None:
    status, page = await send(client, await naming_evidence(client), data, name)
    assert (status, sentence(key, "en", name=name) in page) == (200, True)
    assert files(tmp_path / "files" / "evidence") == []
    async with client.get("/mydata") as response:
        assert (await response.json())["evidence"] == []
