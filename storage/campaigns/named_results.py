"""Reads the results that institutions agreed to show by name, as they are at this moment: people who withdrew are not there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.assessment.rating import Rating
from flows.campaign.attempts import attempt_of
from flows.campaign.campaign import Campaign
from flows.campaign.named_result import NamedResult, ShownAttempt, named_result
from flows.campaign.visibility import Visibility, visible
from flows.standard.model import Standard
from storage.campaign_tables import CampaignRow, ParticipationRow
from storage.campaigns.campaigns import campaign_of
from storage.campaigns.counted import RATED_IN, streamed
from storage.moments import aware
from storage.tables import AssessmentRow, RatingRow

# What tells the self-checks of a campaign apart: institution, respondent, number, what is shown, when it was finished.
Key = tuple[int, int, int, int, datetime]


async def named_results(
    db: AsyncSession, row: CampaignRow, standard: Standard, institutions: Collection[int]
) -> dict[int, NamedResult]:
    """Return the results that some institutions of a roster (by their ids) show by name.

    An institution that shows none is not in it: it agreed to less, the campaign shows less, nobody finished, or those who did
    withdrew or were detached.
    """
    campaign = campaign_of(row)
    if not campaign.visibility.is_named or campaign.edition != standard.edition or row.deleted_at is not None:
        return {}
    found: dict[int, list[ShownAttempt]] = defaultdict(list)
    key: Key | None = None
    ratings: dict[str, Rating] = {}
    async for *whose, code, level, under_way, unsure, left_out in streamed(db, _answers(campaign, row.id, institutions)):
        if key != tuple(whose):
            _add(found, campaign, standard, key, ratings)
            key, ratings = (whose[0], whose[1], whose[2], whose[3], whose[4]), {}
        ratings[code] = Rating(level, under_way=under_way, unsure=unsure, not_applicable=left_out)
    _add(found, campaign, standard, key, ratings)
    return {institution: result for institution, attempts in found.items() if (result := named_result(attempts))}


def _add(
    found: dict[int, list[ShownAttempt]], campaign: Campaign, standard: Standard, key: Key | None, ratings: dict[str, Rating]
) -> None:
    if key is None:
        return
    institution, _, _, agreed, finished_at = key
    attempt = attempt_of(campaign, standard, ratings, aware(finished_at))
    if attempt is not None:
        found[institution].append(ShownAttempt(attempt, ratings, visible(campaign.visibility, Visibility(agreed))))


def _answers(campaign: Campaign, number: int, institutions: Collection[int]) -> sa.Select[*tuple[object, ...]]:
    """Return the statement for all answers of finished self-checks that are shown by name, those of each in a row."""
    return (
        sa.select(
            col(ParticipationRow.roster_id),
            col(ParticipationRow.respondent_id),
            col(AssessmentRow.number),
            col(ParticipationRow.agreed),
            col(AssessmentRow.finished_at),
            col(RatingRow.subdomain),
            col(RatingRow.level),
            col(RatingRow.under_way),
            col(RatingRow.unsure),
            col(RatingRow.not_applicable),
        )
        .join(AssessmentRow, col(AssessmentRow.respondent_id) == col(ParticipationRow.respondent_id))
        .join(RatingRow, RATED_IN)
        .where(
            col(ParticipationRow.campaign_id) == number,
            col(ParticipationRow.roster_id).in_(institutions),
            col(ParticipationRow.agreed) >= Visibility.star.value,
            col(ParticipationRow.withdrawn_at).is_(None),
            col(ParticipationRow.detached_at).is_(None),
            col(AssessmentRow.edition) == campaign.edition,
            col(AssessmentRow.finished_at).is_not(None),
        )
        .order_by(col(ParticipationRow.respondent_id), col(AssessmentRow.number))
    )
