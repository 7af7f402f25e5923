"""The blocks of a Screen in the words of its language, in the shape that the templates read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.drawings.trend_chart import Drawing, drawing
from bot.web.addresses import LINKED, Addresses
from bot.web.fields import is_for_typing
from bot.web.profile import DrawnProfile, drawn
from bot.web.text_pieces import ACTING, TextPiece, mark_typed, pieces, unbreakable
from bot.words.wording import Wording
from flows.dialogue import Choice, Phrase, phrase
from flows.profile import Profile
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

TAGS = {"zh": "zh-Hans", "en": "en"}
# Nothing is sent to a page, so no reminders end there.
NOT_ON_PAGE = frozenset({"stop", "plain"})
# Pictures at the beginning of a label. They help in a chat; on an official page they distract, and are read aloud.
PICTURE = re.compile("^[\U0001f000-\U0001faff\u2190-\u2bff\ufe0f]+\\s*(?=\\w)")


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a list; `number` is "" in a list without numbers."""

    number: str
    pieces: tuple[TextPiece, ...]
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Control:
    """A choice: a link if it has an address, else a button that sends the reply.

    `reply` is the encoded reply, `is_chosen` says that it is what holds now, `tag` is the language of a label that names one.
    """

    label: str
    reply: str
    trigger: str
    href: str
    is_chosen: bool
    tag: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list: its name, a word and a sentence about it, and the control that a tap on it is."""

    number: str
    name: tuple[TextPiece, ...]
    value: str
    words: str
    control: Control | None
    is_marked: bool
    also: Control | None
    anchor: str


@dataclass(frozen=True, slots=True)
class Rung:
    """One answer: its number and sentence, what shows it and the address of its criteria ("" for none), and its button."""

    number: int
    sentence: tuple[TextPiece, ...]
    shown_by: str
    points: str
    control: Control


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block in the words of its language; `kind` picks its shape.

    `points` is where the criteria of a question are gone through by who is not sure ("" for nowhere).
    """

    kind: str
    pieces: tuple[TextPiece, ...] = ()
    lines: tuple[Line, ...] = ()
    rows: tuple[ListRow, ...] = ()
    rungs: tuple[Rung, ...] = ()
    others: tuple[Control, ...] = ()
    points: str = ""
    done: int = 0
    total: int = 0
    drawing: Drawing | None = None
    profile: DrawnProfile | None = None
    inner: tuple[PageBlock, ...] = ()
    rows_of_controls: tuple[tuple[Control, ...], ...] = ()


class BlockMaker:
    """Makes the parts of pages from the blocks of screens."""

    def __init__(self, wording: Wording, addresses: Addresses) -> None:
        self._wording = wording
        self._addresses = addresses
        self._whole = {language: unbreakable(wording, language) for language in wording.languages}

    def parts(self, screen: Screen, carried: str) -> list[PageBlock]:
        """Return the blocks of a screen, the first heading before all else: it is the page's h1.

        `carried` is the language that the links of a stranger's page carry, "" for a person of whom something is stored.
        """
        shown = [it for it in screen.blocks if not (is_for_typing(it) and (screen.form is not None or screen.checks))]
        parts = [self._part(block, screen, carried) for block in shown]
        titles = [index for index, part in enumerate(parts) if part.kind == "heading"]
        if titles:
            parts.insert(0, parts.pop(titles[0]))
        else:
            parts.insert(0, PageBlock("heading", (TextPiece(self._wording.say(phrase("web-title"), screen.language)),)))
        return parts

    def control(self, choice: Choice, language: str, carried: str) -> Control:
        """Return a choice as a link or a button."""
        reply, key = choice.reply, choice.label.key
        named = key.removeprefix("language-")
        return Control(
            label=PICTURE.sub("", self._wording.say(choice.label, language)),
            reply=reply.encode(),
            trigger=reply.trigger,
            href=self._addresses.of_choice(reply, carried) if reply.trigger in LINKED else "",
            is_chosen=key == "mark-chosen",
            tag=TAGS.get(named, "") if named != key else "",
        )

    def pieces(self, text: Phrase, language: str) -> tuple[TextPiece, ...]:
        """Return the words of a phrase, cut at what can be followed and at what must stay on one line."""
        words = pieces(self._wording.say(text, language, echo=mark_typed), self._whole[language])
        return tuple(self._command(piece.command, language) if piece.command else piece for piece in words)

    def _part(self, block: Block, screen: Screen, carried: str) -> PageBlock:
        language = screen.language
        match block:
            case Heading(text):
                return PageBlock("heading", self.pieces(text, language))
            case Paragraph(text):
                return PageBlock("paragraph", self.pieces(text, language))
            case Aside(text):
                return PageBlock("aside", self.pieces(text, language))
            case Commands(names):
                return PageBlock("bullets", lines=self._commands(names, language))
            case Progress(done, total, text):
                return PageBlock("progress", self.pieces(text, language), done=done, total=total)
            case Trend(text, reviewed=reviewed):
                said = tuple(TextPiece(self._wording.say(words, language)) for words in (text, reviewed) if words is not None)
                return PageBlock("trend", said, drawing=drawing(block))
            case Listing(_, first):
                return PageBlock("bullets" if first is None else "steps", lines=self._lines(block, language))
            case Ladder():
                return self._ladder(block, screen, carried)
            case Rows(items, first):
                if first is None and len({(row.name, row.value, row.words) for row in items}) < len(items):
                    first = 1  # two rows that read alike are told apart by their numbers
                rows = (self._row(row, index, first, language, carried) for index, row in enumerate(items))
                return PageBlock("rows", rows=tuple(rows))
            case Profile():
                return PageBlock("profile", profile=self._profile(block, language, carried))
            case Folded():
                return self._folded(block, screen, carried)

    def _profile(self, profile: Profile, language: str, carried: str) -> DrawnProfile:
        def address(choice: Choice) -> str:
            return self._addresses.of_choice(choice.reply, carried)

        return drawn(profile, lambda said: self._wording.say(said, language), address)

    def _folded(self, folded: Folded, screen: Screen, carried: str) -> PageBlock:
        """Return a folded block with its choices in place; mere choices become a link to the screen that has them apart."""
        if is_link(folded):
            assert folded.apart is not None
            return PageBlock("link", others=(self.control(folded.apart, screen.language, carried),))
        inner = tuple(self._part(block, screen, carried) for block in folded.blocks)
        rows = tuple(tuple(self.control(choice, screen.language, carried) for choice in row) for row in folded.rows)
        return PageBlock("folded", self.pieces(folded.title, screen.language), inner=inner, rows_of_controls=rows)

    def _commands(self, names: tuple[str, ...], language: str) -> tuple[Line, ...]:
        """Return each command as a link or a button with its name, and what it is for."""
        shown = [name for name in names if name not in NOT_ON_PAGE]
        said = {name: f" – {self._wording.say(phrase(f'help-{name}'), language)}" for name in shown}
        return tuple(Line("", (self._command(name, language), TextPiece(said[name])), is_marked=False) for name in shown)

    def _command(self, name: str, language: str) -> TextPiece:
        return TextPiece(self._wording.say(phrase(f"command-{name}"), language), name, acts=name in ACTING)

    def _ladder(self, ladder: Ladder, screen: Screen, carried: str) -> PageBlock:
        language, answers = screen.language, screen.answers
        assert answers is not None
        rungs = tuple(
            Rung(
                number,
                self.pieces(sentence, language),
                self._wording.say(shown_by, language) if shown_by is not None else "",
                self._addresses.of_points(ladder.subdomain, number) if ladder.next_points and number else "",
                self.control(choice, language, carried),
            )
            for number, (sentence, shown_by, choice) in enumerate(
                zip(ladder.rungs, ladder.shown_by, answers.rungs, strict=True)
            )
        )
        more = tuple(Line("", self.pieces(text, language), is_marked=False) for text in ladder.more)
        others = tuple(self.control(choice, language, carried) for choice in answers.others)
        points = self._addresses.of_points(ladder.subdomain, ladder.next_points) if ladder.next_points else ""
        return PageBlock("ladder", self.pieces(ladder.question, language), more, rungs=rungs, others=others, points=points)

    def _row(self, row: Row, index: int, first: int | None, language: str, carried: str) -> ListRow:
        return ListRow(
            number="" if first is None else str(first + index),
            name=self.pieces(row.name, language),
            value=self._wording.say(row.value, language) if row.value is not None else "",
            words=self._wording.say(row.words, language) if row.words is not None else "",
            control=self.control(row.choice, language, carried) if row.choice is not None else None,
            is_marked=row.is_marked,
            also=self.control(row.also, language, carried) if row.also is not None else None,
            anchor=row.anchor,
        )

    def _lines(self, listing: Listing, language: str) -> tuple[Line, ...]:
        said = [self.pieces(item, language) for item in listing.items]
        return tuple(
            Line("" if listing.first is None else str(listing.first + index), words, index == listing.marked)
            for index, words in enumerate(said)
            if words
        )


def is_link(folded: Folded) -> bool:
    """Whether a page shows a fold as a link: it holds mere choices, and a screen has them apart."""
    return folded.apart is not None and not folded.blocks
