"""Makes files of rosters as officers bring them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'office:version="1.2"><office:body><office:spreadsheet><table:table table:name="Sheet1">'
)
ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"


def xlsx(rows: Iterable[Sequence[Any]], merged: Sequence[str] = (), sheets_before: Sequence[str] = ()) -> bytes:
    """A workbook whose sheet "List" holds the rows, after empty sheets of other names."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "List"
    for number, name in enumerate(sheets_before):
        book.create_sheet(name, number)
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def packed(members: dict[str, bytes | str]) -> bytes:
    """A ZIP file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


def ods(rows: Iterable[Sequence[str]], merged_cell: str = "", manifest: str = "") -> bytes:
    """An OpenDocument spreadsheet; `merged_cell` is the XML of one more cell at the end."""
    cells = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in row)
        + "</table:table-row>"
        for row in rows
    )
    content = ODS_HEAD + cells + (f"<table:table-row>{merged_cell}</table:table-row>" if merged_cell else "") + ODS_TAIL
    plain = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return packed({"mimetype": ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": manifest or plain})


def changed(data: bytes, member: str, old: str, new: str) -> bytes:
    """A ZIP file with other text in one member; the text must occur."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
        text = archive.read(member).decode()
    assert old in text
    return packed(members | {member: text.replace(old, new)})


def garbled(data: bytes) -> bytes:
    """A ZIP file whose directory is sound, and whose largest member cannot be unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        largest = max(archive.infolist(), key=lambda member: member.compress_size)
    begin = data.index(largest.filename.encode(), largest.header_offset) + len(largest.filename)
    return data[:begin] + b"\xff" * largest.compress_size + data[begin + largest.compress_size :]
