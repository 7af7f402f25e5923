"""Lets respondents take part in a campaign, show less, and withdraw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, update
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.campaign import Campaign, Status
from flows.campaign.visibility import Visibility, visible
from flows.dialogue import Address
from storage.association_tables import AssociationRow
from storage.campaign_tables import CampaignRow, InvitationRow, ParticipationRow, RosterRow
from storage.campaigns.answered_rows import row_of_colleagues
from storage.campaigns.campaigns import campaign_of
from storage.campaigns.invitations import invitation_of, note_opening
from storage.campaigns.joined import joined_campaigns
from storage.campaigns.looks import Looks, looks_at
from storage.campaigns.objections import record_objection
from storage.database import Database
from storage.institution_tables import MemberRow
from storage.lookup import respondent_at
from storage.respondents.membership import new_institution
from storage.respondents.personal_data import respondent_row


class Joined(StrEnum):
    """The result of an attempt to take part."""

    done = "done"
    # They take part already; only what they show may have changed.
    already = "already"
    # The campaign has not begun, is over, or the invitation is unknown.
    over = "over"
    not_begun = "not_begun"
    unknown = "unknown"
    # Nothing is stored about the person yet: they have to agree to that first.
    stranger = "stranger"


@dataclass(frozen=True, slots=True)
class Invited:
    """What a link or a code leads to. `institution` is "" if it is that of a channel."""

    id: int
    campaign: Campaign
    association: str
    institution: str
    channel: str


@dataclass(frozen=True, slots=True)
class Participation:
    """A campaign in which a respondent takes part, and what they agreed to show.

    `institution` is "" if they came through a link for all. Then nobody sees them by name, and the rest says nothing:
    how many `others` answer for it, the `looks` of officers since they joined, whether they object, and whether an officer said
    that they do not answer for it.
    """

    id: int
    campaign: Campaign
    association: str
    institution: str
    agreed: Visibility
    others: int = 0
    looks: Looks | None = None
    objects: bool = False
    is_detached: bool = False

    @property
    def named(self) -> str:
        """The institution under whose name officers see this respondent; "" if under none."""
        return "" if self.is_detached else self.institution

    @property
    def shown(self) -> Visibility:
        """What officers see of this respondent: what they agreed to, and never more than the campaign's level."""
        return visible(self.campaign.visibility, self.agreed)


class Participations:
    """The people who take part in campaigns. `now` is the clock. Raises Unstored if the database cannot be used."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    async def invited(self, typed: str) -> Invited | None:
        """Return what a link's token or a typed code leads to; None if it is unknown. Nothing changes."""
        async with self._database.reading() as db:
            row = await invitation_of(db, typed)
            return await _invited(db, row) if row is not None else None

    async def colleagues_answer_for(self, who: Address, campaign: int) -> str:
        """Return the institution of a campaign's roster that colleagues of a person answer for already; "" if there is none."""
        async with self._database.reading() as db:
            respondent = await respondent_row(db, who)
            row = await row_of_colleagues(db, campaign, respondent.id) if respondent is not None else None
            return row.name if row is not None else ""

    async def opened(self, typed: str) -> None:
        """Record that a person opened an invitation. Looking at a link records nothing: chats fetch links too."""
        async with self._database.writing() as db:
            row = await invitation_of(db, typed)
            if row is not None:
                await note_opening(db, row, self._now())

    async def join(self, who: Address, typed: str, agreed: Visibility, today: date, *, is_recorded: bool = False) -> Joined:
        """Let a respondent take part with what they agreed to show; never more than the campaign's level.

        A second invitation of the same campaign changes the institution only if the first named none, or if an officer said
        that they do not answer for it. One that names none leads to the institution that colleagues answer for already. A
        person who had withdrawn takes part again. The opening is recorded with it, unless it `is_recorded` already. An
        invitation of the roster names the institution of a person who has none (see `_name`).
        """
        async with self._database.writing() as db:
            invitation = await invitation_of(db, typed)
            campaign = await db.get(CampaignRow, invitation.campaign_id) if invitation is not None else None
            if invitation is None or campaign is None:
                return Joined.unknown
            if campaign_of(campaign).status is Status.draft:
                return Joined.not_begun
            if campaign_of(campaign).is_over(today):
                return Joined.over
            respondent = await respondent_row(db, who)
            if respondent is None:
                return Joined.stranger
            if not is_recorded:
                await note_opening(db, invitation, self._now())
            await _name(db, respondent.id, invitation, self._now())
            roster = await _answered_row(db, invitation, respondent.id)
            shown = visible(Visibility(campaign.visibility), agreed)
            row = await db.get(ParticipationRow, (campaign.id, respondent.id))
            if row is not None and row.withdrawn_at is None:
                row.agreed, row.widest = shown, max(row.widest, shown)
                if roster is not None and roster != row.roster_id and row.is_free:
                    row.roster_id, row.detached_at, row.objected_at = roster, None, None
                db.add(row)
                return Joined.already
            before = 0 if row is None else row.widest
            if row is not None:
                await db.delete(row)
                await db.flush()
            db.add(
                ParticipationRow(
                    campaign_id=campaign.id,
                    respondent_id=respondent.id,
                    roster_id=roster,
                    invitation_id=invitation.id,
                    agreed=shown,
                    widest=max(before, shown),
                    joined_at=self._now(),
                )
            )
            return Joined.done

    async def of(self, who: Address) -> tuple[Participation, ...]:
        """Return the campaigns in which a respondent takes part, in the order in which they joined."""
        if not await joined_campaigns(self._database, who):
            return ()  # nearly everybody, and each document asks
        async with self._database.reading() as db:
            wanted = (
                select(ParticipationRow, CampaignRow, AssociationRow.name, RosterRow.name)
                .join(CampaignRow, col(CampaignRow.id) == col(ParticipationRow.campaign_id))
                .join(AssociationRow, col(AssociationRow.id) == col(CampaignRow.association_id))
                .outerjoin(RosterRow, col(RosterRow.id) == col(ParticipationRow.roster_id))
                .where(
                    ParticipationRow.respondent_id == respondent_at(who.face, who.address),
                    col(ParticipationRow.withdrawn_at).is_(None),
                )
                .order_by(col(ParticipationRow.joined_at), col(ParticipationRow.campaign_id))
            )
            return tuple(
                [
                    await _participation(db, row, campaign_of(campaign), association, institution or "")
                    for row, campaign, association, institution in list(await db.exec(wanted))
                ]
            )

    async def show_less(self, who: Address, campaign: int, level: Visibility) -> bool:
        """Lower what a respondent shows, at once; False if they take no part, or if it would show more."""
        changed = {"agreed": level.value}
        return await self._change(who, campaign, changed, col(ParticipationRow.agreed) >= level.value)

    async def object(self, who: Address, campaign: int, *, objects: bool) -> bool:
        """Record that a respondent says that something about their part is wrong, or that it is right; False if they have none.

        Only people who are seen by an institution's name can object. Officers see it, also in their log, and can detach them.
        """
        async with self._database.writing() as db:
            return await record_objection(db, who, campaign, self._now() if objects else None)

    async def withdraw(self, who: Address, campaign: int) -> bool:
        """End a participation: what named the respondent is gone at once, and figures leave them out with the next release.

        False if they take no part.
        """
        return await self._change(who, campaign, {"withdrawn_at": self._now(), "agreed": Visibility.counts.value})

    async def _change(
        self, who: Address, campaign: int, values: Mapping[str, datetime | int | None], *more: ColumnElement[bool]
    ) -> bool:
        async with self._database.writing() as db:
            changed = await db.exec(
                update(ParticipationRow)
                .where(
                    col(ParticipationRow.campaign_id) == campaign,
                    col(ParticipationRow.respondent_id) == respondent_at(who.face, who.address),
                    col(ParticipationRow.withdrawn_at).is_(None),
                    *more,
                )
                .values(values)
            )
            return bool(changed.rowcount)


async def _participation(
    db: AsyncSession, row: ParticipationRow, campaign: Campaign, association: str, institution: str
) -> Participation:
    agreed, is_detached = Visibility(row.agreed), row.detached_at is not None
    if row.roster_id is None or is_detached:
        return Participation(row.campaign_id, campaign, association, institution, agreed, is_detached=is_detached)
    others = select(func.count(col(ParticipationRow.respondent_id))).where(
        ParticipationRow.campaign_id == row.campaign_id,
        ParticipationRow.roster_id == row.roster_id,
        ParticipationRow.respondent_id != row.respondent_id,
        col(ParticipationRow.withdrawn_at).is_(None),
        col(ParticipationRow.detached_at).is_(None),
    )
    return Participation(
        row.campaign_id,
        campaign,
        association,
        institution,
        agreed,
        (await db.exec(others)).one(),
        await looks_at(db, row.roster_id, row.joined_at),
        row.objected_at is not None,
    )


async def _name(db: AsyncSession, respondent: int, invitation: InvitationRow, now: datetime) -> None:
    """Make the invited institution of the roster the respondent's own, if they have none.

    It is theirs alone: others who take up the same invitation do not see their answers, and a colleague comes in only by a
    link of theirs. Nothing in it leads back to the roster, so it stays when the campaign's names are deleted.
    """
    if invitation.roster_id is None or await db.get(MemberRow, respondent) is not None:
        return
    listed = await db.get(RosterRow, invitation.roster_id)
    if listed is not None:
        await new_institution(db, respondent, now, listed.name, listed.district)


async def _answered_row(db: AsyncSession, invitation: InvitationRow, respondent: int) -> int | None:
    """Return the row of the roster that a respondent answers for by an invitation; None if they answer for none."""
    if invitation.roster_id is not None:
        return invitation.roster_id
    row = await row_of_colleagues(db, invitation.campaign_id, respondent)
    return row.id if row is not None else None


async def _invited(db: AsyncSession, row: InvitationRow) -> Invited | None:
    wanted = (
        select(CampaignRow, AssociationRow.name)
        .join(AssociationRow, col(AssociationRow.id) == col(CampaignRow.association_id))
        .where(CampaignRow.id == row.campaign_id)
    )
    found = (await db.exec(wanted)).first()
    if found is None:
        return None
    institution = await db.get(RosterRow, row.roster_id) if row.roster_id is not None else None
    return Invited(found[0].id, campaign_of(found[0]), found[1], institution.name if institution else "", row.channel)
