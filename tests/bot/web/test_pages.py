"""Every screen that can come, as a page: one h1, its lists with their numbers, every choice a button."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from bot.checks.all_screens import every_screen
from bot.web.pages import PageContext, Pages
from bot.words.wording import Wording
from flows.dialogue import Phrase, phrase
from flows.screen import Aside, Heading, Listing, Paragraph, Screen
from flows.standard.loader import shipped

VOID = frozenset({"meta", "link", "input"})
DRAFT = PageContext(token="t", is_known=True)


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


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_ends_within_a_star_or_a_number_with_hyphens(wording: Wording, language: str) -> None:
    low, high = (phrase("stars", star=star) for star in (0, 3))
    words = phrase("evidence-what", what="002-2023, 3-star, 2026-10-30")
    screen = Screen("x", 1, language, (Heading(phrase("result-range", low=low, high=high)), Paragraph(words)), ())
    html = Pages(wording).screen(screen, None, DRAFT)
    for whole in (wording.say(low, language), wording.say(high, language), "002-2023", "2026-10-30"):
        assert f'<span class="whole">{whole}</span>' in html
    assert html.count('class="whole"') == 4


def test_what_is_listed_as_buttons_is_told_from_the_ways_to_go(wording: Wording) -> None:
    pages = Pages(wording)
    kinds: dict[str, set[bool]] = {}
    for screen in every_screen(shipped(), "zh"):
        if screen.name.partition(".")[0] not in ("plan", "if", "answers", "steps", "proofs"):
            continue
        shown = Outline(pages.screen(screen, None, DRAFT)).found
        classes = [attrs["class"] or "" for tag, attrs in shown if tag == "button" and attrs.get("name") == "reply"]
        for choice, found in zip((choice for row in screen.rows for choice in row), classes, strict=True):
            kinds.setdefault(choice.label.key, set()).add("line" in found.split())
    assert {kinds[key] == {True} for key in ("plan-button", "if-unticked", "answer-line", "risk-management")} == {True}
    assert {kinds[key] == {False} for key in ("choice-later", "choice-to-plan", "choice-all-answers")} == {True}


def test_a_screen_without_a_heading_still_has_one(wording: Wording) -> None:
    screen = Screen("any", 1, "en", (Aside(Phrase("disclaimer")),), ())
    outline = Outline(Pages(wording).screen(screen, None, DRAFT))
    assert [tag for tag, _ in outline.found].count("h1") == 1
