"""One institution of a roster at the desk: how far it is, what it agreed to show, its history, and the way to reach it."""

from __future__ import annotations

from aiohttp import web

from bot.desk.campaigns import Institution
from bot.desk.days import today
from bot.web.desk.addresses import id_of
from bot.web.desk.campaigns import CAMPAIGN, CAMPAIGNS
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.invitations import InvitationLinks, text_to_copy
from bot.web.desk.pages import DeskPages
from bot.web.desk.ways import PICTURE, POSTER
from flows.assessment.question_order import sections
from flows.assessment.rating import Rating
from flows.campaign.roles import Right
from flows.dialogue import Phrase, phrase
from flows.standard.model import Standard


class InstitutionRoutes:
    """Shows one institution. The look is recorded, and the institution can read that somebody looked."""

    def __init__(
        self, guard: Guard, pages: DeskPages, links: InvitationLinks, standard: Standard, languages: tuple[str, ...]
    ) -> None:
        self._guard = guard
        self._pages = pages
        self._links = links
        self._standard = standard
        self._languages = languages

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the address of an institution."""
        return (DeskRoute("GET", f"{CAMPAIGN}/institutions/{{institution}}", Right.see_rows, self.show),)

    async def show(self, visit: Visit) -> web.Response:
        """Show an institution, as far as it agreed."""
        number, key = id_of(visit, "campaign"), id_of(visit, "institution")
        campaign = await self._guard.campaigns.campaigns.one(visit.session, number)
        way = await self._guard.campaigns.invitations.of_institution(visit.session, number, key)
        if campaign is None or way is None:
            return self._pages.missing(visit.view)
        seen = await self._guard.campaigns.institutions.look(visit.session, number, key)
        if seen is None:
            return self._pages.missing(visit.view)
        asked = sections(self._standard, campaign.mode, campaign.target)[0].codes
        invitation = self._links.invitation(visit, campaign, way, asked, way.institution)
        return self._pages.page(
            visit.view,
            "institution.html",
            here=CAMPAIGNS,
            key=number,
            campaign=campaign,
            standard=self._standard.name_of(campaign.edition),
            seen=seen,
            answers=self._answers(visit, seen),
            way=way,
            place=f"institutions/{key}",
            shown=self._links.shown(visit, way),
            texts=[(language, self._pages.said(text_to_copy(invitation), language)) for language in self._languages],
            documents=(POSTER, PICTURE),
            languages=self._languages,
            today=today(),
        )

    def _answers(self, visit: Visit, seen: Institution) -> list[tuple[str, str]]:
        """Return the answers that an institution shows, in the order of the edition: the subdomain, and what was answered."""
        ratings = (seen.result.ratings if seen.result is not None else None) or {}
        found = [(phrase(code), answer_of(code, ratings[code])) for code in self._standard.codes if code in ratings]
        language = visit.view.language
        return [(self._pages.said(code, language), self._pages.said(answer, language)) for code, answer in found]


def answer_of(code: str, rating: Rating) -> Phrase:
    """Return what officers read of an answer. Why something does not apply was typed by a person, and is not shown."""
    if rating.unsure:
        return phrase("mark-unsure")
    if rating.not_applicable:
        return phrase("mark-not-applicable")
    return phrase("desk-institution-rung", rung=rating.level, words=phrase(f"{code}.rung-{rating.level}"))
