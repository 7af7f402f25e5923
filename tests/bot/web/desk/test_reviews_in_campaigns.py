"""The review of an institution in a campaign, as officers read it: in the work list, its filters, the funnel and files."""

from __future__ import annotations

import html as entities
import io
import re
from dataclasses import dataclass

import pytest_asyncio
from openpyxl import load_workbook

from bot.conversation.conversation import Conversation
from bot.desk.days import today
from flows.campaign.roles import Role
from flows.campaign.visibility import Visibility
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.entries import Scope
from flows.review.states import CaseEvent
from storage.campaigns.participations import Joined, Participations
from tests.people.desk_campaigns import address_of, imported_roster, running_campaign, shown_link
from tests.people.desk_cases import ANSWERS, CODES, cases_of
from tests.people.desk_visitor import DeskVisitor
from tests.people.reviews import ANN, ReviewTown

WORDS = "Which meeting was that?"
ASKED = Decision(CODES[1], DecisionKind.more_asked, None, (Reason.no_evidence,), WORDS)


@dataclass
class Reviewed:
    """A campaign in which Ann answers for First Help, shows how far they are, and has handed in."""

    address: str
    town: ReviewTown
    case: int

    async def asks_for_more(self) -> None:
        """Let the reviewer ask for more."""
        await self.town.accepted(self.case, scope=Scope((CODES[1],), 3, "seed-1"))
        await self.town.does(self.town.ben, self.case, CaseEvent.decide, ASKED)
        await self.town.does(self.town.ben, self.case, CaseEvent.ask_more)


@pytest_asyncio.fixture
async def campaign(ann: DeskVisitor, conversation: Conversation) -> Reviewed:
    address, town = await running_campaign(ann), cases_of(conversation)
    await imported_roster(ann, address)
    link = shown_link(await ann.page(await address_of(ann, address, "First Help")))
    town.ann = ann.cookie
    town.ben = await town.desk.colleague(town.ann, Role.reviewer, "Ben")
    case = await town.handed_in(ANN, answers=ANSWERS)
    people = Participations(town.database)
    assert await people.join(ANN, link.rpartition("/")[2], Visibility.status, today()) is Joined.done
    return Reviewed(address, town, case)


async def test_the_work_list_says_whose_turn_it_is_and_until_when(ann: DeskVisitor, campaign: Reviewed) -> None:
    page = entities.unescape(await ann.page(f"{campaign.address}/work"))
    assert re.search(r"handed in for pre-screening · waits for the association · due \d{4}-\d\d-\d\d", page)
    assert "First Help" in await ann.page(f"{campaign.address}/work?state=submitted")
    for state in ("result", "asked_for_more", "reviewed"):
        assert "No institution fits" in await ann.page(f"{campaign.address}/work?state={state}")
    place = re.search(r'href="(?:\.\./)*desk(/campaigns/\d+/institutions/\d+)"', page)
    assert place
    assert "waits for the association" in await ann.page(f"/desk{place[1]}")


async def test_what_a_reviewer_asks_is_not_told_to_officers_of_the_campaign(ann: DeskVisitor, campaign: Reviewed) -> None:
    await campaign.asks_for_more()
    page = entities.unescape(await ann.page(f"{campaign.address}/work?state=asked_for_more"))
    assert re.search(r"more asked · waits for the institution · due \d{4}-\d\d-\d\d", page)
    funnel = entities.unescape(await ann.page(f"{campaign.address}/funnel"))
    assert "1 institution was asked for more." in funnel
    assert WORDS not in page + funnel


async def test_the_funnel_goes_on_to_the_review(ann: DeskVisitor, campaign: Reviewed) -> None:
    page = entities.unescape(await ann.page(f"{campaign.address}/funnel"))
    steps = dict(re.findall(r'<strong>([^<]*)</strong> <span class="aside">(\d+ of \d+)', page))
    assert (steps["Handed in for pre-screening"], steps["Were reviewed"]) == ("1 of 1", "0 of 1")
    assert "Handing in and the review are counted among institutions that show how far they are." in page
    assert "was asked for more" not in page


async def test_the_file_of_institutions_has_the_state_the_turn_and_the_day(ann: DeskVisitor, campaign: Reviewed) -> None:
    page = f"{campaign.address}/exports"
    status, _, body = await ann.download(f"{page}/rows", page, format="xlsx", sure="yes", language="en")
    assert status == 200
    rows = list(load_workbook(io.BytesIO(body)).worksheets[0].values)
    heads = [str(head) for head in rows[0]]
    row = dict(zip(heads, next(row for row in rows if row[0] == "First Help"), strict=True))
    assert (row["State"], row["Review"]) == ("handed in for pre-screening", "waits for the association")
    assert row["Due"] is not None
    assert next(row for row in rows if row[0] == "Second Help")[heads.index("Review")] is None
