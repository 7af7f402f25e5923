"""The way into the desk: a one-time link signs an officer in. Looking at a link changes and reveals nothing."""

from __future__ import annotations

import math

import structlog
from aiohttp import web

from bot.desk.desk import Browser, Entered
from bot.operations.metrics import REFUSED
from bot.web.addresses import root_of
from bot.web.csrf import ForgedRequest
from bot.web.desk.cookies import DeskCookies
from bot.web.desk.guard import Guard, OpenRoute, Visit
from bot.web.desk.networks import Networks
from bot.web.desk.pages import DeskPages, View
from bot.web.forms import Forms
from bot.web.html import redirect
from bot.web.rate_limits import RateLimiter
from bot.web.responder import Responder
from flows.campaign.officers import officer_name

log = structlog.get_logger()


class Entrance:
    """The addresses for people who are not signed in."""

    def __init__(
        self,
        guard: Guard,
        responder: Responder,
        pages: DeskPages,
        forms: Forms,
        cookies: DeskCookies,
        flood: RateLimiter,
        networks: Networks,
    ) -> None:
        self._guard = guard
        self._responder = responder
        self._pages = pages
        self._forms = forms
        self._cookies = cookies
        self._flood = flood
        self._networks = networks

    def routes(self) -> tuple[OpenRoute, ...]:
        """Return the addresses that anybody may come to."""
        return (
            OpenRoute("GET", "/desk/sign-in", self.how),
            OpenRoute("GET", "/desk/in/{token}", self.look),
            OpenRoute("POST", "/desk/in/{token}", self.enter),
            OpenRoute("GET", "/desk/invited/{token}", self.look_at_invitation),
            OpenRoute("POST", "/desk/invited/{token}", self.join),
        )

    async def how(self, request: web.Request) -> web.Response:
        """Say how one gets in."""
        return self._pages.page(
            self._view(request), "sign_in.html", has_ended="ended" in request.query, is_unsaved="unsaved" in request.query
        )

    async def look(self, request: web.Request) -> web.Response:
        """Show a button. The link is not looked up: programs that preview links come here too, and so do those that guess."""
        return self._opened(request, is_invitation=False)

    async def look_at_invitation(self, request: web.Request) -> web.Response:
        """Show a field for the name that the new officer chooses, and a button. The link is not looked up either."""
        return self._opened(request, is_invitation=True)

    async def enter(self, request: web.Request) -> web.Response:
        """Sign in an officer by a link."""
        form = await self._link_form(request)
        browser = self._browser(request, form)
        return self._entered(request, browser, await self._guard.desk.sign_in.enter(request.match_info["token"], browser))

    async def join(self, request: web.Request) -> web.Response:
        """Make an officer by an invitation, and sign them in."""
        form = await self._link_form(request)
        name = officer_name(form.get("name", ""))
        if name is None:
            return self._opened(request, is_invitation=True, typed=form.get("name", ""), language=form.get("language"))
        browser = self._browser(request, form)
        return self._entered(request, browser, await self._guard.desk.sign_in.join(request.match_info["token"], name, browser))

    async def sign_out(self, visit: Visit) -> web.Response:
        """End the session of this browser."""
        await self._guard.desk.sign_in.sign_out(visit.session)
        response = redirect("sign-in")
        self._cookies.take(response)
        return response

    async def _link_form(self, request: web.Request) -> dict[str, str]:
        """Return the form of a link's own page. Raises ForgedRequest for any other, so that no site signs a visitor in."""
        self._flood.opened_link(request)
        form = await self._forms.read(request)
        if not self._cookies.is_form_of_link(request.match_info["token"], form.get("token", "")):
            raise ForgedRequest
        return form

    def _browser(self, request: web.Request, form: dict[str, str]) -> Browser:
        language = self._responder.language(request, form.get("language"))
        return Browser(language, self._networks.tried(request), self._cookies.of(request))

    def _entered(self, request: web.Request, browser: Browser, entered: Entered) -> web.Response:
        view = View(browser.language, root_of(request.rel_url.raw_path))
        if entered.wait:
            log.warning("desk_tries_refused")
            REFUSED.labels("web").inc()
            response = self._pages.message(view, "desk-too-many", status=429)
            response.headers["Retry-After"] = str(math.ceil(entered.wait.total_seconds()))
            return response
        if not entered.session:
            log.warning("desk_link_refused")
            return self._pages.message(view, "desk-link-gone", status=404)
        response = redirect(f"{view.root}desk")
        self._cookies.give(response, entered.session)
        return response

    def _opened(
        self, request: web.Request, *, is_invitation: bool, typed: str | None = None, language: str | None = None
    ) -> web.Response:
        """Return the page of a link; `typed` is a name that cannot be taken (None: nothing was typed yet)."""
        self._flood.opened_link(request)
        token = self._cookies.link_token(request.match_info["token"])
        view = View(self._responder.language(request, language), root_of(request.rel_url.raw_path), token)
        return self._pages.page(view, "opened.html", is_invitation=is_invitation, typed=typed)

    def _view(self, request: web.Request) -> View:
        return View(self._responder.language(request), root_of(request.rel_url.raw_path))
