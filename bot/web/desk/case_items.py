"""One item of a case at the desk: its claim and evidence, what was found, and the three buttons that decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from aiohttp import web

from bot.desk.cases import CaseDesk, CaseView
from bot.desk.item_view import earlier_decisions, evidence_of, objection_to
from bot.desk.together import item_lines
from bot.web.desk.addresses import id_of, lead_to
from bot.web.desk.case_files import inside_pieces
from bot.web.desk.case_form import read_decision, read_findings, typed_of
from bot.web.desk.case_log import decision_words
from bot.web.desk.case_places import CASES, ITEM, case_of, stars_of
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.item_page import OVERTAKEN, ItemFrame, Judged, JudgedItem, Said, item_page, said_meanwhile
from bot.web.desk.pages import DeskPages
from bot.web.forms import DRAWN
from flows.campaign.roles import Right
from flows.days import day_of
from flows.dialogue import Phrase, phrase
from flows.institution.answers import Together
from flows.review.deciding import TEXT_AT_MOST
from flows.review.decisions import Decision, DecisionKind
from flows.review.refusals import CaseRefusal, Overtaken
from flows.review.states import CaseEvent, Seat
from flows.standard.model import Standard


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item as a reader opens it, and the case to which it belongs; `together` says how several people came to it."""

    view: CaseView
    item: JudgedItem
    together: Together | None

    @property
    def code(self) -> str:
        """The code of the subdomain."""
        return self.item.code


class CaseItemRoutes:
    """Shows items to readers who have declared, and records what they find and decide."""

    def __init__(self, guard: Guard, pages: DeskPages, standard: Standard) -> None:
        self._guard = guard
        self._pages = pages
        self._standard = standard

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses of items."""
        read = Right.review_files
        return (
            DeskRoute("GET", ITEM, read, self.one),
            DeskRoute("POST", f"{ITEM}/find", read, self.find),
            DeskRoute("POST", f"{ITEM}/decide", read, self.decide),
        )

    @property
    def _desk(self) -> CaseDesk:
        return self._guard.cases

    async def one(self, visit: Visit) -> web.Response:
        """Show an item. That the case was opened is recorded."""
        item = await open_item(self._guard, self._standard, visit)
        if item is None:
            return await self._missing(visit)
        await self._desk.opening.opened(visit.session, id_of(visit, "case"))
        return self._page(visit, item, typed_of(_still_open(item)))

    async def find(self, visit: Visit) -> web.Response:
        """Record what a reviewer says about the evidence, and show the item again with everything else that is typed."""
        item = await open_item(self._guard, self._standard, visit)
        if item is None:
            return await self._missing(visit)
        if not item.item.is_seen_in(visit.form):
            return self._page(visit, item, visit.form, phrase("desk-item-changed"), 409)
        findings = read_findings(visit.form, item.code, item.item.evidence)
        try:
            await self._desk.examine(visit.session, id_of(visit, "case"), *findings, seen=visit.form.get(DRAWN))
        except CaseRefusal as refusal:
            return await self._again(visit, refusal)
        item = await open_item(self._guard, self._standard, visit)
        return self._page(visit, item, visit.form, kept=True) if item is not None else await self._missing(visit)

    async def decide(self, visit: Visit) -> web.Response:
        """Record a decision and lead to the next open item; the findings of the same form are recorded with it."""
        item = await open_item(self._guard, self._standard, visit)
        if item is None:
            return await self._missing(visit)
        if not item.item.is_seen_in(visit.form):
            return self._page(visit, item, visit.form, phrase("desk-item-changed"), 409)
        decision = read_decision(visit.form, item.code, item.item.handed.claimed, item.item.criteria)
        if decision is None:
            return self._page(visit, item, visit.form, phrase("desk-item-no-act"), 422)
        number, findings = id_of(visit, "case"), read_findings(visit.form, item.code, item.item.evidence)
        try:
            await self._desk.decide(visit.session, number, decision, *findings, seen=visit.form.get(DRAWN))
        except CaseRefusal as refusal:
            return await self._again(visit, refusal)
        after = await case_of(self._guard, visit)
        following = after.next_open(item.code) if after is not None else ""
        place = f"/items/{following}" if following else ""
        return lead_to(visit, f"{CASES}/{number}{place}?after={item.code}")

    async def _missing(self, visit: Visit) -> web.Response:
        """Return the page for an item that is not shown. A reader of the case reads that it is over, if that is why."""
        view = await case_of(self._guard, visit)
        if view is None or not view.has_declared or not view.case.is_closed:
            return self._pages.missing(visit.view)
        return self._pages.message(visit.view, "desk-item-closed", status=404)

    async def _again(self, visit: Visit, refusal: CaseRefusal) -> web.Response:
        """Show the item as it is now, with what was typed and why it was not recorded."""
        item = await open_item(self._guard, self._standard, visit)
        if item is None:
            return await self._missing(visit)
        if isinstance(refusal, Overtaken):
            return self._page(visit, item, visit.form, OVERTAKEN, 409, newer=_newer(item))
        return self._page(visit, item, visit.form, refusal.why, 409)

    def _page(
        self,
        visit: Visit,
        item: OpenItem,
        typed: Mapping[str, str],
        problem: Phrase | None = None,
        status: int = 200,
        *,
        kept: bool = False,
        newer: Said | None = None,
    ) -> web.Response:
        after = visit.request.query.get("after", "")
        return item_page(
            self._pages,
            visit,
            item.item,
            frame_of(id_of(visit, "case"), item),
            replace(judged_of(item), newer=newer),
            typed,
            problem,
            status,
            kept=kept,
            after=after if after in self._standard and after != item.code else "",
        )


def frame_of(case: int, item: OpenItem) -> ItemFrame:
    """Return what surrounds an item of a case: how far the reading is, and which stars are possible now."""
    view = item.view
    counts = {"done": view.decided_count, "must": len(view.looks), "all": len(view.lines), "asked": view.asked_count}
    look = view.why(item.code)
    return ItemFrame(
        f"{CASES}/{case}",
        view.open.line.name,
        (phrase("desk-case-progress", **counts), phrase("desk-case-preview", stars=stars_of(view.verified))),
        phrase(f"desk-look-why-{look.why}" if look is not None else "desk-look-why-none"),
        phrase("desk-item-reasons"),
        phrase("desk-item-text-hint", most=TEXT_AT_MOST),
        may_decide=view.may_decide and _has_claim(item),
        finds=True,
    )


def _newer(item: OpenItem) -> Said | None:
    """Return what the reader has decided in another window; None if they said something of the evidence alone."""
    seat = item.view.seat
    made = item.view.case.recorded_in(seat, item.code) if seat is not None else None
    return said_meanwhile(made.decision, made.at) if made is not None else None


def _has_claim(item: OpenItem) -> bool:
    """Return whether there is something to decide: a claim, or an item that was answered with rung 0 and is still open."""
    return bool(item.item.handed.claimed) or item.code in (*item.view.open_items, *item.view.case.asked)


def _still_open(item: OpenItem) -> Decision | None:
    """Return what the reader decided and can change. A question that was sent is over: its words explain no other decision."""
    decided = item.view.own_decision(item.code)
    return None if decided is not None and _was_sent(item, decided) else decided


def _was_sent(item: OpenItem, decided: Decision) -> bool:
    return item.view.may_decide and decided.kind is DecisionKind.more_asked and item.code in item.view.case.asked


def judged_of(item: OpenItem) -> Judged:
    """Return what was said about an item of a case, as far as its reader may see it."""
    view, code = item.view, item.code
    decided = view.own_decision(code)
    is_high = item.item.handed.claimed >= view.rules.two_kinds_from_rung
    seat = view.seat or view.case.seat_of(view.open.actor.person) or Seat.first
    earlier = tuple(
        (
            phrase(f"desk-item-earlier-{made.seat}", what=decision_words(made.decision)),
            made.decision.reasons,
            made.decision.text,
        )
        for made in earlier_decisions(view.case, code, seat)
    )
    if decided is not None and _was_sent(item, decided):
        question = phrase(f"desk-item-earlier-{Seat.first}", what=decision_words(decided))
        earlier = (*earlier, (question, decided.reasons, decided.text))
        decided = None
    return Judged(
        decision_words(decided) if decided is not None else None,
        earlier,
        objection_to(view.case, code),
        view.case.words_about(code),
        item_lines(item.together, code, was_changed=view.case.was_answered(code)),
        phrase(f"desk-item-{view.line(code).state}"),
        phrase("desk-item-thin" if is_high else "desk-item-thin-low") if view.is_thin(code) else None,
        was_asked=code in view.case.asked,
    )


async def open_item(guard: Guard, standard: Standard, visit: Visit) -> OpenItem | None:
    """Return the item of an address for a reader who has declared; None for everybody else, and if the case is closed."""
    view, code = await case_of(guard, visit), visit.request.match_info["subdomain"]
    handed = view.case.item(code) if view is not None else None
    if view is None or handed is None or code not in standard or not view.may_read:
        return None
    today, person = day_of(view.open.now), view.open.actor.person
    evidence = evidence_of(standard, view.case, code, today, person if view.is_blind else None)
    can_ask = view.seat is Seat.first and code not in view.case.asked
    answers = view.case.answers_about(code)
    inside, mark = await inside_pieces(guard, evidence), view.mark(CaseEvent.decide, code)
    judged = JudgedItem(standard.subdomain(code), handed, evidence, answers, inside, _lowest(view, code), can_ask, mark)
    return OpenItem(view, judged, await guard.cases.together(visit.session, id_of(visit, "case")))


def _lowest(view: CaseView, code: str) -> int:
    """Return the lowest rung to which an item can be lowered: an objection makes nothing worse."""
    if view.seat is not Seat.objection:
        return 0
    before = view.case.recorded_in(Seat.second, code) or view.case.recorded_in(Seat.first, code)
    return (before.decision.rung or 0) if before is not None else 0
