"""What a file is, is told from its bytes; its name is cleaned; whatever does not fit is refused with a sentence."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.attachments import SIZE_AT_MOST, Inspection, Unfit, cleaned
from flows.dialogue import Attachment


def package(*names: str, stored: bool = False) -> bytes:
    """A zip file that holds parts of these names."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "<x/>" * 50)
    return data.getvalue()


def office(part: str) -> bytes:
    """A document of today's Office, the list of its parts last, as some programs write it."""
    return package("_rels/.rels", part, "docProps/app.xml", "[Content_Types].xml")


def older(stream: str) -> bytes:
    """The beginning of an older Office file with one stream."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4000 + stream.encode("utf-16-le") + b"\0" * 500


PDF = b"%PDF-1.7\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40
EXE = b"MZ\x90\0\x03" + b"\0" * 200
ELF = b"\x7fELF\x02\x01\x01" + b"\0" * 200


def inspected(name: str, data: bytes, chunk: int = 7) -> Attachment:
    inspection = Inspection(name)
    for start in range(0, len(data), chunk):
        inspection.feed(data[start : start + chunk])
    return inspection.finished("telegram:X")


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.PDF", b"\xef\xbb\xbf" + PDF, "application/pdf"),
        ("a.png", PNG, "image/png"),
        ("a.jpeg", PNG, "image/png"),
        ("a.jpg", JPEG, "image/jpeg"),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0", "image/heic"),
        ("a.docx", office("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.xlsx", office("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("a.pptx", office("ppt/presentation.xml"), "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ("a.doc", older("WordDocument"), "application/msword"),
        ("a.xls", older("Workbook"), "application/vnd.ms-excel"),
        ("a.ppt", older("PowerPoint Document"), "application/vnd.ms-powerpoint"),
        ("a.txt", "客户名册\r\n".encode(), "text/plain"),
        ("a.csv", "名称,日期\n".encode("gb18030"), "text/csv"),
        ("a.txt", "名册".encode("utf-16"), "text/plain"),
    ],
)
@pytest.mark.parametrize("chunk", [1, 7, 100_000])
def test_what_is_taken(name: str, data: bytes, media_type: str, chunk: int) -> None:
    file = inspected(name, data, chunk)
    assert (file.media_type, file.size, file.sha256) == (media_type, len(data), hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("report.pdf", EXE, "disguised"),
        ("report.pdf", ELF, "disguised"),
        ("report.pdf", b"<html><script>alert(1)</script>", "disguised"),
        ("report.pdf", b"#!/bin/sh\nrm", "disguised"),
        ("report.pdf", PNG, "disguised"),
        ("photo.jpg", PDF, "disguised"),
        ("photo.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "disguised"),
        ("a.docx", package("word/document.xml"), "disguised"),
        ("a.docx", package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "disguised"),
        ("a.docx", office("xl/workbook.xml"), "disguised"),
        ("a.doc", older("Property"), "disguised"),
        ("a.txt", EXE, "disguised"),
        ("a.txt", ELF, "disguised"),
        ("a.txt", b"#!/bin/sh\n", "disguised"),
        ("a.txt", "名".encode("utf-16") + b"\xd8\xd8", "disguised"),
        ("a.csv", b"a\0b", "disguised"),
        ("a.exe", EXE, "unfit"),
        ("report\u202efdp.exe", EXE, "unfit"),
        ("report.pdf.exe", PDF, "unfit"),
        ("a.zip", package("x"), "unfit"),
        ("a.html", b"<p>", "unfit"),
        ("a.svg", b"<svg/>", "unfit"),
        ("a.docm", office("word/document.xml"), "unfit"),
        ("no ending", b"anything", "unfit"),
        ("a.pdf", b"", "empty"),
        ("", b"", "empty"),
    ],
)
def test_what_is_refused(name: str, data: bytes, why: str) -> None:
    with pytest.raises(Unfit) as refused:
        inspected(name, data)
    assert refused.value.why.key == f"file-{why}"


def test_a_file_of_21_mb_is_refused_before_it_is_read() -> None:
    with pytest.raises(Unfit) as refused:
        Inspection("a.pdf", 21 * 1024 * 1024)
    assert dict(refused.value.why.args) == {"size": 21, "most": 20}


def test_a_file_that_is_bigger_than_it_says_is_refused_while_it_is_read() -> None:
    inspection = Inspection("a.pdf", 100)
    inspection.feed(PDF + b"\0" * (SIZE_AT_MOST - len(PDF)))
    with pytest.raises(Unfit) as refused:
        inspection.feed(b"\0")
    assert dict(refused.value.why.args) == {"size": 21, "most": 20}


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("制度.pdf", "制度.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\名册.XLSX", "名册.xlsx"),
        ("a\0b\r\n\tc.pdf", "ab c.pdf"),
        ("\u202egpj.exe", "gpj.exe"),
        ('a<b>:"c|d?*.pdf', "a_b___c_d__.pdf"),
        ("👍🎉.pdf", "evidence.pdf"),
        ("👩\u200d👩\u200d👧", "evidence"),
        ("", "evidence"),
        ("...", "evidence"),
        (".pdf", "pdf"),
        ("plan v1.2", "plan v1.2"),
        ("  制度 .pdf ", "制度.pdf"),
        ("长" * 250 + ".docx", "长" * 194 + "….docx"),
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 199 + "…"),
        ("喆堃垚㛃𬭎.pdf", "喆堃垚㛃𬭎.pdf"),
        ("lone\ud800.pdf", "lone.pdf"),
    ],
)
def test_names_are_cleaned(given: str, name: str) -> None:
    assert cleaned(given) == name


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_can_be_kept(text: str) -> None:
    name = cleaned(text)
    assert 1 <= len(name) <= 200
    assert cleaned(name) == name
    assert any(c.isalnum() for c in name)
    assert not set(name) & set('/\\\0\n<>:"|?*')


def test_a_name_without_ending_gets_the_one_of_its_content() -> None:
    assert inspected("photo", JPEG).name == "photo.jpg"
    assert inspected("x" * 200, PDF).name == "x" * 195 + "….pdf"
