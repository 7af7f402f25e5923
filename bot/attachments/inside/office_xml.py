"""Reads the XML of one part of an Office document for what it makes Office do when the document is opened.

The elements are those of ECMA-376: relationships (part 2, 9.3), fields (part 1, 17.16), actions of slides (21.1.2.3.5), links
to other programs (18.14.4) and formulas (18.3.1.40). Their prefixes are free, so only what comes after the colon counts.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from bot.attachments.formats.package import parse
from bot.attachments.inside.contents import Inside

# What a part must have to matter here. Characters written as numbers, and two bytes for each, could hide it.
MATTERS = re.compile(
    rb"External|instrText|fldSimple|ppaction|ddeLink|WEBSERVICE|IMAGE\s*\(|altChunk|&#|<!DOCTYPE|\0", re.IGNORECASE
)
ENCODING = re.compile(rb"""encoding\s*=\s*["']([^"']*)""", re.IGNORECASE)
DECLARED_WITHIN = 200
# In these a character of ASCII is the byte that it always is.
PLAIN_ENCODINGS = (b"utf-8", b"us-ascii", b"iso-8859-1")
PROGRAM_FIELDS = frozenset({"DDE", "DDEAUTO"})
PROGRAM_ACTIONS = ("ppaction://program", "ppaction://macro", "ppaction://ole")
CALLS_OUT = re.compile(r"WEBSERVICE\s*\(|(?<![A-Z])IMAGE\s*\(", re.IGNORECASE)
# Relationships that wait for a click, or for a person who says yes.
CLICKED = "hyperlink"
ASKED_FIRST = ("image", "audio", "video", "media", "externallinkpath", "externallinklongpath")
HERE = re.compile(r"(?:file:/{0,3})?[a-z][:|][\\/]|file:///(?![\\/])", re.IGNORECASE)
NETWORK_FOLDER = re.compile(r"(?:file:)?(?:[\\/]{2}|[\\/]{4,})", re.IGNORECASE)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)


def may_matter(content: bytes) -> bool:
    """Return whether a part has to be read: whether it names anything that is looked for, or could hide that it does."""
    declared = ENCODING.search(content, 0, DECLARED_WITHIN)
    if declared is not None and declared[1].lower() not in PLAIN_ENCODINGS:
        return True
    return MATTERS.search(content) is not None


def read_part(content: bytes) -> frozenset[Inside]:
    """Return what is found in a part. Raises ExpatError, and ValueError for a document type."""
    reader = PartReader()
    parse(content, reader.on_element, reader.on_end, reader.on_text)
    return frozenset(reader.found)


class PartReader:
    """Takes the elements of a part."""

    def __init__(self) -> None:
        self.found: set[Inside] = set()
        # The words of the fields that are open, the innermost last.
        self._fields: list[str] = [""]
        self._text: list[str] = []

    def on_element(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        element, given = _local(name), {_local(key).lower(): value for key, value in attributes.items()}
        self._text = []
        if element == "Relationship" and given.get("targetmode", "").lower() == "external":
            self._take_relationship(given.get("type", ""), given.get("target", ""))
        elif element == "fldSimple":
            self._take_field(given.get("instr", ""))
        elif element == "fldChar":
            self._take_mark(given.get("fldchartype", ""))
        elif element == "ddeLink":
            self.found.add(Inside.programs)
        elif element == "altChunk":
            self.found.add(Inside.objects)
        if given.get("action", "").lower().startswith(PROGRAM_ACTIONS):
            self.found.add(Inside.programs)

    def on_text(self, text: str) -> None:
        """Take text of the element that is open."""
        self._text.append(text)

    def on_end(self, name: str) -> None:
        """Take the end of an element, whose text is complete now."""
        element, text = _local(name), "".join(self._text)
        self._text = []
        if element == "instrText":
            self._fields[-1] += text
        elif element in ("f", "definedName", "formula", "formula1", "formula2") and CALLS_OUT.search(text):
            self.found.add(Inside.remote)
        elif element in ("p", "document", "body"):
            # A damaged field may have no end.
            self._take_field(self._fields[-1])

    def _take_mark(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append("")
        elif kind in ("separate", "end"):
            self._take_field(self._fields[-1])
            if kind == "end" and len(self._fields) > 1:
                self._fields.pop()

    def _take_field(self, words: str) -> None:
        first = words.replace('"', " ").split(maxsplit=1)[:1]
        if first and first[0].upper() in PROGRAM_FIELDS:
            self.found.add(Inside.programs)

    def _take_relationship(self, kind: str, target: str) -> None:
        kind, target = kind.rpartition("/")[2].lower(), unquote(target).strip()
        if kind == CLICKED or not _is_elsewhere(target):
            return
        is_asked_first = kind in ASKED_FIRST or kind.startswith("xl")
        # To fetch a picture from a network folder gives the reader's sign-in away.
        gives_away = kind == "image" and NETWORK_FOLDER.match(target) is not None
        self.found.add(Inside.remote if is_asked_first and not gives_away else Inside.loads)


def _is_elsewhere(target: str) -> bool:
    """Return whether a target is not on the computer of the person who opens the document."""
    if HERE.match(target):
        return False
    return NETWORK_FOLDER.match(target) is not None or SCHEME.match(target) is not None


def _local(name: str) -> str:
    return name.rpartition(":")[2]
