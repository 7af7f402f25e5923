"""What a sent file is, by its name, its size and its bytes: never run, never shown, and refused where these do not agree."""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from dataclasses import dataclass

from flows.dialogue import Attachment, Phrase, phrase
from flows.interview.proving import FILE_AT_MOST_MB
from flows.lines import in_short

MB = 1024 * 1024
SIZE_AT_MOST = FILE_AT_MOST_MB * MB
NAME_AT_MOST = 200
HEAD_BYTES = 1024
DEFAULT_STEM = "evidence"
ENCODINGS = ("utf-8", "gb18030", "utf-16")
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# Not allowed in a file's name on one system or another.
FORBIDDEN_IN_NAMES = re.compile(r'[<>:"|?*]')
# With a letter in it: "plan v1.2" has none.
ENDING = re.compile(r"\.(?=[0-9]*[A-Za-z])([A-Za-z0-9]{1,8})$")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is taken: its media type, its ending, and its family, within which a name may have another ending."""

    media_type: str
    ending: str
    family: str


PDF = Kind("application/pdf", "pdf", "pdf")
JPEG = Kind("image/jpeg", "jpg", "picture")
PNG = Kind("image/png", "png", "picture")
WEBP = Kind("image/webp", "webp", "picture")
HEIC = Kind("image/heic", "heic", "picture")
TEXT = Kind("text/plain", "txt", "text")
CSV = Kind("text/csv", "csv", "text")
OOXML = "application/vnd.openxmlformats-officedocument."
# What the names of the parts inside say of a package, and of an older Office file, where they are written in UTF-16.
PACKAGES = {
    b"word/document.xml": Kind(f"{OOXML}wordprocessingml.document", "docx", "word"),
    b"xl/workbook.xml": Kind(f"{OOXML}spreadsheetml.sheet", "xlsx", "sheet"),
    b"ppt/presentation.xml": Kind(f"{OOXML}presentationml.presentation", "pptx", "slides"),
}
CONTENT_TYPES, MACROS = b"[Content_Types].xml", b"vbaProject.bin"
OLDER = {
    "WordDocument".encode("utf-16-le"): Kind("application/msword", "doc", "word"),
    "Workbook".encode("utf-16-le"): Kind("application/vnd.ms-excel", "xls", "sheet"),
    "PowerPoint Document".encode("utf-16-le"): Kind("application/vnd.ms-powerpoint", "ppt", "slides"),
}
MARKERS = (CONTENT_TYPES, MACROS, *PACKAGES, *OLDER)
OVERLAP = max(map(len, MARKERS)) - 1
FAMILIES = {
    "pdf": "pdf",
    **dict.fromkeys(("jpg", "jpeg", "png", "webp", "heic", "heif"), "picture"),
    **dict.fromkeys(("doc", "docx"), "word"),
    **dict.fromkeys(("xls", "xlsx"), "sheet"),
    **dict.fromkeys(("ppt", "pptx"), "slides"),
    **dict.fromkeys(("txt", "csv"), "text"),
}


class Unfit(Exception):
    """A file that is not taken, with the phrase that says why; nothing of it is kept."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(why.key)
        self.why = why


class Inspection:
    """Reads a file once, chunk by chunk, in bounded memory: its size, its hash, and what its bytes say it is."""

    def __init__(self, name: str, size: int | None = None) -> None:
        """`size` is what its sender says; raises Unfit before a byte is read where name or size cannot be taken."""
        self.name = cleaned(name)
        ending = ending_of(self.name)
        if ending and ending not in FAMILIES:
            raise Unfit(phrase("file-unfit"))
        self.size = 0
        self._hash = hashlib.sha256()
        self._head = b""
        self._tail = b""
        self._found: set[bytes] = set()
        self._is_text = FAMILIES.get(ending) == "text"
        self._readers = [(name, codecs.getincrementaldecoder(name)()) for name in ENCODINGS if self._is_text]
        self._check_size(size or 0)

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes. Raises Unfit as soon as there are too many."""
        self.size += len(chunk)
        self._check_size(self.size)
        self._hash.update(chunk)
        if len(self._head) < HEAD_BYTES:
            self._head += chunk[: HEAD_BYTES - len(self._head)]
        window = self._tail + chunk
        self._found |= {marker for marker in MARKERS if marker in window}
        self._tail = window[-OVERLAP:]
        self._readers = [(name, reader) for name, reader in self._readers if _reads(reader, chunk)]

    def finished(self, place: str) -> Attachment:
        """The whole file as it is remembered, kept at `place`. Raises Unfit where it is empty or not what its name says."""
        if not self.size:
            raise Unfit(phrase("file-empty"))
        ending = ending_of(self.name)
        kind = self._kind(ending)
        if kind is None or (ending and FAMILIES[ending] != kind.family):
            raise Unfit(phrase("file-disguised", name=in_short(self.name)) if ending else phrase("file-unfit"))
        name = self.name if ending else shortened(f"{self.name}.{kind.ending}")
        return Attachment(name, self.size, kind.media_type, self._hash.hexdigest(), place)

    def _kind(self, ending: str) -> Kind | None:
        head = self._head
        if head.removeprefix(codecs.BOM_UTF8).startswith(b"%PDF-"):
            return PDF
        if head.startswith(b"\xff\xd8\xff"):
            return JPEG
        if head.startswith(b"\x89PNG\r\n\x1a\n"):
            return PNG
        if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
            return WEBP
        if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
            return HEIC
        if head.startswith(b"PK\x03\x04"):
            return self._package()
        if head.startswith(OLE):
            return next((kind for marker, kind in OLDER.items() if marker in self._found), None)
        return self._text(ending) if self._is_text else None

    def _package(self) -> Kind | None:
        """A document of today's Office without macros; any other archive is not looked into and not taken."""
        if CONTENT_TYPES not in self._found or MACROS in self._found:
            return None
        return next((kind for marker, kind in PACKAGES.items() if marker in self._found), None)

    def _text(self, ending: str) -> Kind | None:
        """Plain text, no script."""
        fitting = {name for name, reader in self._readers if _reads(reader, b"", final=True)}
        # UTF-16 fits almost anything, and counts only where it says so itself.
        if not self._head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            fitting.discard("utf-16")
        if not fitting or self._head.startswith((b"#!", b"MZ")):
            return None
        return CSV if ending == "csv" else TEXT

    def _check_size(self, size: int) -> None:
        if size > SIZE_AT_MOST:
            # Rounded up, so that a file just over the limit does not read as one that keeps it.
            raise Unfit(phrase("file-too-big", size=-(-size // MB), most=FILE_AT_MOST_MB))


def cleaned(name: str) -> str:
    """A name that can be shown and stored: its last part, without control or turning marks, at most 200 characters."""
    text = unicodedata.normalize("NFC", name)
    text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    last = " ".join(FORBIDDEN_IN_NAMES.sub("_", re.split(r"[/\\]", text)[-1]).split()).strip(". ")
    found = ENDING.search(last)
    ending = found[0].lower() if found else ""
    stem = last[: len(last) - len(ending)].rstrip(". ")
    return shortened((stem if any(c.isalnum() for c in stem) else DEFAULT_STEM) + ending)


def shortened(name: str) -> str:
    """A name of at most NAME_AT_MOST characters that keeps its ending."""
    found = ENDING.search(name)
    ending = found[0] if found else ""
    return name if len(name) <= NAME_AT_MOST else name[: NAME_AT_MOST - len(ending) - 1].rstrip() + "…" + ending


def ending_of(name: str) -> str:
    """The ending of a cleaned name in small letters, without its dot; "" where there is none."""
    found = ENDING.search(name)
    return found[1].lower() if found else ""


def _reads(reader: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> bool:
    """Whether these bytes go on being text in one encoding, without control characters."""
    try:
        return not CONTROLS.search(reader.decode(chunk, final))
    except UnicodeError:
        return False
