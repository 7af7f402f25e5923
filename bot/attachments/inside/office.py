"""Looks into the parts of a ZIP package: today's Office documents, OFD, and packages inside them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from xml.parsers.expat import ExpatError

from bot.attachments.formats.compound import SIGNATURE as COMPOUND
from bot.attachments.formats.kinds import REFUSED, Fault
from bot.attachments.formats.package import CONTENT_TYPES, MACROS_IN_NAMES, MACROS_IN_TYPES, UNREADABLE
from bot.attachments.formats.package import SIGNATURE as PACKAGE
from bot.attachments.inside.budget import Budget, TooMuch
from bot.attachments.inside.contents import Inside
from bot.attachments.inside.office_xml import may_matter, read_part
from bot.attachments.inside.old_office import look_into_compound

PIECE_BYTES = 64 * 1024
# What Office writes; other ways of packing are not unpacked, by Office neither.
PACKED_AS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ACTIVE_CONTROLS = "activex"
CONNECTIONS = "connections.xml"
OFD_ATTACHMENTS = "attachments.xml"
# Endings of files that a computer runs or unpacks. No Office program puts one into a document without being asked to.
RUN = frozenset(
    (
        *(
            "ade",
            "app",
            "application",
            "bat",
            "chm",
            "cmd",
            "com",
            "cpl",
            "dll",
            "exe",
            "gadget",
            "hta",
            "inf",
            "jar",
            "jnlp",
            "js",
        ),
        *("jse", "lnk", "mde", "msc", "msh", "msi", "msp", "mst", "pif", "ps1", "psm1", "py", "reg", "scf", "scr", "sct", "sh"),
        *("settingcontent-ms", "url", "vb", "vbe", "vbs", "wsc", "wsf", "wsh", "xll"),
        *(ending for ending, fault in REFUSED.items() if fault in (Fault.archive, Fault.macros)),
    )
)


def look_into_package(data: bytes, budget: Budget) -> frozenset[Inside]:
    """Return what is found in a package and in what is packed inside it."""
    found: set[Inside] = set()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                found |= _look_at_name(entry.filename.lower())
                if entry.compress_type not in PACKED_AS:
                    found.add(Inside.unread)
                    continue
                found |= _look_into_part(entry.filename.lower(), _content(archive, entry, budget), budget)
    except (TooMuch, *UNREADABLE):
        found.add(Inside.unread)
    return frozenset(found)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> bytes:
    """Return a part, or only its beginning if it is a picture or the like. Raises TooMuch."""
    content = bytearray()
    with archive.open(entry) as part:
        while piece := part.read(PIECE_BYTES):
            budget.spend(len(piece))
            content += piece
            if not _is_looked_at(bytes(content[:PIECE_BYTES])):
                break
    return bytes(content)


def _is_looked_at(head: bytes) -> bool:
    """Return whether a part that begins with these bytes is XML, or a file of its own."""
    return head.startswith((PACKAGE, COMPOUND)) or _is_xml(head)


def _is_xml(head: bytes) -> bool:
    # A mark of the encoding, white space, or the zeros of UTF-16 may come before or after the first character.
    return head[:64].strip(b"\xef\xbb\xbf\xfe\xff\0 \t\r\n").startswith(b"<")


def _look_at_name(name: str) -> frozenset[Inside]:
    found = set()
    if any(word in name for word in MACROS_IN_NAMES):
        found.add(Inside.macros)
    if ACTIVE_CONTROLS in name:
        found.add(Inside.scripts)
    if name.rpartition(".")[2] in RUN:
        found.add(Inside.programs)
    if name.endswith(CONNECTIONS):
        found.add(Inside.remote)
    if name.endswith(OFD_ATTACHMENTS):
        found.add(Inside.attached)
    return frozenset(found)


def _look_into_part(name: str, content: bytes, budget: Budget) -> frozenset[Inside]:
    if content.startswith(PACKAGE):
        return _look_deeper(look_into_package, content, budget)
    if content.startswith(COMPOUND):
        return _look_deeper(look_into_compound, content, budget)
    if not _is_xml(content):
        return frozenset()
    if name == CONTENT_TYPES:
        lowered = content.replace(b"\0", b"").lower()
        return frozenset({Inside.macros}) if any(word.encode() in lowered for word in MACROS_IN_TYPES) else frozenset()
    if not may_matter(content):
        return frozenset()
    try:
        return read_part(content)
    except (ExpatError, ValueError):
        return frozenset({Inside.unread})


def _look_deeper(look: Callable[[bytes, Budget], frozenset[Inside]], content: bytes, budget: Budget) -> frozenset[Inside]:
    budget.deeper()
    found = look(content, budget)
    budget.back()
    return found | {Inside.objects}
