"""The links into a campaign as one zip: a QR code, a poster or a picture of each, and a sheet of all links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from aiohttp import web

from bot.desk.campaigns import TooMany, Way
from bot.desk.days import today
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.invitation import picture, poster
from bot.documents.content.link_sheet import LinkRow, link_sheet
from bot.documents.fair_queue import asking
from bot.documents.file_name import file_part
from bot.documents.packing import PackedFile, Packer
from bot.documents.qr_picture import QrPicture
from bot.documents.renderer import DocumentFailed
from bot.documents.worker import Rendered
from bot.web.content_disposition import saved_as
from bot.web.desk.addresses import id_of, storable
from bot.web.desk.campaigns import CAMPAIGN, CAMPAIGNS
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.invitations import InvitationLinks
from bot.web.desk.pages import DeskPages
from bot.words.wording import Wording
from flows.assessment.question_order import sections
from flows.campaign.campaign import Campaign
from flows.campaign.roles import Right
from flows.standard.model import Standard

QR, POSTER, PICTURE = "qr", "poster", "picture"
SUFFIXES = {QR: "png", POSTER: "pdf", PICTURE: "png"}
# How many institutions one zip holds, and how many are drawn in one turn: a poster takes as long as twenty QR codes.
AT_MOST = {QR: 5_000, POSTER: 200, PICTURE: 200}
IN_ONE_TURN = {QR: 100, POSTER: 5, PICTURE: 5}
CHANNELS, INSTITUTIONS, OF_DISTRICT = "channels", "institutions", "district:"


class LinkFileRoutes:
    """Gives the links of all channels, of the roster, or of one district."""

    def __init__(
        self, guard: Guard, pages: DeskPages, links: InvitationLinks, standard: Standard, wording: Wording, packer: Packer
    ) -> None:
        self._guard = guard
        self._pages = pages
        self._links = links
        self._standard = standard
        self._wording = wording
        self._packer = packer

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses of link files."""
        return (
            DeskRoute("GET", f"{CAMPAIGN}/links", Right.manage_campaigns, self.choose, names=True),
            DeskRoute("POST", f"{CAMPAIGN}/links", Right.manage_campaigns, self.give, names=True),
        )

    async def choose(self, visit: Visit, problem: str = "", status: int = 200) -> web.Response:
        """Ask which links, as what, and in which language; `problem` is the key of why nothing was made."""
        number = id_of(visit, "campaign")
        campaign = await self._guard.campaigns.campaigns.one(visit.session, number)
        if campaign is None:
            return self._pages.missing(visit.view)
        return self._pages.page(
            visit.view,
            "links.html",
            status=status,
            here=CAMPAIGNS,
            key=number,
            campaign=campaign,
            districts=await self._guard.campaigns.work_lists.districts(visit.session, number),
            kinds=tuple(AT_MOST),
            most=AT_MOST,
            languages=self._wording.languages,
            typed=visit.form,
            problem=problem,
        )

    async def give(self, visit: Visit) -> web.Response:
        """Give the zip, if the box says that it is meant."""
        number, kind = id_of(visit, "campaign"), visit.form.get("kind", "")
        campaign = await self._guard.campaigns.campaigns.one(visit.session, number)
        if campaign is None:
            return self._pages.missing(visit.view)
        if not visit.is_sure:
            return await self.choose(visit, "desk-export-unsure", 422)
        if kind not in AT_MOST:
            return await self.choose(visit, "desk-links-wrong", 422)
        try:
            ways = await self._chosen(visit, number, AT_MOST[kind])
            if not ways:
                return await self.choose(visit, "desk-links-none", 422)
            language = visit.form.get("language", "")
            words = DocumentWords(self._wording, language if language in self._wording.languages else visit.view.language)
            officer = visit.caller.officer
            asker = asking(officer)
            zipped = await self._packer.pack(self._files(visit, campaign, ways, kind, words), asker, IN_ONE_TURN[kind])
        except TooMany:
            return await self.choose(visit, "desk-links-too-many", 422)
        except DocumentFailed as error:
            return await self.choose(visit, error.why.key, 503)
        response = web.Response(body=zipped, content_type="application/zip")
        name = f"{file_part(campaign.name) or words('document-brand')}-{words('links-sheet')}-{today()}.zip"
        response.headers["Content-Disposition"] = saved_as(name, f"xingjie-links-{today()}.zip")
        return response

    async def _chosen(self, visit: Visit, campaign: int, at_most: int) -> tuple[Way, ...]:
        wanted, exports = visit.form.get("of", ""), self._guard.campaigns.link_exports
        if wanted == INSTITUTIONS:
            return await exports.institutions(visit.session, campaign, None, at_most) or ()
        if wanted.startswith(OF_DISTRICT):
            district = storable(wanted.removeprefix(OF_DISTRICT))
            return await exports.institutions(visit.session, campaign, district, at_most) or ()
        return await exports.channels(visit.session, campaign) or () if wanted == CHANNELS else ()

    def _files(
        self, visit: Visit, campaign: Campaign, ways: Sequence[Way], kind: str, words: DocumentWords
    ) -> Iterator[PackedFile]:
        """Return the sheet of the links and then a file of each link. A link of another secret has no file."""
        names = [name if way.token else "" for way, name in zip(ways, file_names(ways, SUFFIXES[kind]), strict=True)]
        rows = [
            LinkRow(
                way.institution,
                way.district,
                way.channel,
                self._links.link(visit, way.token) if way.token else "",
                way.code,
                name,
            )
            for way, name in zip(ways, names, strict=True)
        ]
        yield PackedFile(f"{words('links-sheet')}.xlsx", lambda: link_sheet(rows, campaign.name, words, today()))
        for way, name in zip(ways, names, strict=True):
            if name:
                yield PackedFile(name, partial(self._drawn, visit, campaign, way, kind, words))

    def _drawn(self, visit: Visit, campaign: Campaign, way: Way, kind: str, words: DocumentWords) -> Rendered:
        if kind == QR:
            return QrPicture(self._links.link(visit, way.token))
        asked = sections(self._standard, campaign.mode, campaign.target)[0].codes
        invitation = self._links.invitation(visit, campaign, way, asked, way.institution)
        if kind == PICTURE:
            return picture(invitation, self._standard.name, words)
        return poster(invitation, self._standard.name, words, today())


def file_names(ways: Sequence[Way], suffix: str) -> list[str]:
    """Return a file's name for each way: a folder of its district, if it has one, and its place in it before the name.

    Numbers keep names apart that are the same, or the same without what a file system forbids. They also keep away from the
    names that Windows reserves.
    """
    folders = {
        district: number for number, district in enumerate(dict.fromkeys(way.district for way in ways if way.district), 1)
    }
    places: Counter[str] = Counter()
    names = []
    for way in ways:
        places[way.district] += 1
        folder = f"{folders[way.district]:02}-{file_part(way.district)}".rstrip("-") + "/" if way.district else ""
        name = f"{places[way.district]:04}-{file_part(way.institution or way.channel)}".rstrip("-")
        names.append(f"{folder}{name}.{suffix}")
    return names
