"""Rating a case a second time: what the rater is asked, what they declare, the items one by one, and the end."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping

from aiohttp import web

from bot.desk.cases import OpenRating
from bot.desk.item_view import evidence_of
from bot.desk.together import handed_in_together, item_lines
from bot.web.desk.addresses import id_of, lead_to
from bot.web.desk.case_files import inside_pieces
from bot.web.desk.case_form import TIES, read_decision, read_declaration, typed_of
from bot.web.desk.case_log import decision_words
from bot.web.desk.case_places import CASES, RATED, RATING, RATINGS
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.item_page import OVERTAKEN, ItemFrame, Judged, JudgedItem, Said, item_page, said_meanwhile
from bot.web.desk.pages import DeskPages
from bot.web.forms import DRAWN
from flows.campaign.roles import Right
from flows.days import day_of
from flows.dialogue import Phrase, phrase
from flows.review.deciding import TEXT_AT_MOST
from flows.review.refusals import CaseRefusal, Overtaken
from flows.standard.model import Standard


class RatingRoutes:
    """Leads a reviewer who was drawn through a case, without a word of what anybody decided about it."""

    def __init__(self, guard: Guard, pages: DeskPages, standard: Standard) -> None:
        self._guard = guard
        self._pages = pages
        self._standard = standard

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses of double ratings."""
        read = Right.review_files
        return (
            DeskRoute("GET", RATING, read, self.show),
            DeskRoute("POST", f"{RATING}/declare", read, self.declare),
            DeskRoute("POST", f"{RATING}/decline", read, self.decline),
            DeskRoute("POST", f"{RATING}/finish", read, self.finish),
            DeskRoute("GET", RATED, read, self.one),
            DeskRoute("POST", f"{RATED}/decide", read, self.decide),
        )

    async def show(self, visit: Visit, problem: Phrase | None = None, status: int = 200) -> web.Response:
        """Show what is asked, and the items once the rater has declared."""
        number = id_of(visit, "rating")
        found = await self._guard.cases.ratings.one(visit.session, number)
        if found is None:
            return self._pages.missing(visit.view)
        if found.may_read:
            await self._guard.cases.ratings.opened(visit.session, number)
        return self._pages.page(
            visit.view,
            "rating.html",
            status=status,
            here=CASES,
            key=number,
            found=found,
            lines=[(code, claimed_of(found, code), words_of(found, code)) for code in self._codes(found)],
            next_item=self._next(found, ""),
            problem=problem,
            typed=visit.form,
            ties=TIES,
        )

    async def declare(self, visit: Visit) -> web.Response:
        """Record that the rater has no tie to the institution. With a tie they are told to leave it to somebody else."""
        ratings = self._guard.cases.ratings
        return await self._done(visit, ratings.declare(visit.session, id_of(visit, "rating"), read_declaration(visit.form)))

    async def decline(self, visit: Visit) -> web.Response:
        """Leave the rating to somebody else, if the box says that it is meant."""
        if not visit.is_sure:
            return await self.show(visit, phrase("desk-case-unsure"), 422)
        return await self._done(visit, self._guard.cases.ratings.decline(visit.session, id_of(visit, "rating")), CASES)

    async def finish(self, visit: Visit) -> web.Response:
        """Finish the rating and show how far both agree, also to a rater who presses the button again."""
        number = id_of(visit, "rating")
        finishing = self._finished(visit.session, number, visit.form.get(DRAWN))
        return await self._done(visit, finishing, f"{CASES}/agreement/{number}")

    async def one(self, visit: Visit) -> web.Response:
        """Show an item with what the rater said of it."""
        found, item = await self._item(visit)
        if found is None or item is None:
            return self._pages.missing(visit.view)
        await self._guard.cases.ratings.opened(visit.session, id_of(visit, "rating"))
        return await self._page(visit, found, item, typed_of(found.made.get(item.code)))

    async def decide(self, visit: Visit) -> web.Response:
        """Record what the rater says of an item, and lead to the next one that is not rated."""
        found, item = await self._item(visit)
        if found is None or item is None:
            return self._pages.missing(visit.view)
        if not item.is_seen_in(visit.form):
            return await self._page(visit, found, item, visit.form, phrase("desk-item-changed"), 409)
        decision = read_decision(visit.form, item.code, item.handed.claimed, item.criteria)
        if decision is None:
            return await self._page(visit, found, item, visit.form, phrase("desk-item-no-act"), 422)
        number = id_of(visit, "rating")
        try:
            is_done = await self._guard.cases.ratings.rate(visit.session, number, decision, visit.form.get(DRAWN))
        except Overtaken:
            return await self._overtaken(visit)
        except CaseRefusal as refusal:
            return await self._page(visit, found, item, visit.form, refusal.why, 409)
        after = await self._guard.cases.ratings.one(visit.session, number) if is_done else None
        if after is None:
            return self._pages.missing(visit.view)
        following = self._next(after, item.code)
        return lead_to(visit, f"{RATINGS}/{number}" + (f"/items/{following}?after={item.code}" if following else "#finish"))

    async def _overtaken(self, visit: Visit) -> web.Response:
        """Show an item with what was said of it in another window, and what was filled in."""
        found, item = await self._item(visit)
        if found is None or item is None:
            return self._pages.missing(visit.view)
        made = found.made.get(item.code)
        newer = said_meanwhile(made, found.made_at[item.code]) if made is not None else None
        return await self._page(visit, found, item, visit.form, OVERTAKEN, 409, newer)

    async def _done(self, visit: Visit, doing: Awaitable[bool], place: str = "") -> web.Response:
        """Wait for something that the rater does and lead on, or say on the page of the rating why it was not done."""
        try:
            is_done = await doing
        except CaseRefusal as refusal:
            return await self.show(visit, refusal.why, 409)
        return lead_to(visit, place or f"{RATINGS}/{id_of(visit, 'rating')}") if is_done else self._pages.missing(visit.view)

    async def _finished(self, session: str, rating: int, drawn: str | None) -> bool:
        cases = self._guard.cases
        return await cases.ratings.finish(session, rating, drawn) or await cases.agreements.one(session, rating) is not None

    async def _item(self, visit: Visit) -> tuple[OpenRating | None, JudgedItem | None]:
        """Return the rating and the item of an address, for the rater who has declared."""
        found = await self._guard.cases.ratings.one(visit.session, id_of(visit, "rating"))
        code = visit.request.match_info["subdomain"]
        if found is None or not found.may_read or code not in self._codes(found):
            return None, None
        handed = found.case.item(code)
        assert handed is not None
        evidence = evidence_of(self._standard, found.case, code, day_of(found.now), None)
        inside, answers = await inside_pieces(self._guard, evidence), found.case.answers_about(code)
        mark = found.mark(code)
        return found, JudgedItem(self._standard.subdomain(code), handed, evidence, answers, inside, mark=mark)

    async def _page(
        self,
        visit: Visit,
        found: OpenRating,
        item: JudgedItem,
        typed: Mapping[str, str],
        problem: Phrase | None = None,
        status: int = 200,
        newer: Said | None = None,
    ) -> web.Response:
        after = visit.request.query.get("after", "")
        together = handed_in_together(await self._guard.cases.ratings.sealed(visit.session, found.rating.id))
        frame = ItemFrame(
            f"{RATINGS}/{found.rating.id}",
            found.name,
            (phrase("desk-rating-progress", done=len(found.made), all=len(found.items)),),
            phrase("desk-rating-why"),
            phrase("desk-rating-reasons"),
            phrase("desk-rating-text-hint", most=TEXT_AT_MOST),
            may_decide=True,
            finds=False,
        )
        return item_page(
            self._pages,
            visit,
            item,
            frame,
            Judged(
                words_of(found, item.code),
                answer=found.case.words_about(item.code),
                together=item_lines(together, item.code, was_changed=found.case.was_answered(item.code)),
                newer=newer,
            ),
            typed,
            problem,
            status,
            after=after if after in self._standard and after != item.code else "",
        )

    def _codes(self, found: OpenRating) -> list[str]:
        """Return the items to rate in the standard's order."""
        return [code for code in self._standard.codes if code in found.items]

    def _next(self, found: OpenRating, after: str) -> str:
        """Return the next item that is not rated, those after `after` first; "" if there is none."""
        codes = self._codes(found)
        later = codes[codes.index(after) + 1 :] if after in codes else []
        return next((code for code in (*later, *codes) if code not in found.made), "")


def claimed_of(found: OpenRating, code: str) -> int:
    """Return the rung that is claimed for an item."""
    item = found.case.item(code)
    return item.claimed if item is not None else 0


def words_of(found: OpenRating, code: str) -> Phrase | None:
    """Return what the rater said of an item; None if they said nothing yet."""
    return decision_words(found.made[code]) if code in found.made else None
