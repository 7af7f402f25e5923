"""How much of one chat is in hand at once: a person who floods waits behind herself, and never in front of others."""

from __future__ import annotations

from collections.abc import Hashable
from enum import Enum

# Fast fingers on two devices have three or four taps on their way; a program has hundreds.
AT_ONCE = 8


class Entry(Enum):
    """What becomes of an update: it is handled; it is not, and the person is told; it is not, and she has been told."""

    HANDLED = "handled"
    TOLD = "told"
    DROPPED = "dropped"


class Crowd:
    """Counts what is in hand of each chat. Pure; its memory is what is in hand, and no more."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._at_once = at_once
        self._in_hand: dict[Hashable, int] = {}
        self._told: set[Hashable] = set()

    def enter(self, chat: Hashable) -> Entry:
        """Ask for every update. Where it is HANDLED, `leave` has to follow."""
        in_hand = self._in_hand.get(chat, 0)
        if in_hand < self._at_once:
            self._in_hand[chat] = in_hand + 1
            return Entry.HANDLED
        if chat in self._told:
            return Entry.DROPPED
        self._told.add(chat)
        return Entry.TOLD

    def leave(self, chat: Hashable) -> None:
        """One update of the chat is done; when none is left, the chat is forgotten."""
        left = self._in_hand[chat] - 1
        if left:
            self._in_hand[chat] = left
        else:
            del self._in_hand[chat]
            self._told.discard(chat)

    def __len__(self) -> int:
        """How many chats are in hand."""
        return len(self._in_hand)
