"""A page as a program reads it: its buttons, its words, its fields; and whether it is the one expected."""

from __future__ import annotations

import html
import re
import time
from dataclasses import dataclass, replace
from datetime import date

from msgspec import structs

from bot.web.blocks import NOT_ON_PAGE, is_link
from bot.web.pages import is_left_out
from bot.web.text_pieces import pieces
from bot.words.wording import Wording
from flows.dialogue import Phrase, Reply
from flows.interview.screen_index import screen_of
from flows.interview.session import Session
from flows.profile import Profile
from flows.screen import Block, Commands, Folded, Ladder, Listing, Paragraph, Progress, Rows, Screen, Trend
from flows.standard.model import Standard
from flows.views import View
from tests.faults.clock import Clock, days_of
from tests.faults.expected_cards import LINGERS_S, Card
from tests.people.page_replies import as_shown, encoded_replies

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
TYPING = re.compile(r'<form id="type" method="post" action="([^"]*)"')
TAG = re.compile(r"<[^>]*>")
BLANK = re.compile(r"\s+")
# Where lines break changes no words.
NOWHERE = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page offers: a card of its buttons and words, the fields of its forms, and where a typed line or a file goes to
    ("" if the screen does not ask for one)."""

    card: Card
    fields: dict[str, str]
    typing: str
    takes_file: bool

    def on_turn(self, turn: int) -> Page:
        """The same page, with the turn that its controls do not say."""
        replies = tuple(structs.replace(reply, turn=turn) for reply in self.card.replies)
        return replace(self, card=replace(self.card, replies=replies))


def page_of(text: str) -> Page | None:
    """Read a page; None if it has no buttons."""
    replies = [Reply.decode(value) for value in encoded_replies(text)]
    if not replies or None in replies:
        return None
    typing = TYPING.search(text)
    words = BLANK.sub("", html.unescape(TAG.sub("", text)))
    card = Card(0, words, (), tuple(reply for reply in replies if reply is not None))
    # Simulated people read before they tap: how long ago the page was made is left out.
    fields = {name: html.unescape(value) for name, value in HIDDEN.findall(text) if name not in ("made", "reply")}
    return Page(card, fields, html.unescape(typing[1]) if typing else "", 'type="file"' in text)


class ExpectedPages:
    """Reads pages with the words of the locales."""

    def __init__(self, wording: Wording, clock: Clock) -> None:
        self._wording = wording
        self._clock = clock

    def shows(self, card: Card, standard: Standard, session: Session, view: str) -> bool:
        """Whether a page is just the view of where the person is: the same buttons, and every block's words.

        It may have been made on any day that the bot's clock has shown just now.
        """
        days = days_of(self._clock.hours(time.time() - LINGERS_S), session.timezone)
        for screen in (self._screen(card, standard, session, view, day) for day in days):
            if screen is None or not _offers(card, screen):
                continue
            if all(words in card.text for block in screen.blocks for words in self._words(block, screen.language)):
                return True
        return False

    def _screen(self, card: Card, standard: Standard, session: Session, view: str, day: date) -> Screen | None:
        """The screen that a page has to show: a question has an address, which its answers name as their view."""
        screen = screen_of(standard, session, view, day)
        if screen is None or screen.answers is None:
            return screen
        address = next((reply.view for reply in card.replies if reply.view.startswith(f"{View.question}.")), view)
        addressed = screen_of(standard, session, address, day)
        return addressed if addressed is not None and addressed.asks == screen.asks else None

    def _words(self, block: Block, language: str) -> list[str]:
        match block:
            case Paragraph(is_for_typing=True):
                return []  # a form asks instead
            case Progress():
                return []
            case Ladder(question=question, rungs=rungs):
                return [self._say(words, language) for words in (question, *rungs)]
            case Commands(names):
                return [self._say(Phrase(f"help-{name}"), language) for name in names if name not in NOT_ON_PAGE]
            case Rows(items):
                return [self._say(row.name, language) for row in items]
            case Listing(items):
                return [self._say(item, language) for item in items]
            case Profile(domains=bars):
                return [self._say(bar.name, language) for bar in bars]
            case Folded(title, blocks):
                return [self._say(title, language), *(words for part in blocks for words in self._words(part, language))]
            case Trend(text):
                return [self._say(text, language)]
            case _:
                return [self._say(block.text, language)]

    def _say(self, words: Phrase, language: str) -> str:
        """The words without blanks. A page names a command by what it does, because nobody can type one there."""
        parts = pieces(self._wording.say(words, language), NOWHERE)
        return BLANK.sub("", "".join(self._named(part.command, language) if part.command else part.text for part in parts))

    def _named(self, command: str, language: str) -> str:
        """What a command does. Beside a person's data a page offers the same data as a workbook."""
        named = self._wording.say(Phrase(f"command-{command}"), language)
        return named if command != "mydata" else f"{named} ({self._wording.say(Phrase('web-my-data-workbook'), language)})"


def _offers(card: Card, screen: Screen) -> bool:
    """Whether a page has the choices of a screen: all of them, or, of a question, every rung, and nothing that is not its own."""
    shown = {as_shown(reply) for reply in card.replies}
    if screen.answers is not None:
        return {choice.reply for choice in screen.answers.rungs} <= shown <= {as_shown(reply) for reply in screen.replies}
    links = [block for block in screen.blocks if isinstance(block, Folded) and is_link(block)]
    unseen = {choice for fold in links for row in fold.rows for choice in row}
    unseen |= {
        block.apart for block in screen.blocks if isinstance(block, Rows | Folded) and block not in links and block.apart
    }
    return shown == {
        as_shown(choice.reply) for choice in screen.choices if choice not in unseen and not is_left_out(screen, choice)
    }
