"""An institution of a roster and its people, on both engines: colleagues count once, and names, joining and leaving agree."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from msgspec.structs import replace

from flows.assessment.rating import Rating
from flows.campaign.roster.preview import RosterRow
from flows.campaign.states import State
from flows.campaign.visibility import Visibility
from flows.campaign.work_list import WorkFilter, WorkRow
from flows.dialogue import Address
from flows.interview.session import Past
from flows.stages import Stage
from flows.standard.loader import shipped
from storage.campaign_tables import CampaignRow
from storage.campaigns.counted import counted_units
from storage.campaigns.invitations import Way
from storage.campaigns.participations import Joined, Participation
from storage.institutions.colleagues import JoinResult
from storage.respondents.carrying_on import CarryingOn, Keep
from storage.respondents.links import LinkKind, Links
from tests.both_engines import ON_BOTH
from tests.people.campaigners import TODAY, CampaignDesk, campaign_desk
from tests.people.offices import ANN, BEN, CAT, DAN, Office

NAME = "First Help"


@dataclass
class Town:
    """A campaign with a roster and a link for all. Ann has joined by the link of First Help."""

    desk: CampaignDesk
    office: Office
    session: str
    campaign: int
    rows: dict[str, int]
    shared: Way

    async def row(self, name: str = NAME) -> WorkRow:
        page = await self.desk.work_lists.page(self.session, self.campaign, WorkFilter(), TODAY)
        assert page is not None
        return next(each for each in page.rows if each.name == name)

    async def own(self, name: str = NAME) -> Way:
        return await self.desk.way_of(self.session, self.campaign, self.rows[name])

    async def takes_part(self, who: Address, way: Way, level: Visibility = Visibility.star) -> Joined:
        return await self.desk.people.join(who, way.token, level, TODAY)

    async def part(self, who: Address) -> Participation:
        (found,) = await self.desk.people.of(who)
        return found

    async def becomes_colleague(self, who: Address) -> None:
        """Let somebody join the institution of Ann."""
        await self.office.begun(who)
        assert await self.office.joins(who, await self.office.link(ANN)) is JoinResult.done

    async def finishes(self, who: Address) -> None:
        """Let somebody finish a self-check on rung 3 everywhere."""
        before = await self.office.load(who)
        ratings = {code: Rating(3) for code in shipped().codes}
        asked = replace(before, turn=before.turn + 1, ratings=ratings)
        assert await self.office.sessions.save(who, before, asked)
        done = replace(asked, turn=asked.turn + 1, stage=Stage.finished, past=(Past(1, TODAY, ratings),))
        assert await self.office.sessions.save(who, asked, done)

    async def counted(self) -> list[int | None]:
        """The rows of the roster that the figures count."""
        async with self.desk.database.reading() as db:
            _, units = await counted_units(db, await db.get_one(CampaignRow, self.campaign), shipped())
            return [unit.roster for unit in units]


@pytest_asyncio.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    async with campaign_desk(database_url) as desk:
        session, office = await desk.first(), Office(desk.database)
        office.sessions = desk.interviews
        campaign = await desk.running(session)
        rows = await desk.imported(session, campaign)
        found = Town(desk, office, session, campaign, rows, await desk.channel(session, campaign))
        await office.begun(ANN)
        assert await found.takes_part(ANN, await found.own()) is Joined.done
        office.sessions.let_go()
        yield found


async def test_who_comes_by_the_link_of_a_row_belongs_to_an_institution_of_its_name(town: Town) -> None:
    assert (await town.office.team(ANN)).name == NAME
    assert (await town.part(ANN)).institution == NAME


async def test_a_colleague_who_comes_by_a_link_for_all_counts_with_their_institution(town: Town) -> None:
    await town.becomes_colleague(BEN)
    assert await town.desk.people.colleagues_answer_for(BEN, town.campaign) == NAME
    assert await town.takes_part(BEN, town.shared) is Joined.done
    assert (await town.part(BEN)).institution == NAME
    assert (await town.row()).joined == 2
    funnel = await town.desk.funnels.of(town.session, town.campaign)
    assert funnel is not None
    assert funnel.outside == 0
    assert [step.reached for step in funnel.funnel.steps if step.name == "joined"] == [1]


@ON_BOTH
async def test_colleagues_who_both_finish_are_one_institution_in_the_figures(town: Town) -> None:
    for who in (BEN, CAT):
        await town.becomes_colleague(who)
        assert await town.takes_part(who, town.shared) is Joined.done
    for who in (ANN, BEN):
        await town.finishes(who)
    assert await town.counted() == [town.rows[NAME]]
    assert (await town.row()).progress.state is State.result


async def test_a_stranger_who_comes_by_a_link_for_all_answers_for_nobody(town: Town) -> None:
    await town.office.begun(DAN, "Of Dan")
    assert await town.desk.people.colleagues_answer_for(DAN, town.campaign) == ""
    assert await town.takes_part(DAN, town.shared) is Joined.done
    assert (await town.part(DAN)).institution == ""
    assert await town.desk.people.colleagues_answer_for(Address("web", "nobody"), town.campaign) == ""


@pytest.mark.parametrize("how", ["withdrew", "detached"])
async def test_colleagues_who_answer_for_it_no_more_lead_nobody_to_it(town: Town, how: str) -> None:
    await town.becomes_colleague(BEN)
    if how == "withdrew":
        await town.desk.people.withdraw(ANN, town.campaign)
    else:
        await town.desk.work_lists.detach(town.session, town.campaign, town.rows[NAME])
    assert await town.takes_part(BEN, town.shared) is Joined.done
    assert (await town.part(BEN)).institution == ""


async def test_nobody_is_named_afterwards_who_agreed_without_a_name(town: Town) -> None:
    await town.office.begun(BEN)
    assert await town.takes_part(BEN, town.shared, Visibility.status) is Joined.done
    assert await town.office.joins(BEN, await town.office.link(ANN)) is JoinResult.done
    assert (await town.part(BEN)).institution == ""
    # Opening the link again says for whom, and asks again.
    assert await town.takes_part(BEN, town.shared, Visibility.status) is Joined.already
    assert (await town.part(BEN)).institution == NAME


async def test_who_was_detached_is_not_brought_back_by_a_colleague(town: Town) -> None:
    await town.becomes_colleague(BEN)
    assert await town.takes_part(BEN, town.shared) is Joined.done
    await town.desk.work_lists.detach(town.session, town.campaign, town.rows[NAME])
    await town.becomes_colleague(CAT)
    assert await town.takes_part(CAT, await town.own()) is Joined.done
    assert await town.takes_part(BEN, town.shared) is Joined.already
    assert (await town.part(BEN)).is_detached
    assert (await town.row()).joined == 1


async def test_the_link_of_another_row_counts_before_the_colleagues(town: Town) -> None:
    await town.becomes_colleague(BEN)
    assert await town.takes_part(BEN, await town.own("Third Help")) is Joined.done
    assert (await town.part(BEN)).institution == "Third Help"


async def test_the_association_and_the_institution_rename_their_own(town: Town) -> None:
    await town.office.named(ANN, "First Help Ltd")
    assert (await town.row()).name == NAME
    renamed = (RosterRow(2, "FIRST HELP", "West"),)
    update = await town.desk.roster.update_by(town.session, town.campaign, renamed)
    assert update is not None
    assert await town.desk.roster.take(town.session, town.campaign, renamed, update)
    assert (await town.row("FIRST HELP")).district == "West"
    assert (await town.office.team(ANN)).name == "First Help Ltd"
    assert (await town.part(ANN)).institution == "FIRST HELP"


@pytest.mark.parametrize("keep", Keep)
async def test_of_two_people_who_become_one_the_institution_keeps_somebody(town: Town, keep: Keep) -> None:
    await town.office.begun(BEN)
    assert await town.takes_part(BEN, town.shared, Visibility.status) is Joined.done
    link = await Links(town.desk.database).make(ANN, LinkKind.to_chat)
    assert link is not None
    assert await CarryingOn(town.desk.database).join(link.token, {LinkKind.to_chat}, BEN, keep, renew=False)
    for who in (ANN, BEN):
        assert (await town.part(who)).institution == NAME
    # Ann agreed by name to more than Ben did. If Ben is kept, the name shows no more than both agreed to.
    assert (await town.part(ANN)).agreed is (Visibility.star if keep is Keep.theirs else Visibility.status)
    assert (await town.row()).joined == 1


async def test_who_is_forgotten_leaves_the_row_to_the_colleagues(town: Town) -> None:
    await town.becomes_colleague(BEN)
    assert await town.takes_part(BEN, town.shared) is Joined.done
    await town.office.sessions.forget(ANN)
    assert ((await town.row()).joined, (await town.part(BEN)).institution) == (1, NAME)
    assert (await town.office.team(BEN)).me.number == 2
    await town.office.sessions.forget(BEN)
    assert ((await town.row()).joined, (await town.row()).progress.state) == (0, State.opened)


async def test_a_second_person_of_a_row_becomes_one_institution_by_the_link_of_a_colleague(town: Town) -> None:
    await town.office.begun(BEN)
    assert await town.takes_part(BEN, await town.own()) is Joined.done
    assert len((await town.office.team(ANN)).colleagues) == 1
    assert await town.office.joins(BEN, await town.office.link(ANN)) is JoinResult.done
    assert len((await town.office.team(ANN)).colleagues) == 2
    assert (await town.row()).joined == 2
