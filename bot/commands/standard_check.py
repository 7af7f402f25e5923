"""Checks every key, how it is written, and every screen's limits at Telegram (`xingjie standard check`)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from re import sub

from bot.checks.all_screens import TODAY, WIDEST, every_screen
from bot.checks.criteria import check_criteria
from bot.checks.keys import HOLE, Entries, check_words, entries_of
from bot.checks.similarity import check_similarity
from bot.checks.style import check_style
from bot.telegram.outgoing.card_text import SEPARATOR, keyboard, text_of
from bot.words.compiled import compile_all
from bot.words.files import Words, read_words
from bot.words.wording import LOCALES, BrokenWords, Echo, Wording
from flows.dialogue import Choice, Phrase, phrase
from flows.interview.evidence.dates import written_day
from flows.interview.phrases import some_names
from flows.screen import Screen
from flows.standard.model import Standard
from flows.typed_text import in_short

TEXT_AT_MOST = 4096  # UTF-16 units after parsing, https://core.telegram.org/bots/api#sendmessage
DATA_AT_MOST = 64  # bytes, https://core.telegram.org/bots/api#inlinekeyboardbutton
BUTTONS_AT_MOST = 100
ROW_AT_MOST = 8
# The keys of what can be said above a screen. A reminder that no message brought can be said as well.
SAID_ABOVE = ("refusal-", "notice-", "file-")
REMINDERS = ("notice-due", "notice-recheck")
# The room for what is put into such a sentence: a number or a day, and a name, which is shortened.
VALUE_UNITS = 20
NAME_UNITS = 2 * len(in_short(WIDEST * 200))
# A phone of 360 px: the room for words in a row of n buttons, and the width of characters at Telegram's size, in px.
ROW_PX, GAP_PX, PADDING_PX = 344, 4, 12
WIDE_PX, NARROW_PX = 14.5, 7.4


def check_all(standard: Standard, locales: Path = LOCALES) -> list[str]:
    """Return all faults, each with file or screen, key and cause. An empty list means that everything is in order.

    Screens are checked only if every key has its words.
    """
    words = read_words(locales)
    all_entries = {language: entries_of(files) for language, files in words.items()}
    keys = check_words(standard, words)
    written = [
        *check_style(all_entries, locales),
        *check_similarity(standard, all_entries),
        *check_criteria(standard, all_entries),
    ]
    if keys:
        return [*keys, *written]
    try:
        for language, files in words.items():
            compile_all(language, files)
        wording = _Remembering(words)
        return list(dict.fromkeys([*written, *_screens(standard, wording, all_entries)]))
    except BrokenWords as error:
        return [*written, str(error)]


class _Remembering(Wording):
    """The same words, with each phrase worked out once: thousands of screens say the same sentences."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self._worked_out: dict[tuple[Phrase, str, Echo | None], str] = {}

    def say(self, phrase: Phrase, language: str, echo: Echo | None = None) -> str:
        """Return the words of a phrase, as `Wording.say` does."""
        asked = phrase, language, echo
        words = self._worked_out.get(asked)
        if words is None:
            words = self._worked_out[asked] = super().say(*asked)
        return words


def _screens(standard: Standard, wording: Wording, all_entries: dict[str, Entries]) -> Iterator[str]:
    for language in wording.languages:
        above = _longest_notice(all_entries[language]) + _longest_reminder(standard, wording, language)
        for screen in every_screen(standard, language):
            for fault in _faults(screen, wording, above):
                yield f"{language}, screen {screen.name}: {fault}"


def _longest_notice(entries: Entries) -> int:
    """Return how long a sentence above a screen can be, with what separates it from the screen."""
    lengths = [
        text_length(reading) + reading.count(HOLE) * VALUE_UNITS + ("name" in entry.variables) * NAME_UNITS
        for key, entry in entries.items()
        if key.startswith(SAID_ABOVE) and key not in REMINDERS
        for reading in entry.readings
    ]
    return max(lengths) + len(SEPARATOR)


def _longest_reminder(standard: Standard, wording: Wording, language: str) -> int:
    """Return how long a reminder above a screen can be: of every step at once, those with the longest names first."""

    def length(said: Phrase) -> int:
        return text_length(wording.say(said, language))

    codes = sorted(standard.codes, key=lambda code: length(Phrase(code)), reverse=True)
    due = phrase("notice-due", date=written_day(TODAY), names=some_names(tuple(codes)))
    return max(length(due), length(phrase("notice-recheck"))) + len(SEPARATOR)


def _faults(screen: Screen, wording: Wording, above: int) -> Iterator[str]:
    """Yield the faults of one screen. `above` is the length of the notices that can be above it."""
    length = text_length(text_of(screen, wording))
    if not length:
        yield "the text is empty"
    length += above
    if length > TEXT_AT_MOST:
        yield f"the text has {length} characters, {TEXT_AT_MOST} at most"
    rows = list(keyboard(screen))
    buttons = sum(len(row) for row in rows)
    if buttons > BUTTONS_AT_MOST:
        yield f"{buttons} buttons, {BUTTONS_AT_MOST} at most"
    for row in rows:
        if len(row) > ROW_AT_MOST:
            yield f"{len(row)} buttons in a row, {ROW_AT_MOST} at most"
        for choice in row:
            yield from _button_faults(choice, len(row), wording.say(choice.label, screen.language))


def _button_faults(choice: Choice, in_row: int, words: str) -> Iterator[str]:
    data = len(choice.reply.encode().encode())
    if data > DATA_AT_MOST:
        yield f"the data of “{words}” has {data} bytes, {DATA_AT_MOST} at most"
    room = (ROW_PX - GAP_PX * (in_row - 1)) / in_row - PADDING_PX
    if not words or width(words) > room:
        yield f"the button “{words}” needs {width(words):.0f} px of {room:.0f} in a row of {in_row}"


def width(words: str) -> float:
    """Return about how wide words are on a button of a phone, in px."""
    return sum(WIDE_PX if unicodedata.east_asian_width(c) in "WF" else NARROW_PX for c in words)


def text_length(html: str) -> int:
    """Return the length that Telegram counts: UTF-16 units of the text without its tags."""
    return len(unescape(sub(r"<[^>]*>", "", html)).encode("utf-16-le")) // 2
