"""Screens as HTML: every text is escaped by the template, every choice is a button of one form."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from bot.wording import Wording
from flows.dialogue import Aside, Block, Choice, Heading, Listing, Paragraph, Phrase, Progress, Screen, phrase

MENU = ("result", "standard", "language", "help", "about", "privacy", "mydata", "restart", "forget")
OPEN_MENU = ("standard", "language", "help", "about", "privacy")
HTML_LANGUAGES = {"zh": "zh-Hans", "en": "en"}


@dataclass(frozen=True, slots=True)
class Part:
    """One block as the template needs it."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    first: int | None = None
    marked: int | None = None
    done: int = 0
    total: int = 1


@dataclass(frozen=True, slots=True)
class Button:
    """One choice as the template needs it."""

    text: str
    value: str
    trigger: str
    is_mark: bool


class Pages:
    """The templates, and the words to fill them with."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def screen(self, screen: Screen, token: str, refusal: Phrase | None = None, known: bool = False) -> str:
        """The page of a screen; `known` is whether anything is stored of the person, and with it the whole menu."""
        language = screen.language
        return self._templates.get_template("screen.html").render(
            lang=HTML_LANGUAGES[language],
            title=self._say(phrase("web-title"), language),
            menu_name=self._say(phrase("web-menu"), language),
            menu=[(name, self._say(phrase(f"command-{name}"), language)) for name in (MENU if known else OPEN_MENU)],
            notices=[self._say(said, language) for said in (refusal, screen.notice) if said],
            name=screen.name.partition(".")[0],
            parts=[self._part(block, language) for block in screen.blocks],
            rows=[[self._button(choice, language) for choice in row] for row in screen.rows],
            typed=self._say(screen.typed, language) if screen.typed else "",
            send=self._say(phrase("web-send"), language),
            token=token,
            number=time.time_ns() // 1_000_000,
        )

    def sentence(self, said: Phrase, language: str) -> str:
        """A page that says one sentence and leads back."""
        return self._templates.get_template("sentence.html").render(
            lang=HTML_LANGUAGES[language],
            title=self._say(phrase("web-title"), language),
            text=self._say(said, language),
            back=self._say(phrase("command-start"), language),
        )

    def _part(self, block: Block, language: str) -> Part:
        match block:
            case Heading(text):
                return Part("heading", self._say(text, language))
            case Paragraph(text):
                return Part("paragraph", self._say(text, language))
            case Aside(text):
                return Part("aside", self._say(text, language))
            case Progress(done, total):
                return Part("progress", done=done, total=total)
            case Listing(items, first, marked):
                words = tuple(words for item in items if (words := self._say(item, language)))
                return Part("listing", items=words, first=first, marked=marked)

    def _button(self, choice: Choice, language: str) -> Button:
        reply = choice.reply
        is_mark = reply.trigger == "rate" and reply.value[:1].isdigit()
        return Button(self._say(choice.label, language), reply.encode(), reply.trigger, is_mark)

    def _say(self, said: Phrase, language: str) -> str:
        return self._wording.say(said, language)
