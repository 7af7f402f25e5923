"""What a card looks like, and whether it is the one that `flows` would show."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.drawings.trend_chart import trend_lines
from bot.telegram.outgoing.card_text import keyboard
from bot.words.wording import Wording
from flows.dialogue import Phrase, Reply
from flows.interview.screen_index import screen_of
from flows.interview.session import Session
from flows.profile import Profile
from flows.screen import Block, Commands, Folded, Ladder, Listing, Rows, Screen, Trend
from flows.standard.model import Standard
from tests.faults.clock import Clock, days_of

# A card that Telegram refuses at first is shown up to so much later than it was made.
LINGERS_S = 60.0


@dataclass(frozen=True, slots=True)
class Card:
    """A message with buttons, as it was when it was shown."""

    message_id: int
    text: str
    data: tuple[str, ...]
    replies: tuple[Reply, ...]

    @property
    def turn(self) -> int:
        """The turn that its buttons were made on."""
        return self.replies[0].turn

    @property
    def is_reminder(self) -> bool:
        """Whether nobody asked for it."""
        return self.replies[0].view == "reminder"


def card_of(message: dict[str, Any]) -> Card | None:
    """The card of a Message object; None if it has no buttons."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    data = tuple(button["callback_data"] for row in rows for button in row)
    if not data:
        return None
    return Card(message["message_id"], " ".join(message.get("text", "").split()), data, tuple(map(_reply, data)))


@lru_cache(maxsize=100_000)
def _reply(data: str) -> Reply:
    """Return what a button says. Raises AssertionError if it is not written our way."""
    reply = Reply.decode(data)
    assert reply is not None
    assert reply.encode() == data
    return reply


class ExpectedCards:
    """Reads cards with the words of the locales."""

    def __init__(self, wording: Wording, clock: Clock) -> None:
        self._wording = wording
        self._clock = clock
        self._say = lru_cache(maxsize=50_000)(self._said)

    def shows(self, card: Card, standard: Standard, session: Session, view: str) -> bool:
        """Return whether a card shows where the respondent is: the same buttons in order, and the words of every block in order.

        Much that is shown depends on the day; the card may have been made on any that the bot's clock has shown just now.
        """
        days = days_of(self._clock.hours(time.time() - LINGERS_S), session.timezone)
        return any(self._shows(card, screen_of(standard, session, view, day)) for day in days)

    def _shows(self, card: Card, screen: Screen | None) -> bool:
        # The way back to cleared ticks comes with a notice, which only the card right after the tap has.
        replies = tuple(
            reply for reply in card.replies if not (reply.view.startswith("recorded.") and reply.view.count(".") > 1)
        )
        if screen is None or replies != tuple(choice.reply for row in keyboard(screen) for choice in row):
            return False
        at = 0
        for block in screen.blocks:
            for words in self._words(block, screen.language):
                found = card.text.find(words, at)
                if found < 0:
                    return False
                at = found + len(words)
        return True

    def _words(self, block: Block, language: str) -> list[str]:
        match block:
            case Ladder(question=question, hint=hint, rungs=rungs):
                return [self._say(words, language) for words in (question, *rungs, hint)]
            case Commands(names):
                return [self._say(Phrase(f"help-{name}"), language) for name in names]
            case Rows(items):
                return [self._say(row.name, language) for row in items]
            case Listing(items):
                return [self._say(item, language) for item in items]
            case Profile(domains=bars):
                return [self._say(words, language) for words in (bar.text for bar in bars)]
            case Folded(title, blocks):
                inside = [] if block.apart else [words for part in blocks for words in self._words(part, language)]
                return [self._say(title, language), *inside] if not block.apart else []
            case Trend(text):
                return [self._say(text, language), *(" ".join(line.split()) for line in trend_lines(block))]
            case _:
                return [self._say(block.text, language)]

    def _said(self, words: Phrase, language: str) -> str:
        return " ".join(self._wording.say(words, language).split())
