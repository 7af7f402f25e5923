"""Reads which institutions of a campaign its figures count, each with its best attempt."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.assessment.rating import Rating, Ratings
from flows.campaign.attempts import Attempt, attempt_of
from flows.campaign.campaign import Campaign
from flows.campaign.counted import Counted
from flows.campaign.visibility import Visibility
from flows.standard.model import Standard
from storage.campaign_tables import CampaignRow, CountedRow, ParticipationRow, RosterRow
from storage.campaigns.campaigns import campaign_of
from storage.moments import aware
from storage.tables import AssessmentRow, RatingRow
from storage.tokens import hash_of

# The number of rows that come at once: between two portions the process serves taps.
PORTION = 2_000
# The condition that an answer was given in an attempt.
RATED_IN = sa.and_(
    col(RatingRow.respondent_id) == col(AssessmentRow.respondent_id), col(RatingRow.assessment) == col(AssessmentRow.number)
)
# Of an answer, only what its rung is made of is read. Few are different, so they are made once.
LEFT_OUT = Rating(not_applicable="-")
UNSURE = Rating(unsure=True)
LEVELS = tuple(Rating(level) for level in range(6))


@dataclass(frozen=True, slots=True)
class Unit:
    """One institution that is counted. `roster` is None in a campaign without a roster: then each respondent is one.

    `respondent` is the one whose answers count; `answers` is the hash of what is counted of them.
    """

    respondent: int
    roster: int | None
    counted: Counted
    answers: str

    @property
    def key(self) -> int:
        """What tells institutions of one campaign apart."""
        return self.respondent if self.roster is None else self.roster


@dataclass(frozen=True, slots=True)
class _Place:
    """What a respondent answers for: an institution of the roster (None: themselves), its district, and their widest level."""

    roster: int | None
    district: str
    widest: Visibility


async def counted_units(db: AsyncSession, row: CampaignRow, standard: Standard) -> tuple[bool, tuple[Unit, ...]]:
    """Return whether the campaign has a roster, and all institutions that its figures count, by the ids of their keys.

    With a roster only its institutions count, each once: nobody can move figures by inventing some. People who
    withdrew or were detached do not count. `counted.since` and `was_counted` say what the latest release counted.
    """
    listed = select(RosterRow.id).where(RosterRow.campaign_id == row.id).limit(1)
    has_roster = (await db.exec(listed)).first() is not None
    places = await _places(db, row.id, has_roster)
    widest: dict[int, Visibility] = {}
    for respondent, place in places.items():
        key = _key(respondent, place)
        widest[key] = max(widest.get(key, Visibility.counts), place.widest)
    best: dict[int, tuple[int, Attempt]] = {}
    async for respondent, attempt in _attempts(db, campaign_of(row), row.id, standard):
        if respondent in places:
            key = _key(respondent, places[respondent])
            if key not in best or attempt.counts_before(best[key][1]):
                best[key] = respondent, attempt
    before = await _before(db, row.id)
    units = (
        _unit(places[respondent], respondent, attempt, widest[key], before.get(key))
        for key, (respondent, attempt) in sorted(best.items())
    )
    return has_roster, tuple(units)


def _key(respondent: int, place: _Place) -> int:
    return respondent if place.roster is None else place.roster


def _unit(place: _Place, respondent: int, attempt: Attempt, widest: Visibility, before: CountedRow | None) -> Unit:
    """Return a unit. Officers who may now see more of answers that were counted could subtract them: then they count as new."""
    answers = hash_of(f"{attempt.star} {attempt.rungs} {place.district}")
    same = before is not None and before.answers == answers and widest <= before.seen
    seen = Visibility(before.seen) if before is not None and same else widest
    since = before.since if before is not None and same else None
    counted = Counted(attempt.star, attempt.rungs, place.district, seen, since, before is not None)
    return Unit(respondent, place.roster, counted, answers)


async def _places(db: AsyncSession, campaign: int, has_roster: bool) -> Mapping[int, _Place]:
    wanted = (
        sa.select(
            col(ParticipationRow.respondent_id),
            col(ParticipationRow.roster_id),
            col(RosterRow.district),
            col(ParticipationRow.widest),
        )
        .outerjoin(RosterRow, col(RosterRow.id) == col(ParticipationRow.roster_id))
        .where(
            col(ParticipationRow.campaign_id) == campaign,
            col(ParticipationRow.withdrawn_at).is_(None),
            col(ParticipationRow.detached_at).is_(None),
        )
    )
    return {
        respondent: _Place(roster, district or "", Visibility(widest))
        for respondent, roster, district, widest in await (await db.connection()).execute(wanted)
        if roster is not None or not has_roster
    }


async def _before(db: AsyncSession, campaign: int) -> Mapping[int, CountedRow]:
    rows = await db.exec(select(CountedRow).where(CountedRow.campaign_id == campaign))
    return {row.respondent_id if row.roster_id is None else row.roster_id: row for row in rows}


async def _attempts(
    db: AsyncSession, campaign: Campaign, number: int, standard: Standard
) -> AsyncIterator[tuple[int, Attempt]]:
    """Yield each respondent's finished self-checks that have all the campaign asks for, those of one respondent in a row."""
    wanted = (
        sa.select(
            col(AssessmentRow.respondent_id),
            col(AssessmentRow.finished_at),
            col(RatingRow.subdomain),
            col(RatingRow.level),
            col(RatingRow.unsure),
            col(RatingRow.not_applicable),
        )
        .join(ParticipationRow, col(ParticipationRow.respondent_id) == col(AssessmentRow.respondent_id))
        .join(RatingRow, RATED_IN)
        .where(
            col(ParticipationRow.campaign_id) == number,
            col(AssessmentRow.edition) == campaign.edition,
            col(AssessmentRow.finished_at).is_not(None),
        )
        .order_by(col(AssessmentRow.respondent_id), col(AssessmentRow.number))
    )
    whose: tuple[int, datetime] | None = None
    ratings: dict[str, Rating] = {}
    async for respondent, finished_at, code, level, unsure, left_out in streamed(db, wanted):
        if (respondent, finished_at) != whose:
            if attempt := _attempt(campaign, standard, ratings, whose):
                yield attempt
            whose, ratings = (respondent, finished_at), {}
        ratings[code] = LEFT_OUT if left_out else UNSURE if unsure else LEVELS[level]
    if attempt := _attempt(campaign, standard, ratings, whose):
        yield attempt


def _attempt(
    campaign: Campaign, standard: Standard, ratings: Ratings, whose: tuple[int, datetime] | None
) -> tuple[int, Attempt] | None:
    if whose is None:
        return None
    attempt = attempt_of(campaign, standard, ratings, aware(whose[1]))
    return None if attempt is None else (whose[0], attempt)


async def streamed(db: AsyncSession, wanted: sa.Select[*tuple[Any, ...]]) -> AsyncIterator[sa.Row[*tuple[Any, ...]]]:
    """Yield rows a portion at a time, so that a large campaign fits into memory and taps are served meanwhile."""
    found = await (await db.connection()).stream(wanted.execution_options(yield_per=PORTION))
    async for portion in found.partitions():
        for row in portion:
            yield row
