"""The pages of private links: the list of a person's own, and the page that a link opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import segno

from bot.conversation.elsewhere import Both
from bot.web.pages import Pages

# The usual level: a seventh of the code may be hidden. Readers need a quiet zone of four modules.
QR_LEVEL, QUIET_ZONE = "m", 4
RETURN_DAYS = 90


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link in the list of a person's own."""

    name: str
    made: date
    until: date
    used: date | None


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link that was just made."""

    address: str

    @property
    def qr_code(self) -> str:
        """Return the QR code of the address as an SVG picture in a data address: dark on white in every colour scheme."""
        code = segno.make(self.address, error=QR_LEVEL, micro=False)
        return code.svg_data_uri(border=QUIET_ZONE, scale=4, dark="#000", light="#fff")


@dataclass(frozen=True, slots=True)
class ReturnPage:
    """What the page of a person's own links shows.

    `is_alone` says that no other browser is signed in, `is_full` that no more links can be made.
    """

    language: str
    root: str
    token: str
    links: tuple[LinkLine, ...]
    places: int
    is_alone: bool
    made: MadeLink | None
    made_for_chat: MadeLink | None
    has_chat: bool
    is_full: bool


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """What the page of an opened link shows; `both` are the two self-checks to choose from, if there are two."""

    language: str
    root: str
    token: str
    both: Both | None
    renews: bool


class ReturnPages:
    """Renders the pages of links."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def own(self, page: ReturnPage) -> str:
        """Return the page of a person's own links."""
        return self._pages.render("return_links.html", page.language, page.root, page=page, days=RETURN_DAYS)

    def opened(self, page: OpenedPage) -> str:
        """Return the page that a link opens, or the one that asks which self-check to keep."""
        phrases = page.both.lines if page.both is not None else ()
        lines = [self._pages.said(line, page.language) for line in phrases]
        return self._pages.render("opened_link.html", page.language, page.root, page=page, lines=lines, days=RETURN_DAYS)

    def gone(self, language: str, root: str) -> str:
        """Return the one page for all links that do not work."""
        return self._pages.message("link-gone", language, root)
