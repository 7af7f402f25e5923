"""The page of a request: what it asks, what is handed over item by item, and the button that hands it in."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.conversation.case_facts import handed_line
from bot.conversation.cases import Asked, Lack, Preview, Sharing
from bot.conversation.conversation import Conversation
from bot.conversation.naming import name_institution
from bot.web.addresses import CASES, root_of
from bot.web.cookies import Signer, Visitor, VisitorCookies
from bot.web.csrf import form_token
from bot.web.forms import Forms
from bot.web.html import html_response, redirect
from bot.web.invited import EXAMPLE
from bot.web.own_pages import OwnPages
from bot.web.pages import Pages
from bot.web.rate_limits import RateLimiter
from bot.web.responder import Responder, address_of
from bot.web.typed_codes import typed_in
from flows.dialogue import Phrase, Refusal
from flows.review.submission import Share

# Before the code of each subdomain whose evidence stays here.
WITHOUT = "without-"
# What the form has of itself.
PREVIEW, GIVE, NAME = "show", "give", "name"


@dataclass(frozen=True, slots=True)
class HandInPage:
    """What the page of a request shows: `preview` is None while the person chooses how much to hand over."""

    asked: Asked
    sharing: Sharing
    preview: Preview | None = None
    error: Phrase | None = None
    name: str = ""


class HandInRoutes(OwnPages):
    """The routes of requests. To open or look at one changes nothing: programs that preview links come here too."""

    def __init__(
        self,
        conversation: Conversation,
        responder: Responder,
        pages: Pages,
        forms: Forms,
        seals: Signer,
        identities: VisitorCookies,
        flood: RateLimiter,
    ) -> None:
        super().__init__(conversation, responder, pages, forms, seals, identities)
        self._flood = flood

    async def how(self, request: web.Request) -> web.StreamResponse:
        """Say what a pre-screening is, show the field for a code, and say how to get one."""
        visitor, language = await self._responder.seen(request)
        root, token = root_of(request.rel_url.raw_path), form_token(self._seals, visitor.key)
        html = self._pages.render("handin_how.html", language, root, token=token, example=EXAMPLE, has_cases=visitor.known)
        return html_response(html)

    async def look(self, request: web.Request) -> web.StreamResponse:
        """Show what a request asks, and how much can be handed over."""
        self._flood.opened_link(request)
        visitor, language = await self._responder.seen(request)
        asked = await self._conversation.cases.asked(address_of(visitor), typed_in(request, self._seals))
        if asked is None:
            return await self._gone(request, visitor, language)
        return await self._page(request, visitor, language, HandInPage(asked, Sharing(Share.note)))

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Show what would be handed over, or hand it in, or name the institution first."""
        self._flood.opened_link(request)
        form = await self._forms.read(request)
        visitor = self._forms.sender(request, form)
        who, typed = address_of(visitor), typed_in(request, self._seals)
        language = self._responder.language(request, form.get("language"))
        asked = await self._conversation.cases.asked(who, typed)
        if asked is None:
            return await self._gone(request, visitor, language)
        sharing = sharing_in(form)
        if not visitor.known or sharing is None:
            return await self._page(request, visitor, language, HandInPage(asked, sharing or Sharing(Share.note)))
        if form.get("do") == NAME and asked.lack is Lack.name:
            return await self._named(request, visitor, language, asked, form.get("name", ""))
        preview = await self._conversation.cases.preview(who, sharing) if asked.lack is None else None
        if form.get("do") not in (PREVIEW, GIVE) or preview is None:
            return await self._page(request, visitor, language, HandInPage(asked, sharing))
        if form.get("do") == PREVIEW:
            return await self._page(request, visitor, language, HandInPage(asked, sharing, preview))
        try:
            case = await self._conversation.cases.hand_in(who, typed, sharing, accepts="accept" in form)
        except Refusal as refusal:
            # Who pressed the button twice may come second here.
            if await self._conversation.cases.handed_in(who, typed) is not None:
                return await self._gone(request, visitor, language)
            return await self._page(request, visitor, language, HandInPage(asked, sharing, preview, refusal.why))
        if case is None:
            return await self._gone(request, visitor, language)
        return redirect(f"{root_of(request.rel_url.raw_path)}{CASES}/{case.key}?done=handed")

    async def _named(
        self, request: web.Request, visitor: Visitor, language: str, asked: Asked, name: str
    ) -> web.StreamResponse:
        why = await name_institution(self._conversation, address_of(visitor), name, language)
        if why is not None:
            page = HandInPage(asked, Sharing(Share.note), error=why, name=name)
            return await self._page(request, visitor, language, page)
        return redirect(request.rel_url.raw_path.rpartition("/")[2])

    async def _page(self, request: web.Request, visitor: Visitor, language: str, page: HandInPage) -> web.Response:
        whole = None
        if page.asked.lack is None and page.preview is None:
            whole = await self._conversation.cases.preview(address_of(visitor), Sharing(Share.file))
        with_evidence = [item for item in whole.items if item.rating.evidence is not None] if whole is not None else []
        items = page.preview.items if page.preview is not None else ()
        warning = page.preview.warning if page.preview is not None else None
        html = self._pages.render(
            "handin.html",
            language,
            root_of(request.rel_url.raw_path),
            page=page,
            token=form_token(self._seals, visitor.key),
            facts=[self._pages.said(fact, language) for fact in page.asked.facts],
            shares=[share.value for share in page.asked.shares],
            items=[(item.subdomain, self._pages.said(handed_line(item), language)) for item in with_evidence],
            lines=[self._pages.said(handed_line(item), language) for item in items],
            told=[self._pages.said(line, language) for line in page.preview.told] if page.preview is not None else [],
            warning=self._pages.said(warning, language) if warning is not None else "",
            error=self._pages.said(page.error, language) if page.error is not None else "",
            languages=[other for other in self._responder.languages if other != language],
        )
        return html_response(html)

    async def _gone(self, request: web.Request, visitor: Visitor, language: str) -> web.Response:
        """Lead an institution to what it handed in by this link; return one page for all other links that cannot be used.

        The page does not say why: used, taken back, over or made up.
        """
        root = root_of(request.rel_url.raw_path)
        if visitor.known:
            own = await self._conversation.cases.handed_in(address_of(visitor), typed_in(request, self._seals))
            if own is not None:
                return redirect(f"{root}{CASES}/{own}")
        return html_response(self._pages.message("handin-gone", language, root), 404)


def sharing_in(form: dict[str, str]) -> Sharing | None:
    """Return how much a form hands over; None if it names no level. A form that does not ask shares as little as it can."""
    named = form.get("share", Share.answer.value)
    share = next((each for each in Share if each.value == named), None)
    without = frozenset(name.removeprefix(WITHOUT) for name in form if name.startswith(WITHOUT))
    return Sharing(share, without) if share is not None else None
