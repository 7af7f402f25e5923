"""A Screen as a page of HTML."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.attachments.formats.kinds import FAMILIES
from bot.attachments.stored_files import FOLDER, PREFIX
from bot.operations.operator import Operator
from bot.web.addresses import ABOUT, CHANGED, COLLEAGUES, PICTURE, Addresses
from bot.web.blocks import TAGS, BlockMaker, Control
from bot.web.cookies import COOKIE_S, DAY_S
from bot.web.fields import calendar_of, checks_of, form_of, points_of, trial_of
from bot.web.text_pieces import LOOKING
from bot.words.edition_text import edition_text
from bot.words.wording import Wording
from flows.commands import TABLE
from flows.dialogue import Choice, Phrase, phrase
from flows.profile import Profile
from flows.screen import Screen
from flows.stages import Stage
from flows.standard.model import STARS, Standard
from flows.triggers import Trigger
from flows.views import View

# What the way to the root is written as in a page that is made before its address is known.
ROOT = "@root@"
STATIC = Path(__file__).parent / "static"
# What a form asks in its fields: the choices and typed lines that say the same are for other faces.
IN_FIELDS = frozenset({Trigger.set_due, Trigger.assign})
# What a stranger can look at.
MENU_BEFORE_CONSENT = tuple(known.name for known in TABLE if known.before_consent)
# What a known person can look at from any page. The result leads to their colleagues, and the largest pages have no room left.
MENU = tuple(name for name in LOOKING if name != COLLEAGUES)
# What a browser offers to choose from: by ending, and a picture taken at once on a phone.
ACCEPT = ",".join(["image/*", *(f".{ending}" for ending in FAMILIES)])
# The choices that lead back. A page shows the first of a screen at its top left, where people look for it.
BACKWARDS = (
    Trigger.show,
    Trigger.back,
    Trigger.leave,
    Trigger.cancel,
    Trigger.close,
    Trigger.to_plan,
)
# The views whose choices are boxes on a page.
BOXED = frozenset({View.what_if, View.if_met, View.points, View.shows})
RECORDING_BOXES = frozenset({Trigger.tick, Trigger.set_shows})
# But not this one, which leads on.
FORWARD_LABELS = frozenset({"choice-first-question"})
# And these, which only open the view before, or what is current.
BACK_LABELS = frozenset({"choice-return", "choice-to-question", "choice-to-plan", "choice-to-step", "choice-domain-answers"})
# Each is compiled once in a process, at its first use.
TEMPLATES = Environment(
    loader=PackageLoader("bot.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
# What comes between two sentences of a template, and behind a colon. A Chinese mark needs no space behind it.
GAPS = {"zh": ""}


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a page needs beside its screen: the token of its forms, whether the person is known, what was typed and not taken.

    `is_refused` says that what was typed or filled in was not taken, so that the notice says what to correct.
    `upload` is the token that an upload carries in its address, `root` the way from the page's address to the page's root,
    `made_ms` when it was made, in milliseconds since 1970, `way_back` what undoes what is said first (None for nothing).
    """

    token: str
    is_known: bool
    typed: str = ""
    is_refused: bool = False
    upload: str = ""
    root: str = ""
    made_ms: int = 0
    way_back: Choice | None = None


class Pages:
    """Renders screens and single sentences as HTML."""

    def __init__(self, wording: Wording, standard: Standard, public_url: str = "", operator: Operator | None = None) -> None:
        """`public_url` is where people reach the page ("" if nobody said), `operator` who runs it."""
        self._public_url = public_url
        self._operator = operator or Operator()
        self._wording = wording
        self.addresses = Addresses(standard)
        self._blocks = BlockMaker(wording, self.addresses)
        self._editions: dict[str, str] = {}
        self._messages: dict[tuple[str, str], str] = {}
        self._version = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(STATIC.iterdir()))).hexdigest()[:8]

    def screen(self, screen: Screen, notices: list[Phrase], context: PageContext) -> str:
        """Return a screen as a page, under what has to be said first."""
        language = screen.language
        carried = "" if context.is_known else language
        parts = self._blocks.parts(screen, carried)
        rows, back = self._rows(screen, carried)
        return self.render(
            _template(screen),
            language,
            context.root,
            screen=screen,
            title="".join(piece.text for piece in parts[0].pieces),
            parts=parts,
            essentials=next((index for index, part in enumerate(parts) if part.kind == "folded"), len(parts)),
            rows=rows,
            back=back,
            recorded=self._recorded(screen, carried),
            form=form_of(screen, self._wording),
            checks=checks_of(screen, self._wording),
            points=points_of(screen, self._wording) if screen.checks else None,
            trial=trial_of(screen),
            calendar=calendar_of(screen),
            label=self._wording.say(screen.typed, language) if screen.typed and screen.form is None else "",
            file_label=self._wording.say(screen.attached, language) if screen.attached else "",
            accept=ACCEPT,
            kept=self._kept(screen),
            notices=[self._blocks.pieces(said, language) for said in notices],
            way_back=self._blocks.control(context.way_back, language, carried) if context.way_back else None,
            draft=context,
            known_days=COOKIE_S // DAY_S,
            about_name=CHANGED if screen.name == Stage.dating_evidence else ABOUT,
            is_refused=context.is_refused,
            menu=MENU if context.is_known else MENU_BEFORE_CONSENT,
        )

    def _rows(self, screen: Screen, carried: str) -> tuple[list[list[Control]], Control | None]:
        """Return the rows of a screen's choices as a page shows them, and the choice that leads back.

        What is folded under its sentence needs no view that explains it, and a question's way back has an address.
        """
        choices = [[choice for choice in row if not is_left_out(screen, choice)] for row in screen.rows]
        back = next((choice for row in choices for choice in row if _leads_back(screen, choice)), None)
        rows = [
            [self._blocks.control(choice, screen.language, carried) for choice in row if choice is not back] for row in choices
        ]
        return [row for row in rows if row], self._back(screen, back, carried)

    def _back(self, screen: Screen, back: Choice | None, carried: str) -> Control | None:
        if screen.answers is None:
            return self._blocks.control(back, screen.language, carried) if back else None
        if not screen.earlier:
            is_shown = back is not None and back.reply.trigger == Trigger.show
            return self._blocks.control(back, screen.language, carried) if back is not None and is_shown else None
        label = self._wording.say(phrase("choice-back"), screen.language)
        return Control(label, "", Trigger.back, self.addresses.of_question(screen.earlier), is_chosen=False, tag="")

    def _recorded(self, screen: Screen, carried: str) -> tuple[str, list[Control]] | None:
        """Return what was recorded last, and what the visitor can do about it."""
        if screen.recorded is None:
            return None
        words = self._wording.say(screen.recorded.text, screen.language)
        return words, [self._blocks.control(choice, screen.language, carried) for choice in screen.recorded.choices]

    def edition(self, standard: Standard, language: str) -> str:
        """Return the page of the whole edition with its contents, made once for each language."""
        if language not in self._editions:
            self._editions[language] = self.render(
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
        """Return the address of a file that we keep, and the words of its link."""
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
            made = self._messages[key, language] = self.render("message.html", language, ROOT, words=words)
        return made.replace(ROOT, root)

    def said(self, words: Phrase, language: str) -> str:
        """Return a phrase in the words of a language."""
        return self._wording.say(words, language)

    def render(self, template: str, language: str, root: str = "", **context: object) -> str:
        """Return a template as a page; `root` is the way from the page's address to the page's root."""

        def say(key: str, **args: str | int) -> str:
            return self._wording.say(phrase(key, **args), language)

        def say_in(key: str, other: str) -> str:
            return self._wording.say(phrase(key), other)

        return TEMPLATES.get_template(template).render(
            **context,
            say=say,
            say_in=say_in,
            of_command=self.addresses.of_command,
            language=language,
            tag=TAGS.get(language, language),
            gap=GAPS.get(language, " "),
            version=self._version,
            root=root,
            public_url=self._public_url,
            operator=self._operator,
        )


def _template(screen: Screen) -> str:
    """Return the template of a screen's kind."""
    if screen.answers:
        return "question.html"
    if screen.name == PICTURE:
        return "picture.html"
    return "result.html" if any(type(block) is Profile for block in screen.blocks) else "screen.html"


def _leads_back(screen: Screen, choice: Choice) -> bool:
    if choice.label.key in FORWARD_LABELS:
        return False
    return choice.reply.trigger in BACKWARDS or choice.label.key in BACK_LABELS or screen.name == PICTURE


def is_left_out(screen: Screen, choice: Choice) -> bool:
    """Return whether a page leaves out a choice, because it shows in place what that opens, or has an address for it."""
    if choice.reply.trigger == Trigger.set_rich_cards or choice.reply.value == View.rich_cards:
        return True  # a page has no cards
    if screen.form is not None and choice.reply.trigger in IN_FIELDS:
        return True
    if choice.reply.value == View.reminders:
        return True  # a page can send none
    if screen.checks and (choice.reply.trigger in RECORDING_BOXES or choice.reply.value.partition(".")[0] in BOXED):
        return True  # its boxes say the same
    explains = choice.reply.trigger == Trigger.open and choice.reply.value.partition(".")[0] == View.explain
    return screen.answers is not None and (explains or choice.reply.trigger == Trigger.back)
