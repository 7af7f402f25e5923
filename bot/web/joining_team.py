"""The page that a link of colleagues opens: what it is for, and the button that joins."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.conversation.conversation import Conversation
from bot.conversation.invitations import consent_to, go_on
from bot.conversation.response import Response
from bot.conversation.working_together import (
    NICKNAME_AT_MOST,
    REFUSED,
    JoinResult,
    Opened,
    Post,
    institution_named,
    joining_words,
    nickname_fault,
    post_named,
)
from bot.web.addresses import COLLEAGUES, root_of
from bot.web.colleagues import posts_in
from bot.web.consents import Consents
from bot.web.cookies import Visitor, VisitorCookies
from bot.web.forms import Forms
from bot.web.html import html_response, redirect
from bot.web.pages import Pages
from bot.web.rate_limits import RateLimiter
from bot.web.responder import Responder, address_of
from flows.dialogue import Phrase

# The run that somebody new begins when they join.
RUN = "full"


@dataclass(frozen=True, slots=True)
class JoinPage:
    """What the page of a link shows: what it leads to, and what was filled in and not taken."""

    language: str
    opened: Opened
    post: Post = Post.other
    nickname: str = ""
    error: Phrase | None = None
    notice: Phrase | None = None


class JoinTeamRoutes:
    """The routes of a link for colleagues. To open or look at one changes nothing; the button posts."""

    def __init__(
        self,
        conversation: Conversation,
        responder: Responder,
        pages: Pages,
        forms: Forms,
        identities: VisitorCookies,
        flood: RateLimiter,
        consents: Consents,
    ) -> None:
        self._conversation = conversation
        self._responder = responder
        self._pages = pages
        self._forms = forms
        self._identities = identities
        self._flood = flood
        self._consents = consents

    async def look(self, request: web.Request) -> web.StreamResponse:
        """Show what a link is for. Nothing changes: programs that preview links come here too."""
        self._flood.opened_link(request)
        visitor, language = await self._responder.seen(request)
        opened = await self._conversation.together.opened(request.match_info["token"], address_of(visitor))
        if opened is None:
            return self._gone(request, language)
        if opened.is_mine:
            return redirect(f"../{COLLEAGUES}?done=already")
        return self._join_page(request, visitor, JoinPage(language, opened))

    async def join(self, request: web.Request) -> web.StreamResponse:
        """Let the person join. Somebody new consents with the same button, and begins a run."""
        self._flood.opened_link(request)
        form = await self._forms.read(request)
        visitor, token = self._forms.sender(request, form), request.match_info["token"]
        language = self._responder.language(request, form.get("language"))
        opened = await self._conversation.together.opened(token, address_of(visitor))
        if opened is None:
            return self._gone(request, language)
        post, nickname = post_named(form.get("post", "")), form.get("nickname", "")
        fault = nickname_fault(nickname)
        if post is None or fault is not None:
            page = JoinPage(language, opened, post or Post.other, nickname, fault)
            return self._join_page(request, visitor, page)
        person = visitor
        if not opened.is_known:
            welcome, reply = await consent_to(self._conversation, language, RUN)
            person, answer = await self._consents.take(request, form.get("token", ""), welcome, reply, language)
            if not person.known:
                page = JoinPage(language, opened, post, nickname, notice=answer.refusal)
                return self._join_page(request, person, page)
        joined = await self._conversation.together.join(token, address_of(person), post, nickname)
        return await self._joined(request, person, joined, language)

    async def _joined(self, request: web.Request, person: Visitor, joined: JoinResult, language: str) -> web.StreamResponse:
        """Lead somebody who joined to their colleagues, and anybody else to where they are, with the reason."""
        root = root_of(request.rel_url.raw_path)
        if joined in REFUSED:
            screen = await self._conversation.look(address_of(person), language)
            response = self._responder.moved(person, Response(screen.noticing(REFUSED[joined])), root=root)
        else:
            if joined is JoinResult.done:
                await go_on(self._conversation, address_of(person), language, RUN)
            response = redirect(f"{root}{COLLEAGUES}?done={'joined' if joined is JoinResult.done else 'already'}")
            self._identities.give(response, person.key)
        self._identities.end_welcome(response)
        return response

    def _join_page(self, request: web.Request, visitor: Visitor, page: JoinPage) -> web.Response:
        language, opened = page.language, page.opened
        key, token = self._consents.key_and_token(request, visitor, is_known=opened.is_known)
        words = joining_words(opened.people, opened.leaves, is_known=opened.is_known)
        html = self._pages.render(
            "join_team.html",
            language,
            root_of(request.rel_url.raw_path),
            page=page,
            token=token,
            institution=self._pages.said(institution_named(opened.institution), language),
            words=[self._pages.said(line, language) for line in words],
            posts=posts_in(self._pages, language),
            most=NICKNAME_AT_MOST,
            error=self._pages.said(page.error, language) if page.error is not None else "",
            notice=self._pages.said(page.notice, language) if page.notice is not None else "",
            languages=[other for other in self._responder.languages if other != language],
        )
        response = html_response(html)
        if not opened.is_known:
            self._identities.welcome(response, key)
        return response

    def _gone(self, request: web.Request, language: str) -> web.Response:
        """Return one page for all links that do not work. It does not say why: expired, stopped, used up or made up."""
        return html_response(self._pages.message("join-team-gone", language, root_of(request.rel_url.raw_path)), 404)
