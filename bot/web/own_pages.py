"""What the routes of a person's own pages share: the parts they are made of, and who is looking or sends a form."""

from __future__ import annotations

from aiohttp import web

from bot.conversation.conversation import Conversation
from bot.conversation.nothing_done import NothingDone, nothing_done
from bot.web.addresses import COLLEAGUES, root_of
from bot.web.cookies import Signer, Visitor, VisitorCookies
from bot.web.forms import Forms
from bot.web.html import redirect
from bot.web.pages import Pages
from bot.web.responder import Responder, address_of
from flows.dialogue import Address


class OwnPages:
    """The base of routes of a person's own pages."""

    def __init__(
        self,
        conversation: Conversation,
        responder: Responder,
        pages: Pages,
        forms: Forms,
        seals: Signer,
        identities: VisitorCookies,
    ) -> None:
        self._conversation = conversation
        self._responder = responder
        self._pages = pages
        self._forms = forms
        self._seals = seals
        self._identities = identities

    def _known(self, request: web.Request) -> Visitor:
        """Return who looks at a page. Raises HTTPSeeOther, to the way in, for a stranger."""
        return _let_in(request, self._identities.of(request))

    async def _known_sender(self, request: web.Request, at_most: int | None = None) -> tuple[Visitor, dict[str, str]]:
        """Return who sends a form, and it. `at_most` is as of `Forms.read`.

        Raises HTTPSeeOther, to the way in, for a stranger, and ForgedRequest.
        """
        form = await self._forms.read(request, at_most)
        return _let_in(request, self._forms.sender(request, form)), form

    async def _language(self, request: web.Request, visitor: Visitor) -> str:
        """Return the language of a person, or for a stranger that of their browser."""
        return (await self._conversation.look(address_of(visitor), self._responder.language(request))).language

    async def _nothing(self, who: Address, root: str, place: str, *, by_coordinator: bool) -> web.Response:
        """Return the way to the page that says why nothing was changed: `place`, or the one of colleagues for who left."""
        why = nothing_done(await self._conversation.together.team(who), by_coordinator=by_coordinator)
        return redirect(f"{root}{COLLEAGUES if why is NothingDone.out else place}?done={why}")


def _let_in(request: web.Request, visitor: Visitor) -> Visitor:
    if not visitor.known:
        raise web.HTTPSeeOther(f"{root_of(request.rel_url.raw_path)}./")
    return visitor
