"""A campaign's link and its typed code: the page that says what the campaign asks, and the button that takes part."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta

import structlog
from aiohttp import web

from bot.conversation.conversation import Conversation
from bot.conversation.invitations import consent_to, go_on
from bot.conversation.response import Response
from bot.conversation.taking_part import Asked, Joined, level_named
from bot.desk.desk import TryLimit
from bot.operations.metrics import REFUSED
from bot.web.addresses import HAND_IN, root_of
from bot.web.consents import Consents
from bot.web.cookies import Signer, Visitor, VisitorCookies
from bot.web.csrf import form_token
from bot.web.desk.networks import Networks
from bot.web.forms import Forms
from bot.web.html import html_response, redirect
from bot.web.own_pages import OwnPages
from bot.web.pages import Pages
from bot.web.rate_limits import RateLimiter
from bot.web.responder import Responder, address_of
from bot.web.typed_codes import sealed_code, typed_in
from flows.campaign.codes import grouped, read_code
from flows.dialogue import Address, Phrase

EXAMPLE = "K7M 2PQX"
# What the button sends that goes on without the campaign.
LATER = "later"
# A class or an office shares an address, and types its codes at the same time.
HOME, WIDE = TryLimit(40, timedelta(seconds=10)), TryLimit(120, timedelta(seconds=3))
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class InvitedPage:
    """What the page of an invitation shows: what is asked, the token of its form, and what is said first, if anything."""

    language: str
    root: str
    token: str
    asked: Asked
    notice: Phrase | None = None


class InvitedRoutes(OwnPages):
    """The routes of invitations. To open or look at one changes nothing; the button posts."""

    def __init__(
        self,
        conversation: Conversation,
        responder: Responder,
        pages: Pages,
        forms: Forms,
        seals: Signer,
        identities: VisitorCookies,
        flood: RateLimiter,
        consents: Consents,
    ) -> None:
        super().__init__(conversation, responder, pages, forms, seals, identities)
        self._networks = Networks(seals, flood, HOME, WIDE)
        self._consents = consents

    async def look(self, request: web.Request) -> web.StreamResponse:
        """Show what a campaign asks. A code in the address is not looked up: it has to be tried by the button of its page."""
        code = read_code(request.match_info["typed"])
        if code is not None:
            return self._code_page(request, self._identities.of(request), grouped(code))
        visitor, language = await self._responder.seen(request)
        asked = await self._asked(request, visitor)
        return self._page(request, visitor, language, asked) if asked is not None else self._gone(request, language)

    async def join(self, request: web.Request) -> web.StreamResponse:
        """Let the person take part, or go on without. Somebody new consents with the same button, and begins its run.

        Both record that a person opened the invitation, also if the consent is refused.
        """
        form = await self._forms.read(request)
        visitor = self._forms.sender(request, form)
        language = self._responder.language(request, form.get("language"))
        asked = await self._asked(request, visitor)
        if asked is None:
            return self._gone(request, language)
        if form.get("do") == LATER:
            await self._conversation.taking_part.opened(self._typed(request))
            home = f"{root_of(request.rel_url.raw_path)}./?language={language}"
            return redirect(home)
        level = level_named(form.get("level", ""))
        if level is None:
            return self._page(request, visitor, language, asked)
        person, answer = visitor, None
        if not asked.is_known:
            person, answer = await self._consented(request, form, asked, language)
            if not person.known:
                await self._conversation.taking_part.opened(self._typed(request))
                return self._page(request, person, language, asked, answer.refusal)
        joined = await self._conversation.taking_part.join(address_of(person), self._typed(request), level)
        answer = answer or await go_on(self._conversation, address_of(person), language, asked.campaign.run)
        if joined is Joined.done:
            answer = Response(answer.screen.noticing(asked.joined))
        response = self._responder.moved(person, answer, root=root_of(request.rel_url.raw_path))
        self._identities.end_welcome(response)
        return response

    async def ask_code(self, request: web.Request) -> web.StreamResponse:
        """Show the field for a code."""
        return self._code_page(request, self._identities.of(request))

    async def try_code(self, request: web.Request) -> web.StreamResponse:
        """Lead to the campaign of a code. Unknown codes, and those of campaigns that are not open, are refused in one way."""
        form = await self._forms.read(request)
        visitor, typed = self._forms.sender(request, form), form.get("code", "")
        code, language = read_code(typed), self._responder.language(request, form.get("language"))
        if code is None:
            return self._code_page(request, visitor, typed, "code-mistyped", language)
        wait = await self._conversation.taking_part.wait_for_code(self._networks.tried(request))
        if wait:
            log.warning("code_tries_refused")
            REFUSED.labels("web").inc()
            html = self._pages.message("code-too-many", language, root_of(request.rel_url.raw_path))
            return html_response(html, 429, {"Retry-After": str(math.ceil(wait.total_seconds()))})
        place = await self._place_of(address_of(visitor), code)
        if not place:
            return self._code_page(request, visitor, grouped(code), "code-unknown", language)
        address = f"{place}/{sealed_code(self._seals, code)}?language={language}"
        return redirect(address)

    async def _place_of(self, who: Address, code: str) -> str:
        """Return which page a code leads to: that of a campaign, or of a request to hand in; "" if it leads nowhere."""
        if await self._conversation.taking_part.asked(who, code) is not None:
            return "c"
        return HAND_IN if await self._conversation.cases.asked(who, code) is not None else ""

    def _typed(self, request: web.Request) -> str:
        return typed_in(request, self._seals)

    async def _asked(self, request: web.Request, visitor: Visitor) -> Asked | None:
        return await self._conversation.taking_part.asked(address_of(visitor), self._typed(request))

    async def _consented(
        self, request: web.Request, form: dict[str, str], asked: Asked, language: str
    ) -> tuple[Visitor, Response]:
        """Take the consent of the welcome page whose link names the campaign's run."""
        welcome, reply = await consent_to(self._conversation, language, asked.campaign.run)
        return await self._consents.take(request, form.get("token", ""), welcome, reply, language)

    def _page(
        self, request: web.Request, visitor: Visitor, language: str, asked: Asked, notice: Phrase | None = None
    ) -> web.Response:
        key, token = self._consents.key_and_token(request, visitor, is_known=asked.is_known)
        page = InvitedPage(language, root_of(request.rel_url.raw_path), token, asked, notice)
        html = self._pages.render(
            "invited.html",
            language,
            page.root,
            page=page,
            notice=self._pages.said(notice, language) if notice is not None else "",
            facts=[self._pages.said(fact, language) for fact in asked.facts],
            levels=[(level, self._pages.said(level.words, language)) for level in asked.levels],
            state=self._pages.said(asked.state, language),
            languages=[other for other in self._responder.languages if other != language],
        )
        response = html_response(html)
        if not asked.is_known:
            self._identities.welcome(response, key)
        return response

    def _code_page(
        self, request: web.Request, visitor: Visitor, typed: str = "", error: str = "", language: str = ""
    ) -> web.Response:
        language = language or self._responder.language(request)
        root, token = root_of(request.rel_url.raw_path), form_token(self._seals, visitor.key)
        return html_response(
            self._pages.render("code.html", language, root, token=token, typed=typed, error=error, example=EXAMPLE)
        )

    def _gone(self, request: web.Request, language: str) -> web.Response:
        """Return one page for all links that lead to no open campaign, with the way to the ordinary start."""
        return html_response(self._pages.message("invited-gone", language, root_of(request.rel_url.raw_path)), 404)
