"""The web application: its parts, put together, and its routes."""

from __future__ import annotations

from aiohttp import web

from bot.connections.deadlines import ConnectionDeadlines
from bot.conversation.conversation import Conversation
from bot.desk.cases import Seal
from bot.desk.sealing import association_seal
from bot.documents.renderer import Renderer
from bot.operations.operator import Operator
from bot.web.calendar import CalendarRoutes
from bot.web.check_page import CheckRoutes
from bot.web.colleagues import ColleagueRoutes
from bot.web.consents import Consents
from bot.web.cookies import Signer, VisitorCookies
from bot.web.desk.routes import DeskApp
from bot.web.documents import DocumentRoutes
from bot.web.error_pages import ErrorPages, SecurityHeaders
from bot.web.evidence import EvidenceRoutes
from bot.web.forms import BODY_AT_MOST, Forms
from bot.web.handing_in import HandInRoutes
from bot.web.institution_plan import InstitutionPlanRoutes
from bot.web.institution_result import InstitutionResultRoutes
from bot.web.interview import SETTLE_MS, InterviewRoutes
from bot.web.invited import InvitedRoutes
from bot.web.joining_team import JoinTeamRoutes
from bot.web.my_campaigns import MyCampaignRoutes
from bot.web.name_reports import NameReportRoutes
from bot.web.own_cases import OwnCaseRoutes
from bot.web.own_results import OwnResultRoutes
from bot.web.pages import STATIC, Pages
from bot.web.rate_limits import USUAL, Limits, RateLimiter
from bot.web.responder import Responder
from bot.web.result_page import ResultPageRoutes
from bot.web.return_links import ReturnRoutes
from bot.web.review_report import ReviewReportRoutes
from bot.web.rounds import RoundRoutes
from bot.web.said import SaidOnce
from bot.web.uploads import UPLOAD_LIMITS, UploadLimits
from bot.words.wording import Wording

CONNECTIONS = web.AppKey("connections", ConnectionDeadlines)


def web_app(
    conversation: Conversation,
    wording: Wording,
    secret: bytes,
    public_url: str | None,
    renderer: Renderer,
    proxies: int = 0,
    limits: Limits = USUAL,
    bounds: UploadLimits = UPLOAD_LIMITS,
    connections: ConnectionDeadlines | None = None,
    operator: Operator | None = None,
    settle_ms: int = SETTLE_MS,
    seal: Seal | None = None,
) -> web.Application:
    """Return the phone page over a conversation; `secret` signs its cookies, `public_url` is where people reach it.

    `proxies` is how many proxies of ours are between people and it, `limits` how often they may come, `bounds`
    what an upload may take, `connections` how long a client may be silent, `operator` who runs this installation, `seal` seals
    the results of reviews (None: the key of the association does).
    """
    is_https = (public_url or "").lower().startswith("https:")
    seals, connections = Signer(secret), connections or ConnectionDeadlines()
    pages = Pages(wording, conversation.standard, public_url or "", operator or Operator())
    identities = VisitorCookies(seals, secure=is_https)
    flood = RateLimiter(identities, proxies, limits)
    said = SaidOnce(seals, secure=is_https)
    responder = Responder(conversation, wording.languages, pages, seals, identities, said)
    forms = Forms(seals, identities, public_url)
    documents = DocumentRoutes(conversation, responder, identities, flood, pages, wording, renderer)
    consents = Consents(responder, seals, identities, flood)
    interview = InterviewRoutes(conversation, responder, pages, forms, identities, flood, consents, settle_ms)
    evidence = EvidenceRoutes(conversation, responder, seals, identities, flood, connections, public_url, bounds)
    returns = ReturnRoutes(conversation, responder, pages, forms, seals, identities, flood)
    invited = InvitedRoutes(conversation, responder, pages, forms, seals, identities, flood, consents)
    mine = MyCampaignRoutes(conversation, responder, pages, forms, seals, identities)
    colleagues = ColleagueRoutes(conversation, responder, pages, forms, seals, identities)
    rounds = RoundRoutes(conversation, responder, pages, forms, seals, identities)
    team_results = InstitutionResultRoutes(conversation, responder, pages, forms, seals, identities)
    team_plans = InstitutionPlanRoutes(conversation, responder, pages, forms, seals, identities)
    joining = JoinTeamRoutes(conversation, responder, pages, forms, identities, flood, consents)
    handing_in = HandInRoutes(conversation, responder, pages, forms, seals, identities, flood)
    reports = ReviewReportRoutes(conversation, responder, identities, flood, wording, renderer)
    own_cases = OwnCaseRoutes(conversation, responder, pages, forms, seals, identities)
    calendars = CalendarRoutes(conversation, identities, wording, public_url or "")
    check = CheckRoutes(conversation, responder, pages, identities, flood, connections, public_url, bounds, renderer.folder)
    results = ResultPageRoutes(conversation, responder, pages, flood, public_url, renderer.folder)
    name_reports = NameReportRoutes(conversation, responder, pages, forms, flood)
    own_results = OwnResultRoutes(conversation, responder, pages, forms, seals, identities, public_url)
    calm = ErrorPages(pages, responder.language)
    app = web.Application(client_max_size=BODY_AT_MOST, middlewares=[connections.watch, calm.answer, flood.refuse])
    app[CONNECTIONS] = connections
    app.add_routes(
        [
            web.get("/", interview.current),
            web.get("/q/{code}", interview.question),
            web.get("/a/{number}", interview.answer),
            web.get("/v/elsewhere", returns.show),
            web.post("/v/elsewhere", returns.change),
            web.get("/r/{token}", returns.look),
            web.post("/r/{token}", returns.open),
            web.get("/campaigns", mine.show),
            web.post("/campaigns", mine.change),
            web.get("/colleagues", colleagues.show),
            web.post("/colleagues", colleagues.change),
            web.get("/together", rounds.show),
            web.post("/together", rounds.change),
            web.get("/together/result", team_results.show),
            web.post("/together/result", team_results.change),
            web.get("/together/plan", team_plans.show),
            web.post("/together/plan", team_plans.change),
            web.get("/together/plan.ics", calendars.institutions),
            web.get("/together/document/{kind}", documents.institutions),
            web.get("/i/{token}", joining.look),
            web.post("/i/{token}", joining.join),
            web.get("/handin", handing_in.how),
            web.get("/handin/{typed}", handing_in.look),
            web.post("/handin/{typed}", handing_in.take),
            web.get("/cases", own_cases.show_all),
            web.get("/cases/{case}", own_cases.show),
            web.post("/cases/{case}", own_cases.change),
            web.get("/cases/{case}/report.pdf", reports.report),
            web.get("/others/{campaign}", mine.others),
            web.get("/check", check.show),
            web.post("/check", check.take),
            web.get("/check/{number}", results.show),
            web.post("/check/{number}", results.verify),
            web.get("/check/{number}/result.json", results.download),
            web.get("/check/{number}/false", name_reports.show),
            web.post("/check/{number}/false", name_reports.take),
            web.get("/results", own_results.show),
            web.post("/results", own_results.change),
            web.get("/results/{case}.json", own_results.download),
            web.get("/c", invited.ask_code),
            web.post("/c", invited.try_code),
            web.get("/c/{typed}", invited.look),
            web.post("/c/{typed}", invited.join),
            web.get("/v/{view}", interview.view),
            web.post("/tap", interview.tap),
            web.post("/", interview.tap),  # the pages of older versions
            web.post("/line", interview.line),
            web.post("/form", interview.fill),
            web.get("/if", interview.what_if),
            web.post("/points", interview.points),
            web.get("/calendar/plan.ics", calendars.plan),
            web.get("/calendar/step/{number}.ics", calendars.step),
            web.get("/command", interview.command),
            web.post("/command", interview.act),
            web.get("/picture", documents.picture),
            web.get("/document/{kind}", documents.document),
            web.post("/evidence", evidence.take),
            web.post("/proof", evidence.take),  # the form of a page that an older version made
            web.get("/evidence/{name}", evidence.evidence),
            web.get("/mydata", documents.my_data),
            web.get("/mydata.xlsx", documents.my_data_workbook),
            web.get("/standard", documents.edition),
            web.get("/healthz", healthy),
            web.static("/static", STATIC),
        ]
    )
    desk = DeskApp(
        conversation,
        responder,
        pages,
        forms,
        wording,
        renderer,
        secret,
        seals,
        flood,
        connections,
        bounds,
        public_url,
        is_https,
        seal or association_seal(renderer.folder, conversation.standard),
    )
    desk.add_to(app)
    app.on_response_prepare.append(SecurityHeaders(is_https).protect)
    return app


async def healthy(_request: web.Request) -> web.Response:
    """Say that this process answers."""
    return web.Response(text="ok\n")
