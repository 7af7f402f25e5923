"""An association of any size in a database: one campaign with its roster, respondents, answers and channels, from a seed.

There are 27 answers for each institution in all: 5 % have not opened the campaign, 5 % have opened it, 20 % are in progress,
70 % have a result, and 20 % have answered twice. Everybody has an institution of their own, and 10 % have handed in for review.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel

from benchmarks.campaign import institutions
from bot.desk.days import today
from flows.assessment.question_order import Mode
from flows.campaign.campaign import Campaign, started
from flows.campaign.visibility import Visibility
from flows.institution.colleagues import MemberRole, Post
from flows.review.states import CaseState
from flows.standard.loader import shipped
from storage.associations.access import Access
from storage.associations.operator import invite_administrator
from storage.associations.sign_in import Browser, SignIn
from storage.campaign_tables import CampaignRow, InvitationRow, ParticipationRow, RosterRow
from storage.campaigns.campaigns import Campaigns
from storage.database import Database
from storage.institution_tables import InstitutionRow, MemberRow
from storage.review_tables import CaseRow
from storage.tables import AssessmentRow, RatingRow, RespondentRow

AT_ONCE = 10_000
DISTRICTS = 60
CHANNELS = ("Group", "Poster", "Post", "Phone", "Meeting")
# Random ids of the program have 63 bits; these are far below.
FIRST = 10_000_000
EDITION = shipped().edition
CODES = shipped().codes
# Of 20 institutions in a row: how many have not opened the campaign, have opened it, are in progress.
NOT_OPENED, OPENED, IN_PROGRESS, TWICE = 1, 1, 4, 4
# Of the 14 with a result, the first of these are handed in, and the second waits for the institution.
HANDED_IN = {7: CaseState.submitted, 8: CaseState.more_asked}


@dataclass(frozen=True, slots=True)
class Association:
    """What was stored: the secret of its administrator's session, its campaign, and how many answers there are."""

    session: str
    campaign: int
    answers: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One institution: its number, district, how it is seen, and the answers of each of its attempts; the last may be open."""

    number: int
    district: str
    state: int
    agreed: Visibility
    channel: int
    attempts: tuple[tuple[int, ...], ...]

    @property
    def has_result(self) -> bool:
        """Whether every attempt is finished."""
        return self.state >= NOT_OPENED + OPENED + IN_PROGRESS


async def fill(database: Database, size: int, seed: int = 1) -> Association:
    """Store an association with a running campaign of `size` institutions (a multiple of 20)."""
    invited = await invite_administrator(database, f"Association of {size}")
    assert invited.link is not None
    session = (await SignIn(database).join(invited.link.token, "Ann", Browser("en"))).session
    assert session
    campaigns, day = Campaigns(Access(database)), today()
    campaign = await campaigns.make(session, _draft())
    assert campaign is not None
    assert await campaigns.change(session, campaign, lambda draft: started(draft, day))
    now = datetime.now(UTC)
    async with database.writing() as db:
        association = (await db.get_one(CampaignRow, campaign)).association_id
        store = Store(await db.connection(), campaign, association, now)
        await store.channels()
        everybody = list(_asked(size, seed))
        await store.all(everybody)
    return Association(session, campaign, sum(len(attempt) for one in everybody for attempt in one.attempts))


class Store:
    """Writes the rows of a campaign, in the order in which they refer to each other."""

    def __init__(self, connection: AsyncConnection, campaign: int, association: int, now: datetime) -> None:
        self._connection = connection
        self._campaign = campaign
        self._association = association
        self._now = now

    async def channels(self) -> None:
        """Store the channels, whose ids are those before FIRST."""
        await self._put(InvitationRow, (self._invitation(FIRST - 1 - n, name, None) for n, name in enumerate(CHANNELS)))

    async def all(self, everybody: list[Asked]) -> None:
        """Store the roster, its links, and all who take part with their answers."""
        joined = [one for one in everybody if one.attempts]
        await self._put(RosterRow, map(self._roster, everybody))
        await self._put(InvitationRow, (self._invitation(one.number, "", one.number) for one in everybody))
        await self._put(RespondentRow, map(self._respondent, joined))
        await self._put(ParticipationRow, map(self._participation, joined))
        await self._put(AssessmentRow, (row for one in joined for row in self._assessments(one)))
        await self._put(RatingRow, (row for one in joined for row in _ratings(one)))
        await self._put(InstitutionRow, map(self._institution, joined))
        await self._put(MemberRow, map(self._member, joined))
        await self._put(CaseRow, (self._case(one) for one in joined if one.state in HANDED_IN))

    async def _put(self, table: type[SQLModel], rows: Iterable[dict[str, Any]]) -> None:
        waiting = iter(rows)
        while some := list(islice(waiting, AT_ONCE)):
            await self._connection.execute(insert(table), some)

    def _roster(self, one: Asked) -> dict[str, Any]:
        name = f"Institution {one.number - FIRST:06d} of {one.district}"
        return {
            "id": one.number,
            "campaign_id": self._campaign,
            "name": name,
            "name_key": name.lower(),
            "district": one.district,
            "contact": "",
            "note": "",
            "added_at": self._ago(40, one),
            "opened_at": self._ago(30, one) if one.state else None,
        }

    def _invitation(self, number: int, channel: str, roster: int | None) -> dict[str, Any]:
        return {
            "id": number,
            "campaign_id": self._campaign,
            "roster_id": roster,
            "channel": channel,
            "hash": f"{number:064d}",
            "code": None,
            "made_at": self._now,
            "withdrawn_at": None,
            "opens": 1,
        }

    def _respondent(self, one: Asked) -> dict[str, Any]:
        return {
            "id": one.number,
            "face": "web",
            "address": f"{one.number:032d}",
            "language": "zh",
            "turn": 30,
            "stage": "finished" if one.has_result else "asking",
            "assessment": len(one.attempts),
            "mode": Mode.full.value,
            "target": 0,
            "focus": "",
            "origin": "",
            "rechecking": False,
            "reminders": False,
            "timezone": "Asia/Shanghai",
            "heard": 0,
            "counter": "",
            "rich_cards": False,
            "consented_at": self._ago(30, one),
            "seen_at": self._ago(20, one),
        }

    def _participation(self, one: Asked) -> dict[str, Any]:
        return {
            "campaign_id": self._campaign,
            "respondent_id": one.number,
            "roster_id": one.number,
            "invitation_id": FIRST - one.channel if one.channel else one.number,
            "agreed": one.agreed.value,
            "widest": one.agreed.value,
            "joined_at": self._ago(30, one),
            "withdrawn_at": None,
            "detached_at": None,
        }

    def _assessments(self, one: Asked) -> Iterator[dict[str, Any]]:
        for place in range(1, len(one.attempts) + 1):
            begun = self._ago(30, one)
            finished = begun + timedelta(minutes=10 + one.number * 7 % 50) if one.has_result else None
            yield {
                "respondent_id": one.number,
                "number": place,
                "edition": EDITION,
                "started_at": begun,
                "finished_at": finished,
                "finished_on": finished.date() if finished else None,
            }

    def _institution(self, one: Asked) -> dict[str, Any]:
        return {"id": one.number, "name": "", "district": one.district, "people": 1, "made_at": self._now}

    def _member(self, one: Asked) -> dict[str, Any]:
        return {
            "respondent_id": one.number,
            "institution_id": one.number,
            "number": 1,
            "role": MemberRole.coordinator.value,
            "post": Post.other.value,
            "nickname": "",
            "joined_at": self._now,
        }

    def _case(self, one: Asked) -> dict[str, Any]:
        return {
            "id": one.number,
            "association_id": self._association,
            "link": f"{one.number:064d}",
            "code": f"{one.number:012d}",
            "label": "",
            "made_at": self._now,
            "state": HANDED_IN[one.state].value,
            "version": 1,
            "due": today(),
            "institution_id": one.number,
            "institution": "",
        }

    def _ago(self, days: int, one: Asked) -> datetime:
        return self._now - timedelta(days=days * (one.number * 31 % 97) / 97, seconds=one.number % 3600)


def _asked(size: int, seed: int) -> Iterator[Asked]:
    chance, open_ones = Random(seed), 0  # noqa: S311 - a population to repeat, not a secret
    weights = [1 / (1 + place) for place in range(DISTRICTS)]
    districts = chance.choices([f"District {n:02d}" for n in range(DISTRICTS)], weights, k=size)
    for place, one in enumerate(institutions(seed, size)):
        state = place % 20
        attempts: tuple[tuple[int, ...], ...] = (one.rungs,)
        if state < NOT_OPENED + OPENED:
            attempts = ()
        elif state < NOT_OPENED + OPENED + IN_PROGRESS:
            # Of two in a row one has answered what the other has not, so the sum is known.
            answers = 1 + open_ones // 2 % 26
            attempts = (one.rungs[: answers if open_ones % 2 else len(CODES) - answers],)
            open_ones += 1
        elif state >= 20 - TWICE:
            attempts = (one.rungs, one.rungs)
        agreed = Visibility.status if chance.random() < 0.7 else Visibility.counts
        channel = 1 + place % len(CHANNELS) if chance.random() < 0.3 else 0
        yield Asked(FIRST + place, districts[place], state, agreed, channel, attempts)


def _ratings(one: Asked) -> Iterator[dict[str, Any]]:
    for place, attempt in enumerate(one.attempts, 1):
        for code, level in zip(CODES, attempt, strict=False):
            yield {
                "respondent_id": one.number,
                "assessment": place,
                "subdomain": code,
                "level": level,
                "under_way": False,
                "unsure": False,
                "not_applicable": "",
            }


def _draft() -> Campaign:
    day = today()
    return Campaign(
        "Self-check",
        "Welcome.",
        "Office, room 7",
        Mode.full,
        Visibility.status,
        EDITION,
        day + timedelta(days=60),
        day + timedelta(days=200),
    )
