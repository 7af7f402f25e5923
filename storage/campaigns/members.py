"""Reads who takes part in a campaign, how far they are, and whether they can be written to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Row, Select, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.campaign import Campaign
from flows.campaign.journeys import codes_by_domain
from flows.campaign.reaching import LeftOut, may_remind
from flows.campaign.segment import Audience, Member, Segment, fits
from flows.campaign.visibility import Visibility, visible
from flows.days import day_of
from flows.standard.model import Standard
from storage.broadcast_tables import CampaignMessageRow, MessageState, SilenceCause, SilenceRow
from storage.campaign_tables import InvitationRow, ParticipationRow, RosterRow
from storage.moments import aware
from storage.respondents.addresses import ONE_ACCOUNT
from storage.steps import Steps, read
from storage.tables import AddressRow, AssessmentRow, PlanRow, RatingRow, RespondentRow

# A message in any other state may have arrived.
NOT_ARRIVED = (MessageState.failed, MessageState.waiting)
# The id of a campaign, or its place in a statement that is made once.
Id = int | BindParameter[Any]


@dataclass(frozen=True, slots=True)
class Contact:
    """One person who takes part: what is known of them, in which time zone they live, and why they cannot be written to.

    `last` is the day of the last message that they got of this campaign.
    """

    respondent: int
    member: Member
    timezone: str
    left_out: LeftOut | None
    last: date | None


async def contacts(
    db: AsyncSession,
    campaign: int,
    rules: Campaign,
    segment: Segment,
    standard: Standard,
    today: date,
) -> list[Contact]:
    """Return everybody of a segment, also those who cannot be written to. It has nobody who withdrew or was detached."""
    conditions = taking_part(campaign)
    found = await _rows(db, _people(campaign).where(*conditions))
    domains = await _domains(db, conditions, _codes_asked(rules, standard)) if _needs_domains(segment) else {}
    shown = [_contact(row, rules, domains.get(row.id, 0), segment, today) for row in found]
    return [each for each in shown if fits(segment, each.member, today)]


def contact(
    campaign: int, rules: Campaign, segment: Segment, standard: Standard, today: date, respondent: int
) -> Steps[Contact | None]:
    """Return one person of a segment as `contacts` does; None if they are not in it."""
    rows = yield from read(_one_person(), campaign=campaign, respondent=respondent)
    if not rows:
        return None
    domain = 0
    if _needs_domains(segment):
        answered = {row.subdomain for row in (yield from read(_ANSWERED, respondent=respondent))}
        codes = _codes_asked(rules, standard)
        domain = _first_open([len(some & answered) for some in codes], [len(some) for some in codes]) if answered else 0
    found = _contact(rows[0], rules, domain, segment, today)
    return found if fits(segment, found.member, today) else None


@cache
def _one_person() -> Select[*tuple[Any, ...]]:
    campaign: Id = bindparam("campaign")
    its = col(ParticipationRow.respondent_id) == bindparam("respondent")
    return _people(campaign).where(*taking_part(campaign), its)


def _needs_domains(segment: Segment) -> bool:
    return segment.audience in (Audience.not_begun, Audience.stalled)


def _contact(row: Row[*tuple[Any, ...]], rules: Campaign, domain: int, segment: Segment, today: date) -> Contact:
    member = Member(
        domain=domain,
        shows_domain=visible(rules.visibility, Visibility(row.agreed)) >= Visibility.status,
        has_finished=bool(row.has_finished),
        has_plan=bool(row.has_plan),
        seen_on=day_of(aware(row.seen_at)),
        channel=row.channel or "",
        district=row.district or "",
    )
    last = _moment(row.last)
    on = day_of(last) if last is not None else None
    left_out = None
    if row.is_stopped:
        left_out = LeftOut.stopped
    elif not row.has_chat:
        left_out = LeftOut.no_chat
    elif row.is_blocked:
        left_out = LeftOut.blocked
    elif segment.audience.is_reminder and rules.reminds and on is not None and not may_remind(rules, on, today):
        left_out = LeftOut.written_to
    return Contact(row.id, member, row.timezone, left_out, on)


def _people(campaign: Id) -> Select[*tuple[Any, ...]]:
    respondent = col(RespondentRow.id)
    account = exists().where(col(AddressRow.respondent_id) == respondent, col(AddressRow.face) == ONE_ACCOUNT)
    last = (
        select(func.max(col(CampaignMessageRow.at)))
        .where(
            col(CampaignMessageRow.campaign_id) == campaign,
            col(CampaignMessageRow.respondent_id) == respondent,
            *(col(CampaignMessageRow.state) != state for state in NOT_ARRIVED),
        )
        .scalar_subquery()
    )
    return (
        select(
            respondent.label("id"),
            col(RespondentRow.timezone),
            col(RespondentRow.seen_at),
            col(ParticipationRow.agreed),
            col(ParticipationRow.roster_id),
            col(RosterRow.district),
            col(InvitationRow.channel),
            or_(_finished(respondent), _finished_by_colleague(campaign)).label("has_finished"),
            exists().where(col(PlanRow.respondent_id) == respondent).label("has_plan"),
            or_(col(RespondentRow.face) == ONE_ACCOUNT, account).label("has_chat"),
            silent(SilenceCause.stopped).label("is_stopped"),
            silent(SilenceCause.blocked).label("is_blocked"),
            last.label("last"),
        )
        .join(ParticipationRow, col(ParticipationRow.respondent_id) == respondent)
        .outerjoin(RosterRow, col(RosterRow.id) == col(ParticipationRow.roster_id))
        .outerjoin(InvitationRow, col(InvitationRow.id) == col(ParticipationRow.invitation_id))
        .order_by(respondent)
    )


def _finished(respondent: Any) -> Any:
    return exists().where(col(AssessmentRow.respondent_id) == respondent, col(AssessmentRow.finished_at).is_not(None))


def _finished_by_colleague(campaign: Id) -> Any:
    """Return the condition that somebody else who answers for the same institution has finished."""
    other = aliased(ParticipationRow)
    return exists().where(
        col(other.campaign_id) == campaign,
        col(other.roster_id) == col(ParticipationRow.roster_id),
        col(other.withdrawn_at).is_(None),
        col(other.detached_at).is_(None),
        col(AssessmentRow.respondent_id) == col(other.respondent_id),
        col(AssessmentRow.finished_at).is_not(None),
    )


def taking_part(campaign: Id) -> tuple[Any, ...]:
    """Return the conditions for people who take part in a campaign now."""
    return (
        col(ParticipationRow.campaign_id) == campaign,
        col(ParticipationRow.withdrawn_at).is_(None),
        col(ParticipationRow.detached_at).is_(None),
    )


def silent(cause: SilenceCause) -> Any:
    """Return the condition that a respondent is not written to for a cause.

    Somebody who was blocked and answers again is blocked no longer. Somebody who said stop hears from campaigns joined later.
    """
    until = RespondentRow.seen_at if cause is SilenceCause.blocked else ParticipationRow.joined_at
    return exists().where(
        col(SilenceRow.respondent_id) == col(RespondentRow.id),
        col(SilenceRow.cause) == cause,
        col(SilenceRow.since) >= col(until),
    )


def _codes_asked(rules: Campaign, standard: Standard) -> tuple[frozenset[str], ...]:
    """Return the codes of each domain. A run without domains counts as one domain."""
    return codes_by_domain(rules, standard) or (frozenset(standard.codes),)


async def _domains(db: AsyncSession, conditions: tuple[Any, ...], codes: tuple[frozenset[str], ...]) -> dict[int, int]:
    """Return the number of the domain that each is in: the first that is not complete. People without answers are left out."""
    answered = [func.sum(case((col(RatingRow.subdomain).in_(some), 1), else_=0)) for some in codes]
    wanted = (
        select(col(RatingRow.respondent_id), *answered)
        .join(RespondentRow, col(RespondentRow.id) == col(RatingRow.respondent_id))
        .join(ParticipationRow, col(ParticipationRow.respondent_id) == col(RespondentRow.id))
        .where(*conditions, col(RatingRow.assessment) == col(RespondentRow.assessment))
        .group_by(col(RatingRow.respondent_id))
    )
    sizes = [len(some) for some in codes]
    return {row[0]: _first_open(list(row[1:]), sizes) for row in await _rows(db, wanted)}


_ANSWERED = (
    select(col(RatingRow.subdomain))
    .join(RespondentRow, col(RespondentRow.id) == col(RatingRow.respondent_id))
    .where(col(RatingRow.respondent_id) == bindparam("respondent"), col(RatingRow.assessment) == col(RespondentRow.assessment))
)


def _first_open(answered: Sequence[int], sizes: Sequence[int]) -> int:
    pairs = enumerate(zip(answered, sizes, strict=True), 1)
    return next((number for number, (done, size) in pairs if done < size), len(sizes))


def _moment(stored: datetime | str | None) -> datetime | None:
    if isinstance(stored, str):
        stored = datetime.fromisoformat(stored).replace(tzinfo=UTC)
    return aware(stored) if stored is not None else None


async def _rows(db: AsyncSession, wanted: Select[*tuple[Any, ...]]) -> Sequence[Row[*tuple[Any, ...]]]:
    return (await (await db.connection()).execute(wanted)).all()
