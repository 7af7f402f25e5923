"""The page of an institution's plan: everybody reads it, the coordinator makes it and changes its steps."""

from __future__ import annotations

from aiohttp import web

from bot.conversation.institution_planning import (
    CAN_BE,
    CHANGED,
    PlanMade,
    SeenPlan,
    plan_lines,
    review_lines,
    step_lines,
    step_mark,
)
from bot.conversation.nothing_done import NOTHING_DONE
from bot.web.addresses import COLLEAGUES, STEP_DIGITS, TEAM_PLAN, number_in, root_of
from bot.web.cookies import Visitor
from bot.web.csrf import form_token
from bot.web.forms import DRAWN
from bot.web.html import html_response, redirect
from bot.web.own_pages import OwnPages
from bot.web.responder import address_of
from flows.dialogue import Phrase, phrase

# What the page says after a change; its address holds the value.
DONE = {**{made.value: f"team-plan-made-{made}" for made in PlanMade}, "kept": "team-step-kept", **NOTHING_DONE}


class InstitutionPlanRoutes(OwnPages):
    """The routes of institutions' plans. A plan is only found through a person of its institution."""

    async def show(self, request: web.Request) -> web.StreamResponse:
        """Show the plan, or the form of a step. A person without an institution is shown their colleagues."""
        visitor, root = self._known(request), root_of(request.rel_url.raw_path)
        shown = await self._conversation.answering.planning.of(address_of(visitor))
        if shown is None:
            return redirect(root + COLLEAGUES)
        language = await self._language(request, visitor)
        number = number_in(request.query.get("step", ""), STEP_DIGITS) or 0
        step = shown.step(number)
        if step is not None and (shown.may_change or review_lines(shown, step)):
            return self._step(visitor, language, root, shown, number)
        return self._page(request, visitor, language, shown)

    async def change(self, request: web.Request) -> web.StreamResponse:
        """Make the plan or change a step, then show the plan; a form that is not taken comes back with the reasons."""
        visitor, form = await self._known_sender(request)
        who, root, planning = address_of(visitor), root_of(request.rel_url.raw_path), self._conversation.answering.planning
        if form.get("do") == "make":
            made = await planning.make(who, number_in(form.get("star", ""), STEP_DIGITS) or 0)
            return (
                redirect(f"{root}{TEAM_PLAN}?done={made}")
                if made
                else await self._nothing(who, root, TEAM_PLAN, by_coordinator=True)
            )
        number = number_in(form.get("step", ""), STEP_DIGITS) or 0
        errors = await planning.arrange(who, number, form, form.get(DRAWN)) if form.get("do") == "step" else None
        shown = await planning.of(who) if errors else None
        if errors and shown is not None and shown.step(number) is not None:
            language = await self._language(request, visitor)
            return self._step(visitor, language, root, shown, number, form, errors)
        return (
            await self._nothing(who, root, TEAM_PLAN, by_coordinator=True)
            if errors is None
            else redirect(f"{root}{TEAM_PLAN}?done=kept")
        )

    def _page(self, request: web.Request, visitor: Visitor, language: str, shown: SeenPlan) -> web.Response:
        html = self._pages.render(
            "team_plan.html",
            language,
            root_of(request.rel_url.raw_path),
            token=form_token(self._seals, visitor.key),
            facts=[self._pages.said(line, language) for line in plan_lines(shown)],
            steps=[self._pages.said(line, language) for line in step_lines(shown)],
            may_change=shown.may_change,
            reviewed=_reviewed(shown),
            has_open=shown.plan is not None and bool(shown.plan.open),
            goals=shown.goals,
            done=DONE.get(request.query.get("done", ""), ""),
        )
        return html_response(html)

    def _step(
        self,
        visitor: Visitor,
        language: str,
        root: str,
        shown: SeenPlan,
        number: int,
        form: dict[str, str] | None = None,
        errors: dict[str, Phrase] | None = None,
    ) -> web.Response:
        step = shown.step(number)
        assert step is not None
        stored = {"due": step.due.isoformat(), "person": step.person, "state": step.state.value, "reason": step.reason}
        html = self._pages.render(
            "team_step.html",
            language,
            root,
            token=form_token(self._seals, visitor.key),
            number=number,
            mark=step_mark(step) if form is None or CHANGED in (errors or {}) else form.get(DRAWN, ""),
            line=self._pages.said(step_lines(shown)[number - 1], language),
            review=[self._pages.said(line, language) for line in review_lines(shown, step)],
            may_change=shown.may_change,
            values=stored | {name: value for name, value in (form or {}).items() if name in stored},
            states=[(each.value, self._pages.said(phrase(f"state-{each}"), language)) for each in CAN_BE],
            errors={name: self._pages.said(why, language) for name, why in (errors or {}).items()},
        )
        return html_response(html)


def _reviewed(shown: SeenPlan) -> frozenset[int]:
    """Return the numbers of the steps whose claim a reviewer lowered."""
    steps = shown.plan.steps if shown.plan is not None else ()
    return frozenset(number for number, step in enumerate(steps, 1) if review_lines(shown, step))
