"""Files of a case at the desk: pictures of their pages, and the original as a download that opens nowhere."""

from __future__ import annotations

import base64
import re
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path

import pytest_asyncio
import typst
from sqlmodel import col, select

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from flows.campaign.officers import SUBMISSION_FILE, Act
from flows.review.states import CaseEvent
from storage.association_tables import AuditRow
from tests.people.desk_cases import ANSWERS, CODES, accepted, cases_of, handed_in, kept_file, stored, with_file
from tests.people.desk_visitor import DeskVisitor
from tests.people.reviews import ANN
from tests.people.shipped_words import sentence

NAME = "会议纪要.pdf"
HTML = b"<script>alert(1)</script>"


@pytest_asyncio.fixture
async def conversation(database_url: str, tmp_path: Path) -> AsyncIterator[Conversation]:
    """A desk that keeps files."""
    async with open_conversation(database_url, data_dir=tmp_path / "files") as conversation:
        yield conversation


async def piece(conversation: Conversation, ben: DeskVisitor, content: bytes, name: str = NAME) -> str:
    """Hand in a file, and let Ben accept the case; the address of the piece of evidence."""
    case = await handed_in(conversation, ben, answers=with_file(await kept_file(conversation, name, content)))
    await accepted(ben, case)
    return f"{case}/items/{CODES[1]}/pieces/0"


def pdf(pages: int) -> bytes:
    return typst.compile("#pagebreak()\n".join(f"Page {page + 1}\n" for page in range(pages)).encode())


async def test_the_original_is_a_download_that_runs_nowhere(conversation: Conversation, ben: DeskVisitor) -> None:
    content = pdf(1)
    address = await piece(conversation, ben, content)
    async with ben.client.get(f"{address}/file") as response:
        assert response.status == 200
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"].startswith("attachment; ")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Security-Policy"].endswith("; sandbox")
        assert response.headers["Cache-Control"] == "no-store"
        assert await response.read() == content


async def test_pages_are_shown_as_pictures_that_we_drew(conversation: Conversation, ben: DeskVisitor) -> None:
    address = await piece(conversation, ben, pdf(3))
    page = await ben.page(f"{address}/pages?page=2")
    assert "Page 2 of 3" in page
    picture = re.search(r'src="data:image/png;base64,([^"]+)"', page)
    assert picture is not None
    assert base64.b64decode(picture[1]).startswith(b"\x89PNG")
    assert "pages?page=1" in page
    assert "pages?page=3" in page
    for beyond in ("4", "9999"):
        page = await ben.page(f"{address}/pages?page={beyond}")
        assert "data:image" not in page
        assert f"{address.rpartition('/desk')[2]}/file" in page


async def test_what_cannot_be_drawn_is_only_a_download(conversation: Conversation, ben: DeskVisitor) -> None:
    address = await piece(conversation, ben, HTML, "notes.txt")
    page = await ben.page(f"{address}/pages")
    assert "data:image" not in page
    assert HTML.decode() not in page
    async with ben.client.get(f"{address}/file") as response:
        assert response.content_type == "application/octet-stream"


async def test_a_file_that_is_gone_or_was_changed_says_so(conversation: Conversation, ben: DeskVisitor, tmp_path: Path) -> None:
    address = await piece(conversation, ben, pdf(1))
    kept = next(path for path in (tmp_path / "files" / "evidence").iterdir() if len(path.name) == 32)
    kept.write_bytes(pdf(2))
    for place in ("file", "pages"):
        status, page = await ben.get(f"{address}/{place}")
        assert status == 410
        assert "cannot be opened" in page


async def test_each_file_is_in_the_audit_log_once_a_day(conversation: Conversation, ben: DeskVisitor) -> None:
    address = await piece(conversation, ben, pdf(1))
    for place in ("file", "pages", "pages?page=1"):
        assert (await ben.client.get(f"{address}/{place}")).status == 200
    assert conversation.desk is not None
    async with conversation.desk.access.database.reading() as db:
        lines = await db.exec(select(AuditRow).where(col(AuditRow.act) == Act.case_file_opened))
        assert [line.detail for line in lines] == [CODES[1]]


async def test_without_a_file_there_is_nothing_to_open(conversation: Conversation, ben: DeskVisitor) -> None:
    case = await handed_in(conversation, ben, answers=ANSWERS)
    await accepted(ben, case)
    for place in ("file", "pages"):
        assert (await ben.get(f"{case}/items/{CODES[1]}/pieces/0/{place}"))[0] == 404


async def test_a_reader_gets_the_sealed_file_that_was_handed_in(
    conversation: Conversation, ann: DeskVisitor, ben: DeskVisitor
) -> None:
    case = await handed_in(conversation, ben, answers=ANSWERS)
    address = f"{case}/handed-in.json"
    assert "handed-in.json" not in await ben.page(case)
    assert (await ben.get(address))[0] == 404  # Ben has not declared yet.
    await accepted(ben, case)
    assert "handed-in.json" in await ben.page(case)
    for _ in range(2):
        async with ben.client.get(address) as response:
            assert response.status == 200
            assert response.headers["Content-Disposition"].startswith("attachment; ")
            content = await response.read()
    submission = (await stored(conversation, ben, case)).submission
    assert submission is not None
    assert sha256(content).hexdigest() == submission.sha256
    assert "handed-in.json" not in await ann.page(case)
    assert (await ann.get(address))[0] == 403
    assert conversation.desk is not None
    async with conversation.desk.access.database.reading() as db:
        lines = await db.exec(select(AuditRow).where(col(AuditRow.act) == Act.case_file_opened))
        assert [line.detail for line in lines] == [SUBMISSION_FILE]
    assert sentence("desk-log-submission", "en") in await ann.page("/desk/log")


async def test_the_sealed_file_is_gone_once_the_institution_has_withdrawn(conversation: Conversation, ben: DeskVisitor) -> None:
    case = await handed_in(conversation, ben, answers=ANSWERS)
    await accepted(ben, case)
    assert (await ben.get(f"{case}/handed-in.json"))[0] == 200
    await cases_of(conversation).says(ANN, int(case.rpartition("/")[2]), CaseEvent.withdraw)
    assert (await ben.get(f"{case}/handed-in.json"))[0] == 404
    assert "handed-in.json" not in await ben.page(case)
