"""What officers see of one institution by name: never more than it agreed to, and nothing after it withdrew."""

from __future__ import annotations

from itertools import product

import pytest
from msgspec.structs import replace

from flows.assessment.question_order import Mode
from flows.campaign.campaign import showing_less
from flows.campaign.history import Event
from flows.campaign.officers import Act
from flows.campaign.roles import NotAllowed, Role
from flows.campaign.states import State
from flows.campaign.visibility import Visibility
from flows.campaign.work_list import WorkFilter
from flows.dialogue import Address
from flows.standard.loader import shipped
from storage.campaigns.institutions import Institution
from storage.campaigns.looks import looks_at
from storage.campaigns.participations import Joined
from tests.people.campaigners import DRAFT, TODAY, CampaignDesk, campaign_desk

ANN, BEN = Address("web", "ann"), Address("web", "ben")
OPEN = replace(DRAFT, mode=Mode.full, visibility=Visibility.answers)
CODES = shipped().codes
TWO, THREE = (dict.fromkeys(CODES, rung) for rung in (2, 3))


class Case:
    """A running campaign that shows answers, in which Ann can answer for First Help."""

    def __init__(self, desk: CampaignDesk, session: str, campaign: int, ids: dict[str, int]) -> None:
        self.desk, self.session, self.campaign, self.ids = desk, session, campaign, ids

    @staticmethod
    async def begun(desk: CampaignDesk, level: Visibility = Visibility.answers) -> Case:
        session = await desk.first()
        campaign = await desk.running(session, replace(OPEN, visibility=level))
        return Case(desk, session, campaign, await desk.imported(session, campaign))

    async def answers(self, who: Address, rungs: dict[str, int], level: Visibility, name: str = "First Help") -> None:
        await self.desk.takes_part(self.session, self.campaign, self.ids[name], who, level)
        await self.desk.finishes(who, rungs)

    async def shown(self, name: str = "First Help") -> tuple[int, int] | None:
        """The star, and the number of answers that are shown; None if nothing is."""
        result = (await self.looked(name)).result
        return None if result is None else (result.star, len(result.ratings or {}))

    async def looked(self, name: str = "First Help") -> Institution:
        found = await self.desk.institutions.look(self.session, self.campaign, self.ids[name])
        assert found is not None
        return found

    async def exported(self) -> dict[str, tuple[int, int] | None]:
        """The same for every institution of an export."""
        found = await self.desk.row_exports.rows(self.session, self.campaign, WorkFilter(), TODAY)
        assert found is not None
        return {
            each.row.name: None if each.result is None else (each.result.star, len(each.result.ratings or {}))
            for each in found.rows
        }


# Each level as the lower one, on either side; the highest on both.
PAIRS = (
    (Visibility.answers, Visibility.status),
    (Visibility.status, Visibility.answers),
    (Visibility.answers, Visibility.star),
    (Visibility.star, Visibility.answers),
    (Visibility.counts, Visibility.star),
    (Visibility.star, Visibility.counts),
    (Visibility.answers, Visibility.answers),
)


@pytest.mark.parametrize(
    ("campaign", "agreed"),
    [
        pytest.param(*pair, marks=() if pair in PAIRS else pytest.mark.long("pairs in which each level is the lower one"))
        for pair in product(Visibility, Visibility)
    ],
)
async def test_no_more_is_shown_than_the_campaign_says_and_the_respondent_agreed_to(
    sqlite_url: str, campaign: Visibility, agreed: Visibility
) -> None:
    async with campaign_desk(sqlite_url) as desk:
        case = await Case.begun(desk, campaign)
        await case.answers(ANN, THREE, agreed)
        level = min(campaign, agreed)
        expected = {Visibility.star: (3, 0), Visibility.answers: (3, len(CODES))}.get(level)
        assert await case.shown() == expected
        assert await case.exported() == {"First Help": expected, "Second Help": None, "Third Help": None}


async def test_what_was_withdrawn_is_gone_at_once(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        case = await Case.begun(desk)
        await case.answers(ANN, THREE, Visibility.answers)
        assert await case.shown() == (3, len(CODES))
        assert await desk.people.show_less(ANN, case.campaign, Visibility.star)
        assert await case.shown() == (3, 0)
        assert await desk.people.withdraw(ANN, case.campaign)
        assert await case.shown() is None
        assert (await case.exported())["First Help"] is None
        looked = await case.looked()
        assert looked.row.progress.state is State.withdrawn
        assert [line.event for line in looked.history] == [Event.added, Event.opened, Event.withdrew]


async def test_who_was_detached_shows_nothing(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        case = await Case.begun(desk)
        await case.answers(ANN, THREE, Visibility.answers)
        assert await desk.work_lists.detach(case.session, case.campaign, case.ids["First Help"])
        assert await case.shown() is None
        assert [line.event for line in (await case.looked()).history] == [
            Event.added, Event.opened, Event.joined, Event.detached,
        ]  # fmt: skip


async def test_a_campaign_that_shows_less_from_now_on_does_so_at_once(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        case = await Case.begun(desk)
        await case.answers(ANN, THREE, Visibility.answers)
        await desk.campaigns.change(case.session, case.campaign, lambda before: showing_less(before, Visibility.status))
        assert await case.shown() is None
        assert (await case.exported())["First Help"] is None


async def test_of_several_respondents_the_best_of_those_who_agreed_is_shown(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        case = await Case.begun(desk)
        await case.answers(ANN, THREE, Visibility.counts)
        await case.answers(BEN, TWO, Visibility.answers)
        assert await case.shown() == (2, len(CODES))
        way = await desk.invitations.of_institution(case.session, case.campaign, case.ids["First Help"])
        assert way is not None
        assert await desk.people.join(ANN, way.token, Visibility.star, TODAY) is Joined.already
        assert await case.shown() == (3, 0)
        assert (await case.looked()).row.joined == 2


async def test_answers_that_are_not_finished_or_lack_what_is_asked_are_not_shown(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        case = await Case.begun(desk)
        await case.answers(ANN, dict.fromkeys(CODES[:5], 5), Visibility.answers)
        assert await case.shown() is None


async def test_each_look_and_each_export_is_recorded(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        case = await Case.begun(desk)
        await case.answers(ANN, THREE, Visibility.star)
        await case.answers(BEN, THREE, Visibility.status, "Second Help")
        await case.shown()
        await case.exported()
        assert (await desk.acts(case.session))[-2:] == [Act.looked, Act.exported]
        lines = (await desk.log.page(case.session)).lines
        assert (lines[0].subject, lines[0].detail) == (DRAFT.name, "rows")
        assert lines[1].subject == "First Help"
        async with desk.database.reading() as db:
            since = lines[-1].at
            first = await looks_at(db, case.ids["First Help"], since)
            assert first is not None
            assert (first.count, first.officer) == (1, "Ann")
            assert await looks_at(db, case.ids["Second Help"], since) is None


async def test_a_liaison_looks_into_their_districts_and_exports_nothing(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        case = await Case.begun(desk)
        await case.answers(ANN, THREE, Visibility.answers)
        lee = await desk.colleague(case.session, Role.liaison, "Lee", districts=("North",))
        vera = await desk.colleague(case.session, Role.viewer, "Vera")
        assert await desk.institutions.look(lee, case.campaign, case.ids["First Help"]) is not None
        assert await desk.institutions.look(lee, case.campaign, case.ids["Third Help"]) is None
        for session in (lee, vera):
            with pytest.raises(NotAllowed):
                await desk.row_exports.rows(session, case.campaign, WorkFilter(), TODAY)
        with pytest.raises(NotAllowed):
            await desk.institutions.look(vera, case.campaign, case.ids["First Help"])


async def test_another_association_sees_nothing(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        case = await Case.begun(desk)
        await case.answers(ANN, THREE, Visibility.answers)
        other = await desk.first("South", "Sue")
        own = await desk.running(other, OPEN)
        assert await desk.institutions.look(other, case.campaign, case.ids["First Help"]) is None
        assert await desk.institutions.look(other, own, case.ids["First Help"]) is None
        assert await desk.row_exports.rows(other, case.campaign, WorkFilter(), TODAY) is None
        found = await desk.row_exports.rows(other, own, WorkFilter(), TODAY)
        assert found is not None
        assert found.rows == ()
        assert Act.exported not in await desk.acts(case.session)
