"""What a file is, is read from its bytes; what does not fit is refused with a sentence."""

from __future__ import annotations

import hashlib
import io
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from bot.attachments.formats.package import DECLARATION_BYTES, TAIL_BYTES
from bot.attachments.inspection import SIZE_AT_MOST, FileRefused, Inspection
from tests.bot.attachments.file_samples import JPEG, PDF, inspected, protected
from tests.bot.attachments.office_files import (
    MACRO_WORD,
    OOXML,
    SHEET,
    SLIDES,
    TYPES,
    WORD,
    compound,
    declaration,
    office,
    package,
)

SAMPLES = Path(__file__).parent / "samples"


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
EXE = b"MZ\x90\0\x03" + b"\0" * 200
DOCX = office("word/document.xml", WORD)
OFD = package(("OFD.xml", b'<?xml version="1.0"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0"/>'))
SLIDE_MACROS = bytes.fromhex("1f00ff03140000000200000 40c000000 07000000 01000000 02000000".replace(" ", ""))
ELF = b"\x7fELF\x02\x01\x01" + b"\0" * 200


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
        ("a.docx", DOCX, f"{OOXML}wordprocessingml.document"),
        ("a.xlsx", office("xl/workbook.xml", SHEET), f"{OOXML}spreadsheetml.sheet"),
        ("a.pptx", office("ppt/presentation.xml", SLIDES), f"{OOXML}presentationml.presentation"),
        ("a.doc", compound("WordDocument"), "application/msword"),
        ("a.xls", compound("Workbook"), "application/vnd.ms-excel"),
        ("a.ppt", compound("PowerPoint Document"), "application/vnd.ms-powerpoint"),
        ("a.txt", "客户名册\r\n".encode(), "text/plain"),
        ("a.csv", "名称,日期\n".encode("gb18030"), "text/csv"),
        ("a.txt", "名册".encode("utf-16"), "text/plain"),
        # Known by what they declare, whatever their parts, their brands or their endings are called.
        ("a.docx", (SAMPLES / "word-online.docx").read_bytes(), f"{OOXML}wordprocessingml.document"),
        ("a.docx", package(declaration({}, {"xml": WORD}), "a/b.xml"), f"{OOXML}wordprocessingml.document"),
        (
            "a.docx",
            package("w/d.xml", declaration({"W/D.XML": WORD.upper()}, name="[content_types].xml")),
            f"{OOXML}wordprocessingml.document",
        ),
        (
            "a.docx",
            package(
                ("word/embeddings/a.xlsx", office("xl/workbook.xml", SHEET)),
                ("word/embeddings/b.xlsx", office("xl/workbook.xml", SHEET)),
                "word/document.xml",
                declaration({"word/document.xml": WORD}),
                stored=True,
            ),
            f"{OOXML}wordprocessingml.document",
        ),
        (
            "a.docx",
            package(
                declaration({"word/document.xml": WORD}),
                "word/document.xml",
                *((f"word/embeddings/{n}.xlsx", office("xl/workbook.xml", SHEET)) for n in range(9)),
                stored=True,
            ),
            f"{OOXML}wordprocessingml.document",
        ),
        (
            "a.docx",
            package(declaration({"word/document.xml": WORD}), "word/document.xml", comment=b"kept by us"),
            f"{OOXML}wordprocessingml.document",
        ),
        (
            "a.docx",
            package(
                declaration({"word/document.xml": WORD}),
                "word/document.xml",
                ("word/media/a.png", bytes(2 * TAIL_BYTES)),
                stored=True,
            ),
            f"{OOXML}wordprocessingml.document",
        ),
        ("a.xls", compound("Workbook", "WordDocument"), "application/vnd.ms-excel"),
        ("a.doc", compound("Workbook", "WordDocument"), "application/msword"),
        ("a.xls", compound("Book"), "application/vnd.ms-excel"),
        ("a.doc", compound("WORDDOCUMENT", before_directory=50), "application/msword"),
        ("a.wps", compound("WordDocument"), "application/msword"),
        ("a.wps", DOCX, f"{OOXML}wordprocessingml.document"),
        ("a.et", compound("Workbook"), "application/vnd.ms-excel"),
        ("a.dps", compound("PowerPoint Document"), "application/vnd.ms-powerpoint"),
        ("a.ofd", OFD, "application/ofd"),
        ("a.ofd", package("Doc_0/Document.xml", ("OFD.xml", b'<OFD Version="1.0"/>')), "application/ofd"),
        ("a.jfif", JPEG, "image/jpeg"),
        ("a.jpe", JPEG, "image/jpeg"),
        ("a.heic", b"\0\0\0\x1cftypmif1\0\0\0\0mif1heic", "image/heic"),
        ("a.heic", b"\0\0\0\x1cftypXYZ1\0\0\0\0mif1heix", "image/heic"),
        ("a.heif", b"\0\0\0\x14ftypmif1\0\0\0\0", "image/heic"),
        ("a.pdf", b"\r\n" + PDF, "application/pdf"),
        ("a.txt", b"MZ-2024 is the number of our paper", "text/plain"),
    ],
)
def test_what_is_taken(name: str, data: bytes, media_type: str) -> None:
    for chunk in (1, 7, 100_000):
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
        ("a.docx", package("word/document.xml"), "archive"),
        ("a.pdf", package("x"), "archive"),
        ("a.docx", b"Rar!\x1a\x07\x01\0" + b"\0" * 50, "archive"),
        ("no ending", package("x"), "archive"),
        ("a.docx", office("xl/workbook.xml", SHEET), "disguised"),
        ("a.docx", package("word/document.xml", declaration({"word/other.xml": WORD})), "disguised"),
        ("a.docx", package("a.xml", "b.xml", declaration({"a.xml": WORD, "b.xml": SHEET})), "disguised"),
        ("a.docx", package("a.xml", declaration({"a.xml": "application/x"})), "disguised"),
        ("a.ofd", DOCX, "disguised"),
        ("a.docx", OFD, "disguised"),
        ("a.ofd", package(("OFD.xml", b"<html/>")), "archive"),
        ("a.docx", package("x", comment=b"[Content_Types].xml word/document.xml"), "archive"),
        ("a.docx", package(("x", DOCX), stored=True), "archive"),
        ("a.docx", DOCX[:-30], "damaged"),
        ("a.docx", DOCX[: len(DOCX) // 2], "damaged"),
        ("a.docx", package((TYPES, b"<Types"), "word/document.xml"), "damaged"),
        ("a.docx", package((TYPES, b" " * 2 * DECLARATION_BYTES), "word/document.xml"), "damaged"),
        ("a.docx", package(declaration({"a.xml": WORD}, doctype="<!DOCTYPE Types [<!ENTITY a 'b'>]>"), "a.xml"), "damaged"),
        ("a.docx", package("word/document.xml", "word/vbaProject.bin", declaration({"word/document.xml": WORD})), "macros"),
        ("a.docx", package("word/document.xml", "word/VbaProject.bin", declaration({"word/document.xml": WORD})), "macros"),
        (
            "a.docx",
            package(
                "word/document.xml",
                "x.bin",
                declaration({"word/document.xml": WORD, "x.bin": "application/vnd.ms-office.vbaProject"}),
            ),
            "macros",
        ),
        ("a.docx", office("word/document.xml", MACRO_WORD), "macros"),
        ("a.doc", compound("WordDocument", "_VBA_PROJECT"), "macros"),
        ("a.doc", compound("WordDocument", "_Vba_Project", before_directory=50), "macros"),
        ("a.xls", compound("Workbook", "_VBA_PROJECT_CUR"), "macros"),
        ("a.wps", compound("WordDocument", "VBA"), "macros"),
        ("a.ppt", compound("PowerPoint Document", stream=SLIDE_MACROS), "macros"),
        ("a.docx", compound("EncryptionInfo", "EncryptedPackage"), "locked"),
        ("a.xlsx", compound("EncryptedPackage", before_directory=50), "locked"),
        ("no ending", compound("EncryptedPackage"), "locked"),
        ("a.ppt", compound("PowerPoint Document", "EncryptedSummary"), "locked"),
        ("a.doc", compound("WordDocument", first=b"\xec\xa5" + bytes(9) + b"\x01"), "locked"),
        ("a.xls", compound("Workbook", first=b"\x09\x08\x04\0" + bytes(4) + b"\x2f\0\x06\0"), "locked"),
        ("a.doc", compound("Property"), "disguised"),
        ("a.wps", compound("MatOST", "CONTENTS"), "disguised"),
        ("a.doc", compound("x", first="WordDocument".encode("utf-16-le")), "disguised"),
        ("a.heic", b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif", "disguised"),
        ("a.heic", b"\0\0\0\x14ftypisom\0\0\0\0mp41", "disguised"),
        ("a.txt", EXE, "disguised"),
        ("a.txt", ELF, "disguised"),
        ("a.txt", b"#!/bin/sh\n", "disguised"),
        ("a.txt", "名".encode("utf-16") + b"\xd8\xd8", "disguised"),
        ("a.csv", b"a\0b", "disguised"),
        ("a.exe", EXE, "unfit"),
        ("report\u202efdp.exe", EXE, "unfit"),
        ("report.pdf.exe", PDF, "unfit"),
        ("a.zip", package("x"), "archive"),
        ("a.RAR", b"x", "archive"),
        ("a.html", b"<p>", "unfit"),
        ("a.svg", b"<svg/>", "unfit"),
        ("a.docm", DOCX, "macros"),
        ("a.xlsb", b"x", "macros"),
        ("no ending", b"anything", "unfit"),
        ("a.pdf", b"", "empty"),
        ("", b"", "empty"),
    ],
)
def test_what_is_refused(name: str, data: bytes, why: str) -> None:
    with pytest.raises(FileRefused) as refused:
        inspected(name, data)
    assert refused.value.why.key == f"file-{why}"


BROKEN_FROM = (
    ("a.docx", DOCX),
    ("a.ofd", OFD),
    ("a.xls", compound("Workbook", first=b"\x09\x08\x04\0" + bytes(4) + b"\x2f\0\x06\0")),
    ("a.heic", b"\0\0\0\x1cftypmif1\0\0\0\0mif1heic"),
    ("a.pdf", protected("RC4-128", "")),
    ("a.pdf", protected("AES-256", "secret")),
    ("a.pdf", PDF + b"trailer <</Encrypt<</Filter/Standard/R 3/Length 9/P 7/O(\\9\\777\\"),
)


@given(
    st.sampled_from(BROKEN_FROM),
    st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=8),
    st.integers(0),
    st.integers(1, 999),
)
def test_whatever_is_broken_is_taken_or_refused_with_a_sentence(
    file: tuple[str, bytes], changes: list[tuple[int, int]], cut: int, chunk: int
) -> None:
    name, data = file[0], bytearray(file[1])
    for place, byte in changes:
        data[place % len(data)] = byte
    with suppress(FileRefused):
        inspected(name, bytes(data[: len(data) - cut % len(data)]), chunk)


class Unseekable(io.RawIOBase):
    """A stream to write to, as to a network: the sizes of a package's parts can only follow them."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self.data += bytes(data)
        return len(data)


def test_a_package_that_was_written_to_a_stream_is_taken() -> None:
    stream = Unseekable()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("xl/workbook.xml", b"<x/>"), declaration({"xl/workbook.xml": SHEET}), ("xl/a.xml", b"<x/>")):
            archive.writestr(name, content)
    assert inspected("a.xlsx", stream.data).media_type == f"{OOXML}spreadsheetml.sheet"


def test_what_two_libraries_write_is_taken() -> None:
    ours, theirs = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(ours) as book:
        book.add_worksheet().write(0, 0, "x")
    openpyxl.Workbook().save(theirs)
    for data in (ours.getvalue(), theirs.getvalue()):
        assert inspected("a.xlsx", data).media_type == f"{OOXML}spreadsheetml.sheet"


def test_a_package_whose_directory_is_too_large_is_refused_in_bounded_memory() -> None:
    parts = (f"{number:0200}" for number in range(4000))
    with pytest.raises(FileRefused) as refused:
        inspected("a.docx", package(declaration({"a.xml": WORD}), "a.xml", *parts), 64 * 1024)
    assert refused.value.why.key == "file-damaged"


def test_a_file_of_21_mb_is_refused_before_it_is_read() -> None:
    with pytest.raises(FileRefused) as refused:
        Inspection("a.pdf", 21 * 1024 * 1024)
    assert dict(refused.value.why.args) == {"size": 21, "most": 20}


def test_a_file_that_is_bigger_than_it_says_is_refused_while_it_is_read() -> None:
    inspection = Inspection("a.pdf", 100)
    inspection.feed(PDF + b"\0" * (SIZE_AT_MOST - len(PDF)))
    with pytest.raises(FileRefused) as refused:
        inspection.feed(b"\0")
    assert dict(refused.value.why.args) == {"size": 21, "most": 20}
