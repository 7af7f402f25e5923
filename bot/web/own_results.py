"""The page of the issued results of an institution, for its people: download each, publish its page, and take it back."""

from __future__ import annotations

from aiohttp import web

from bot.conversation.conversation import Conversation
from bot.conversation.result_pages import OwnResult
from bot.documents.sealed.issued_reader import decoded_issue
from bot.web.addresses import public_root, root_of
from bot.web.cookies import Signer, Visitor, VisitorCookies
from bot.web.csrf import form_token
from bot.web.forms import Forms
from bot.web.html import html_response
from bot.web.issued_facts import issued_facts
from bot.web.own_pages import OwnPages
from bot.web.pages import Pages
from bot.web.responder import Responder, address_of
from bot.web.result_page import sealed_file
from flows.dialogue import Phrase, Refusal
from flows.ids import id_in

PAGE = "results"


class OwnResultRoutes(OwnPages):
    """The routes of an institution's results. A result is only found through a person of its institution."""

    def __init__(
        self,
        conversation: Conversation,
        responder: Responder,
        pages: Pages,
        forms: Forms,
        seals: Signer,
        identities: VisitorCookies,
        public_url: str | None,
    ) -> None:
        super().__init__(conversation, responder, pages, forms, seals, identities)
        self._public_url = public_url

    async def show(self, request: web.Request) -> web.StreamResponse:
        """List the results of the person's institution. A stranger is shown the way in."""
        return await self._page(request, self._known(request))

    async def change(self, request: web.Request) -> web.StreamResponse:
        """Publish a page or take it back, then show the list again."""
        visitor, form = await self._known_sender(request)
        who, case, results = address_of(visitor), id_in(form.get("case", "")), self._conversation.result_pages
        try:
            if form.get("do") == "publish":
                await results.publish(who, case, may_be_indexed=form.get("index") == "yes")
            elif form.get("do") == "withdraw":
                await results.withdraw(who, case)
        except Refusal as refusal:
            return await self._page(request, visitor, refusal.why)
        raise web.HTTPSeeOther(root_of(request.rel_url.raw_path) + PAGE)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Send the issued file of a result of the person's institution; lead to the list if it has none of this number."""
        visitor, case = self._identities.of(request), id_in(request.match_info["case"])
        own = await self._conversation.result_pages.of(address_of(visitor)) if visitor.known else ()
        found = next((each for each in own if each.case == case), None)
        if found is None:
            raise web.HTTPSeeOther(root_of(request.rel_url.raw_path) + PAGE)
        return sealed_file(found.sealed)

    async def _page(self, request: web.Request, visitor: Visitor, error: Phrase | None = None) -> web.Response:
        who = address_of(visitor)
        language = await self._language(request, visitor)

        def said(words: Phrase) -> str:
            return self._pages.said(words, language)

        def facts(own: OwnResult) -> tuple[tuple[str, str], ...]:
            return issued_facts(self._conversation.standard, decoded_issue(own.sealed).content, own.state, own.name, said)

        return html_response(
            self._pages.render(
                "results.html",
                language,
                root_of(request.rel_url.raw_path),
                results=[(own, facts(own)) for own in await self._conversation.result_pages.of(who)],
                checks=f"{public_root(request, self._public_url)}/check/",
                token=form_token(self._seals, visitor.key),
                error=said(error) if error is not None else "",
            )
        )
