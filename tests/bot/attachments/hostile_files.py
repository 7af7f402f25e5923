"""Files that are made to do harm, each built here from a few bytes, and honest ones that look a little like them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from tests.bot.attachments.office_files import FREE, SHEET, SLIDES, WORD, compound, declaration, package

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
SCRIPT = b"<html><script>alert(1)</script>"


def relationship(kind: str, target: str, prefix: str = "", mode: str = "External") -> bytes:
    """The part that names one thing elsewhere."""
    tag = f"{prefix}:Relationship" if prefix else "Relationship"
    named = f'xmlns{":" if prefix else ""}{prefix}="http://schemas.openxmlformats.org/package/2006/relationships"'
    inside = f'<{tag} Id="r1" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    outer = f"{prefix}:Relationships" if prefix else "Relationships"
    return f'<?xml version="1.0"?><{outer} {named}>{inside}</{outer}>'.encode()


def word(*parts: str | tuple[str, bytes]) -> bytes:
    """A Word document with further parts."""
    return package("word/document.xml", *parts, declaration({"word/document.xml": WORD}))


def body(xml: str, encoding: str = "utf-8") -> bytes:
    """A Word document with this in its text."""
    text = f'<?xml version="1.0" encoding="{encoding}"?><w:document xmlns:w="w"><w:body><w:p>{xml}</w:p></w:body></w:document>'
    main = ("word/document.xml", text.encode(encoding))
    return package(main, declaration({"word/document.xml": WORD}))


def linked(kind: str, target: str, prefix: str = "") -> bytes:
    """A Word document with one relationship to elsewhere."""
    return word(("word/_rels/document.xml.rels", relationship(kind, target, prefix)))


def sheet(*parts: str | tuple[str, bytes]) -> bytes:
    """A workbook with further parts."""
    return package("xl/workbook.xml", *parts, declaration({"xl/workbook.xml": SHEET}))


def slides(*parts: str | tuple[str, bytes]) -> bytes:
    """A presentation with further parts."""
    return package("ppt/presentation.xml", *parts, declaration({"ppt/presentation.xml": SLIDES}))


def nested(levels: int, inmost: bytes) -> bytes:
    """A Word document in a Word document, and so on."""
    made = inmost
    for _ in range(levels):
        made = package("word/document.xml", ("word/embeddings/a.docx", made), declaration({"word/document.xml": WORD}))
    return made


def pdf(*objects: bytes) -> bytes:
    """A PDF with these objects."""
    made = b"%PDF-1.7\n" + b"".join(b"%d 0 obj%s endobj\n" % (n, each) for n, each in enumerate(objects, 1))
    return made + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"


def packed(*objects: bytes, head: bytes = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode") -> bytes:
    """A PDF with these objects in a compressed object stream."""
    data = zlib.compress(b"1 0 " + b"".join(objects))
    return pdf(b"<<" + head + b"/Length %d>>stream\n" % len(data) + data + b"\nendstream")


def archive(name: str = "run.js", comment: bytes = b"") -> bytes:
    """A ZIP archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        opened.writestr(name, "alert(1)")
        opened.comment = comment
    return made.getvalue()


def stream_of(name: str, content: bytes) -> bytes:
    """A compound file with one stream that has a content."""
    content = content.ljust(4096, b"\0")
    made = bytearray(compound(name, first=content[:512], stream=content[512:]))
    sectors = len(content) // 512
    at = made.index(name.encode("utf-16-le") + b"\0\0")
    struct.pack_into("<II", made, at + 116, 0, len(content))
    # The table of sectors comes right after the stream.
    table = 512 * (1 + sectors)
    for number in range(sectors - 1):
        struct.pack_into("<I", made, table + 4 * number, number + 1)
    struct.pack_into("<I", made, 60, FREE)
    return bytes(made)


def record(number: int, content: bytes) -> bytes:
    """A record of an old workbook."""
    return struct.pack("<HH", number, len(content)) + content


def book(*records: bytes) -> bytes:
    """An old workbook whose stream has these records."""
    return stream_of("Workbook", record(0x0809, bytes(16)) + b"".join(records) + record(0x000A, b""))


def native(mark: bytes) -> bytes:
    """A document with an object of this kind in it."""
    return stream_of("\x01Ole10Native", b"\x20\0\0\0" + mark + b"run.exe\0C:\\run.exe\0")
