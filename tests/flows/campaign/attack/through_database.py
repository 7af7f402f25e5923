"""Plays campaigns in a database, with the code that stores them, and returns what is published as viewers get it.

The figures are those that the desk reads for its pages, without what only the engine reads. What an officer knows of an
institution is what they took away as a file before or after a release, and they forget nothing of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from msgspec.structs import replace

from flows.assessment.question_order import Mode
from flows.assessment.rating import Rating
from flows.campaign.attempts import Attempt, attempt_of
from flows.campaign.campaign import Campaign, closed
from flows.campaign.counted import Cohort, Known, Sizes
from flows.campaign.release import Release
from flows.campaign.roles import Role
from flows.campaign.roster.preview import RosterRow
from flows.campaign.visibility import Visibility
from flows.campaign.work_list import WorkFilter
from flows.dialogue import Address
from flows.interview.session import Past, Session
from flows.stages import Stage
from flows.standard.loader import shipped
from storage.campaigns.exports import LinkExports
from storage.campaigns.release_making import ReleaseMaker
from tests.flows.campaign.attack.population import Institution, Published, Shape, first, move
from tests.people.campaigners import DRAFT, TODAY, CampaignDesk

STANDARD = shipped()
ASKED: Campaign = replace(DRAFT, mode=Mode.full, visibility=Visibility.answers)
NOTHING = Known((), ())
# What the attack needs to know of a cohort it has to find out on its own.
NO_COHORT = Cohort(Sizes((), (), ()), NOTHING, NOTHING, ())
BEGUN_AT = datetime(2026, 11, 29, 8, tzinfo=UTC)
# The name of an institution in the attack, and which of its answers.
Key = tuple[int, int]


@dataclass
class Person:
    """Who answers for an institution: where their interview is, and the self-check by which it counts."""

    who: Address
    session: Session
    counted: Institution
    best: Attempt
    shows: Visibility


@dataclass
class StoredCampaign:
    """A campaign in the database, the administrator and the viewer who look at it, and what they have seen."""

    desk: CampaignDesk
    session: str
    viewer: str
    number: int
    link: str
    has_roster: bool
    tokens: dict[str, str] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    seen: dict[Key, Visibility] = field(default_factory=dict)
    day: int = 0

    async def store(self, planned: Sequence[Institution], chance: Random) -> list[Institution]:
        """Let people withdraw, be detached, join, answer again and show less; the institutions that count then."""
        names = {one.name for one in planned}
        for name in sorted(self.people.keys() - names):
            await self._leaves(name, chance)
        if self.has_roster:
            await self._list([one for one in planned if one.name not in self.people])
        for one in planned:
            if one.name not in self.people:
                await self._joins(one)
            elif self.people[one.name].counted is not one:
                await self._answers_again(one)
        for person in self.people.values():
            if person.shows > Visibility.counts and chance.random() < 0.05:
                assert await self.desk.people.show_less(person.who, self.number, Visibility.counts)
                person.shows = Visibility.counts
        return [self.people[one.name].counted for one in planned]

    async def look(self) -> None:
        """Export the institutions by name, and remember each from then on. Nobody may show more than they agreed to."""
        found = await self.desk.row_exports.rows(self.session, self.number, WorkFilter(), TODAY)
        assert found is not None
        for each in found.rows:
            if each.result is None:
                continue
            person = self.people[int(each.row.name.rpartition(" ")[2])]
            level = Visibility.star if each.result.ratings is None else Visibility.answers
            assert level is person.shows
            assert each.result.star == person.best.star
            if each.result.ratings is not None:
                assert tuple(each.result.ratings[code].level for code in STANDARD.codes) == person.best.rungs
            key = person.counted.name, person.counted.answers
            self.seen[key] = max(level, self.seen.get(key, level))

    async def release(self, *, is_closing: bool) -> None:
        """Let a day pass, and the next release be tried."""
        self.day += 1
        today = TODAY + timedelta(days=self.day)
        if is_closing:
            assert await self.desk.campaigns.change(self.session, self.number, lambda running: closed(running, today))
        await ReleaseMaker(self.desk.database, STANDARD).make(self.number, today)

    async def printed(self) -> list[Release]:
        """The releases that the desk shows a viewer."""
        found = await self.desk.releases.of(self.viewer, self.number)
        assert found is not None
        return [replace(each.release, cohort=NO_COHORT) for each in found]

    async def _list(self, joining: Sequence[Institution]) -> None:
        """Import a roster that adds these institutions, and take away all links."""
        rows = tuple(RosterRow(one.name, name_of(one.name), one.counted.district) for one in joining)
        self.ids |= await self.desk.imported(self.session, self.number, rows)
        exports = LinkExports(self.desk.access, self.desk.invitations)
        ways = await exports.institutions(self.session, self.number, None, len(self.ids))
        self.tokens = {way.institution: way.token for way in ways or ()}

    async def _joins(self, one: Institution) -> None:
        who, agreed = Address("web", f"{self.number} {one.name}"), one.counted.seen
        await self.desk.joins(self.tokens[name_of(one.name)] if self.has_roster else self.link, who, agreed)
        session = await self.desk.finishes(who, rungs_of(one))
        shows = agreed if self.has_roster and agreed >= Visibility.star else Visibility.counts
        self.people[one.name] = Person(who, session, *self._counts(one, None), shows)

    async def _answers_again(self, one: Institution) -> None:
        person = self.people[one.name]
        done = person.session
        ratings = {code: Rating(rung) for code, rung in rungs_of(one).items()}
        begun = replace(done, turn=done.turn + 1, stage=Stage.asking, assessment=done.assessment + 1, ratings={})
        rated = replace(begun, turn=begun.turn + 1, ratings=ratings)
        past = (*done.past, Past(begun.assessment, TODAY, ratings))
        over = replace(rated, turn=rated.turn + 1, stage=Stage.finished, past=past)
        for before, after in ((done, begun), (begun, rated), (rated, over)):
            assert await self.desk.interviews.save(person.who, before, after)
        person.session = over
        person.counted, person.best = self._counts(one, person)

    async def _leaves(self, name: int, chance: Random) -> None:
        """Let somebody withdraw, or an officer detach them: an officer can choose who leaves."""
        person = self.people.pop(name)
        if self.has_roster and chance.random() < 0.5:
            assert await self.desk.work_lists.detach(self.session, self.number, self.ids[name_of(name)]) == 1
        else:
            assert await self.desk.people.withdraw(person.who, self.number)

    def _counts(self, one: Institution, before: Person | None) -> tuple[Institution, Attempt]:
        """Return the institution as it counts now, and by which self-check: by a worse one it does not count."""
        ratings = {code: Rating(rung) for code, rung in rungs_of(one).items()}
        at = BEGUN_AT + timedelta(days=self.day, minutes=1 if before is None else before.session.assessment)
        attempt = attempt_of(ASKED, STANDARD, ratings, at)
        assert attempt is not None
        if before is not None and not attempt.counts_before(before.best):
            return before.counted, before.best
        answers = 0 if before is None else before.counted.answers + 1
        district = one.counted.district if self.has_roster else ""
        counted = replace(one.counted, star=attempt.star, rungs=attempt.rungs, district=district)
        return Institution(one.name, answers, counted), attempt


async def campaign_through_database(desk: CampaignDesk, seed: int, shape: Shape) -> list[Published]:
    """Play a campaign of an association of its own, and return what was published. The last release closes it."""
    chance = Random(seed)
    now = first(chance, shape)
    session = await desk.first(f"Association {seed}", "Ann")
    viewer = await desk.colleague(session, Role.viewer, "Vera")
    campaign = await desk.running(session, ASKED)
    link = (await desk.channel(session, campaign)).token
    played = StoredCampaign(desk, session, viewer, campaign, link, shape.has_roster)
    members: list[tuple[Institution, ...]] = []
    for number in range(shape.releases):
        now = await played.store(now, chance)
        await played.look()
        await played.release(is_closing=number == shape.releases - 1)
        if len(await played.printed()) > len(members):
            members.append(tuple(now))
        await played.look()
        move(now, chance, shape, shape.size + number * shape.joining)
    printed = await played.printed()
    return [
        Published(release, tuple(_as_known(one, played.seen) for one in counted))
        for release, counted in zip(printed, members, strict=True)
    ]


def _as_known(one: Institution, seen: Mapping[Key, Visibility]) -> Institution:
    """Return an institution as the attack may see it: by name only what somebody took away at some time."""
    return replace(one, counted=replace(one.counted, seen=seen.get((one.name, one.answers), Visibility.counts)))


def name_of(number: int) -> str:
    """The name of an institution in the roster."""
    return f"Help {number}"


def rungs_of(one: Institution) -> dict[str, int]:
    """The answers of an institution, by code."""
    return dict(zip(STANDARD.codes, one.counted.rungs, strict=True))
