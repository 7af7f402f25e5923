"""Officers who run campaigns, stored without a face."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date, timedelta

from msgspec.structs import replace

from flows.assessment.question_order import Mode
from flows.assessment.rating import Rating
from flows.campaign.campaign import Campaign, started
from flows.campaign.roster.preview import RosterRow
from flows.campaign.visibility import Visibility
from flows.dialogue import Address
from flows.interview.session import Past, Session
from flows.stages import Stage
from flows.standard.loader import shipped
from storage.campaigns.campaigns import Campaigns
from storage.campaigns.funnels import Funnels
from storage.campaigns.institutions import Institutions
from storage.campaigns.invitations import Invitations, Tokens, Way
from storage.campaigns.participations import Joined, Participations
from storage.campaigns.releases import Releases
from storage.campaigns.roster import Roster
from storage.campaigns.row_exports import RowExports
from storage.campaigns.work_lists import WorkLists
from storage.database import open_database
from storage.respondents.sessions import StoredSessions
from tests.people.officers import DeskProcess

TODAY = date(2026, 11, 29)
DRAFT = Campaign(
    "Self-check 2026",
    "Welcome.",
    "Office",
    Mode.quick,
    Visibility.star,
    shipped().edition,
    date(2026, 12, 31),
    date(2027, 6, 30),
)
SECRET = bytes(range(32))
SHEET = (
    RosterRow(2, "First Help", "North"),
    RosterRow(3, "Second Help", "North", "office"),
    RosterRow(4, "Third Help", "South"),
)


# Somebody of whom nothing is stored, and the same person after they agreed that their answers are stored.
STRANGER, BEGUN = Session("en", 0), Session("en", 500, Stage.asking, 1)


class CampaignDesk(DeskProcess):
    """One process that serves the desk, with campaigns."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.campaigns = Campaigns(self.access)
        self.invitations = Invitations(self.access, Tokens(SECRET))
        self.roster = Roster(self.access, self.invitations)
        self.work_lists = WorkLists(self.access, shipped())
        self.institutions = Institutions(self.access, shipped(), self.work_lists)
        self.row_exports = RowExports(self.access, shipped(), self.work_lists)
        self.funnels = Funnels(self.access, shipped())
        self.people = Participations(self.database)
        self.releases = Releases(self.access)
        self.interviews = StoredSessions(self.database, DRAFT.edition)

    async def running(self, session: str, draft: Campaign = DRAFT, today: date = TODAY) -> int:
        """Make a campaign and start it; its id."""
        number = await self.campaigns.make(session, draft)
        assert number is not None
        assert await self.campaigns.change(session, number, lambda campaign: started(campaign, today))
        return number

    async def channel(self, session: str, campaign: int, label: str = "chat group") -> Way:
        """Make a channel."""
        way = await self.invitations.add_channel(session, campaign, label)
        assert way is not None
        return way

    async def way_of(self, session: str, campaign: int, institution: int) -> Way:
        """The link of an institution, as an officer sees it."""
        way = await self.invitations.of_institution(session, campaign, institution)
        assert way is not None
        return way

    async def takes_part(
        self, session: str, campaign: int, institution: int, who: Address, level: Visibility = Visibility.answers
    ) -> None:
        """Let a new respondent take part under an institution's link."""
        await self.joins((await self.way_of(session, campaign, institution)).token, who, level)

    async def joins(self, token: str, who: Address, level: Visibility = Visibility.answers) -> None:
        """Let a new respondent take part under a link."""
        assert await self.interviews.save(who, STRANGER, BEGUN)
        assert await self.people.join(who, token, level, TODAY) is Joined.done

    async def finishes(self, who: Address, rungs: Mapping[str, int], mode: Mode = Mode.full) -> Session:
        """Let a respondent who has begun finish with these rungs, by code; return where they are then."""
        ratings = {code: Rating(rung) for code, rung in rungs.items()}
        asked = replace(BEGUN, mode=mode, turn=BEGUN.turn + 1, ratings=ratings)
        assert await self.interviews.save(who, BEGUN, asked)
        past = (Past(1, TODAY, ratings),)
        done = replace(asked, turn=asked.turn + 1, stage=Stage.finished, past=past)
        assert await self.interviews.save(who, asked, done)
        return done

    async def imported(self, session: str, campaign: int, rows: tuple[RosterRow, ...] = SHEET) -> dict[str, int]:
        """Import a roster; the ids of its institutions by name."""
        update = await self.roster.update_by(session, campaign, rows)
        assert update is not None
        assert await self.roster.take(session, campaign, rows, update)
        again = await self.roster.update_by(session, campaign, ())
        assert again is not None
        return {each.name: int(each.key) for each in again.missing}


@asynccontextmanager
async def campaign_desk(url: str) -> AsyncIterator[CampaignDesk]:
    """Open the database as one process of the desk does."""
    async with open_database(url) as database:
        yield CampaignDesk(database)


def later(days: int) -> date:
    """The day that many days after TODAY."""
    return TODAY + timedelta(days=days)
