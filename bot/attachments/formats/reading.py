"""Chooses the reader of a file by its first bytes."""

from __future__ import annotations

import codecs

from bot.attachments.formats import compound, package
from bot.attachments.formats.compound import CompoundReader
from bot.attachments.formats.kinds import FAMILIES, Family, Fault, Reader
from bot.attachments.formats.package import PackageReader
from bot.attachments.formats.pdf import PdfReader
from bot.attachments.formats.plain import ARCHIVES, KnownFormat, TextReader, picture_of

# The number of first bytes that `reader_of` needs.
HEAD_BYTES = 1024
# Some programs write an empty line before a PDF, or a mark of the encoding.
BEFORE_PDF = b" \t\r\n\0"


def reader_of(head: bytes, ending: str) -> Reader:
    """Return the reader of a file that begins with these bytes and whose name has this ending ("" if it has none).

    Feed the reader from the file's first byte on.
    """
    family = FAMILIES.get(ending)
    picture = picture_of(head)
    if picture is not None:
        return KnownFormat(picture)
    if head.removeprefix(codecs.BOM_UTF8).lstrip(BEFORE_PDF).startswith(b"%PDF-"):
        return PdfReader()
    if head.startswith(package.SIGNATURE):
        return PackageReader()
    if head.startswith(compound.SIGNATURE):
        return CompoundReader(family)
    if head.startswith(ARCHIVES):
        return KnownFormat(Fault.archive)
    return TextReader(ending) if family is Family.text else KnownFormat(Fault.disguised)
