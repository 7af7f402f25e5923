"""Looks at the directory of a packed spreadsheet (XLSX, ODS) before anything is unpacked."""

from __future__ import annotations

import io
import re
import zipfile

from bot.attachments.formats.package import UNREADABLE
from bot.roster.faults import FileFault, RosterFileRefused
from bot.roster.limits import MEMBERS, UNPACKED_BYTES

ENCRYPTED_FLAG = 1
XLSX, ODS = "xl/workbook.xml", "content.xml"
ODS_MANIFEST = "META-INF/manifest.xml"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
# Merged downwards in ODS, which our reader does not say.
ODS_MERGED = re.compile(rb'table:number-rows-spanned="(?!1")')


def open_package(data: bytes) -> zipfile.ZipFile:
    """Return the archive of a packed spreadsheet.

    Raises RosterFileRefused: it is not a spreadsheet, it is encrypted, or it declares more members or bytes than a roster
    needs. What it declares is held to: the standard library unpacks no more than that of a member.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except UNREADABLE as error:
        raise RosterFileRefused(FileFault.damaged) from error
    members = archive.infolist()
    if len(members) > MEMBERS or sum(member.file_size for member in members) > UNPACKED_BYTES:
        raise RosterFileRefused(FileFault.too_heavy)
    if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
        raise RosterFileRefused(FileFault.encrypted)
    names = {member.filename for member in members}
    if XLSX not in names:
        _require_ods(archive, names)
    return archive


def _require_ods(archive: zipfile.ZipFile, names: set[str]) -> None:
    if ODS not in names or "mimetype" not in names or not read_member(archive, "mimetype").startswith(ODS_TYPE):
        raise RosterFileRefused(FileFault.not_a_table)
    if ODS_MANIFEST in names and b"encryption-data" in read_member(archive, ODS_MANIFEST):
        raise RosterFileRefused(FileFault.encrypted)
    if ODS_MERGED.search(read_member(archive, ODS)):
        raise RosterFileRefused(FileFault.merged_unseen)


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the bytes of a member. Raises RosterFileRefused if it is damaged or missing."""
    try:
        return archive.read(name)
    except (KeyError, *UNREADABLE) as error:
        raise RosterFileRefused(FileFault.damaged) from error
