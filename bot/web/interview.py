"""The interview on the page: what is current, a question or a view by its address, a tap, a typed line, a command, consent."""

from __future__ import annotations

import time
from collections.abc import Callable

from aiohttp import web

from bot.conversation.conversation import Conversation
from bot.conversation.response import Response
from bot.web.addresses import COMMAND_PAGES, HOME, STEP_DIGITS, number_in, root_of, with_language
from bot.web.consents import Consents
from bot.web.cookies import Visitor, VisitorCookies, stranger
from bot.web.fields import ticks_in
from bot.web.forms import Forms
from bot.web.pages import Pages
from bot.web.rate_limits import RateLimiter
from bot.web.responder import NOTHING_SAID, Responder, address_of
from bot.web.text_pieces import ACTING, LOOKING
from flows.dialogue import Command, Reply, phrase
from flows.old_names import view_of
from flows.triggers import Trigger
from flows.views import View

# A tap this soon after its page was made was meant for the page before: nobody reads a question in less.
SETTLE_MS = 400
# Ticks were sent from an old page: they are shown once more, to be recorded now.
TOO_LATE = frozenset({"refusal-stale", "refusal-recorded"})
TICKS_KEPT = phrase("web-points-kept")
# Of milliseconds since 1970, for thousands of years.
MOMENT_DIGITS = 15
# Of the turn of a person.
TURN_DIGITS = 18


class InterviewRoutes:
    """The routes of the interview. What may change anything is a POST from a page of ours, and ends in a redirect."""

    def __init__(
        self,
        conversation: Conversation,
        responder: Responder,
        pages: Pages,
        forms: Forms,
        identities: VisitorCookies,
        flood: RateLimiter,
        consents: Consents,
        settle_ms: int = SETTLE_MS,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`settle_ms` is how old the page of a question must be for its answer to count."""
        self._conversation = conversation
        self._responder = responder
        self._addresses = pages.addresses
        self._forms = forms
        self._identities = identities
        self._flood = flood
        self._consents = consents
        self._settle_ms = settle_ms
        self._now = now

    # What only shows something

    async def current(self, request: web.Request) -> web.StreamResponse:
        """Show what is current now. A question is shown at its own address, so that the browser's Back finds it."""
        reply = Reply.decode(request.query.get("reply", ""))
        if reply is not None:
            raise web.HTTPSeeOther(self._addresses.of_choice(reply))  # a link of a page made by an older version
        visitor, language = self._identities.of(request), self._responder.language(request)
        named = request.query.get("start", "")
        if named and await self._conversation.open(address_of(visitor), language, view := run_view(visitor, language, named)):
            raise web.HTTPSeeOther(with_language(self._addresses.of_view(view), "" if visitor.known else language))
        review = self._addresses.review_view(request.query.get("changed", ""))
        changed = await self._conversation.open(address_of(visitor), language, review) if review else None
        answer = changed or await self._conversation.visit(address_of(visitor), language)
        if answer.screen.asks:
            raise web.HTTPSeeOther(self._addresses.of_screen(answer.screen))
        return self._responder.page(request, answer, visitor)

    async def question(self, request: web.Request) -> web.StreamResponse:
        """Show the question of a subdomain, with the answer that it has, after the answer to another was recorded."""
        view = self._addresses.question_view(request.match_info["code"], request.query.get("after", ""))
        return await self._visited(request, view)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Show the answer to a subdomain, named by its number, with its evidence."""
        return await self._visited(request, f"{View.answer}.{request.match_info['number']}")

    async def view(self, request: web.Request) -> web.StreamResponse:
        """Show a view by its name. What was recorded has no page of its own: it is said above the question that follows."""
        view = view_of(request.match_info["view"])
        return await self._visited(request, None if view.partition(".")[0] == View.recorded else view)

    async def what_if(self, request: web.Request) -> web.StreamResponse:
        """Lead to the view of the steps, or of one step's criteria, whose boxes are checked: the set is in its address."""
        numbers = {number_in(text, STEP_DIGITS) for text in request.query.getall("step", [])}
        steps = sum(1 << number for number in numbers if number is not None)
        of_step = number_in(request.query.get("of", ""), STEP_DIGITS)
        view = f"{View.what_if}.0" if of_step is None else f"{View.if_met}.{of_step}"
        raise web.HTTPSeeOther(self._addresses.of_view(f"{view}.{steps:x}"))

    async def command(self, request: web.Request) -> web.StreamResponse:
        """Answer a command that changes nothing."""
        visitor, name = self._identities.of(request), request.query.get("name", "")
        if name == View.elsewhere and visitor.known:
            raise web.HTTPSeeOther(self._addresses.of_view(View.elsewhere))
        if name in COMMAND_PAGES:
            raise web.HTTPSeeOther(COMMAND_PAGES[name])
        language = self._responder.language(request)
        if name in LOOKING:
            answer = await self._responder.say(visitor, Command(name), language)
        else:
            answer = await self._conversation.visit(address_of(visitor), language)
        return self._responder.page(request, answer, visitor)

    async def _visited(self, request: web.Request, view: str | None) -> web.StreamResponse:
        visitor, language = self._identities.of(request), self._responder.language(request)
        answer = await self._conversation.open(address_of(visitor), language, view) if view else None
        if answer is None:
            raise web.HTTPSeeOther(root_of(request.rel_url.raw_path) + HOME)
        return self._responder.page(request, answer, visitor)

    # What may change something

    async def tap(self, request: web.Request) -> web.StreamResponse:
        """Take a tapped choice."""
        form = await self._forms.read(request)
        reply = Reply.decode(form.get("reply", "")) or NOTHING_SAID
        language = self._responder.language(request, form.get("language"))
        if reply.trigger == Trigger.consent:
            return await self._consented(request, form, reply, language)
        visitor = self._forms.sender(request, form)
        if self._is_too_soon(form):
            return self._responder.moved(visitor, await self._now_shown(visitor, language))
        answer = await self._responder.say(visitor, reply, language)
        if reply.trigger == Trigger.forget and not answer.refusal:
            response = self._responder.page(request, answer, stranger())
            self._identities.take(response)
            return response
        if not visitor.known:
            return self._responder.page(request, answer, visitor)
        after = self._addresses.answered_by(reply) or self._addresses.evidenced_by(form, reply.trigger)
        return self._responder.moved(visitor, answer, after)

    async def points(self, request: web.Request) -> web.StreamResponse:
        """Take the boxes of a rung's criteria: record what is ticked, or carry it to the criteria of another rung."""
        form = await self._forms.read(request)
        visitor, language = self._forms.sender(request, form), self._responder.language(request, form.get("language"))
        place, ticks = form.get("place", ""), ticks_in(form)
        rung, item = number_in(form.get("to", ""), 1), number_in(place.partition(".")[0], STEP_DIGITS)
        if ticks is not None and rung is not None and item is not None:
            raise web.HTTPSeeOther(self._addresses.of_view(f"{View.points}.{item}.{rung}.{ticks:x}"))
        turn = number_in(form.get("turn", ""), TURN_DIGITS)
        if ticks is None or turn is None:
            reply = NOTHING_SAID
        else:
            reply = Reply(turn, f"{View.points}.{place}.{ticks:x}", Trigger.tick, f"{ticks:x}")
        answer = await self._responder.say(visitor, reply, language)
        if not visitor.known:
            return self._responder.page(request, answer, visitor)
        is_late = answer.refusal is not None and answer.refusal.key in TOO_LATE
        if is_late and reply != NOTHING_SAID and await self._is_unrecorded(visitor, language, place, reply):
            kept = Response(answer.screen, TICKS_KEPT)
            return self._responder.moved(visitor, kept, to=self._addresses.of_view(reply.view))
        return self._responder.moved(visitor, answer, self._addresses.answered_by(reply))

    async def _is_unrecorded(self, visitor: Visitor, language: str, place: str, reply: Reply) -> bool:
        """Return whether ticks that came too late can still be recorded and say something else than the answer.

        They say the same if "record" was tapped twice.
        """
        now = await self._conversation.open(address_of(visitor), language, f"{View.points}.{place}")
        return now is not None and not any(
            (choice.reply.trigger, choice.reply.value) == (Trigger.tick, reply.value) for choice in now.screen.choices
        )

    async def line(self, request: web.Request) -> web.StreamResponse:
        """Take a typed line."""
        form = await self._forms.read(request)
        visitor, language = self._forms.sender(request, form), self._responder.language(request, form.get("language"))
        self._flood.typed(request)
        answer = await self._responder.typed(visitor, form, language)
        return self._responder.page_or_moved(request, answer, visitor, form)

    async def fill(self, request: web.Request) -> web.StreamResponse:
        """Take a form that was filled in."""
        form = await self._forms.read(request)
        visitor, language = self._forms.sender(request, form), self._responder.language(request, form.get("language"))
        self._flood.typed(request)
        answer = await self._responder.filled(visitor, form, language)
        is_refused = answer.screen.form is not None and any(field.error for field in answer.screen.form.fields)
        if visitor.known and not is_refused:
            return self._responder.moved(visitor, answer, self._addresses.evidenced_by(form))
        return self._responder.page(request, answer, visitor, is_refused=is_refused)

    async def act(self, request: web.Request) -> web.StreamResponse:
        """Take a command that may change something."""
        form = await self._forms.read(request)
        visitor, language = self._forms.sender(request, form), self._responder.language(request, form.get("language"))
        if form.get("command") in ACTING:
            answer = await self._responder.say(visitor, Command(form["command"]), language)
        else:
            answer = await self._now_shown(visitor, language)
        if not visitor.known:
            return self._responder.page(request, answer, visitor)
        return self._responder.moved(visitor, answer)

    def _is_too_soon(self, form: dict[str, str]) -> bool:
        """Return whether a question was answered faster than a person can read it, as by the second of two quick taps."""
        made = number_in(form.get("made", ""), MOMENT_DIGITS)
        return made is not None and 0 <= self._now() * 1000 - made < self._settle_ms

    async def _now_shown(self, visitor: Visitor, language: str) -> Response:
        return Response(await self._conversation.look(address_of(visitor), language))

    async def _consented(self, request: web.Request, form: dict[str, str], reply: Reply, language: str) -> web.Response:
        visitor = self._identities.of(request)
        current = await self._conversation.look(address_of(visitor), language)
        if visitor.known and not current.offers(reply):
            return self._responder.moved(visitor, Response(current))
        person, answer = await self._consents.take(request, form.get("token", ""), current, reply, language)
        if not person.known:
            return self._responder.page(request, answer, person)
        response = self._responder.moved(person, answer)
        self._identities.end_welcome(response)
        return response


def run_view(visitor: Visitor, language: str, run: str) -> str:
    """Return the view to which a link with the name of a run leads: a stranger reads the welcome first."""
    return f"{View.begin}.{run}" if visitor.known else f"{View.welcome}.{language}.{run}"
