"""A Screen as a page: its words said, its blocks and choices in the shape that the templates read."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.attachments.formats.kinds import FAMILIES
from bot.attachments.stored_files import FOLDER, PREFIX
from bot.trend_chart import Drawing, drawing
from bot.words.edition_text import edition_text
from bot.words.wording import Wording
from flows.commands import TABLE
from flows.dialogue import Choice, Phrase, phrase
from flows.screen import Aside, Block, Heading, Listing, Paragraph, Progress, Screen, Trend
from flows.standard.model import STARS, Standard
from flows.triggers import Trigger

# Where the way to the root goes in a page that is made before its address is known.
ROOT = "@root@"
STATIC = Path(__file__).parent / "static"
TAGS = {"zh": "zh-Hans", "en": "en"}
# Commands that change nothing are links; `restart` and `forget` only open the view that asks once.
LOOKING = tuple(known.name for known in TABLE if not known.moves)
ACTING = tuple(known.name for known in TABLE if known.moves)
MENU = LOOKING[1:]
# What a stranger can look at.
MENU_BEFORE_CONSENT = tuple(known.name for known in TABLE if known.before_consent)
# Around what a person typed, within our sentence: code points that no text may hold, and that nobody sees.
OPENS, CLOSES = "\ufdd0", "\ufdd1"
TYPED = re.compile(f"{OPENS}([^{CLOSES}]*){CLOSES}")
SLASHED = re.compile(rf"{TYPED.pattern}|(?<![\w/])/({'|'.join(LOOKING + ACTING)})(?![A-Za-z])", re.ASCII)
# What a browser offers to choose from: by ending, and a picture taken at once on a phone.
ACCEPT = ",".join(["image/*", *(f".{ending}" for ending in FAMILIES)])
MARK = re.compile(r"[0-5]\+?")
# Labels of what is listed as buttons begin otherwise than those of ways to go, of marks and of languages.
NO_LINE = ("choice-", "mark-", "language-")
# The number of a standard, a day: a line may break at their hyphens.
HYPHENED = r"\d+(?:-\d+)+"


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Part of a text: plain words, or a command that can be followed (`acts` where it may change something).

    `is_whole` says that no line may end within it.
    """

    text: str
    command: str = ""
    acts: bool = False
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a list; `number` is "" in a list without numbers."""

    number: str
    pieces: tuple[TextPiece, ...]
    is_marked: bool


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block in the words of its language; `kind` picks its shape."""

    kind: str
    pieces: tuple[TextPiece, ...] = ()
    lines: tuple[Line, ...] = ()
    done: int = 0
    total: int = 0
    drawing: Drawing | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A choice; `rung` is the number of the rung that a mark stands for, `tag` the language of a label that names one.

    `is_line` says that it stands for one of the things that a screen lists.
    """

    label: str
    value: str
    trigger: str
    is_view: bool
    is_line: bool
    is_chosen: bool
    rung: str
    tag: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of buttons that stand together: the marks, or all others."""

    is_marks: bool
    rows: tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a page needs beside its screen: the token of its forms, whether the person is known, what was typed and not taken.

    `upload` is the token that an upload carries in its address.
    """

    token: str
    is_known: bool
    typed: str = ""
    upload: str = ""


class Pages:
    """Renders screens and single sentences as HTML."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._whole = {language: _whole(wording, language) for language in wording.languages}
        self._editions: dict[str, str] = {}
        self._templates = Environment(
            loader=PackageLoader("bot.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._messages: dict[tuple[str, str], str] = {}
        self._version = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(STATIC.iterdir()))).hexdigest()[:12]

    def screen(self, screen: Screen, refusal: Phrase | None, draft: PageContext) -> str:
        """A screen under what has to be said first."""
        language = screen.language
        parts = self._parts(screen)
        groups = tuple(
            Group(is_marks, tuple(tuple(self._button(choice, language) for choice in row) for row in rows))
            for is_marks, rows in groupby(screen.rows, _is_marks)
        )
        return self._render(
            "screen.html",
            language,
            screen=screen,
            title="".join(piece.text for piece in parts[0].pieces),
            parts=parts,
            groups=groups,
            label=self._wording.say(screen.typed, language) if screen.typed else "",
            file_label=self._wording.say(screen.attached, language) if screen.attached else "",
            accept=ACCEPT,
            kept=self._kept(screen),
            typed_first=not any(group.is_marks for group in groups),
            notices=[self._pieces(said, language) for said in (refusal, screen.notice) if said],
            draft=draft,
            menu=MENU if draft.is_known else MENU_BEFORE_CONSENT,
        )

    def edition(self, standard: Standard, language: str) -> str:
        """The whole edition with its contents, made once a language."""
        if language not in self._editions:
            self._editions[language] = self._render(
                "edition.html",
                language,
                words=edition_text(standard, self._wording, language),
                stars=STARS,
                languages=[
                    (other, self._wording.say(phrase(f"language-{other}"), other), TAGS.get(other, other))
                    for other in self._wording.languages
                ],
            )
        return self._editions[language]

    def _kept(self, screen: Screen) -> tuple[str, str] | None:
        """Where a file that we keep can be had, and the words of its link."""
        if screen.kept is None or not screen.kept.place.startswith(PREFIX):
            return None
        words = self._wording.say(phrase("web-file", name=screen.kept.name), screen.language)
        return f"{FOLDER}/{screen.kept.place.removeprefix(PREFIX)}", words

    def message(self, key: str, language: str, root: str = "") -> str:
        """Return a page of one sentence and the way back, `root` being the way from its address to the page's root.

        It is made once, for a flood is answered with it.
        """
        made = self._messages.get((key, language))
        if made is None:
            words = self._wording.say(phrase(key), language)
            made = self._messages[key, language] = self._render("message.html", language, ROOT, words=words)
        return made.replace(ROOT, root)

    def _render(self, template: str, language: str, root: str = "", **context: object) -> str:
        def say(key: str, **args: str | int) -> str:
            return self._wording.say(phrase(key, **args), language)

        return self._templates.get_template(template).render(
            **context, say=say, language=language, tag=TAGS.get(language, language), version=self._version, root=root
        )

    def _parts(self, screen: Screen) -> list[PageBlock]:
        """The blocks, the first heading before all else: it is the page's h1."""
        parts = [self._part(block, screen.language) for block in screen.blocks]
        titles = [index for index, part in enumerate(parts) if part.kind == "heading"]
        if titles:
            parts.insert(0, parts.pop(titles[0]))
        else:
            parts.insert(0, PageBlock("heading", (TextPiece(self._wording.say(phrase("web-title"), screen.language)),)))
        return parts

    def _part(self, block: Block, language: str) -> PageBlock:
        match block:
            case Heading(text):
                return PageBlock("heading", self._pieces(text, language))
            case Paragraph(text):
                return PageBlock("paragraph", self._pieces(text, language))
            case Aside(text):
                return PageBlock("aside", self._pieces(text, language))
            case Progress(done, total, key):
                words = self._wording.say(phrase(key, done=done, total=total), language)
                return PageBlock("progress", (TextPiece(words),), done=done, total=total)
            case Trend(text):
                return PageBlock("trend", (TextPiece(self._wording.say(text, language)),), drawing=drawing(block))
            case Listing(_, first):
                return PageBlock("bullets" if first is None else "steps", lines=self._lines(block, language))

    def _lines(self, listing: Listing, language: str) -> tuple[Line, ...]:
        said = [self._pieces(item, language) for item in listing.items]
        return tuple(
            Line("" if listing.first is None else str(listing.first + index), words, index == listing.marked)
            for index, words in enumerate(said)
            if words
        )

    def _pieces(self, text: Phrase, language: str) -> tuple[TextPiece, ...]:
        return pieces(self._wording.say(text, language, echo=mark_typed), self._whole[language])

    def _button(self, choice: Choice, language: str) -> Button:
        reply, key = choice.reply, choice.label.key
        named = key.removeprefix("language-")
        return Button(
            label=self._wording.say(choice.label, language),
            value=reply.encode(),
            trigger=reply.trigger,
            is_view=reply.trigger in (Trigger.open, Trigger.show, Trigger.document),
            is_line=not key.startswith(NO_LINE),
            is_chosen=key == "mark-chosen",
            rung=reply.value[0] if _is_mark(choice) else "",
            tag=TAGS.get(named, "") if named != key else "",
        )


def mark_typed(text: str) -> str:
    """What a person typed, marked if it may name a command: `pieces` then leaves it alone."""
    if "/" not in text:
        return text
    return OPENS + text.replace(OPENS, "").replace(CLOSES, "") + CLOSES


def pieces(words: str, whole: re.Pattern[str]) -> tuple[TextPiece, ...]:
    """A text cut at the commands that it names with a slash, so that they can be tapped where none can be typed.

    A command within what a person typed (see `mark_typed`) is not cut out: it is theirs to say, and not ours to offer.
    Cut out as well is what `whole` matches, which stays on one line.
    """
    found: list[TextPiece] = []
    end = 0
    for match in SLASHED.finditer(words):
        typed, command = match.groups()
        found += _kept_whole(words[end : match.start()], whole)
        found += [TextPiece(match[0], command, acts=command in ACTING)] if command else _kept_whole(typed, whole)
        end = match.end()
    return tuple(piece for piece in [*found, *_kept_whole(words[end:], whole)] if piece.text)


def _kept_whole(words: str, whole: re.Pattern[str]) -> list[TextPiece]:
    found: list[TextPiece] = []
    end = 0
    for match in whole.finditer(words):
        found += [TextPiece(words[end : match.start()]), TextPiece(match[0], is_whole=True)]
        end = match.end()
    return [*found, TextPiece(words[end:])]


def _whole(wording: Wording, language: str) -> re.Pattern[str]:
    """What no line may end within: a star in its words, and numbers with hyphens."""
    stars = [re.escape(wording.say(phrase("stars", star=star), language)) for star in (0, *STARS)]
    return re.compile("|".join([*stars, HYPHENED]))


def _is_mark(choice: Choice) -> bool:
    return choice.reply.trigger == Trigger.rate and bool(MARK.fullmatch(choice.reply.value))


def _is_marks(row: tuple[Choice, ...]) -> bool:
    return all(_is_mark(choice) for choice in row)
