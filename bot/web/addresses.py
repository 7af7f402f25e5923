"""Which address of the page shows what: a question, a view, a document, or what is current."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from aiohttp import web

from flows.commands import OPENED
from flows.dialogue import Reply
from flows.ids import id_in
from flows.screen import Screen
from flows.stages import Stage
from flows.standard.model import Standard
from flows.triggers import Trigger
from flows.views import View

HOME = "./"
# Of the number of a step, or of a subdomain.
STEP_DIGITS = 2
# The page that shows the picture of a result. A browser may refuse a file that it is given, but a picture can be pressed.
PICTURE, PICTURE_KIND = "picture", "card"
# In the forms about evidence, the subdomain: the evidence is stored already, or it is only asked for.
CHANGED, ABOUT = "changed", "about"
# The triggers that only show something. Their choices are links.
LINKED = frozenset({Trigger.open, Trigger.show, Trigger.document, Trigger.take_part, Trigger.colleagues, Trigger.cases})
# The pages of the people of an institution, of answering together, of the result, and of the plan.
COLLEAGUES, TOGETHER, TEAM_RESULT, TEAM_PLAN = "colleagues", "together", "together/result", "together/plan"
# The pages of the reviews of an institution, and of handing in.
CASES, HAND_IN = "cases", "handin"
# Commands that have a page of their own, and the workbook of what is stored.
COMMAND_PAGES = {
    "start": HOME,
    "mydata": "mydata",
    "mydata.xlsx": "mydata.xlsx",
    "campaigns": "campaigns",
    "colleagues": COLLEAGUES,
    "cases": CASES,
}
# The triggers that record an answer. To go from a question to the review, or to pause, changes none.
ANSWERING = frozenset({Trigger.rate, Trigger.tick, Trigger.set_under_way, Trigger.keep_answer, Trigger.keep_old_answer})


class Addresses:
    """The addresses of one edition's page, each relative to the page's root."""

    def __init__(self, standard: Standard) -> None:
        self._numbers = {code: number for number, code in enumerate(standard.codes)}
        self._codes = standard.codes
        self._named = {str(number): code for code, number in self._numbers.items()}

    def of_choice(self, reply: Reply, language: str = "") -> str:
        """Return where a choice leads that only shows something; `language` is carried for a stranger."""
        if reply.trigger == Trigger.document:
            return PICTURE if reply.value == PICTURE_KIND else f"document/{quote(reply.value)}"
        if reply.trigger == Trigger.take_part:
            return reply.value.replace("-", "/") or HOME
        if reply.trigger == Trigger.colleagues:
            return COLLEAGUES
        if reply.trigger == Trigger.cases:
            return HAND_IN if reply.value == HAND_IN else of_case(reply.value)
        address = self.of_view(reply.value) if reply.trigger == Trigger.open else HOME
        return with_language(address, language)

    def of_view(self, view: str) -> str:
        """Return where a view is shown; a question and an answer have short addresses: a page may have 27 of them."""
        name, _, rest = view.partition(".")
        if name == View.answer:
            return f"a/{quote(rest)}"
        if name != View.question:
            return f"v/{quote(view)}"
        asked, _, after = rest.partition(".")
        return self.of_question(asked, self._codes[int(after)] if after else "")

    def of_command(self, name: str, language: str = "") -> str:
        """Return where a command leads that changes nothing; `language` is carried for a stranger.

        A known person gets the address of the page itself. Only a command tells a stranger why a page is not there for them.
        """
        if name in COMMAND_PAGES:
            address = COMMAND_PAGES[name]
        elif name in OPENED and not language:
            address = self.of_view(OPENED[name])
        else:
            address = f"command?name={name}"
        return with_language(address, language)

    def of_question(self, code: str, after: str = "") -> str:
        """Return where the question of a subdomain is asked, after the answer to another was recorded ("" for none)."""
        return f"q/{code}" + (f"?{urlencode({'after': after})}" if after else "")

    def of_points(self, code: str, rung: int) -> str:
        """Return where the criteria of a rung are gone through."""
        return self.of_view(f"{View.points}.{self._numbers[code]}.{rung}")

    def of_screen(self, screen: Screen, after: str = "") -> str:
        """Return where a screen of the stage is shown, after an answer was recorded."""
        if screen.name == Stage.reviewing and after:
            return f"{HOME}?{urlencode({'changed': after})}#{quote(after)}"
        return self.of_question(screen.asks, after if after != screen.asks else "") if screen.asks else HOME

    def review_view(self, code: str) -> str | None:
        """Return the name of the view that shows the review after an answer was changed; None if there is no such subdomain."""
        return f"{View.review_after}.{self._numbers[code]}" if code in self._numbers else None

    def question_view(self, code: str, after: str = "") -> str | None:
        """Return the name of the view that asks a subdomain, named by its code or number; None if the edition has none such."""
        number = code if code in self._named else self._numbers.get(code)
        if number is None:
            return None
        view = f"{View.question}.{number}"
        return f"{view}.{self._numbers[after]}" if after in self._numbers else view

    def evidenced_by(self, form: Mapping[str, str], trigger: str = "") -> str:
        """Return the subdomain whose evidence a form of the page has changed; "" for none. Leaving changes nothing."""
        code = form.get(CHANGED) or ("" if trigger == Trigger.leave else form.get(ABOUT, ""))
        return code if code in self._numbers else ""

    def answered_by(self, reply: Reply) -> str:
        """Return the subdomain whose answer a reply may have changed, as its view names it; "" for none."""
        name, _, rest = reply.view.partition(".")
        is_answer = reply.trigger in ANSWERING and name in (View.question, View.points, View.recorded)
        return self._named.get(rest.partition(".")[0], "") if is_answer else ""


def of_case(value: str) -> str:
    """Return where what a button about reviews carries is shown: the page of its case, or the list of all."""
    number = value.split("-")[1:2]
    return f"{CASES}/{number[0]}" if number and id_in(number[0]) else CASES


def root_of(path: str) -> str:
    """Return the way from a path to the page's root: "" from "/", "../" from "/a/". It is relative, to hold behind a prefix."""
    return "../" * (path.count("/") - 1)


def with_language(address: str, language: str) -> str:
    """Return an address that carries the language of a stranger's page ("" for none)."""
    return f"{address}{'&' if '?' in address else '?'}language={language}" if language else address


def public_root(request: web.Request, public_url: str | None) -> str:
    """Return where people reach the page, without a slash at its end: what the operator says, else what was asked for here."""
    return public_url or f"{request.scheme}://{request.host}"


def number_in(text: str, digits: int) -> int | None:
    """Return the whole number that an address or a form holds; None for anything else, and for more digits than `digits`."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None
