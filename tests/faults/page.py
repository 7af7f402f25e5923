"""A page as a browser without eyes reads it: its buttons, its words, its fields; and whether it is the one expected."""

from __future__ import annotations

import html
import re
import time
from dataclasses import dataclass

from bot.words.wording import Wording
from flows.dialogue import Phrase, Reply
from flows.interview.screen_index import screen_of
from flows.interview.session import Session
from flows.screen import Block, Listing, Progress, Trend
from flows.standard.model import Standard
from tests.faults.clock import Clock, days_of
from tests.faults.expected_cards import LINGERS_S, Card

BUTTON = re.compile(r'<button name="reply" value="([^"]*)"')
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
TYPING = re.compile(r'<form id="type" method="post" action="([^"]*)"')
TAG = re.compile(r"<[^>]*>")
BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page offers: a card of its buttons and words, the fields of its forms, and where a typed line or a file goes to
    ("" if the screen does not ask for one)."""

    card: Card
    fields: dict[str, str]
    typing: str
    takes_file: bool


def page_of(text: str) -> Page | None:
    """Read a page; None where it has no buttons."""
    replies = [Reply.decode(html.unescape(value)) for value in BUTTON.findall(text)]
    if not replies or None in replies:
        return None
    typing = TYPING.search(text)
    words = BLANK.sub("", html.unescape(TAG.sub("", text)))
    card = Card(0, words, (), tuple(reply for reply in replies if reply is not None))
    fields = {name: html.unescape(value) for name, value in HIDDEN.findall(text)}
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
        for screen in (screen_of(standard, session, view, day) for day in days):
            if screen is None or set(card.replies) != set(screen.replies):
                continue
            if all(words in card.text for block in screen.blocks for words in self._words(block, screen.language)):
                return True
        return False

    def _words(self, block: Block, language: str) -> list[str]:
        match block:
            case Progress():
                return []
            case Listing(items):
                return [self._say(item, language) for item in items]
            case Trend(text):
                return [self._say(text, language)]
            case _:
                return [self._say(block.text, language)]

    def _say(self, words: Phrase, language: str) -> str:
        return BLANK.sub("", self._wording.say(words, language))
