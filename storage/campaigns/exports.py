"""Reads what officers take away as files. Each export of anything is in the audit log before it is given.

Long lists are read in a transaction that only reads, and logged in a short one that writes, so that no answer waits for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from flows.campaign.exports import ExportKind
from flows.campaign.officers import Act
from flows.campaign.roles import Right
from storage.associations.access import Access
from storage.associations.audit_log import note_by_caller
from storage.campaign_tables import InvitationRow, RosterRow
from storage.campaigns.campaigns import campaign_of, campaign_row
from storage.campaigns.invitations import Invitations, Way, channels_of
from storage.campaigns.releases import PublishedRelease, published
from storage.campaigns.work_lists import WorkLists


class TooMany(Exception):
    """More was asked for than one file holds."""


class LinkExports:
    """The links into the campaigns of the caller's association. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access, invitations: Invitations) -> None:
        self._access = access
        self._invitations = invitations

    async def channels(self, session: str, campaign: int) -> tuple[Way, ...] | None:
        """Return the channels that can be used, in the order in which they were made. None if there is no such campaign."""
        async with self._access.reading(session, Right.manage_campaigns) as acting:
            if await campaign_row(acting, campaign) is None:
                return None
            wanted = select(InvitationRow).where(*channels_of(campaign))
            rows = list(await acting.db.exec(wanted.order_by(col(InvitationRow.made_at), col(InvitationRow.id))))
        if rows:
            await note_export(self._access, session, campaign, Right.manage_campaigns, ExportKind.links)
        return tuple(map(self._invitations.way, rows))

    async def institutions(self, session: str, campaign: int, district: str | None, at_most: int) -> tuple[Way, ...] | None:
        """Return the ways of all institutions (`district` is None) or of one district, by district and name.

        None if there is no such campaign. Raises TooMany if there are more than `at_most`.
        """
        async with self._access.reading(session, Right.manage_campaigns) as acting:
            if await campaign_row(acting, campaign) is None:
                return None
            wanted = (
                select(InvitationRow, RosterRow.district, RosterRow.name)
                .join(RosterRow, col(RosterRow.id) == col(InvitationRow.roster_id))
                .where(InvitationRow.campaign_id == campaign, RosterRow.campaign_id == campaign)
                .order_by(col(RosterRow.district), col(RosterRow.name), col(RosterRow.id))
                .limit(at_most + 1)
            )
            rows = list(await acting.db.exec(wanted if district is None else wanted.where(RosterRow.district == district)))
        if len(rows) > at_most:
            raise TooMany
        if rows:
            await note_export(self._access, session, campaign, Right.manage_campaigns, ExportKind.links)
        return tuple(self._invitations.way(*found) for found in rows)

    async def institution(self, session: str, campaign: int, institution: int) -> Way | None:
        """Return the way of one institution, for its poster; None if the caller may not see it, or there is none."""
        way = await self._invitations.of_institution(session, campaign, institution)
        if way is not None:
            await note_export(self._access, session, campaign, Right.see_rows, ExportKind.links)
        return way


@dataclass(frozen=True, slots=True)
class Closing:
    """What a closing report says about a campaign, beside the campaign itself.

    `asked` is the size of the roster and `finished` how many of it have a result; both are None once the names were deleted.
    `releases` begins with the oldest.
    """

    releases: tuple[PublishedRelease, ...]
    asked: int | None
    finished: int | None


class FigureExports:
    """The figures of the caller's campaigns. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access, work_lists: WorkLists) -> None:
        self._access = access
        self._work_lists = work_lists

    async def release(self, session: str, campaign: int, number: int) -> PublishedRelease | None:
        """Return a release by its number; None if there is none."""
        async with self._access.reading(session, Right.see_figures) as acting:
            if await campaign_row(acting, campaign) is None:
                return None
            releases = await published(acting.db, campaign)
        found = next((each for each in releases if each.release.number == number), None)
        if found is not None:
            await note_export(self._access, session, campaign, Right.see_figures, ExportKind.figures)
        return found

    async def closing(self, session: str, campaign: int, today: date) -> Closing | None:
        """Return what the closing report of a campaign that is over tells; None if it runs, or has no release."""
        async with self._access.reading(session, Right.see_figures) as acting:
            row = await campaign_row(acting, campaign)
            if row is None or not campaign_of(row).is_over(today):
                return None
            releases = await published(acting.db, campaign)
            asked, finished = (None, None) if row.deleted_at else await self._work_lists.counts(acting, campaign)
        if not releases:
            return None
        await note_export(self._access, session, campaign, Right.see_figures, ExportKind.report)
        return Closing(releases, asked, finished)


async def note_export(access: Access, session: str, campaign: int, right: Right, kind: ExportKind) -> None:
    """Add a line on an export to the log, if the caller still has the right and the campaign is still there."""
    async with access.writing(session, right) as acting:
        if (row := await campaign_row(acting, campaign)) is not None:
            note_by_caller(acting, Act.exported, row.name, kind)
