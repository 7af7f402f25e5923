"""Every screen that can come, as a page: one h1, its lists with their numbers, every choice a button."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from bot.every_screen import every_screen
from bot.web.pages import Draft, Pages
from bot.wording import Wording
from flows.dialogue import Aside, Heading, Listing, Phrase, Screen, phrase
from flows.standard.loader import shipped

VOID = frozenset({"meta", "link", "input"})
DRAFT = Draft(token="t", is_known=True)


class Outline(HTMLParser):
    """The elements of a page, and whether every one is closed where it must be."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def attributes(self, tag: str, name: str) -> list[str]:
        """The values of one attribute of all elements of one kind."""
        return [value for found, attrs in self.found if found == tag and (value := attrs.get(name)) is not None]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_screen_is_a_whole_page(wording: Wording, language: str) -> None:
    pages = Pages(wording)
    seen: set[tuple[str, bool]] = set()
    notice = phrase("notice-reason-long", most=200, count=4096)
    for screen in (shown for bare in every_screen(shipped(), language) for shown in (bare, bare.noticing(notice))):
        kind = (screen.name, screen.notice is None)
        if kind in seen:
            continue
        seen.add(kind)
        outline = Outline(pages.screen(screen, None, DRAFT))
        tags = [tag for tag, _ in outline.found]
        assert outline.open == []
        assert tags.count("h1") == 1
        ids = [attrs["id"] for _, attrs in outline.found if "id" in attrs and not (attrs["id"] or "").startswith("line-")]
        assert len(ids) == len(set(ids)), screen.name
        offered = {reply.encode() for reply in screen.replies}
        assert {value for value in outline.attributes("button", "value") if "|" in value} == offered


def test_a_list_keeps_its_numbers_where_a_line_has_no_words(wording: Wording) -> None:
    listing = Listing((Phrase("choice-quick"), Phrase("nothing-here", optional=True), Phrase("choice-full")), first=0)
    screen = Screen("any", 1, "en", (Heading(Phrase("web-title")), listing), ())
    html = Pages(wording).screen(screen, None, DRAFT)
    assert '<span class="number">0</span>' in html
    assert '<span class="number">1</span>' not in html
    assert '<span class="number">2</span>' in html


def test_a_screen_without_a_heading_still_has_one(wording: Wording) -> None:
    screen = Screen("any", 1, "en", (Aside(Phrase("disclaimer")),), ())
    outline = Outline(Pages(wording).screen(screen, None, DRAFT))
    assert [tag for tag, _ in outline.found].count("h1") == 1
