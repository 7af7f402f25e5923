"""Shows officers their campaigns in a chat."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from bot.conversation.conversation import Conversation
from bot.conversation.response import Response
from bot.conversation.unstored import refusing_when_unstored
from bot.desk.days import today
from bot.desk.in_chat import CampaignNow, ChatDesk, OfficersCampaign
from flows.campaign.campaign import Campaign
from flows.campaign.chat_cards import Named, OfficerView, Printed, list_card, view_card, wanted_by
from flows.campaign.figures import figures_of, known_rows
from flows.campaign.roles import NotAllowed, NotSignedIn
from flows.days import day_of
from flows.dialogue import Address, Phrase, phrase
from flows.screen import Screen
from flows.standard.model import Standard

NOBODY = phrase("officer-nobody", command="/campaigns")


@dataclass(frozen=True, slots=True)
class OfficerAnswer:
    """The card for an officer, and the campaign whose latest release goes with it as a picture (None: no picture)."""

    response: Response
    shown: CampaignNow | None = None


class OfficerCampaigns:
    """The campaigns of officers, by the account of their chat. Raises Refusal if the database cannot be used."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    @cached_property
    def _desk(self) -> ChatDesk:
        assert self._conversation.desk is not None
        return ChatDesk(self._conversation.desk, self._conversation.standard)

    async def answer(self, who: Address, language: str, value: str = "") -> OfficerAnswer:
        """Answer the command, or a tap that carries `value`. An officer who has one campaign need not choose."""
        current = await self._conversation.look(who, language)
        try:
            with refusing_when_unstored():
                return await self._answer(who, current, value)
        except (NotSignedIn, NotAllowed):  # the role was lost a moment ago
            return OfficerAnswer(Response(current, NOBODY))

    async def _answer(self, who: Address, current: Screen, value: str) -> OfficerAnswer:
        campaigns = await self._desk.campaigns(who.address)
        if campaigns is None:
            return OfficerAnswer(Response(current, NOBODY))
        wanted = wanted_by(value)
        chosen = [each for each in campaigns if each.stored.id == wanted.campaign] or (
            list(campaigns) if len(campaigns) == 1 else []
        )
        if not chosen:
            listed = list_card([_named(each) for each in campaigns], current.language)
            return OfficerAnswer(_at_now(listed, current))
        now = await self._desk.now(who.address, chosen[0])
        view = _view(now, self._conversation.standard)
        card = view_card(view, current.language, has_others=len(campaigns) > 1)
        if wanted.desk:
            return OfficerAnswer(_at_now(card.noticing(await self._link(who, now)), current))
        return OfficerAnswer(_at_now(card, current), now if now.latest is not None else None)

    async def _link(self, who: Address, now: CampaignNow) -> Phrase:
        """Return the sentence with a new link to the desk."""
        page_url, officer = self._conversation.elsewhere.faces.page_url, now.of.officer
        token = await self._desk.link(who.address, officer.association) if page_url else None
        if token is None:
            return phrase("desk-chat-no-page")
        return phrase("desk-chat-link", association=officer.association_name, address=f"{page_url}/desk/in/{token}")


def _at_now(card: Screen, current: Screen) -> Response:
    """Return a card of the turn of now: a face shows the interview again if it has moved on beyond the card."""
    return Response(replace(card, turn=current.turn))


def _named(each: OfficersCampaign) -> Named:
    return Named(each.stored.id, each.stored.campaign.name)


def _view(now: CampaignNow, standard: Standard) -> OfficerView:
    campaign = now.of.stored.campaign
    return OfficerView(
        _named(now.of),
        standard.name_of(campaign.edition),
        _state(campaign),
        campaign.closes_on.isoformat(),
        now.funnel,
        _printed(now, standard),
        now.next is not None and now.next.comes,
        None if now.next is None else now.next.missing,
    )


def _state(campaign: Campaign) -> str:
    return "over" if campaign.is_over(today()) and campaign.closed_on is None else campaign.status.value


def _printed(now: CampaignNow, standard: Standard) -> Printed | None:
    if now.latest is None:
        return None
    release, subdomains = known_rows(now.latest.release, now.of.stored.campaign, standard)
    return Printed(release, figures_of(release, subdomains), day_of(now.latest.made_at).isoformat())
