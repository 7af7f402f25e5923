"""Campaigns with institutions of all kinds, stored, and what the rules know of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import strategies as st
from msgspec.structs import replace

from flows.assessment.question_order import Mode, order
from flows.campaign.campaign import Campaign
from flows.campaign.journeys import AskedInstitution, Member
from flows.campaign.visibility import Visibility, visible
from flows.standard.loader import shipped
from storage.campaign_tables import InvitationRow, ParticipationRow, RosterRow
from storage.tables import AssessmentRow, RatingRow, RespondentRow
from storage.tokens import fresh_id
from tests.people.campaigners import DRAFT, CampaignDesk

STANDARD = shipped()
NOW = datetime(2026, 11, 29, 8, tzinfo=UTC)
RUNS = ((Mode.full, 0), (Mode.target, 3), (Mode.quick, 0))
DISTRICTS, CHANNELS = ("", "North", "South"), ("", "Group", "Poster")


@dataclass(frozen=True)
class Attempt:
    """How many questions of its run are answered, one more somewhere, and the minutes until it was finished."""

    answers: int
    more: int
    minutes: int | None = None


@dataclass(frozen=True)
class Person:
    """Somebody who joined: by which channel, what they agreed to, whether they left, their run and attempts."""

    channel: str
    agreed: Visibility
    left: str
    run: tuple[Mode, int]
    attempts: tuple[Attempt, ...]


@dataclass(frozen=True)
class Institution:
    """An institution of the roster; without a roster only its people count, each alone."""

    district: str
    was_opened: bool
    people: tuple[Person, ...]


@dataclass
class Town:
    """A stored campaign and what the rule says about it."""

    campaign: Campaign
    has_roster: bool
    asked: list[AskedInstitution] = field(default_factory=list)
    outside: int = 0


ATTEMPTS = st.builds(Attempt, st.integers(0, 27), st.integers(0, 26), st.none() | st.integers(1, 90))
PEOPLE = st.builds(
    Person,
    st.sampled_from(CHANNELS),
    st.sampled_from(Visibility),
    st.sampled_from(("", "", "", "withdrawn", "detached")),
    st.sampled_from(RUNS),
    st.lists(ATTEMPTS, min_size=1, max_size=3).map(tuple),
)
INSTITUTIONS = st.builds(Institution, st.sampled_from(DISTRICTS), st.booleans(), st.lists(PEOPLE, max_size=3).map(tuple))
CAMPAIGNS = st.builds(
    lambda run, level: replace(DRAFT, mode=run[0], target=run[1], visibility=level),
    st.sampled_from(RUNS),
    st.sampled_from(Visibility),
)


def codes_of(person: Person, attempt: Attempt) -> frozenset[str]:
    """The codes that an attempt answers."""
    asked = order(STANDARD, *person.run)
    extra = {STANDARD.codes[attempt.more]} if attempt.answers else set()
    return frozenset(asked[: attempt.answers]) | extra


def member_of(person: Person, campaign: Campaign) -> Member:
    """What the rule knows of somebody."""
    return Member(
        visible(campaign.visibility, person.agreed),
        person.run == (campaign.mode, campaign.target),
        any(attempt.answers for attempt in person.attempts),
        codes_of(person, person.attempts[-1]),
        min((attempt.minutes for attempt in person.attempts if attempt.minutes is not None), default=None),
        person.channel,
        person.left == "withdrawn",
    )


def asked_of(district: str, was_opened: bool, people: Sequence[Person], campaign: Campaign) -> AskedInstitution:
    """What the rule knows of an institution."""
    here = tuple(member_of(person, campaign) for person in people if person.left != "detached")
    return AskedInstitution(district, was_opened or bool(here), here)


def rows_of(person: Person, campaign: int, unit: int | None, ways: dict[str, int]) -> list[object]:
    """The rows of somebody, who is new."""
    number, (mode, target) = fresh_id(), person.run
    rows: list[object] = [
        RespondentRow(
            id=number, face="web", address=str(number), language="zh", turn=1, stage="asking", assessment=len(person.attempts),
            mode=mode, target=target, focus="", origin="", rechecking=False, reminders=False, timezone="UTC", heard=0,
            counter="", rich_cards=False, consented_at=NOW, seen_at=NOW,
        ),
        ParticipationRow(
            campaign_id=campaign, respondent_id=number, roster_id=unit, invitation_id=ways[person.channel],
            agreed=person.agreed, joined_at=NOW, withdrawn_at=NOW if person.left == "withdrawn" else None,
            detached_at=NOW if person.left == "detached" else None,
        ),
    ]  # fmt: skip
    for place, attempt in enumerate(person.attempts, 1):
        finished = None if attempt.minutes is None else NOW + timedelta(minutes=attempt.minutes, seconds=59)
        rows.append(AssessmentRow(respondent_id=number, number=place, edition="e", started_at=NOW, finished_at=finished))
        for code in codes_of(person, attempt):
            rows.append(
                RatingRow(
                    respondent_id=number, assessment=place, subdomain=code, level=3, under_way=False, unsure=False,
                    not_applicable="", ticked="",
                )
            )  # fmt: skip
    return rows


async def stored(
    desk: CampaignDesk, session: str, draft: Campaign, institutions: Sequence[Institution], has_roster: bool
) -> tuple[int, Town]:
    """Store a campaign; its id, and what the rule knows of it."""
    number, town = await desk.running(session, draft), Town(draft, has_roster)
    ways = {channel: fresh_id() for channel in CHANNELS}
    invitations = [
        InvitationRow(id=way, campaign_id=number, channel=channel, hash=str(way), made_at=NOW, opens=0)
        for channel, way in ways.items()
    ]
    roster, others = list[object](), list[object]()
    for each in institutions:
        unit = fresh_id() if has_roster else None
        if unit is not None:
            town.asked.append(asked_of(each.district, each.was_opened, each.people, draft))
            roster.append(
                RosterRow(
                    id=unit, campaign_id=number, name=str(unit), name_key="", district=each.district, contact="", note="",
                    added_at=NOW, opened_at=NOW if town.asked[-1].was_opened else None,
                )
            )  # fmt: skip
        for person in each.people:
            others += rows_of(person, number, unit, ways)
            if unit is None and person.left != "detached":
                town.asked.append(asked_of("", True, [person], draft))
    if has_roster:
        others += rows_of(Person("Group", Visibility.star, "", RUNS[0], (Attempt(3, 0),)), number, None, ways)
        town.outside = 1
    async with desk.database.writing() as db:
        db.add_all([*invitations, *roster, *(row for row in others if isinstance(row, RespondentRow))])
        await db.flush()
        db.add_all([row for row in others if not isinstance(row, RespondentRow)])
    return number, town


def drawn(seed: int) -> list[Institution]:
    """Many institutions of all kinds."""
    chance = Random(seed)
    found = []
    for _ in range(90):
        people = [
            Person(
                chance.choice(CHANNELS),
                chance.choice(list(Visibility)),
                chance.choice(("", "", "", "withdrawn", "detached")),
                chance.choice((RUNS[0], RUNS[0], *RUNS)),
                tuple(
                    Attempt(chance.randint(0, 27), chance.randint(0, 26), chance.choice((None, chance.randint(1, 90))))
                    for _ in range(chance.randint(1, 2))
                ),
            )
            for _ in range(chance.choice((0, 1, 1, 2)))
        ]
        found.append(Institution(chance.choice(DISTRICTS), chance.random() < 0.5, tuple(people)))
    return found
