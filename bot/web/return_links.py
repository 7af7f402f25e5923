"""Private links to come back by from another browser or device, the way to a chat, and what happens when a link is opened."""

from __future__ import annotations

from aiohttp import web

from bot.conversation.conversation import Conversation
from bot.conversation.elsewhere import Both, Outcome
from bot.web.addresses import public_root, root_of
from bot.web.cookies import Signer, Visitor, VisitorCookies, fresh_key
from bot.web.csrf import form_token
from bot.web.forms import Forms
from bot.web.html import html_response, redirect
from bot.web.pages import Pages
from bot.web.rate_limits import RateLimiter
from bot.web.responder import Responder, address_of
from bot.web.return_pages import LinkLine, MadeLink, OpenedPage, ReturnPage, ReturnPages
from flows.days import day_of
from flows.dialogue import Address


class ReturnRoutes:
    """The routes of links. To open or look at one changes nothing; what changes anything is a POST from a page of ours."""

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
        self._conversation = conversation
        self._responder = responder
        self._pages = ReturnPages(pages)
        self._forms = forms
        self._seals = seals
        self._identities = identities
        self._flood = flood

    # A person's own links

    async def show(self, request: web.Request) -> web.StreamResponse:
        """Show a person's links, and a link that was just made. A stranger is shown the way in."""
        visitor = self._identities.of(request)
        who = address_of(visitor)
        places = await self._conversation.elsewhere.places(who) if visitor.known else ()
        root = root_of(request.rel_url.raw_path)
        if not places:
            raise web.HTTPSeeOther(f"{root}./")
        screen = await self._conversation.look(who, self._responder.language(request))
        page = ReturnPage(
            language=screen.language,
            root=root,
            token=form_token(self._seals, visitor.key),
            links=tuple(
                LinkLine(
                    link.name, day_of(link.made_at), day_of(link.expires_at), day_of(link.used_at) if link.used_at else None
                )
                for link in await self._conversation.elsewhere.links(who)
            ),
            places=len(places),
            is_alone=all(place == who for place in places if place.face == who.face),
            made=await self._made(request, who, "link", to_chat=False),
            made_for_chat=await self._made(request, who, "chat", to_chat=True),
            has_chat=bool(self._conversation.elsewhere.faces.bot_name),
            is_full="full" in request.query,
        )
        return html_response(self._pages.own(page))

    async def change(self, request: web.Request) -> web.StreamResponse:
        """Make a link, remove one, or sign out the other browsers; then show the links again."""
        form = await self._forms.read(request)
        visitor = self._forms.sender(request, form)
        if not visitor.known:
            raise web.HTTPSeeOther("../")
        who, query = address_of(visitor), ""
        match form.get("do"):
            case "make":
                token = await self._conversation.elsewhere.return_link(who)
                query = f"?link={token}" if token else "?full"
            case "chat":
                token = await self._conversation.elsewhere.link_to_chat(who)
                query = f"?chat={token}" if token else ""
            case "revoke":
                await self._conversation.elsewhere.revoke(who, form.get("link", ""))
            case "only-here":
                await self._conversation.elsewhere.leave_only(who)
        return redirect(f"elsewhere{query}")

    async def _made(self, request: web.Request, who: Address, name: str, *, to_chat: bool) -> MadeLink | None:
        token = request.query.get(name, "")
        until = await self._conversation.elsewhere.expires(who, token, to_chat=to_chat) if token else None
        if until is None:
            return None
        address = self._conversation.elsewhere.chat_address(token) if to_chat else f"{self._root_url(request)}/r/{token}"
        return MadeLink(address)

    def _root_url(self, request: web.Request) -> str:
        return public_root(request, self._conversation.elsewhere.faces.page_url)

    # A link that is opened

    async def look(self, request: web.Request) -> web.StreamResponse:
        """Show what a link is for, in words that say nothing of whose it is: programs that preview links come here too."""
        self._flood.opened_link(request)
        visitor, token = self._identities.of(request), request.match_info["token"]
        language = self._responder.language(request)
        if await self._conversation.elsewhere.both(token, address_of(visitor)) is None:
            return self._gone(request, language)
        return self._opened(request, visitor, language, None)

    async def open(self, request: web.Request) -> web.StreamResponse:
        """Carry on in this browser; if it has a self-check of its own, ask first which to keep."""
        self._flood.opened_link(request)
        form = await self._forms.read(request)
        visitor, token = self._forms.sender(request, form), request.match_info["token"]
        language = self._responder.language(request, form.get("language"))
        keep, who = form.get("keep", ""), address_of(visitor)
        if keep == "apart":
            raise web.HTTPSeeOther("../")
        both = await self._conversation.elsewhere.both(token, who)
        if both is None:
            return self._gone(request, language)
        if both.mine is None:
            # A key of its own: each browser can be signed out alone, and nobody gets a key that was used before.
            visitor = Visitor(fresh_key(), known=True)
        elif both.asks and not keep:
            return self._opened(request, visitor, language, both, renews="renew" in form)
        outcome = await self._conversation.elsewhere.open(token, address_of(visitor), keep, renew="renew" in form)
        if outcome is Outcome.gone:
            return self._gone(request, language)
        response = redirect("../")
        self._identities.give(response, visitor.key)
        self._identities.end_welcome(response)
        return response

    def _opened(
        self, request: web.Request, visitor: Visitor, language: str, both: Both | None, *, renews: bool = False
    ) -> web.Response:
        page = OpenedPage(
            language=language,
            root=root_of(request.rel_url.raw_path),
            token=form_token(self._seals, visitor.key),
            both=both,
            renews=renews,
        )
        return html_response(self._pages.opened(page))

    def _gone(self, request: web.Request, language: str) -> web.Response:
        """Return one page for all links that do not work. It does not say why: expired, removed, used or made up."""
        return html_response(self._pages.gone(language, root_of(request.rel_url.raw_path)), status=404)
