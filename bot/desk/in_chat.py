"""What officers see of their campaigns in a chat: who takes part, and the latest release."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk.campaigns import NextRelease, PublishedRelease, StoredCampaign
from bot.desk.desk import Desk
from flows.campaign.campaign import Status
from flows.campaign.funnel import FunnelStep
from flows.campaign.officers import Officer
from flows.campaign.roles import Right
from flows.standard.model import Standard
from storage.associations.access import OfficerChat
from storage.campaigns.campaigns import Campaigns
from storage.campaigns.funnels import Funnels
from storage.campaigns.releases import Releases

# An officer who has none of these rights sees nothing of a campaign.
SEEING = (Right.see_rows, Right.see_figures)


@dataclass(frozen=True, slots=True)
class OfficersCampaign:
    """A campaign, with the officer of an account who may see something of it."""

    officer: Officer
    stored: StoredCampaign


@dataclass(frozen=True, slots=True)
class CampaignNow:
    """What an officer may see of a campaign.

    `funnel` is () if they see no rows. `next` is None if they see no figures; `latest` also if there is no release yet.
    """

    of: OfficersCampaign
    funnel: tuple[FunnelStep, ...]
    latest: PublishedRelease | None
    next: NextRelease | None


class ChatDesk:
    """The campaigns of the officers of an account. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, desk: Desk, standard: Standard) -> None:
        self._chats = desk.chats
        self._campaigns = Campaigns(desk.access)
        self._releases = Releases(desk.access)
        self._funnels = Funnels(desk.access, standard)

    async def campaigns(self, account: str) -> tuple[OfficersCampaign, ...] | None:
        """Return the campaigns that were started, by association and the newest first; None if the account has no officer."""
        officers = await self._chats.officers(account)
        if not officers:
            return None
        found: list[OfficersCampaign] = []
        for officer in officers:
            if any(officer.may(right) for right in SEEING):
                stored = await self._campaigns.all(OfficerChat(account, officer.association))
                found += (OfficersCampaign(officer, each) for each in stored if each.campaign.status is not Status.draft)
        return tuple(found)

    async def now(self, account: str, of: OfficersCampaign) -> CampaignNow:
        """Return what the officer may see of a campaign."""
        chat, number = OfficerChat(account, of.officer.association), of.stored.id
        steps: tuple[FunnelStep, ...] = ()
        latest, following = None, None
        if of.officer.may(Right.see_rows):
            found = await self._funnels.of(chat, number)
            steps = found.funnel.steps if found is not None else ()
        if of.officer.may(Right.see_figures):
            published = await self._releases.of(chat, number)
            latest, following = published[-1] if published else None, await self._releases.next(chat, number)
        return CampaignNow(of, steps, latest, following)

    async def link(self, account: str, association: int) -> str | None:
        """Make a link that signs in the officer of an account in an association; its token. None if there is none."""
        made = await self._chats.links(account, association)
        return made[0].link.token if made else None
