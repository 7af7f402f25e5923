"""Reads the institutions of a campaign by name for a file, each as far as it agreed, and records what was taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flows.campaign.campaign import Campaign
from flows.campaign.exports import ExportKind
from flows.campaign.named_result import NamedResult
from flows.campaign.officers import Act
from flows.campaign.roles import Right
from flows.campaign.work_list import WorkFilter, WorkRow
from flows.standard.model import Standard
from storage.associations.access import Access
from storage.associations.audit_log import note_by_caller
from storage.campaigns.campaigns import campaign_of, campaign_row
from storage.campaigns.exports import TooMany
from storage.campaigns.looks import note_exported_looks
from storage.campaigns.named_results import named_results
from storage.campaigns.work_lists import PORTION, WorkLists

ROWS_AT_MOST = 10_000


@dataclass(frozen=True, slots=True)
class NamedRow:
    """One institution: how far it is, and its result if it shows one."""

    row: WorkRow
    result: NamedResult | None


@dataclass(frozen=True, slots=True)
class ExportedRows:
    """The institutions of a campaign that an officer takes away, by district and name."""

    campaign: Campaign
    rows: tuple[NamedRow, ...]


class RowExports:
    """The named rows of the caller's campaigns. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access, standard: Standard, work_lists: WorkLists) -> None:
        self._access = access
        self._standard = standard
        self._work_lists = work_lists

    async def rows(self, session: str, campaign: int, chosen: WorkFilter, today: date) -> ExportedRows | None:
        """Return the institutions that fit a filter; None if there is no such campaign.

        The export is in the audit log, and the institutions whose results it holds can read that they were looked at. Raises
        TooMany if more than ROWS_AT_MOST fit.
        """
        async with self._access.reading(session, Right.export_rows) as acting:
            row = await campaign_row(acting, campaign)
            if row is None:
                return None
            found: list[WorkRow] = []
            async for each in self._work_lists.all(acting, row, chosen, today):
                found.append(each)
                if len(found) > ROWS_AT_MOST:
                    raise TooMany
            results: dict[int, NamedResult] = {}
            for start in range(0, len(found), PORTION):
                ids = [int(each.key) for each in found[start : start + PORTION]]
                results |= await named_results(acting.db, row, self._standard, ids)
            read = campaign_of(row)
        async with self._access.writing(session, Right.export_rows) as acting:
            row = await campaign_row(acting, campaign)
            if row is None:
                return None
            note_by_caller(acting, Act.exported, row.name, ExportKind.rows)
            await note_exported_looks(acting, campaign, results)
        named = (NamedRow(each, results.get(int(each.key))) for each in found)
        return ExportedRows(read, tuple(sorted(named, key=lambda each: (each.row.district, each.row.name, each.row.key))))
