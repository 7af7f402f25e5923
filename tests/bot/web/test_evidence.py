"""Evidence on the page: a file is kept whole or not at all, is handed back to its owner only, and goes when its evidence goes."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from aiohttp import ClientSession, FormData

from bot.attachments.inspection import MB
from bot.conversation.conversation import Conversation
from flows.dialogue import Phrase
from storage.errors import Unstored
from storage.respondents.attachments import Attachments
from tests.people.uploads import FILE_NAME, PDF, again, evidence, files, naming_evidence, send, upload_address
from tests.people.visitor import asked_for_a_reason, begun, carried, field, offered, open_browser, page, post, seen


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the application keeps files."""
    return tmp_path / "data" / "evidence"


def words(wording: Any, key: str) -> str:
    """The first words of a sentence, up to its first variable."""
    text: str = wording.say(Phrase(key, (("name", "\0"), ("size", "\0"), ("most", "\0"))), "en")
    return text.split("\0")[0]


async def test_a_file_is_kept_with_its_hash_and_its_owner_can_have_it_back(client: ClientSession, folder: Path) -> None:
    assert 'enctype="multipart/form-data"' in await naming_evidence(client)
    status, _ = await send(client, await page(client), PDF, typed="Decision paper")
    assert status == 303
    (row,) = await evidence(client)
    assert (row["what"], row["file_name"], row["file_size"]) == ("Decision paper", FILE_NAME, len(PDF))
    (file,) = files(folder)
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (PDF, 0o600)
    assert row["file_place"] == f"web:{file.name}"
    dating = await page(client)
    assert "screen-dating" in dating
    assert f'href="evidence/{file.name}"' in dating
    async with client.get(f"/evidence/{file.name}") as response:
        assert await response.read() == PDF
        assert response.headers["Content-Type"] == "application/octet-stream"
        disposition = response.headers["Content-Disposition"]
        assert disposition.startswith("attachment;")
        assert FILE_NAME in unquote(disposition)
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response.headers["Content-Security-Policy"]


async def test_nobody_else_can_have_it(client: ClientSession, address: str, folder: Path) -> None:
    await send(client, await naming_evidence(client), PDF)
    (file,) = files(folder)
    async with open_browser(address) as other:
        await begun(other)
        for name in (file.name, "0" * 32, "..%2Fweb-secret", "x"):
            async with other.get(f"/evidence/{name}") as response:
                assert response.status == 404


async def test_a_line_without_a_file_will_do(client: ClientSession, folder: Path) -> None:
    status, _ = await send(client, await naming_evidence(client), b"", name="", typed="Decision paper")
    assert status == 303
    assert [row["what"] for row in await evidence(client)] == ["Decision paper"]
    assert files(folder) == []


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("report.pdf", b"MZ\x90\0" + b"\0" * 100, "file-disguised"),
        ("setup.exe", b"MZ\x90\0" + b"\0" * 100, "file-unfit"),
        ("empty.pdf", b"", "file-empty"),
        ("big.pdf", b"%PDF-" + b"\0" * 21 * MB, "file-too-big"),
    ],
)
async def test_a_bad_file_gets_one_sentence_and_leaves_nothing(
    client: ClientSession, wording: Any, folder: Path, name: str, data: bytes, key: str
) -> None:
    status, shown = await send(client, await naming_evidence(client), data, name)
    assert status == 200
    assert "screen-naming_evidence" in shown
    assert words(wording, key) in shown
    assert files(folder) == []
    assert await evidence(client) == []


async def test_a_long_name_is_shortened_and_keeps_its_ending(client: ClientSession) -> None:
    status, _ = await send(client, await naming_evidence(client), PDF, "长" * 240 + ".pdf")
    assert status == 303
    (row,) = await evidence(client)
    assert (len(row["file_name"]), row["file_name"][-5:]) == (200, "….pdf")


@contextmanager
def full_at(size: int) -> Iterator[None]:
    """No file can grow beyond `size` bytes: writing more fails as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_a_full_disk_leaves_no_half_written_file(client: ClientSession, wording: Any, folder: Path) -> None:
    asked = await naming_evidence(client)
    with full_at(8 * MB):
        status, shown = await send(client, asked, b"%PDF-" + b"\0" * 12 * MB)
    assert (status, words(wording, "file-not-kept") in shown) == (200, True)
    assert files(folder) == []
    assert (await send(client, await page(client), PDF))[0] == 303


@contextmanager
def barred(folder: Path) -> Iterator[None]:
    """A file in the folder's place: nothing can be made, written or cleared there, even by root."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.touch()
    yield
    folder.unlink()


async def test_a_folder_that_cannot_be_written_is_a_sentence(client: ClientSession, wording: Any, folder: Path) -> None:
    asked = await naming_evidence(client)
    with barred(folder):
        status, shown = await send(client, asked, PDF)
    assert (status, words(wording, "file-not-kept") in shown) == (200, True)
    assert (await send(client, await page(client), PDF))[0] == 303


async def test_a_file_that_nobody_asked_for_is_not_read(client: ClientSession, folder: Path, wording: Any) -> None:
    status, shown = await send(client, await asked_for_a_reason(client), PDF)
    assert (status, words(wording, "notice-no-file") in shown) == (200, True)
    assert files(folder) == []


async def test_a_form_sent_twice_keeps_one_file(client: ClientSession, folder: Path) -> None:
    asked = await naming_evidence(client)
    assert (await send(client, asked, PDF))[0] == 303
    assert (await send(client, asked, PDF))[0] == 200
    assert len(files(folder)) == 1


async def test_a_form_that_is_cut_off_keeps_nothing(client: ClientSession, folder: Path) -> None:
    asked = await naming_evidence(client)
    fields = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in carried(asked, "turn").items()
    )
    head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    for body in ((fields + head).encode() + PDF, fields.encode()[:-3], b"--b\r\n", b"nothing"):
        headers = {"Content-Type": "multipart/form-data; boundary=b"}
        async with client.post(
            await upload_address(client, asked), data=body, headers=headers, allow_redirects=False
        ) as response:
            assert response.status in (200, 403)
            assert "<h1>" in await response.text()
        assert files(folder) == []
    assert await evidence(client) == []


async def test_a_form_from_elsewhere_is_refused(client: ClientSession, folder: Path) -> None:
    asked = await naming_evidence(client)
    address = await upload_address(client, asked)
    assert (await send(client, asked.replace("evidence?token=", "evidence?token=x"), PDF))[0] == 403
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        async with client.post(address, data=FormData({"typed": "x"}), headers=headers) as response:
            assert response.status == 403
    async with client.post(address, data={"token": field(asked, "token"), "typed": "x"}) as response:
        assert response.status == 403
    assert files(folder) == []
    assert await evidence(client) == []


async def test_replaced_evidence_takes_its_file_along(client: ClientSession, folder: Path) -> None:
    await send(client, await naming_evidence(client), PDF)
    (first,) = files(folder)
    assert (await send(client, await again(client), b"\x89PNG\r\n\x1a\n" + b"\0" * 9, "b.png"))[0] == 303
    (second,) = files(folder)
    assert second != first
    asked = await again(client)
    await post(client, asked, reply=offered(asked, "withdraw"))
    assert files(folder) == []


async def test_a_committed_change_is_acknowledged_even_if_its_old_file_stays(
    client: ClientSession, folder: Path, monkeypatch: pytest.MonkeyPatch, wording: Any
) -> None:
    async def lost(_self: Attachments, _places: object) -> frozenset[str]:
        raise Unstored("the connection was lost right after the commit")

    await send(client, await naming_evidence(client), PDF)
    asked = await again(client)
    monkeypatch.setattr(Attachments, "kept", lost)
    assert words(wording, "notice-evidence-withdrawn") in await seen(client, asked, reply=offered(asked, "withdraw"))
    assert await evidence(client) == []
    assert len(files(folder)) == 1


async def test_forget_takes_all_files_along(client: ClientSession, folder: Path) -> None:
    await send(client, await naming_evidence(client), PDF)
    asked = await page(client, "/command?name=restart")
    await post(client, asked, reply=offered(asked, "restart"))
    assert len(files(folder)) == 1
    asked = await page(client, "/command?name=forget")
    await post(client, asked, reply=offered(asked, "forget"))
    assert files(folder) == []


async def test_old_files_without_evidence_are_swept(client: ClientSession, conversation: Conversation, folder: Path) -> None:
    await send(client, await naming_evidence(client), PDF)
    (kept,) = files(folder)
    for name in ("a" * 32, "b" * 32 + ".part", "c" * 32, "somebody-elses"):
        (folder / name).write_bytes(b"x")
    long_ago = time.time() - 7200
    for file in (kept, folder / ("a" * 32), folder / ("b" * 32 + ".part"), folder / "somebody-elses"):
        os.utime(file, (long_ago, long_ago))
    await conversation.retention.erase_expired()
    assert {file.name for file in files(folder)} == {kept.name, "c" * 32, "somebody-elses"}


@pytest.mark.parametrize(("typed", "screen"), [("/Help me", "help"), ("、result", "result"), ("／result\u3000", "result")])
async def test_a_command_typed_where_evidence_is_asked_for_is_a_command(client: ClientSession, typed: str, screen: str) -> None:
    html = await naming_evidence(client)
    form = FormData(quote_fields=False)
    for key, value in carried(html, "turn").items():
        form.add_field(key, value)
    form.add_field("typed", typed)
    form.add_field("file", b"", filename="", content_type="application/octet-stream")
    async with client.post(await upload_address(client, html), data=form) as response:
        assert f'class="screen-{screen}"' in await response.text()
    assert await evidence(client) == []
