"""The page of the campaigns in which a person takes part: what is seen of them, showing less, and withdrawing."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.conversation.my_campaigns import beside_others
from bot.conversation.taking_part import Level, Participation, level_named, levels_of
from bot.web.addresses import root_of
from bot.web.cookies import Visitor
from bot.web.csrf import form_token
from bot.web.html import html_response, redirect
from bot.web.own_pages import OwnPages
from bot.web.responder import address_of
from flows.dialogue import Phrase
from flows.ids import id_in

PAGE, CODE_PAGE = "campaigns", "c"
# What the page says after a change; its address holds the value.
DONE = {
    "less": "mine-shows-less",
    "withdrawn": "mine-withdrawn",
    "object": "mine-objected",
    "agree": "mine-objects-no-more",
}


@dataclass(frozen=True, slots=True)
class MyCampaign:
    """One campaign on the page: what is said of it, and the levels to choose from (one only, if nothing less can be shown).

    `institution` is the name under which the person is seen ("" if under none), `objects` whether they object to how.
    `is_counted` says that their answers count in the campaign.
    """

    id: int
    name: str
    facts: list[str]
    levels: list[tuple[Level, str]]
    association: str
    institution: str
    objects: bool
    is_counted: bool


class MyCampaignRoutes(OwnPages):
    """The routes of a person's own campaigns. A campaign is only found through the person who takes part in it."""

    async def show(self, request: web.Request) -> web.StreamResponse:
        """Show the campaigns, or ask once whether to withdraw from one. A stranger is shown the field for a code."""
        visitor = self._identities.of(request)
        screen = await self._conversation.look(address_of(visitor), self._responder.language(request))
        if not visitor.known:
            raise web.HTTPSeeOther(f"{root_of(request.rel_url.raw_path)}{CODE_PAGE}?language={screen.language}")
        mine = await self._conversation.taking_part.of(address_of(visitor))
        leaving = next((each for each in mine if each.id == id_in(request.query.get("withdraw", ""))), None)
        return self._page(request, visitor, screen.language, mine, leaving)

    async def change(self, request: web.Request) -> web.StreamResponse:
        """Show less, object, or withdraw; then show the campaigns again."""
        form = await self._forms.read(request)
        visitor = self._forms.sender(request, form)
        who, campaign, done = address_of(visitor), id_in(form.get("campaign", "")), ""
        if visitor.known and campaign:
            level = level_named(form.get("level", ""))
            match form.get("do"):
                case "withdraw":
                    done = "withdrawn" if await self._conversation.taking_part.withdraw(who, campaign) else ""
                case "object" | "agree" as said:
                    objects = said == "object"
                    done = said if await self._conversation.taking_part.object(who, campaign, objects=objects) else ""
                case "less" if level is not None:
                    done = "less" if await self._conversation.taking_part.show_less(who, campaign, level) else ""
        return redirect(f"{PAGE}?done={done}" if done else PAGE)

    async def others(self, request: web.Request) -> web.StreamResponse:
        """Show where the person is beside the others of a campaign; all their campaigns if they take no part in this one."""
        visitor, number = self._identities.of(request), id_in(request.match_info["campaign"])
        language = self._responder.language(request)
        shown = await beside_others(self._conversation, address_of(visitor), number, language) if number else None
        if shown is None:
            raise web.HTTPSeeOther(root_of(request.rel_url.raw_path) + PAGE)
        return self._responder.page(request, shown, visitor)

    def _page(
        self,
        request: web.Request,
        visitor: Visitor,
        language: str,
        mine: tuple[Participation, ...],
        leaving: Participation | None,
    ) -> web.Response:
        html = self._pages.render(
            "my_campaigns.html",
            language,
            root_of(request.rel_url.raw_path),
            token=form_token(self._seals, visitor.key),
            campaigns=[self._said(each, language) for each in mine],
            leaving=leaving,
            done=DONE.get(request.query.get("done", ""), ""),
        )
        return html_response(html)

    def _said(self, each: Participation, language: str) -> MyCampaign:
        def say(words: Phrase) -> str:
            return self._pages.said(words, language)

        facts = [say(fact) for fact in self._conversation.taking_part.facts_of(each)]
        levels = [(level, say(level.words)) for level in levels_of(each)]
        return MyCampaign(
            each.id,
            each.campaign.name,
            facts,
            levels,
            each.association,
            each.named,
            each.objects,
            not each.is_detached,
        )
