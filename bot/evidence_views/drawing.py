"""Draws the pages of a file as PNG with the typesetter: decoded, turned upright and encoded again, without place and device."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typst

from bot.attachments.formats.kinds import JPEG, PDF, PNG, WEBP
from bot.evidence_views.answer import Answer
from bot.evidence_views.faults import ViewFault
from bot.evidence_views.limits import LONGER_SIDE, PAGES_COUNTED, PICTURES_BYTES

# What the typesetter calls the media types that it can place. It goes by this name, not by what a file looks like.
FORMATS = {PDF.media_type: "pdf", JPEG.media_type: "jpg", PNG.media_type: "png", WEBP.media_type: "webp"}
# One point is one pixel.
PIXELS_AN_INCH = 72.0
LOCKED, NO_PAGE = "encrypted", "does not exist"
SOURCE = """
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#context {{
  let picture(..size) = image("{name}", format: "{format}", {page} ..size)
  let natural = measure(picture())
  {drawn}
}}
"""
FITTED = """let scale = calc.min({side}pt / natural.width, {side}pt / natural.height)
  picture(width: calc.max(1pt, natural.width * scale), height: calc.max(1pt, natural.height * scale), fit: "stretch")"""
LOOKED_AT = "box(width: 1pt, height: 1pt)"


class Unreadable(Exception):
    """A file, or a page of it, that cannot be drawn."""

    def __init__(self, fault: ViewFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def draw(path: Path, media_type: str, first: int, count: int) -> Answer:
    """Return the pictures of `count` pages from page `first` (1 is the first); fewer, if they are large or the file ends."""
    try:
        sheets = Sheets(path, FORMATS[media_type])
        pages = sheets.count()
        if not 1 <= first <= pages:
            return Answer(fault=ViewFault.no_such_page)
        last = min(first + count - 1, pages)
        pictures = tuple(_that_fit(sheets.picture(page) for page in range(first, last + 1)))
        return Answer(pictures, pages, has_more=pages == PAGES_COUNTED and sheets.has(pages + 1))
    except Unreadable as error:
        return Answer(fault=error.fault)
    except MemoryError:
        return Answer(fault=ViewFault.too_heavy)


def _that_fit(pictures: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for picture in pictures:
        size += len(picture)
        yield picture
        if size > PICTURES_BYTES:
            return


class Sheets:
    """The pages of one file. A picture has one."""

    def __init__(self, path: Path, format_name: str) -> None:
        self._name = path.name
        self._format = format_name
        no_fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[])
        self._compiler = typst.Compiler(root=str(path.parent), font_paths=no_fonts, ignore_system_fonts=True)

    def picture(self, page: int) -> bytes:
        """Return a page as PNG. Raises Unreadable."""
        return self._compiled(page, FITTED.format(side=LONGER_SIDE))

    def has(self, page: int) -> bool:
        """Return whether there is such a page. Raises Unreadable for a file that cannot be read at all."""
        try:
            self._compiled(page, LOOKED_AT)
        except Unreadable as error:
            if error.fault is not ViewFault.no_such_page:
                raise
            return False
        return True

    def count(self) -> int:
        """Return the number of pages, PAGES_COUNTED at most. Raises Unreadable."""
        if self._format != "pdf":
            return 1
        low, high = 0, 1
        while high <= PAGES_COUNTED and self.has(high):
            low, high = high, high * 2
        high = min(high, PAGES_COUNTED + 1)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.has(middle) else (low, middle)
        return low

    def _compiled(self, page: int, drawn: str) -> bytes:
        number = f"page: {page}," if self._format == "pdf" else ""
        source = SOURCE.format(name=f"/{self._name}", format=self._format, page=number, drawn=drawn)
        try:
            made = self._compiler.compile(source.encode(), format="png", ppi=PIXELS_AN_INCH)
        except RuntimeError as error:
            raise Unreadable(_fault(str(error))) from error
        if not isinstance(made, bytes):
            raise Unreadable(ViewFault.damaged)
        return made


def _fault(said: str) -> ViewFault:
    """Return the fault that the typesetter's own words mean."""
    if LOCKED in said:
        return ViewFault.locked
    return ViewFault.no_such_page if NO_PAGE in said else ViewFault.damaged
