"""Lets officers do only what they may: each address of the desk names the right that it needs, which is checked first."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.attachments.stored_files import EvidenceFiles
from bot.conversation.conversation import Conversation
from bot.conversation.unstored import refusing_when_unstored
from bot.desk.campaigns import CampaignDesk
from bot.desk.cases import CaseDesk
from bot.desk.days import today
from bot.desk.desk import Caller, Desk, Once
from bot.web.addresses import root_of
from bot.web.csrf import ForgedRequest
from bot.web.desk.cookies import DeskCookies
from bot.web.desk.pages import DeskPages, View
from bot.web.desk.uploads import DeskUploads
from bot.web.forms import DRAWN, Forms
from bot.web.html import redirect
from bot.web.responder import Responder
from flows.campaign.roles import NAMING_RIGHTS, NotAllowed, NotSignedIn, Right
from flows.ids import id_in
from flows.review.log import BrokenLog

SIGN_IN = "desk/sign-in"
# The fields of our forms in which people write more than a line.
LONG_TEXTS = ("text", "reason", "welcome", "districts")
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Visit:
    """A request of an officer: the secret of their session, who they are, and the form that they sent ({} for a GET).

    `file` is the file of the form, with one byte too many if it is too large; None if it has none.
    """

    request: web.Request
    session: str
    caller: Caller
    view: View
    form: Mapping[str, str] = field(default_factory=dict)
    file: bytes | None = None

    @property
    def is_sure(self) -> bool:
        """Whether the form's box was ticked.

        What leaves the desk or cannot be undone is asked again in this way: exports, messages, invitations, ends. There are no
        passwords to ask for; the box is in a form of this session, and the right is read again when it is done.
        """
        return self.form.get("sure") == "yes"


@dataclass(frozen=True, slots=True)
class DeskRoute:
    """One address of the desk. `right` is what it needs; its form has a file, or many fields, if `takes_file`.

    `names` says that it shows institutions by name; a right in NAMING_RIGHTS says the same. Once a campaign's names are
    deleted, the address only says so.
    """

    method: str
    path: str
    right: Right
    handler: Callable[[Visit], Awaitable[web.StreamResponse]]
    takes_file: bool = False
    names: bool = False

    @property
    def ends_with_names(self) -> bool:
        """Whether it shows nothing more once the names of the campaign in its address are deleted."""
        return self.names or self.right in NAMING_RIGHTS


@dataclass(frozen=True, slots=True)
class OpenRoute:
    """One address of the desk for people who are not signed in."""

    method: str
    path: str
    handler: Handler


class Guard:
    """Turns routes of the desk into handlers."""

    def __init__(
        self,
        conversation: Conversation,
        responder: Responder,
        pages: DeskPages,
        forms: Forms,
        cookies: DeskCookies,
        uploads: DeskUploads,
        invitation_secret: bytes,
    ) -> None:
        self._conversation = conversation
        self._responder = responder
        self._pages = pages
        self._forms = forms
        self._cookies = cookies
        self._uploads = uploads
        self._invitation_secret = invitation_secret

    @property
    def desk(self) -> Desk:
        """The desk of this installation."""
        assert self._conversation.desk is not None
        return self._conversation.desk

    @cached_property
    def campaigns(self) -> CampaignDesk:
        """The campaigns of this installation."""
        return CampaignDesk(self.desk, self._conversation.standard, self._invitation_secret)

    @cached_property
    def cases(self) -> CaseDesk:
        """The cases of this installation."""
        return CaseDesk(self.desk, self._conversation.standard)

    @property
    def files(self) -> EvidenceFiles | None:
        """The files that were handed in; None if this process keeps none."""
        return self._conversation.files

    async def mark(self, visit: Visit) -> str:
        """Return the mark of the forms of a page that make links."""
        return await self.desk.made_once.mark(visit.session)

    def once(self, visit: Visit) -> Once | None:
        """Return what the form of a visit makes only once; None if a page of an older version sent it, without a mark."""
        if DRAWN not in visit.form:
            return None
        sent = json.dumps([visit.request.path, *sorted(visit.form.items())])
        return Once(visit.form[DRAWN], self._cookies.secret_of(visit.session, sent))

    def has_room_for_files(self) -> bool:
        """Return whether the disk has room for a file. It reads the disk: call it in a thread."""
        files = self._conversation.files
        return files is None or files.room.has_room_for_files()

    @property
    def bot_name(self) -> str:
        """The username of our bot; "" while this process serves none."""
        return self._conversation.elsewhere.faces.bot_name

    def guarded(self, route: DeskRoute) -> Handler:
        """Return the handler of a route: people who are not signed in are led to the sign-in, those who may not are told so."""

        async def handle(request: web.Request) -> web.StreamResponse:
            session = self._cookies.of(request)
            with refusing_when_unstored():
                try:
                    caller = await self.desk.access.visit(session, route.right)
                    view = self._view(request, session, caller)
                    if route.ends_with_names and (gone := await self._names_gone(request, session, view)):
                        return gone
                    if route.takes_file:
                        form, file = await self._uploads.read(request, session)
                        return await route.handler(Visit(request, session, caller, view, form, file))
                    if request.method != "POST":
                        return await route.handler(Visit(request, session, caller, view))
                    form = await self._form(request, session)
                    return await route.handler(Visit(request, session, caller, _giving_back(view, form), form))
                except NotSignedIn:
                    return self._to_sign_in(request, session)
                except NotAllowed:
                    return await self._denied(request, session)
                except BrokenLog:
                    log.error("case_log_broken")
                    return self._pages.message(view, "case-unreadable", status=409)

        return handle

    def unguarded(self, route: OpenRoute) -> Handler:
        """Return the handler of a route that anybody may come to."""

        async def handle(request: web.Request) -> web.StreamResponse:
            with refusing_when_unstored():
                return await route.handler(request)

        return handle

    async def _names_gone(self, request: web.Request, session: str, view: View) -> web.Response | None:
        """Return the page of a campaign whose names are deleted, or due to be; None if the address names no such campaign."""
        number = id_in(request.match_info.get("campaign", ""))
        campaign = await self.campaigns.campaigns.one(session, number) if number else None
        if campaign is None or not campaign.names_nobody(today()):
            return None
        return self._pages.page(view, "names_gone.html", status=410, here="/campaigns", key=number, campaign=campaign)

    async def _form(self, request: web.Request, session: str) -> Mapping[str, str]:
        form = await self._forms.read(request)
        if not self._cookies.is_form_of(session, form.get("token", "")):
            raise ForgedRequest
        return form

    def _to_sign_in(self, request: web.Request, session: str) -> web.Response:
        # The cookie ends with the session, so a form may come without one. What was typed is lost in both cases.
        told = "?unsaved" if request.method == "POST" else "?ended" if session else ""
        address = f"{root_of(request.rel_url.raw_path)}{SIGN_IN}{told}"
        response = redirect(address)
        if session:
            self._cookies.take(response)
        return response

    async def _denied(self, request: web.Request, session: str) -> web.Response:
        """Say that the role does not allow it, in the officer's language."""
        try:
            caller = await self.desk.access.visit(session, Right.use_desk)
        except (NotSignedIn, NotAllowed):
            return self._to_sign_in(request, session)
        view = self._view(request, session, caller)
        if request.method == "POST":
            view = _giving_back(view, await self._form_or_nothing(request, session))
        return self._pages.message(view, "desk-not-allowed", status=403)

    async def _form_or_nothing(self, request: web.Request, session: str) -> Mapping[str, str]:
        try:
            return await self._form(request, session)
        except ForgedRequest:
            return {}

    def _view(self, request: web.Request, session: str, caller: Caller) -> View:
        language = caller.language if caller.language in self._responder.languages else self._responder.language(request)
        address = request.rel_url.raw_path if request.method == "POST" else request.path_qs
        return View(language, root_of(request.rel_url.raw_path), self._cookies.form_token(session), caller, address=address)


def _giving_back(view: View, form: Mapping[str, str]) -> View:
    """Return the view with the long texts of the form that was sent."""
    return replace(view, lost=tuple(text for name in LONG_TEXTS if (text := form.get(name, "").strip())))
