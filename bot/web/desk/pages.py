"""Renders the pages of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from aiohttp import web

from bot.desk.days import moment
from bot.desk.desk import Caller
from bot.web.html import html_response
from bot.web.pages import Pages
from flows.campaign.officers import DISTRICT_AT_MOST, NAME_AT_MOST
from flows.campaign.roles import Right, Role
from flows.dialogue import Phrase

NOTHING_SHOWN = (403, 404)


@dataclass(frozen=True, slots=True)
class View:
    """For whom a page is: its language, the way to the root, the token of its forms, and who is signed in (None: nobody).

    `lost` holds the long texts of the form that was sent: a page that says that nothing was done gives them back. It is None if
    no form was sent. `address` is that of the page, to which a change of the language leads back.
    """

    language: str
    root: str
    token: str = ""
    caller: Caller | None = None
    lost: tuple[str, ...] | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the desk's menu: its address below `desk`, its words, and the right that it needs."""

    address: str
    key: str
    right: Right


MENU = (
    Place("", "desk-overview", Right.use_desk),
    Place("/campaigns", "desk-campaigns", Right.use_desk),
    Place("/cases", "desk-cases", Right.see_cases),
    Place("/review-figures", "desk-review-figures", Right.see_figures),
    Place("/officers", "desk-officers", Right.manage_officers),
    Place("/sessions", "desk-sessions", Right.use_desk),
    Place("/log", "desk-log", Right.read_log),
)


class DeskPages:
    """Renders templates of the folder `desk`, with the menu of what the officer may see."""

    def __init__(self, pages: Pages, languages: Sequence[str]) -> None:
        self._pages = pages
        self._languages = tuple(languages)

    def page(self, view: View, template: str, *, status: int = 200, here: str = "-", **context: object) -> web.Response:
        """Return a page; `here` is the address of its entry in the menu."""
        menu = [place for place in MENU if view.caller is not None and view.caller.officer.may(place.right)]
        html = self._pages.render(
            f"desk/{template}",
            view.language,
            view.root,
            **context,
            view=view,
            caller=view.caller,
            officer=view.caller.officer if view.caller else None,
            menu=menu,
            here=here,
            other_languages=[language for language in self._languages if language != view.language],
            roles=tuple(Role),
            moment=moment,
            tell=partial(self.said, language=view.language),
            name_at_most=NAME_AT_MOST,
            district_at_most=DISTRICT_AT_MOST,
        )
        return html_response(html, status)

    def said(self, words: Phrase, language: str) -> str:
        """Return a phrase in the words of a language."""
        return self._pages.said(words, language)

    def message(self, view: View, key: str, *, status: int) -> web.Response:
        """Return a page of one sentence and the way back to the desk, or to the sign-in."""
        # In another language nothing would be shown at this address either.
        shown = replace(view, address="") if status in NOTHING_SHOWN else view
        return self.page(shown, "message.html", status=status, key=key)

    def missing(self, view: View) -> web.Response:
        """Return the page for what is not there, or not in the officer's association: one does not see which."""
        return self.message(view, "desk-missing", status=404)
