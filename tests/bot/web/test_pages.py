"""Every screen that can come, as a page: one h1, its lists with their numbers, every choice a button."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from bot.web.pages import PageContext, Pages
from bot.words.wording import Wording
from flows.dialogue import Choice, Phrase, Reply, phrase
from flows.screen import Aside, Folded, Heading, Listing, Paragraph, Rows, Screen
from flows.standard.loader import shipped
from tests.people.languages import LANGUAGES
from tests.people.page_replies import as_shown, encoded_replies
from tests.people.shipped_screens import ExampleScreens

VOID = frozenset({"meta", "link", "input"})
DRAFT = PageContext(token="t", is_known=True)


def said(screen: Screen) -> list[Phrase]:
    """What is said above a screen."""
    return [screen.notice] if screen.notice else []


def is_on_page(screen: Screen, choice: Choice) -> bool:
    """Whether a page shows a choice: what a question's address or its folded explanation does is left out, and the marks with ⁺,
    which the next page offers; lists with rows to tap need no screen apart, but mere choices are behind a link; a form asks for a step's day and person, boxes for a
    set of steps or criteria; and a page can send no reminders and shows no cards."""
    reply = choice.reply
    if screen.form is not None and reply.trigger in ("due", "assign"):
        return False
    if screen.checks and (
        reply.trigger in ("tick", "shows") or reply.value.partition(".")[0] in ("if", "met", "points", "shows")
    ):
        return False
    if reply.trigger == "rich" or (reply.trigger == "open" and reply.value in ("reminders", "rich")):
        return False
    links = [block for block in screen.blocks if isinstance(block, Folded) and block.apart and not block.blocks]
    behind = {it for fold in links for row in fold.rows for it in row}
    apart = {block.apart for block in screen.blocks if isinstance(block, Rows | Folded) and block not in links}
    if screen.answers is None:
        return choice not in apart | behind
    explains = choice.reply.trigger == "open" and choice.reply.value == "explain"
    return choice not in screen.answers.under_way and choice.reply.trigger != "back" and not explains


class Outline(HTMLParser):
    """The elements of a page, and whether each is closed in its place."""

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


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_is_a_whole_page(wording: Wording, examples: Callable[[str], ExampleScreens], language: str) -> None:
    pages = Pages(wording, shipped())
    seen: set[tuple[str, bool]] = set()
    notice = phrase("notice-reason-long", most=200, count=4096)
    for screen in (shown for bare in examples(language).one_of_each for shown in (bare, bare.noticing(notice))):
        kind = (screen.name, screen.notice is None)
        if kind in seen:
            continue
        seen.add(kind)
        html = pages.screen(screen, said(screen), DRAFT)
        outline = Outline(html)
        tags = [tag for tag, _ in outline.found]
        assert outline.open == []
        assert tags.count("h1") == 1
        ids = [attrs["id"] for _, attrs in outline.found if "id" in attrs]
        assert len(ids) == len(set(ids)), screen.name
        shown = {as_shown(reply) for text in encoded_replies(html) if (reply := Reply.decode(text))}
        assert shown == {as_shown(choice.reply) for choice in screen.choices if is_on_page(screen, choice)}


def test_a_list_keeps_its_numbers_where_a_line_has_no_words(wording: Wording) -> None:
    listing = Listing((Phrase("choice-quick"), Phrase("nothing-here", optional=True), Phrase("choice-full")), first=0)
    screen = Screen("any", 1, "en", (Heading(Phrase("web-title")), listing), ())
    html = Pages(wording, shipped()).screen(screen, [], DRAFT)
    assert '<span class="number">0</span>' in html
    assert '<span class="number">1</span>' not in html
    assert '<span class="number">2</span>' in html


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_ends_within_a_star_or_a_number_with_hyphens(wording: Wording, language: str) -> None:
    low, high = (phrase("stars", star=star) for star in (0, 3))
    words = phrase("evidence-what", what="002-2023, 3-star, 2026-10-30")
    screen = Screen("x", 1, language, (Heading(phrase("result-range", low=low, high=high)), Paragraph(words)), ())
    html = Pages(wording, shipped()).screen(screen, [], DRAFT)
    for whole in (wording.say(low, language), wording.say(high, language), "002-2023", "2026-10-30"):
        assert f'<span class="whole">{whole}</span>' in html
    assert html.count('class="whole"') == 4


def test_a_screen_without_a_heading_still_has_one(wording: Wording) -> None:
    screen = Screen("any", 1, "en", (Aside(Phrase("disclaimer")),), ())
    outline = Outline(Pages(wording, shipped()).screen(screen, [], DRAFT))
    assert [tag for tag, _ in outline.found].count("h1") == 1
