"""Institutions that answer a campaign of the desk, and its releases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.conversation.conversation import Conversation
from bot.desk.days import today
from bot.web.cookie_secret import invitation_secret
from flows.campaign.release import Release
from flows.campaign.visibility import Visibility
from flows.dialogue import Address
from flows.standard.loader import shipped
from storage.campaigns.exports import LinkExports
from storage.campaigns.invitations import Invitations, Tokens
from storage.campaigns.release_making import ReleaseMaker
from tests.people.campaigners import CampaignDesk
from tests.people.desk_campaigns import imported_roster, running_campaign
from tests.people.desk_visitor import DeskVisitor
from tests.people.page_server import SECRET

CODES = shipped().codes
SIZE = 24
# Names that try to be something else: formulas, HTML, typst, another direction, a path.
HOSTILE = ("=1+1 help", "<b>/stop</b> help", '#panic("x") help', "../../../help")


@dataclass
class AnsweredCampaign:
    """A campaign that runs at the desk, with what an officer's browser does not show: who answers, and when releases come."""

    officer: DeskVisitor
    desk: CampaignDesk
    address: str
    days: int = 0

    @property
    def number(self) -> int:
        """The campaign's id."""
        return int(self.address.rpartition("/")[2])

    async def tokens(self) -> Mapping[str, str]:
        """The token of each institution's link, by name."""
        exports = LinkExports(self.desk.access, self.desk.invitations)
        ways = await exports.institutions(self.officer.cookie, self.number, None, 1000)
        return {way.institution: way.token for way in ways or ()}

    async def answer(self, names: Iterable[str], rung: int, level: Visibility = Visibility.counts) -> None:
        """Let a new respondent finish for each of these institutions, with all answers on one rung."""
        tokens = await self.tokens()
        for name in names:
            who = self.who(name)
            await self.desk.joins(tokens[name], who, level)
            await self.desk.finishes(who, dict.fromkeys(CODES, rung))

    @staticmethod
    def who(name: str) -> Address:
        """Somebody who answers for an institution."""
        return Address("web", name.encode().hex()[:60])

    async def release(self) -> Release:
        """Let a day pass, and the next release come."""
        self.days += 1
        made = await ReleaseMaker(self.desk.database, shipped()).make(self.number, today() + timedelta(days=self.days))
        assert isinstance(made, Release)
        return made

    async def close(self) -> None:
        """Close the campaign at the desk."""
        assert (await self.officer.post(f"{self.address}/close", sure="yes"))[0] == 303


def names(size: int = SIZE) -> tuple[str, ...]:
    """The names of a roster: some of them are hostile."""
    return (*HOSTILE, *(f"Help {number:02}" for number in range(size - len(HOSTILE))))


async def answered_campaign(
    officer: DeskVisitor, conversation: Conversation, level: str = "answers", **changed: str
) -> AnsweredCampaign:
    """Make a campaign with a roster of 24 in two districts; nobody has answered yet."""
    assert conversation.desk is not None
    address = await running_campaign(officer, run="full", visibility=level, **changed)
    quoted = [name.replace('"', '""') for name in names()]
    rows = "".join(f'"{name}",{"North" if place % 2 else "=South"}\n' for place, name in enumerate(quoted))
    await imported_roster(officer, address, f"Institution,District\n{rows}")
    desk = CampaignDesk(conversation.desk.access.database)
    desk.invitations = Invitations(desk.access, Tokens(invitation_secret(SECRET)))
    return AnsweredCampaign(officer, desk, address)
