"""The list of cases at the desk, with its filter, and making a request link."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from aiohttp import web

from bot.desk.cases import CaseLine, MadeRequest
from bot.desk.days import today
from bot.web.addresses import number_in, public_root
from bot.web.desk.case_places import CASES
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.pages import DeskPages
from bot.web.return_pages import MadeLink
from flows.campaign.codes import grouped
from flows.campaign.roles import Right
from flows.dialogue import phrase
from flows.review.clock import is_assumed
from flows.review.refusals import Overtaken
from flows.review.states import CaseState, Turn
from flows.typed_text import has_words, one_line

LABEL_AT_MOST = 60
PAGE = 50
OFFSET_DIGITS = 6


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases a list shows; None: any."""

    state: CaseState | None = None
    turn: Turn | None = None

    def fits(self, line: CaseLine) -> bool:
        """Return whether a case is shown."""
        return self.state in (None, line.state) and self.turn in (None, line.turn)

    def address(self, **changed: str | int) -> str:
        """Return the query of this filter with some changes; "" and 0 take a part away."""
        parts: dict[str, str | int] = {"state": self.state or "", "turn": self.turn or ""}
        return "?" + urlencode({name: value for name, value in {**parts, **changed}.items() if value})


class CaseListRoutes:
    """Lists cases, and makes the links by which institutions hand in."""

    def __init__(self, guard: Guard, pages: DeskPages, public_url: str | None, languages: tuple[str, ...]) -> None:
        self._guard = guard
        self._pages = pages
        self._public_url = public_url
        self._languages = languages

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses. "new" comes before the address that takes any id."""
        see = Right.see_cases
        return (
            DeskRoute("GET", "/desk/cases", see, self.all),
            DeskRoute("GET", "/desk/cases/new", see, self.new),
            DeskRoute("POST", "/desk/cases/new", see, self.make),
        )

    async def all(self, visit: Visit) -> web.Response:
        """List the cases that fit the filter of the address, those that are due first at the top."""
        chosen, day = filter_of(visit), today()
        lines = await self._guard.cases.lines(visit.session)
        manages = visit.caller.officer.may(Right.manage_cases)
        found = [line for line in lines if chosen.fits(line)]
        begin = number_in(visit.request.query.get("from", ""), OFFSET_DIGITS) or 0
        shown = found[begin : begin + PAGE]
        return self._pages.page(
            visit.view,
            "cases.html",
            here=CASES,
            lines=shown,
            ratings=await self._guard.cases.ratings.lines(visit.session),
            total=len(found),
            chosen=chosen,
            states=[state for state in CaseState if any(line.state is state for line in lines)],
            turns=tuple(Turn),
            today=day,
            reported=await self._guard.cases.names.reported(visit.session) if manages else (),
            is_assumed=any(line.due is not None and is_assumed(line.due) for line in shown),
            next_offset=begin + PAGE if len(found) > begin + PAGE else 0,
            earlier=begin - PAGE if begin >= PAGE else -1,
        )

    async def new(self, visit: Visit, problem: str = "", status: int = 200) -> web.Response:
        """Ask for whom a request is; `problem` is the key of why none was made."""
        return self._pages.page(
            visit.view,
            "case_new.html",
            status=status,
            here=CASES,
            problem=problem,
            typed=visit.form,
            label_at_most=LABEL_AT_MOST,
            mark=await self._guard.mark(visit),
        )

    async def make(self, visit: Visit) -> web.Response:
        """Make a request and show its link once, in the answer to the form: it is in no address that a history keeps."""
        label = one_line(visit.form.get("label", ""))
        if not has_words(label) or len(label) > LABEL_AT_MOST:
            return await self.new(visit, "desk-request-wrong", 422)
        try:
            made = await self._guard.cases.request(visit.session, label, self._guard.once(visit))
        except Overtaken as refusal:
            return await self.new(visit, refusal.why.key, 409)
        root = public_root(visit.request, self._public_url)
        link = f"{root}/handin/{made.token}"
        return self._pages.page(
            visit.view,
            "case_request.html",
            here=CASES,
            made=made,
            label=label,
            shown=MadeLink(link),
            code=grouped(made.code),
            texts=[(language, self._text(visit, made, link, root, language)) for language in self._languages],
        )

    def _text(self, visit: Visit, made: MadeRequest, link: str, root: str, language: str) -> str:
        """Return the text that an officer sends to the institution."""
        text = phrase(
            "desk-request-text",
            association=visit.caller.officer.association_name,
            day=made.due.isoformat(),
            link=link,
            home=f"{root.partition('://')[2]}/c",
            code=grouped(made.code),
        )
        return self._pages.said(text, language)


def filter_of(visit: Visit) -> CaseFilter:
    """Return the filter that an address asks for; what it does not know counts as everything."""
    query = visit.request.query
    return CaseFilter(
        next((state for state in CaseState if state == query.get("state")), None),
        next((turn for turn in Turn if turn == query.get("turn")), None),
    )
