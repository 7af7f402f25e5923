"""Campaigns at the desk: the list, the form of a draft, what respondents will read, start, change and end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.conversation.taking_part import Asked
from bot.desk.campaigns import CampaignDesk
from bot.desk.days import today
from bot.web.desk.addresses import id_of, lead_to
from bot.web.desk.campaign_form import AT_MOST, RUNS, VISIBILITIES, day_in, fresh_form, read_form, typed_of
from bot.web.desk.campaign_places import places_for
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.pages import DeskPages
from bot.web.forms import DRAWN
from flows.campaign.campaign import (
    FIRST_RELEASES,
    Campaign,
    Frozen,
    closed,
    edited,
    extended,
    problems,
    showing_less,
    started,
    successor,
)
from flows.campaign.roles import Right
from flows.campaign.visibility import Visibility
from flows.dialogue import Phrase, phrase
from flows.fingerprint import fingerprint
from flows.review.refusals import Overtaken
from flows.standard.model import Standard

# The addresses of all campaigns, below `desk` as links name it, and of one campaign, as routes name it.
CAMPAIGNS = "/campaigns"
CAMPAIGN = "/desk/campaigns/{campaign}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a respondent reads in one language before they agree. `levels` are the choices, the first of them chosen."""

    language: str
    asks: str
    facts: tuple[str, ...]
    levels: tuple[str, ...]
    state: str


class CampaignRoutes:
    """Lists, makes and changes campaigns."""

    def __init__(self, guard: Guard, pages: DeskPages, standard: Standard, languages: tuple[str, ...]) -> None:
        self._guard = guard
        self._pages = pages
        self._standard = standard
        self._languages = languages

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses of campaigns. "new" comes before the address that takes any id."""
        manage = Right.manage_campaigns
        return (
            DeskRoute("GET", "/desk/campaigns", Right.use_desk, self.all),
            DeskRoute("GET", "/desk/campaigns/new", manage, self.new),
            DeskRoute("POST", "/desk/campaigns/new", manage, self.make),
            DeskRoute("GET", CAMPAIGN, Right.use_desk, self.one),
            DeskRoute("GET", f"{CAMPAIGN}/edit", manage, self.edit),
            DeskRoute("POST", f"{CAMPAIGN}/edit", manage, self.save),
            DeskRoute("GET", f"{CAMPAIGN}/preview", manage, self.preview),
            DeskRoute("POST", f"{CAMPAIGN}/start", manage, self.start),
            DeskRoute("POST", f"{CAMPAIGN}/move", manage, self.move),
            DeskRoute("POST", f"{CAMPAIGN}/less", manage, self.show_less),
            DeskRoute("POST", f"{CAMPAIGN}/close", manage, self.close),
            DeskRoute("POST", f"{CAMPAIGN}/copy", manage, self.copy),
        )

    @property
    def _desk(self) -> CampaignDesk:
        return self._guard.campaigns

    async def all(self, visit: Visit) -> web.Response:
        """List the campaigns, the newest first."""
        campaigns = await self._desk.campaigns.all(visit.session)
        return self._pages.page(visit.view, "campaigns.html", here=CAMPAIGNS, campaigns=campaigns, today=today())

    async def new(self, visit: Visit) -> web.Response:
        """Show the form of a new campaign."""
        return self._form(visit, fresh_form(today()), {}, None)

    async def make(self, visit: Visit) -> web.Response:
        """Store a new draft, if nothing is wrong with its form."""
        form = read_form(visit.form, self._standard.edition, today())
        if form.problems:
            return self._form(visit, visit.form, form.problems, None)
        number = await self._desk.campaigns.make(visit.session, form.campaign)
        return lead_to(visit, f"{CAMPAIGNS}/{number}")

    async def one(self, visit: Visit, problem: str = "", status: int = 200) -> web.Response:
        """Show a campaign with what can be done about it; `problem` is the key of why it was not done."""
        number = id_of(visit, "campaign")
        campaign = await self._desk.campaigns.one(visit.session, number)
        if campaign is None:
            return self._pages.missing(visit.view)
        cited = await self._desk.campaigns.one(visit.session, int(campaign.successor_of)) if campaign.successor_of else None
        phase = campaign.phase(today())
        return self._pages.page(
            visit.view,
            "campaign.html",
            status=status,
            here=CAMPAIGNS,
            key=number,
            campaign=campaign,
            cited=cited,
            institutions=await self._desk.roster.size(visit.session, number),
            run=campaign.run,
            phase=phase,
            places=places_for(visit.caller.officer, phase),
            days_kept=campaign.days_kept(today()),
            not_ready=bool(problems(campaign, today())),
            narrower=[level.name for level in Visibility if level < campaign.visibility],
            today=today(),
            problem=problem,
            typed=visit.form,
        )

    async def edit(self, visit: Visit) -> web.Response:
        """Show the form of a draft."""
        number = id_of(visit, "campaign")
        campaign = await self._desk.campaigns.one(visit.session, number)
        if campaign is None:
            return self._pages.missing(visit.view)
        if campaign.started_on is not None:
            return await self.one(visit, "desk-campaign-frozen", 409)
        return self._form(visit, typed_of(campaign), {}, campaign)

    async def save(self, visit: Visit) -> web.Response:
        """Change a draft, if nothing is wrong with its form."""
        number = id_of(visit, "campaign")
        campaign = await self._desk.campaigns.one(visit.session, number)
        if campaign is None:
            return self._pages.missing(visit.view)
        form = read_form(visit.form, self._standard.edition, today())
        if form.problems:
            return self._form(visit, visit.form, form.problems, campaign)

        def changed(before: Campaign) -> Campaign:
            if visit.form.get(DRAWN, fingerprint(before)) != fingerprint(before):
                raise Overtaken(phrase("desk-campaign-overtaken"))
            return edited(before, form.campaign)

        try:
            return await self._change(visit, changed, "")
        except Overtaken:
            now = await self._desk.campaigns.one(visit.session, number)
            return self._form(visit, visit.form, {}, now or campaign, is_overtaken=True)

    async def preview(self, visit: Visit) -> web.Response:
        """Show what a respondent reads before they agree, in every language."""
        number = id_of(visit, "campaign")
        campaign = await self._desk.campaigns.one(visit.session, number)
        if campaign is None:
            return self._pages.missing(visit.view)
        asked = Asked(number, campaign, visit.caller.officer.association_name, "")
        read = [self._read(asked, language) for language in self._languages]
        return self._pages.page(visit.view, "campaign_preview.html", here=CAMPAIGNS, key=number, campaign=campaign, read=read)

    async def start(self, visit: Visit) -> web.Response:
        """Start a draft, if the box says that it is meant."""
        if not visit.is_sure:
            return await self.one(visit, "desk-start-unsure", 422)
        return await self._change(visit, lambda before: started(before, today()), "desk-start-not-ready")

    async def move(self, visit: Visit) -> web.Response:
        """Move the closing day of a running campaign."""
        day = day_in(visit.form.get("closes_on", ""))
        if day is None:
            return await self.one(visit, "desk-move-wrong", 422)
        return await self._change(visit, lambda before: extended(before, day, today()), "desk-move-wrong")

    async def show_less(self, visit: Visit) -> web.Response:
        """Let officers see less of each institution from now on."""
        level = visit.form.get("visibility", "")
        if level not in VISIBILITIES:
            return await self.one(visit, "desk-less-wrong", 422)
        return await self._change(visit, lambda before: showing_less(before, Visibility[level]), "desk-less-wrong")

    async def close(self, visit: Visit) -> web.Response:
        """Close a running campaign, if the box says that it is meant."""
        if not visit.is_sure:
            return await self.one(visit, "desk-close-unsure", 422)
        return await self._change(visit, lambda before: closed(before, today()), "")

    async def copy(self, visit: Visit) -> web.Response:
        """Make a draft that asks the same again and cites this campaign; show its form."""
        number = id_of(visit, "campaign")
        campaign = await self._desk.campaigns.one(visit.session, number)
        if campaign is None:
            return self._pages.missing(visit.view)
        made = await self._desk.campaigns.make(visit.session, successor(campaign, str(number), today()))
        return lead_to(visit, f"{CAMPAIGNS}/{made}/edit")

    async def _change(self, visit: Visit, rule: Callable[[Campaign], Campaign], wrong: str) -> web.Response:
        """Change a campaign and show it; `wrong` is the key of what is said if the rule finds a value wrong."""
        number = id_of(visit, "campaign")
        try:
            changed = await self._desk.campaigns.change(visit.session, number, rule)
        except Frozen:
            return await self.one(visit, "desk-campaign-frozen", 409)
        except ValueError:
            return await self.one(visit, wrong, 422)
        return self._pages.missing(visit.view) if changed is None else lead_to(visit, f"{CAMPAIGNS}/{number}")

    def _read(self, asked: Asked, language: str) -> Reading:
        """Return the sentences of the page of an invitation in a language: they are made where that page has them from."""

        def said(phrases: Iterable[Phrase]) -> tuple[str, ...]:
            return tuple(self._pages.said(each, language) for each in phrases)

        asks = phrase("invitation-asks", association=asked.association)
        levels = said(level.words for level in asked.levels)
        return Reading(
            language, self._pages.said(asks, language), said(asked.facts), levels, self._pages.said(asked.state, language)
        )

    def _form(
        self,
        visit: Visit,
        typed: Mapping[str, str],
        wrong: Mapping[str, tuple[str, ...]],
        draft: Campaign | None,
        *,
        is_overtaken: bool = False,
    ) -> web.Response:
        """Return the form of a draft, None for a new one. If somebody else has changed it since, the page says so."""
        shown = fingerprint(draft) if draft is not None else ""
        return self._pages.page(
            visit.view,
            "campaign_form.html",
            status=409 if is_overtaken else 422 if wrong else 200,
            here=CAMPAIGNS,
            key=str(id_of(visit, "campaign")) if draft is not None else "",
            name=draft.name if draft is not None else "",
            # A form that is shown again because of a fault is still drawn from what it was drawn from at first.
            mark=visit.form.get(DRAWN, shown) if wrong else shown,
            is_overtaken=is_overtaken,
            typed=typed,
            wrong=wrong,
            runs=RUNS,
            visibilities=VISIBILITIES,
            first_releases=FIRST_RELEASES,
            at_most=AT_MOST,
        )
