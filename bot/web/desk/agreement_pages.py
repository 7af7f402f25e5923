"""How far reviewers agree: cases that two of them rated, for these two and for administrators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.desk.cases import RatedTwice
from bot.web.desk.addresses import id_of
from bot.web.desk.case_log import decision_words
from bot.web.desk.case_places import AGREEMENT, CASES
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.pages import DeskPages
from flows.campaign.roles import Right
from flows.dialogue import Phrase, phrase
from flows.review.agreement import ITEMS_FOR_BOUNDS, Agreement, Kappa, RatedCase, agreement, by_domain, of_pairs
from flows.standard.model import Standard


@dataclass(frozen=True, slots=True)
class PairLine:
    """How far two officers agree over all cases that both rated: their names, "" for those who were removed."""

    names: tuple[str, str]
    cases: int
    agreement: Agreement


class AgreementRoutes:
    """Shows kappa, how many items it is about, and where two reviewers differ."""

    def __init__(self, guard: Guard, pages: DeskPages, standard: Standard) -> None:
        self._guard = guard
        self._pages = pages
        self._standard = standard

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses. They come before the address that takes any id."""
        return (
            DeskRoute("GET", AGREEMENT, Right.see_cases, self.all),
            DeskRoute("GET", f"{AGREEMENT}/{{rating}}", Right.see_cases, self.one),
        )

    async def all(self, visit: Visit) -> web.Response:
        """Show all cases that were rated twice, together and one by one, and each pair of reviewers."""
        manages = visit.caller.officer.may(Right.manage_cases)
        agreements, rules = self._guard.cases.agreements, await self._guard.cases.rules.of(visit.session)
        rated = await agreements.all(visit.session)
        items = [item for each in rated for item in each.items]
        return self._pages.page(
            visit.view,
            "agreement.html",
            here=CASES,
            rules=rules,
            manages=manages,
            together=agreement(items) if rated else None,
            rated=[(each, agreement(each.items)) for each in rated],
            pairs=pair_lines(rated),
            waiting=await agreements.open(visit.session) if manages else (),
            kappa=kappa_words,
            bounds=bounds_words,
            few=ITEMS_FOR_BOUNDS,
        )

    async def one(self, visit: Visit) -> web.Response:
        """Show a case that was rated twice, item by item."""
        found = await self._guard.cases.agreements.one(visit.session, id_of(visit, "rating"))
        if found is None:
            return self._pages.missing(visit.view)
        rated = found.rated
        places = {code: place for place, code in enumerate(self._standard.codes)}
        return self._pages.page(
            visit.view,
            "agreement_case.html",
            here=CASES,
            rated=rated,
            draw=rated.rating.draw,
            together=agreement(rated.items),
            domains=by_domain(self._standard, rated.items),
            items=sorted(found.items, key=lambda each: places.get(each.item.subdomain, len(places))),
            known=self._standard.codes,
            kappa=kappa_words,
            bounds=bounds_words,
            decision_words=decision_words,
            few=ITEMS_FOR_BOUNDS,
        )


def pair_lines(rated: Sequence[RatedTwice]) -> list[PairLine]:
    """Return how far each pair of reviewers agrees, if there is more than one case to put together."""
    names = {each.rating.first: each.first for each in rated} | {each.rating.rater: each.rater for each in rated}
    cases = [RatedCase(each.rating.first, each.rating.rater, each.items) for each in rated]
    lines = [PairLine((names[pair.one], names[pair.other]), pair.cases, pair.agreement) for pair in of_pairs(cases)]
    return lines if len(rated) > 1 else []


def kappa_words(kappa: Kappa) -> Phrase:
    """Return kappa in words."""
    return phrase("desk-kappa-none") if kappa.value is None else phrase("desk-kappa-is", kappa=f"{kappa.value:.2f}")


def bounds_words(kappa: Kappa) -> Phrase | None:
    """Return the bounds of kappa in words; None if it has none."""
    if kappa.low is None or kappa.high is None:
        return None
    return phrase("desk-kappa-bounds", low=f"{kappa.low:.2f}", high=f"{kappa.high:.2f}")
