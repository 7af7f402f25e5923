"""The plan as a calendar file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from aiohttp import web

from bot.conversation.conversation import Conversation
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.lowered_steps import why_lowered
from bot.web.addresses import HOME, STEP_DIGITS, TEAM_PLAN, number_in, root_of
from bot.web.calendar_file import DayEvent, calendar_file
from bot.web.cookies import VisitorCookies
from bot.web.responder import address_of
from bot.words.wording import Wording
from flows.assessment.plan import Plan, PlannedStep, StepState
from flows.dialogue import Phrase, phrase

OPEN_STATES = (StepState.to_do, StepState.doing)


class CalendarRoutes:
    """The routes `/calendar/plan.ics`, `/calendar/step/N.ics` and `/together/plan.ics`."""

    def __init__(self, conversation: Conversation, identities: VisitorCookies, wording: Wording, public_url: str) -> None:
        self._conversation = conversation
        self._identities = identities
        self._wording = wording
        self._public_url = public_url

    async def plan(self, request: web.Request) -> web.Response:
        """Give all open steps of the person's plan."""
        return await self._file(request, None, "xingjie-plan.ics")

    async def step(self, request: web.Request) -> web.Response:
        """Give one open step, by its number from 1."""
        number = number_in(request.match_info["number"], STEP_DIGITS)
        if number is None:
            raise web.HTTPNotFound
        return await self._file(request, number, f"xingjie-step-{number}.ics")

    async def _file(self, request: web.Request, number: int | None, name: str) -> web.Response:
        visitor = self._identities.of(request)
        made_from = await self._conversation.dossier(address_of(visitor)) if visitor.known else None
        if made_from is None or made_from.plan is None:
            raise web.HTTPSeeOther(root_of(request.rel_url.raw_path) + HOME)
        return self._of(made_from, made_from.plan, visitor.key, number, name)

    async def institutions(self, request: web.Request) -> web.Response:
        """Give all open steps of the plan of the person's institution."""
        visitor = self._identities.of(request)
        made_from = await self._conversation.answering.documents.of(address_of(visitor)) if visitor.known else None
        if made_from is None or made_from.plan is None:
            raise web.HTTPSeeOther(root_of(request.rel_url.raw_path) + TEAM_PLAN)
        return self._of(made_from, made_from.plan, f"{visitor.key} institution", None, "xingjie-institution-plan.ics")

    def _of(self, made_from: Dossier, plan: Plan, key: str, number: int | None, name: str) -> web.Response:
        """Return the open steps of a plan, or the one of a number, as a file. `key` says whose calendar and which plan."""
        steps: Sequence[PlannedStep] = [
            step for index, step in enumerate(plan.steps, 1) if step.state in OPEN_STATES and number in (None, index)
        ]
        if not steps:
            raise web.HTTPNotFound
        words = DocumentWords(self._wording, made_from.language)
        events = [self._event(step, key, words, why_lowered(made_from, step.subdomain, words)) for step in steps]
        response = web.Response(body=calendar_file(events, datetime.now(UTC)), content_type="text/calendar", charset="utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def _event(self, step: PlannedStep, key: str, words: DocumentWords, why: str) -> DayEvent:
        """Return the day of a step; `why` says why a reviewer lowered its claim, "" if none did."""
        rung = phrase(f"{step.subdomain}.rung-{step.to_rung}")
        who = phrase("task-person", person=step.person) if step.person else phrase("task-nobody")
        title = phrase("step-title", subdomain=Phrase(step.subdomain), start=step.from_rung, goal=step.to_rung)
        said = words.of(phrase("calendar-what", state=who, rung=step.to_rung, words=rung))
        return DayEvent(uid_of(key, step), step.due, words.of(title), "\n".join(filter(None, (said, why, self._public_url))))


def uid_of(key: str, step: PlannedStep) -> str:
    """Return what names a step of a person's plan in every calendar, without saying who the person is: `key` is theirs."""
    named = f"{key} {step.subdomain} {step.to_rung}"
    return f"{hashlib.sha256(named.encode()).hexdigest()[:32]}@xingjie"
