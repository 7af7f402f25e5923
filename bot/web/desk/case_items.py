"""One item of a case at the desk: its claim and evidence, what was found, and the three buttons that decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.desk.cases import CaseDesk, CaseView
from bot.desk.item_view import EvidenceView, earlier_decisions, evidence_of, objection_to
from bot.web.desk.addresses import id_of, lead_to
from bot.web.desk.case_form import field_of, read_decision, read_findings, typed_of
from bot.web.desk.case_log import decision_words
from bot.web.desk.case_places import CASES, ITEM, case_of, stars_of
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.pages import DeskPages
from flows.campaign.roles import Right
from flows.days import day_of
from flows.dialogue import Phrase, phrase
from flows.review.deciding import TEXT_AT_MOST
from flows.review.decisions import EvidenceFinding, Reason
from flows.review.entries import EvidenceKind
from flows.review.refusals import CaseRefusal
from flows.review.states import Seat
from flows.review.submission import Handed
from flows.standard.criteria import Criterion
from flows.standard.model import Standard, Subdomain


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item as a reader opens it: the case, its place in the standard, what was handed in last, and its evidence."""

    view: CaseView
    subdomain: Subdomain
    handed: Handed
    evidence: tuple[EvidenceView, ...]

    @property
    def code(self) -> str:
        """The code of the subdomain."""
        return self.subdomain.code

    @property
    def seen(self) -> str:
        """What the page shows of what was handed in: a form that shows something else is out of date."""
        case = self.view.case
        # Words alone are an answer too.
        answers = len(case.pieces(self.code)) + bool(case.words_about(self.code))
        return f"{self.handed.claimed}.{answers}"

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria of the claimed rung and of all below, which the claim says are met; those of the claimed rung first."""
        rungs = range(self.handed.claimed, 0, -1)
        return tuple(criterion for rung in rungs for criterion in self.subdomain.criteria_of(rung))

    @property
    def lowest(self) -> int:
        """The lowest rung to which it can be lowered: an objection makes nothing worse."""
        if self.view.seat is not Seat.objection:
            return 0
        before = self.view.case.recorded_in(Seat.second, self.code) or self.view.case.recorded_in(Seat.first, self.code)
        return (before.decision.rung or 0) if before is not None else 0

    @property
    def can_ask(self) -> bool:
        """Whether more can be asked: in the first reading, once."""
        return self.view.seat is Seat.first and self.code not in self.view.case.asked


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
            return self._pages.missing(visit.view)
        await self._desk.opening.opened(visit.session, id_of(visit, "case"))
        return self._page(visit, item, typed_of(item.view.own_decision(item.code)))

    async def find(self, visit: Visit) -> web.Response:
        """Record what a reviewer says about the evidence, and show the item again with everything else that is typed."""
        item = await open_item(self._guard, self._standard, visit)
        if item is None:
            return self._pages.missing(visit.view)
        if visit.form.get("seen") != item.seen:
            return self._page(visit, item, visit.form, phrase("desk-item-changed"), 409)
        try:
            await self._desk.examine(visit.session, id_of(visit, "case"), *read_findings(visit.form, item.code, item.evidence))
        except CaseRefusal as refusal:
            return await self._again(visit, refusal)
        item = await open_item(self._guard, self._standard, visit)
        return self._page(visit, item, visit.form, kept=True) if item is not None else self._pages.missing(visit.view)

    async def decide(self, visit: Visit) -> web.Response:
        """Record a decision and lead to the next open item; the findings of the same form are recorded with it."""
        item = await open_item(self._guard, self._standard, visit)
        if item is None:
            return self._pages.missing(visit.view)
        if visit.form.get("seen") != item.seen:
            return self._page(visit, item, visit.form, phrase("desk-item-changed"), 409)
        decision = read_decision(visit.form, item.code, item.handed.claimed, item.criteria)
        if decision is None:
            return self._page(visit, item, visit.form, phrase("desk-item-no-act"), 422)
        number, findings = id_of(visit, "case"), read_findings(visit.form, item.code, item.evidence)
        try:
            await self._desk.decide(visit.session, number, decision, *findings)
        except CaseRefusal as refusal:
            return await self._again(visit, refusal)
        after = await case_of(self._guard, visit)
        following = after.next_open(item.code) if after is not None else ""
        place = f"/items/{following}" if following else ""
        return lead_to(visit, f"{CASES}/{number}{place}?after={item.code}")

    async def _again(self, visit: Visit, refusal: CaseRefusal) -> web.Response:
        """Show the item as it is now, with what was typed and why it was not recorded."""
        item = await open_item(self._guard, self._standard, visit)
        if item is None:
            return self._pages.missing(visit.view)
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
    ) -> web.Response:
        view, code = item.view, item.code
        after = visit.request.query.get("after", "")
        decided = view.own_decision(code)
        return self._pages.page(
            visit.view,
            "case_item.html",
            status=status,
            here=CASES,
            key=id_of(visit, "case"),
            item=item,
            seen=view,
            handed=item.handed,
            claimed=item.handed.claimed,
            line=view.line(code),
            typed=typed,
            problem=problem,
            kept=kept,
            after=after if after in self._standard and after != code else "",
            decided=decision_words(decided) if decided is not None else None,
            earlier=[(made, decision_words(made.decision)) for made in earlier_decisions(view.case, code, _seat(view))],
            objection=objection_to(view.case, code),
            answer=view.case.words_about(code),
            verified=stars_of(view.verified),
            is_thin=view.is_thin(code),
            rungs=range(item.handed.claimed - 1, item.lowest - 1, -1),
            field_of=field_of,
            reasons=tuple(Reason),
            findings=tuple(EvidenceFinding),
            kinds=tuple(EvidenceKind),
            text_at_most=TEXT_AT_MOST,
        )


def _seat(view: CaseView) -> Seat:
    return view.seat or view.case.seat_of(view.open.actor.person) or Seat.first


async def open_item(guard: Guard, standard: Standard, visit: Visit) -> OpenItem | None:
    """Return the item of an address for a reader who has declared; None for everybody else, and if the case is closed."""
    view, code = await case_of(guard, visit), visit.request.match_info["subdomain"]
    handed = view.case.item(code) if view is not None else None
    if view is None or handed is None or code not in standard or not view.may_read:
        return None
    today, person = day_of(view.open.now), view.open.actor.person
    evidence = evidence_of(standard, view.case, code, today, person if view.is_blind else None)
    return OpenItem(view, standard.subdomain(code), handed, evidence)
