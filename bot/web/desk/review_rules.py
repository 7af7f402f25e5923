"""The numbers of an association's reviews, each with its reason; an administrator changes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields

from aiohttp import web

from bot.desk.cases import ReviewRules
from bot.web.addresses import number_in
from bot.web.desk.addresses import lead_to
from bot.web.desk.case_places import CASES
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.pages import DeskPages
from bot.web.forms import DRAWN
from flows.campaign.roles import Right
from flows.fingerprint import fingerprint
from flows.review.refusals import Overtaken
from flows.review.rules import DEFAULT, FIGURES_AT_LEAST

NAMES = tuple(each.name for each in fields(ReviewRules))
USUAL: Mapping[str, int] = asdict(DEFAULT)
DIGITS = 3
PERCENT, HUNDRED = "percent", 100
FIGURES_FROM = "figures_from"
RULES = "/desk/cases/rules"


@dataclass(frozen=True, slots=True)
class RulesForm:
    """What a form says: the numbers (None if something is wrong), the fields that are wrong, and the key of what else is.

    `now` has the numbers that hold since another window changed them, by name, as far as the form says others.
    """

    rules: ReviewRules | None
    wrong: tuple[str, ...]
    problem: str = ""
    now: Mapping[str, int] = field(default_factory=dict)


class ReviewRuleRoutes:
    """Shows the numbers to everybody who sees cases; administrators change them."""

    def __init__(self, guard: Guard, pages: DeskPages) -> None:
        self._guard = guard
        self._pages = pages

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses."""
        return (
            DeskRoute("GET", RULES, Right.see_cases, self.show),
            DeskRoute("POST", RULES, Right.manage_cases, self.change),
        )

    async def show(self, visit: Visit) -> web.Response:
        """Show the numbers."""
        rules = await self._guard.cases.rules.of(visit.session)
        typed = {name: str(number) for name, number in asdict(rules).items()}
        return self._page(visit, typed, RulesForm(rules, ()), rules)

    async def change(self, visit: Visit) -> web.Response:
        """Let the numbers of a form hold from now on, if nothing is wrong with them."""
        form = read_rules(visit.form)
        if form.rules is None:
            return self._page(visit, visit.form, form, None, 422)
        try:
            await self._guard.cases.rules.change(visit.session, form.rules, visit.form.get(DRAWN))
        except Overtaken as refusal:
            rules, wanted = await self._guard.cases.rules.of(visit.session), asdict(form.rules)
            now = {name: number for name, number in asdict(rules).items() if number != wanted[name]}
            return self._page(visit, visit.form, RulesForm(None, (), refusal.why.key, now), rules, 409)
        return lead_to(visit, f"{CASES}/rules?saved")

    def _page(
        self, visit: Visit, typed: Mapping[str, str], form: RulesForm, shown: ReviewRules | None, status: int = 200
    ) -> web.Response:
        """Return the page. `shown` are the rules that it shows; None: it shows those that the form was drawn from."""
        return self._pages.page(
            visit.view,
            "review_rules.html",
            status=status,
            here=CASES,
            names=NAMES,
            usual=USUAL,
            typed=typed,
            wrong=form.wrong,
            problem=form.problem,
            now=form.now,
            mark=fingerprint(shown) if shown is not None else visit.form.get(DRAWN, ""),
            is_saved="saved" in visit.request.query,
            may_change=visit.caller.officer.may(Right.manage_cases),
            digits=DIGITS,
        )


def read_rules(form: Mapping[str, str]) -> RulesForm:
    """Return the numbers that a form describes."""
    typed = {name: number_in(form.get(name, "").strip(), DIGITS) for name in NAMES}
    wrong = tuple(name for name, number in typed.items() if number is None or not _fits(name, number))
    if wrong:
        return RulesForm(None, wrong, "desk-rules-wrong")
    try:
        return RulesForm(ReviewRules(**{name: number for name, number in typed.items() if number is not None}), ())
    except ValueError:
        # All that is left: the deadlines of the association are longer than what it has in all.
        return RulesForm(None, ("total_days",), "desk-rules-too-many-days")


def _fits(name: str, number: int) -> bool:
    if name.endswith("_days") and not number:
        return False
    if name == FIGURES_FROM:
        return number >= FIGURES_AT_LEAST
    return number <= HUNDRED or PERCENT not in name
