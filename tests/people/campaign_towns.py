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
from flows.campaign.states import State
from flows.campaign.visibility import Visibility, visible
from flows.institution.colleagues import MemberRole, Post
from flows.review.states import CaseEvent, CaseState, Party
from flows.standard.loader import shipped
from storage.association_tables import AssociationRow
from storage.campaign_tables import CampaignRow, InvitationRow, ParticipationRow, RosterRow
from storage.institution_tables import InstitutionRow, MemberRow
from storage.review_tables import CaseEntryRow, CaseRow, ResultRow
from storage.tables import AssessmentRow, RatingRow, RespondentRow
from storage.tokens import fresh_id
from tests.people.campaigners import DRAFT, TODAY, CampaignDesk, later

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
class Review:
    """A case of somebody's institution, and how far it is for officers, by the rule (None: it does not count).

    `is_theirs` says that the association of the campaign reviews. An issued result is valid, out of date or rescinded.
    """

    state: CaseState
    counts_as: State | None
    is_theirs: bool = True
    is_valid: bool = True
    is_rescinded: bool = False


REVIEWS = (
    Review(CaseState.submitted, State.submitted),
    Review(CaseState.in_review, State.submitted),
    Review(CaseState.opinion, State.submitted),
    Review(CaseState.more_asked, State.asked_for_more),
    Review(CaseState.issued, State.reviewed),
    Review(CaseState.issued, None, is_valid=False),
    Review(CaseState.issued, None, is_rescinded=True),
    Review(CaseState.withdrawn, None),
    Review(CaseState.refused, None),
    Review(CaseState.lapsed, None),
    Review(CaseState.issued, None, is_theirs=False),
)


@dataclass(frozen=True)
class Person:
    """Somebody who joined: by which channel, what they agreed to, whether they left, their run, attempts and reviews.

    Each has an institution of their own.
    """

    channel: str
    agreed: Visibility
    left: str
    run: tuple[Mode, int]
    attempts: tuple[Attempt, ...]
    reviews: tuple[Review, ...] = ()


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
    st.lists(st.sampled_from(REVIEWS), max_size=2).map(tuple),
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
        max((each.counts_as for each in person.reviews if each.counts_as is not None), default=None),
    )


def asked_of(district: str, was_opened: bool, people: Sequence[Person], campaign: Campaign) -> AskedInstitution:
    """What the rule knows of an institution."""
    here = tuple(member_of(person, campaign) for person in people if person.left != "detached")
    return AskedInstitution(district, was_opened or bool(here), here)


def case_rows(review: Review, institution: int, associations: tuple[int, int]) -> list[object]:
    """The rows of a case, as far as officers of campaigns see it; `associations` are that of the campaign and another."""
    case, association = fresh_id(), associations[0 if review.is_theirs else 1]
    rows: list[object] = [
        CaseRow(
            id=case, association_id=association, link=str(case), code=str(case)[:16], label="", made_at=NOW,
            state=review.state, version=1, due=TODAY, institution_id=institution,
        )
    ]  # fmt: skip
    if review.state is CaseState.issued:
        until = later(300) if review.is_valid else TODAY - timedelta(days=400)
        rows.append(ResultRow(case_id=case, check_number=str(case), issued_on=TODAY, valid_until=until, sealed=b""))
    if review.is_rescinded:
        rows.append(
            CaseEntryRow(
                case_id=case, number=1, at=NOW, party=Party.administrator, person=1, institutions="", event=CaseEvent.rescind,
                state=review.state, used=0, reason="wrong", detail="",
            )
        )  # fmt: skip
    return rows


def institution_rows(person: Person, respondent: int, associations: tuple[int, int]) -> list[object]:
    """The rows of somebody's own institution with its cases; none if it has no case."""
    if not person.reviews:
        return []
    institution = fresh_id()
    return [
        InstitutionRow(id=institution, name="", district="", people=1, made_at=NOW),
        MemberRow(
            respondent_id=respondent, institution_id=institution, number=1, role=MemberRole.coordinator, post=Post.other,
            nickname="", joined_at=NOW,
        ),
        *(row for review in person.reviews for row in case_rows(review, institution, associations)),
    ]  # fmt: skip


def rows_of(
    person: Person, campaign: int, unit: int | None, ways: dict[str, int], associations: tuple[int, int]
) -> list[object]:
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
        *institution_rows(person, number, associations),
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
    async with desk.database.writing() as db:
        ours = (await db.get_one(CampaignRow, number)).association_id
        associations = ours, fresh_id()
        db.add(AssociationRow(id=associations[1], name=f"Another than that of {number}", made_at=NOW))
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
            others += rows_of(person, number, unit, ways, associations)
            if unit is None and person.left != "detached":
                town.asked.append(asked_of("", True, [person], draft))
    if has_roster:
        others += rows_of(Person("Group", Visibility.star, "", RUNS[0], (Attempt(3, 0),)), number, None, ways, associations)
        town.outside = 1
    async with desk.database.writing() as db:
        first = (RespondentRow, InstitutionRow), (CaseRow,)
        db.add_all([*invitations, *roster])
        for tables in first:
            db.add_all([row for row in others if isinstance(row, tables)])
            await db.flush()
        db.add_all([row for row in others if not isinstance(row, (*first[0], *first[1]))])
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
                tuple(chance.choice(REVIEWS) for _ in range(chance.choice((0, 0, 1, 2)))),
            )
            for _ in range(chance.choice((0, 1, 1, 2)))
        ]
        found.append(Institution(chance.choice(DISTRICTS), chance.random() < 0.5, tuple(people)))
    return found
