"""Files as strangers send them: photos with a place, documents of many pages, and files that are made to do harm."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import typst
from PIL import Image
from pypdf import PdfWriter

from bot.documents.typst.glyphs import FONTS

PLACE, DEVICE, ROTATED, SIDEWAYS = 0x8825, 0x0110, 0x0112, 6
MAKER = "Spyglass 9"


def photo(width: int = 400, height: int = 300, kind: str = "JPEG") -> bytes:
    """A photo that is stored on its side and says where and with what it was made."""
    exif = Image.Exif()
    exif[DEVICE], exif[ROTATED] = MAKER, SIDEWAYS
    exif.get_ifd(PLACE)[1] = "N"
    made = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(made, kind, exif=exif)
    return made.getvalue()


def document(pages: int, text: str = "A rule of 2025") -> bytes:
    """A PDF of that many pages."""
    source = f"#for number in range({pages}) [Page #number: {text} #pagebreak(weak: true)]"
    folders = sorted({str(path.parent) for path in FONTS})
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    made = typst.Compiler(font_paths=fonts, ignore_system_fonts=True).compile(source.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def encrypted(data: bytes, password: str) -> bytes:
    """A PDF that opens with a password only ("": for everybody, but it may not be changed)."""
    writer, made = PdfWriter(clone_from=io.BytesIO(data)), io.BytesIO()
    writer.encrypt(password, "owner", algorithm="AES-256")
    writer.write(made)
    return made.getvalue()


def empty_picture(side: int) -> bytes:
    """A PNG of some kilobytes that is `side` pixels wide and high once it is decoded."""
    row = b"\0" * (1 + side // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def with_archive(data: bytes) -> bytes:
    """A file that is a ZIP file as well, read from its end."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("run.js", "alert(1)")
    return data + made.getvalue()


def endless_document(calls: int) -> bytes:
    """A PDF whose page draws a form that draws two others, and so on: 2 to the power of `calls` lines."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length 4>>stream\n/F Do\nendstream",
    ]
    for number in range(5, 5 + calls):
        drawn = b"/F Do /F Do" if number < 4 + calls else b"0 0 m 600 800 l S"
        of = b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</F %d 0 R>>>>/Length %d>>"
        objects.append(of % (number + 1, len(drawn)) + b"stream\n" + drawn + b"\nendstream")
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj" % number + body + b"endobj\n"
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(made)


def stored(folder: Path, data: bytes) -> Path:
    """A file in a folder, named as the folder of evidence names its files."""
    file = folder / ("0" * 32)
    file.write_bytes(data)
    return file
