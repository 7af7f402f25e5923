"""All addresses of the desk, each with the right that it needs. An address that is not here does not exist."""

from __future__ import annotations

from aiohttp import web

from bot.connections.deadlines import ConnectionDeadlines
from bot.conversation.conversation import Conversation
from bot.desk.cases import Seal
from bot.documents.packing import Packer
from bot.documents.renderer import Renderer
from bot.evidence_views.viewing import EvidenceViewer
from bot.web.cookie_secret import invitation_secret
from bot.web.cookies import Signer
from bot.web.desk.agreement_pages import AgreementRoutes
from bot.web.desk.campaigns import CampaignRoutes
from bot.web.desk.carried_sheet import CarriedSheets
from bot.web.desk.case_files import CaseFileRoutes
from bot.web.desk.case_items import CaseItemRoutes
from bot.web.desk.case_list import CaseListRoutes
from bot.web.desk.case_moves import CaseMoveRoutes
from bot.web.desk.case_page import CasePage
from bot.web.desk.case_reports import CaseReportRoutes
from bot.web.desk.cookies import DeskCookies
from bot.web.desk.entrance import Entrance
from bot.web.desk.exports import ExportRoutes
from bot.web.desk.figures import FigureRoutes
from bot.web.desk.funnel import FunnelRoutes
from bot.web.desk.guard import DeskRoute, Guard, OpenRoute
from bot.web.desk.hours_pages import HoursRoutes
from bot.web.desk.institutions import InstitutionRoutes
from bot.web.desk.invitations import InvitationLinks
from bot.web.desk.link_files import LinkFileRoutes
from bot.web.desk.links import LinkMaker
from bot.web.desk.log import LogRoutes
from bot.web.desk.messages import MessageRoutes
from bot.web.desk.networks import Networks
from bot.web.desk.officers import OfficerRoutes
from bot.web.desk.overview import OverviewRoutes
from bot.web.desk.own_sessions import OwnSessionRoutes
from bot.web.desk.pages import DeskPages
from bot.web.desk.rating_pages import RatingRoutes
from bot.web.desk.review_figures import ReviewFigureRoutes
from bot.web.desk.review_rules import ReviewRuleRoutes
from bot.web.desk.roster import RosterRoutes
from bot.web.desk.uploads import DeskUploads
from bot.web.desk.ways import WayRoutes
from bot.web.desk.work import WorkRoutes
from bot.web.forms import Forms
from bot.web.pages import Pages
from bot.web.rate_limits import RateLimiter
from bot.web.responder import Responder
from bot.web.uploads import UploadLimits
from bot.words.wording import Wording
from flows.campaign.roles import Right

# The table of the routes, for the test that asks for each of them as everybody.
DESK_ROUTES = web.AppKey("desk-routes", tuple[DeskRoute | OpenRoute, ...])


class DeskApp:
    """The desk, put together."""

    def __init__(
        self,
        conversation: Conversation,
        responder: Responder,
        pages: Pages,
        forms: Forms,
        wording: Wording,
        renderer: Renderer,
        secret: bytes,
        signer: Signer,
        flood: RateLimiter,
        connections: ConnectionDeadlines,
        bounds: UploadLimits,
        public_url: str | None,
        secure: bool,
        seal: Seal,
    ) -> None:
        cookies, desk_pages = DeskCookies(signer, secure), DeskPages(pages, responder.languages)
        uploads = DeskUploads(cookies, flood, connections, public_url, bounds)
        self._guard = Guard(conversation, responder, desk_pages, forms, cookies, uploads, invitation_secret(secret))
        links = LinkMaker(desk_pages, public_url)
        networks = Networks(signer, flood)
        self._entrance = Entrance(self._guard, responder, desk_pages, forms, cookies, flood, networks)
        self._overview = OverviewRoutes(self._guard, desk_pages)
        self._own_sessions = OwnSessionRoutes(self._guard, desk_pages, links, responder.languages)
        self._officers = OfficerRoutes(self._guard, desk_pages, links)
        self._campaigns = CampaignRoutes(self._guard, desk_pages, conversation.standard, responder.languages)
        self._rosters = RosterRoutes(self._guard, desk_pages, CarriedSheets(signer))
        invitations = InvitationLinks(public_url)
        self._work = WorkRoutes(self._guard, desk_pages, invitations)
        self._funnels = FunnelRoutes(self._guard, desk_pages)
        self._ways = WayRoutes(self._guard, desk_pages, invitations, conversation.standard, wording, renderer)
        self._figures = FigureRoutes(self._guard, desk_pages, conversation.standard)
        packer = Packer(renderer, renderer.folder, self._guard.has_room_for_files)
        self._link_files = LinkFileRoutes(self._guard, desk_pages, invitations, conversation.standard, wording, packer)
        self._institutions = InstitutionRoutes(self._guard, desk_pages, invitations, conversation.standard, responder.languages)
        self._exports = ExportRoutes(self._guard, desk_pages, conversation.standard, wording, renderer)
        self._messages = MessageRoutes(self._guard, desk_pages, conversation.standard, responder.languages)
        self._case_lists = CaseListRoutes(self._guard, desk_pages, public_url, responder.languages)
        self._case_page = CasePage(self._guard, desk_pages, conversation.standard, public_url)
        self._case_moves = CaseMoveRoutes(self._guard, desk_pages, self._case_page, seal)
        self._case_items = CaseItemRoutes(self._guard, desk_pages, conversation.standard)
        self._case_files = CaseFileRoutes(self._guard, desk_pages, EvidenceViewer())
        self._case_reports = CaseReportRoutes(self._guard, desk_pages, conversation.standard, wording, renderer)
        self._review_rules = ReviewRuleRoutes(self._guard, desk_pages)
        self._review_figures = ReviewFigureRoutes(self._guard, desk_pages, conversation.standard, wording, renderer)
        self._ratings = RatingRoutes(self._guard, desk_pages, conversation.standard)
        self._agreements = AgreementRoutes(self._guard, desk_pages, conversation.standard)
        self._hours = HoursRoutes(self._guard, desk_pages)
        self._log = LogRoutes(self._guard, desk_pages, conversation.standard)

    def routes(self) -> tuple[DeskRoute | OpenRoute, ...]:
        """Return the table of all addresses."""
        officers, manage = self._officers, Right.manage_officers
        return (
            *self._entrance.routes(),
            *self._overview.routes(),
            DeskRoute("POST", "/desk/sign-out", Right.use_desk, self._entrance.sign_out),
            *self._own_sessions.routes(),
            DeskRoute("GET", "/desk/officers", manage, officers.all),
            DeskRoute("POST", "/desk/officers/invite", manage, officers.invite),
            DeskRoute("POST", "/desk/officers/withdraw", manage, officers.withdraw),
            DeskRoute("GET", "/desk/officers/{officer}", manage, officers.one),
            DeskRoute("POST", "/desk/officers/{officer}/change", manage, officers.change),
            DeskRoute("POST", "/desk/officers/{officer}/remove", manage, officers.remove),
            DeskRoute("POST", "/desk/officers/{officer}/link", manage, officers.help_in),
            *self._rosters.routes(),
            *self._work.routes(),
            *self._funnels.routes(),
            *self._ways.routes(),
            *self._institutions.routes(),
            *self._figures.routes(),
            *self._link_files.routes(),
            *self._messages.routes(),
            *self._exports.routes(),
            *self._campaigns.routes(),
            *self._case_lists.routes(),
            *self._review_rules.routes(),
            *self._review_figures.routes(),
            *self._ratings.routes(),
            *self._agreements.routes(),
            *self._hours.routes(),
            *self._case_page.routes(),
            *self._case_moves.routes(),
            *self._case_items.routes(),
            *self._case_files.routes(),
            *self._case_reports.routes(),
            DeskRoute("GET", "/desk/log", Right.read_log, self._log.show),
        )

    def add_to(self, app: web.Application) -> None:
        """Serve all addresses of the desk, each behind the guard."""
        table = self.routes()
        app[DESK_ROUTES] = table
        for route in table:
            handler = self._guard.guarded(route) if isinstance(route, DeskRoute) else self._guard.unguarded(route)
            app.router.add_route(route.method, route.path, handler)
            if route.method == "GET":
                app.router.add_route("HEAD", route.path, handler)
