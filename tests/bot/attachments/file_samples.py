"""What the tests of attachments inspect, and how."""

from __future__ import annotations

import io

import pypdf

from bot.attachments.inspection import Inspection
from flows.dialogue import Attachment

PDF = b"%PDF-1.7\n1 0 obj\n"
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40


def inspected(name: str, data: bytes, chunk: int = 7) -> Attachment:
    """Give an inspection a file in pieces of `chunk` bytes. Raises FileRefused."""
    inspection = Inspection(name)
    for start in range(0, len(data), chunk):
        inspection.feed(data[start : start + chunk])
    return inspection.finish("telegram:X", io.BytesIO(data))


def protected(algorithm: str, user: str, pages: int = 1) -> bytes:
    """A PDF that the owner may change, and that opens with the user's password."""
    writer, data = pypdf.PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    writer.encrypt(user, "owner", algorithm=algorithm)
    writer.write(data)
    return data.getvalue()
