"""Writes a screen as a message card: Telegram's HTML and inline keyboard, as the JSON body of the call that shows it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from html import escape

from bot.drawings.trend_chart import trend_lines
from bot.words.wording import Wording
from flows.answers import Answers
from flows.dialogue import Choice, Phrase, Reply, phrase
from flows.profile import DomainBar, Profile
from flows.screen import (
    Aside,
    Block,
    Commands,
    Folded,
    Heading,
    Ladder,
    Listing,
    Paragraph,
    Progress,
    Row,
    Rows,
    Screen,
    Trend,
)
from flows.stages import Stage
from flows.standard.model import TOP
from flows.triggers import Trigger

BAR_CELLS = 10
# Of a star, in which a domain's reach is told.
HUNDREDTHS = 100
# Of a sentence in a list, what a phone shows in two lines.
SENTENCE_AT_MOST = 80
SEPARATOR = "\n\n"
# How many buttons to the screens of what is folded are side by side.
APART_A_ROW = 2
# Nearly every card is put together from cached pieces. Only screens that hold no text of the person are cached: none of their
# words may remain here after they are forgotten.
KEPT = frozenset({Stage.asking, Stage.checkpoint})
TEXTS_KEPT = 2_000
PHRASES_KEPT = 2_000
BUTTONS_KEPT = 1_000

# A slash that begins what Telegram's apps show as a command, which one touch sends.
COMMAND = re.compile(r"(?<![\w/<>])/(?=[A-Za-z0-9_])")
JOINER = "\u2060"

# In JSON that is kept for any turn, this character is where the turn goes. JSON holds it nowhere else.
TURN = "\0"
# Returns the JSON of a button, split where the turn goes, from its language, label, view, trigger and value.
Button = Callable[[str, Phrase, str, str, str], tuple[str, str]]
# The words of a phrase in a language.
Say = Callable[[Phrase, str], str]


class CardWriter:
    """Writes cards in the words of a Wording."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._kept_text = lru_cache(TEXTS_KEPT)(self._blocks)
        self._kept_words = lru_cache(PHRASES_KEPT)(wording.say)
        self._kept_recorded = lru_cache(PHRASES_KEPT)(self._recorded)
        self._kept_button = lru_cache(BUTTONS_KEPT)(self._button)
        self._kept_marks = lru_cache(BUTTONS_KEPT)(self._marks)

    def edit(self, chat: int, message: int, screen: Screen) -> bytes:
        """Return the JSON body of the editMessageText that shows a screen in a message."""
        return self._card(f'"chat_id":{chat},"message_id":{message}', screen, None)

    def send(self, chat: int, screen: Screen, refusal: Phrase | None = None) -> bytes:
        """Return the JSON body of the sendMessage that shows a screen in a new message, below the refusal if there is one."""
        return self._card(f'"chat_id":{chat}', screen, refusal)

    def _card(self, place: str, screen: Screen, refusal: Phrase | None) -> bytes:
        kept = screen.name in KEPT and screen.notice is None and refusal is None
        text = self._kept(screen) if kept else _json(text_of(screen, self._wording, refusal))
        answers = screen.answers
        if kept and answers is not None:
            marks = f"{answers.turn:x}".join(self._kept_marks(screen.language, answers.view, answers.chosen))
            rows = [marks, *(self._row(row, screen, self._kept_button) for row in (answers.others, *_other_rows(screen)))]
        else:
            rows = [self._row(row, screen, self._kept_button if kept else self._button) for row in keyboard(screen)]
        return (
            f'{{{place},"parse_mode":"HTML","text":{text},"reply_markup":{{"inline_keyboard":[{",".join(rows)}]}}}}'
        ).encode()

    def _row(self, row: tuple[Choice, ...], screen: Screen, button: Button) -> str:
        """Return the JSON of a row of buttons."""
        turn, pieces = f"{screen.turn:x}", []
        for choice in row:
            reply = choice.reply
            before, after = button(screen.language, choice.label, reply.view, reply.trigger, reply.value)
            # A reminder's buttons work on any turn, so their turn differs from the screen's.
            pieces.append(before + (turn if reply.turn == screen.turn else f"{reply.turn:x}") + after)
        return "[" + ",".join(pieces) + "]"

    def _marks(self, language: str, view: str, chosen: str) -> tuple[str, ...]:
        """Return the JSON of the two rows of marks, split where the turn goes."""
        answers = Answers(0, view, chosen, ())
        rows = []
        for row in (answers.rungs, answers.under_way):
            buttons = [self._button(language, mark.label, view, mark.reply.trigger, mark.reply.value) for mark in row]
            rows.append("[" + ",".join(TURN.join(button) for button in buttons) + "]")
        return tuple(",".join(rows).split(TURN))

    def _kept(self, screen: Screen) -> str:
        """Return the JSON of a card's text. What was recorded is put before the kept text, because it changes more often."""
        text = self._kept_text(screen.language, screen.blocks)
        if screen.recorded is None:
            return text
        return self._kept_recorded(screen.recorded.text, screen.language) + text[1:]

    def _recorded(self, text: Phrase, language: str) -> str:
        """Return the JSON of what was recorded, open at its end."""
        return _json(_recorded(self._wording.say(text, language)) + SEPARATOR)[:-1]

    def _blocks(self, language: str, blocks: tuple[Block, ...]) -> str:
        return _json(_text(blocks, self._kept_words, language))

    def _button(self, language: str, label: Phrase, view: str, trigger: str, value: str) -> tuple[str, str]:
        """Return the JSON of a button, split where the turn of its reply goes."""
        data = _json(Reply(0, view, trigger, value).encode())
        return f'{{"text":{_json(self._wording.say(label, language))},"callback_data":"', data[2:] + "}"


def text_of(screen: Screen, wording: Wording, refusal: Phrase | None = None) -> str:
    """Return a screen's text as Telegram's HTML, below the refusal and the screen's notice."""
    say, language = partial(wording.say, echo=without_command_links), screen.language
    parts = [f"<i>{escape(say(said, language))}</i>" for said in (refusal, screen.notice) if said is not None]
    if screen.recorded is not None:
        parts.append(_recorded(say(screen.recorded.text, language)))
    parts.append(_text(screen.blocks, say, language))
    if screen.attached is not None:
        parts.append(f"<i>{escape(say(screen.attached, language))}</i>")
    return SEPARATOR.join(part for part in parts if part)


def keyboard(screen: Screen) -> Iterator[tuple[Choice, ...]]:
    """Yield the rows of a screen's buttons: what answers its question, what its lists lead to, its other choices, evidence.

    A list with a screen of its own leads there, because nobody reads 27 buttons. So does what is folded. The cells of a profile
    are changed by way of the review. What was recorded is changed by the way back, which comes last.
    """
    for block in screen.blocks:
        if type(block) is Rows:
            yield from _row_buttons(block)
    if screen.answers is not None:
        yield from (row for row in screen.answers.rows if row)
    yield from _other_rows(screen)


def _other_rows(screen: Screen) -> Iterator[tuple[Choice, ...]]:
    """Yield the rows below the lists and answers."""
    apart = tuple(block.apart for block in screen.blocks if type(block) is Folded and block.apart is not None)
    rows = screen.rows
    if apart:
        back = tuple(row for row in rows if row[0].reply.trigger == Trigger.show)
        pairs = (apart[place : place + APART_A_ROW] for place in range(0, len(apart), APART_A_ROW))
        rows = (*(row for row in rows if row not in back), *pairs, *back)
    yield from rows
    if screen.recorded is not None and screen.recorded.evidence is not None:
        yield (screen.recorded.evidence,)
    if screen.way_back is not None:
        yield (screen.way_back,)


def _row_buttons(rows: Rows) -> Iterator[tuple[Choice, ...]]:
    if rows.apart is not None:
        yield (rows.apart,)
        return
    for row in rows.items:
        if row.choice is not None:
            yield (row.choice,)


def without_command_links(text: str) -> str:
    """Return typed text with an invisible joiner in each command, so that Telegram does not turn it into a link."""
    return COMMAND.sub(rf"\g<0>{JOINER}", text) if "/" in text else text


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _text(blocks: tuple[Block, ...], say: Say, language: str) -> str:
    return SEPARATOR.join(part for block in blocks if (part := _block(block, say, language)))


def _block(block: Block, say: Say, language: str) -> str:
    match block:
        case Heading(text):
            return f"<b>{escape(say(text, language))}</b>"
        case Paragraph(text):
            return escape(say(text, language))
        case Aside(text):
            return f"<i>{escape(say(text, language))}</i>"
        case Commands(names):
            return "\n".join(f"/{name} – {escape(say(phrase(f'help-{name}'), language))}" for name in names)
        case Progress(done, total, text):
            return f"{progress_bar(done, total)} {escape(say(text, language))}"
        case Ladder():
            rungs = _items(Listing(block.rungs, first=0, marked=block.marked), say, language)
            question, hint = escape(say(block.question, language)), escape(say(block.hint, language))
            return SEPARATOR.join((question, "\n".join(rungs), f"<i>{hint}</i>"))
        case Rows():
            numbers = (None if block.first is None else block.first + index for index in range(len(block.items)))
            return "\n".join(_row(row, number, say, language) for row, number in zip(block.items, numbers, strict=True))
        case Profile():
            return "\n".join(f"{domain_bar(bar)} {escape(say(bar.text, language))}" for bar in block.domains)
        case Folded(title, blocks):
            if block.apart is not None:
                return ""
            inner = _text(blocks, say, language)
            return f"<b>{escape(say(title, language))}</b>\n{inner}"
        case Trend(text):
            rows = "\n".join(trend_lines(block))
            below = f"\n{escape(say(block.reviewed, language))}" if block.reviewed is not None else ""
            return f"{escape(say(text, language))}\n<pre>{escape(rows)}</pre>{below}"
        case Listing():
            return "\n".join(_items(block, say, language))


def _items(listing: Listing, say: Say, language: str) -> list[str]:
    lines = []
    for index, item in enumerate(listing.items):
        words = escape(say(item, language))
        if not words:
            continue
        sign = "·" if listing.first is None else f"<b>{listing.first + index}</b>"
        lines.append(f"▸ {sign} <b>{words}</b>" if index == listing.marked else f"{sign} {words}")
    return lines


def _row(row: Row, number: int | None, say: Say, language: str) -> str:
    """Return one row of a list on a line: its number, name and value, and the beginning of its sentence."""
    line = say(row.name if row.value is None else phrase("row-line", name=row.name, value=row.value), language)
    if row.words is not None:
        line = f"{line} – {_cut(say(row.words, language))}"
    sign = "·" if number is None else f"<b>{number}</b>"
    return f"▸ {sign} <b>{escape(line)}</b>" if row.is_marked else f"{sign} {escape(line)}"


def _cut(sentence: str) -> str:
    return sentence if len(sentence) <= SENTENCE_AT_MOST else sentence[: SENTENCE_AT_MOST - 1] + "…"


def _recorded(said: str) -> str:
    """Return the line above a card that says what was recorded last."""
    return f"<i>✓ {escape(said)}</i>"


def domain_bar(bar: DomainBar) -> str:
    """Return a domain's bar in characters, a cell a star that the domain alone would reach: `▰▰▱▱▱`."""
    full = bar.reach // HUNDREDTHS
    return "▰" * full + "▱" * (TOP - full)


def progress_bar(done: int, total: int) -> str:
    """Return a progress bar in characters: `■■■□□□□□□□`. It is full only when all is done."""
    full = done * BAR_CELLS // total
    return "■" * full + "□" * (BAR_CELLS - full)
