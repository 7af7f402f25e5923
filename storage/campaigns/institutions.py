"""Shows officers one institution of a roster, as far as it agreed. Each look is recorded, and the institution reads it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import col, select

from flows.campaign.history import Event, HistoryLine
from flows.campaign.named_result import NamedResult
from flows.campaign.roles import Right
from flows.campaign.work_list import WorkRow
from flows.standard.model import Standard
from storage.associations.access import Access, Acting
from storage.campaign_tables import ParticipationRow, RosterRow
from storage.campaigns.campaigns import campaign_row
from storage.campaigns.looks import note_look
from storage.campaigns.named_results import named_results
from storage.campaigns.work_lists import WorkLists
from storage.moments import aware
from storage.tables import AssessmentRow


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution as an officer may see it: how far it is, its result if it shows one, and what happened so far.

    `contact` and `note` are what the roster says.
    """

    row: WorkRow
    contact: str
    note: str
    result: NamedResult | None
    history: tuple[HistoryLine, ...]


class Institutions:
    """The institutions of the caller's campaigns. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access, standard: Standard, work_lists: WorkLists) -> None:
        self._access = access
        self._standard = standard
        self._work_lists = work_lists

    async def look(self, session: str, campaign: int, institution: int) -> Institution | None:
        """Return an institution, and record that the caller looked. None if they may not see it, or there is none."""
        async with self._access.writing(session, Right.see_rows, alone=True) as acting:
            row = await campaign_row(acting, campaign)
            # Once names are deleted, none is added to the log behind the deletion, which holds the association too.
            if row is None or row.deleted_at is not None:
                return None
            seen = await self._work_lists.one(acting, row, institution)
            if seen is None:
                return None
            listed = await acting.db.get_one(RosterRow, institution)
            results = await named_results(acting.db, row, self._standard, [institution])
            history = await _history(acting, listed, row.edition)
            await note_look(acting, listed)
            return Institution(seen, listed.contact, listed.note, results.get(institution), history)


async def _history(acting: Acting, listed: RosterRow, edition: str) -> tuple[HistoryLine, ...]:
    """Return what happened, the oldest first. Of respondents who withdrew, only that they did."""
    lines = [HistoryLine(aware(listed.added_at), Event.added)]
    if listed.opened_at is not None:
        lines.append(HistoryLine(aware(listed.opened_at), Event.opened))
    respondents = []
    wanted = select(ParticipationRow).where(
        ParticipationRow.campaign_id == listed.campaign_id, ParticipationRow.roster_id == listed.id
    )
    for each in await acting.db.exec(wanted):
        if each.withdrawn_at is not None:
            lines.append(HistoryLine(aware(each.withdrawn_at), Event.withdrew))
            continue
        lines.append(HistoryLine(aware(each.joined_at), Event.joined))
        if each.detached_at is not None:
            lines.append(HistoryLine(aware(each.detached_at), Event.detached))
        else:
            respondents.append(each.respondent_id)
    finished = sa.select(col(AssessmentRow.finished_at)).where(
        col(AssessmentRow.respondent_id).in_(respondents),
        col(AssessmentRow.edition) == edition,
        col(AssessmentRow.finished_at).is_not(None),
    )
    for (at,) in await (await acting.db.connection()).execute(finished):
        assert at is not None
        lines.append(HistoryLine(aware(at), Event.finished))
    return tuple(sorted(lines))
