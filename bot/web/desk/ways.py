"""The ways into a campaign at the desk: channels with link and codes, the links of institutions, posters and pictures."""

from __future__ import annotations

from aiohttp import web

from bot.desk.campaigns import CHANNELS_AT_MOST, Way
from bot.desk.days import today
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.invitation import picture, poster
from bot.documents.fair_queue import asking
from bot.documents.renderer import DocumentFailed, Renderer
from bot.web.desk.addresses import id_of, lead_to
from bot.web.desk.campaigns import CAMPAIGN, CAMPAIGNS
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.invitations import InvitationLinks, text_to_copy
from bot.web.desk.pages import DeskPages
from bot.words.wording import Wording
from flows.assessment.question_order import sections
from flows.campaign.campaign import Campaign
from flows.campaign.invitation import Invitation
from flows.campaign.roles import Right
from flows.standard.model import Standard
from flows.typed_text import has_words, one_line

LABEL_AT_MOST = 60
POSTER, PICTURE = "poster", "picture"


class WayRoutes:
    """Lists, makes and closes channels, and gives what is printed and posted."""

    def __init__(
        self,
        guard: Guard,
        pages: DeskPages,
        links: InvitationLinks,
        standard: Standard,
        wording: Wording,
        renderer: Renderer,
    ) -> None:
        self._guard = guard
        self._pages = pages
        self._links = links
        self._standard = standard
        self._wording = wording
        self._renderer = renderer

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses of channels, and of what is printed and posted."""
        see, manage = Right.see_rows, Right.manage_campaigns
        way, institution = f"{CAMPAIGN}/ways/{{way}}", f"{CAMPAIGN}/institutions/{{institution}}"
        return (
            DeskRoute("GET", f"{CAMPAIGN}/ways", see, self.all),
            DeskRoute("POST", f"{CAMPAIGN}/ways", manage, self.add, names=True),
            DeskRoute("GET", way, see, self.channel),
            DeskRoute("GET", f"{way}/file/{{document}}", see, self.channel_file),
            DeskRoute("POST", f"{way}/close", manage, self.close, names=True),
            DeskRoute("GET", f"{institution}/file/{{document}}", see, self.institution_file),
        )

    async def all(self, visit: Visit, problem: str = "", status: int = 200) -> web.Response:
        """List the channels, with a form to add one; `problem` is the key of why none was added."""
        campaign = await self._campaign(visit)
        if campaign is None:
            return self._pages.missing(visit.view)
        return self._pages.page(
            visit.view,
            "ways.html",
            status=status,
            here=CAMPAIGNS,
            key=id_of(visit, "campaign"),
            campaign=campaign,
            ways=await self._guard.campaigns.invitations.channels(visit.session, id_of(visit, "campaign")),
            problem=problem,
            typed=visit.form,
            most=CHANNELS_AT_MOST,
            label_at_most=LABEL_AT_MOST,
            is_over=campaign.is_over(today()),
        )

    async def add(self, visit: Visit) -> web.Response:
        """Make a channel and show it."""
        number, label = id_of(visit, "campaign"), one_line(visit.form.get("label", ""))
        campaign = await self._campaign(visit)
        if campaign is None:
            return self._pages.missing(visit.view)
        if campaign.is_over(today()):
            return await self.all(visit, "desk-way-over", 409)
        if not has_words(label) or len(label) > LABEL_AT_MOST:
            return await self.all(visit, "desk-way-wrong", 422)
        made = await self._guard.campaigns.invitations.add_channel(visit.session, number, label)
        if made is None:
            return await self.all(visit, "desk-way-not-made", 409)
        return lead_to(visit, f"{CAMPAIGNS}/{number}/ways/{made.id}")

    async def channel(self, visit: Visit) -> web.Response:
        """Show a channel: link, code, QR code, the text to copy, and the files."""
        return await self._way(visit, await self._channel(visit), f"ways/{id_of(visit, 'way')}")

    async def channel_file(self, visit: Visit) -> web.Response:
        """Give the poster or the picture of a channel."""
        return await self._file(visit, await self._channel(visit))

    async def close(self, visit: Visit) -> web.Response:
        """Close a channel, if the box says that it is meant."""
        number = id_of(visit, "campaign")
        if not visit.is_sure:
            return await self._way(visit, await self._channel(visit), f"ways/{id_of(visit, 'way')}", "desk-way-unsure")
        if not await self._guard.campaigns.invitations.close_channel(visit.session, number, id_of(visit, "way")):
            return self._pages.missing(visit.view)
        return lead_to(visit, f"{CAMPAIGNS}/{number}/ways")

    async def institution_file(self, visit: Visit) -> web.Response:
        """Give the poster or the picture for one institution. It holds the institution's link, so it counts as an export."""
        if visit.request.match_info["document"] not in (POSTER, PICTURE):
            return self._pages.missing(visit.view)
        places = id_of(visit, "campaign"), id_of(visit, "institution")
        return await self._file(visit, await self._guard.campaigns.link_exports.institution(visit.session, *places))

    async def _campaign(self, visit: Visit) -> Campaign | None:
        return await self._guard.campaigns.campaigns.one(visit.session, id_of(visit, "campaign"))

    async def _channel(self, visit: Visit) -> Way | None:
        ways = await self._guard.campaigns.invitations.channels(visit.session, id_of(visit, "campaign"))
        return next((way for way in ways if way.id == id_of(visit, "way")), None)

    async def _way(self, visit: Visit, way: Way | None, place: str, problem: str = "") -> web.Response:
        campaign = await self._campaign(visit)
        if campaign is None or way is None:
            return self._pages.missing(visit.view)
        invitation = self._invitation(visit, campaign, way)
        texts = [(language, self._pages.said(text_to_copy(invitation), language)) for language in self._wording.languages]
        return self._pages.page(
            visit.view,
            "way.html",
            status=422 if problem else 200,
            here=CAMPAIGNS,
            key=id_of(visit, "campaign"),
            campaign=campaign,
            today=today(),
            way=way,
            place=place,
            shown=self._links.shown(visit, way),
            texts=texts,
            documents=(POSTER, PICTURE),
            languages=self._wording.languages,
            problem=problem,
        )

    async def _file(self, visit: Visit, way: Way | None) -> web.Response:
        """Typeset a poster or a picture in a worker process, and give it."""
        campaign, wanted = await self._campaign(visit), visit.request.match_info["document"]
        if campaign is None or way is None or not way.token or wanted not in (POSTER, PICTURE):
            return self._pages.missing(visit.view)
        language = visit.request.query.get("language", "")
        words = DocumentWords(self._wording, language if language in self._wording.languages else visit.view.language)
        invitation, edition = self._invitation(visit, campaign, way), self._standard.name
        content = poster(invitation, edition, words, today()) if wanted == POSTER else picture(invitation, edition, words)
        officer = visit.caller.officer
        try:
            made = await self._renderer.typeset(content, asking(officer))
        except DocumentFailed as error:
            return self._pages.message(visit.view, error.why.key, status=503)
        suffix, media = ("pdf", "application/pdf") if wanted == POSTER else ("png", "image/png")
        response = web.Response(body=made, content_type=media)
        response.headers["Content-Disposition"] = f'attachment; filename="xingjie-{wanted}-{words.language}.{suffix}"'
        return response

    def _invitation(self, visit: Visit, campaign: Campaign, way: Way) -> Invitation:
        asked = sections(self._standard, campaign.mode, campaign.target)[0].codes
        return self._links.invitation(visit, campaign, way, asked, way.institution)
