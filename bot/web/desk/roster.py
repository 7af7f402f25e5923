"""The roster of a campaign at the desk: a template, an upload, everything that is wrong by its cell, and the import."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping

from aiohttp import web
from msgspec import json

from bot.desk.days import today
from bot.documents.kinds import MEDIA_TYPES, DocumentKind
from bot.roster.faults import RosterFileRefused
from bot.roster.reading import read_roster_file
from bot.roster.template import template
from bot.web.addresses import number_in
from bot.web.desk.addresses import id_of, lead_to
from bot.web.desk.campaigns import CAMPAIGN, CAMPAIGNS
from bot.web.desk.carried_sheet import CarriedSheets
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.pages import DeskPages
from flows.campaign.roles import Right
from flows.campaign.roster.columns import HEADS_WITHIN, Column, Columns, find_columns, head_line
from flows.campaign.roster.preview import Preview, RosterRefused, preview, taken
from flows.campaign.roster.table import Table, column_name
from flows.campaign.roster.update import RosterUpdate
from flows.dialogue import phrase

# How much of a long list a page shows.
SHOWN = 300
# A box for each of them has to fit into a form.
DOUBLED_AT_MOST = 300
# Of the number of a row, or of a column.
NUMBER_DIGITS = 7


class RosterRoutes:
    """Imports rosters. Nothing of a file is stored before the officer has seen what the import changes."""

    def __init__(self, guard: Guard, pages: DeskPages, sheets: CarriedSheets) -> None:
        self._guard = guard
        self._pages = pages
        self._sheets = sheets

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses of rosters."""
        manage = Right.manage_campaigns
        return (
            DeskRoute("GET", "/desk/roster-template", manage, self.template),
            DeskRoute("GET", f"{CAMPAIGN}/roster", manage, self.show, names=True),
            DeskRoute("POST", f"{CAMPAIGN}/roster/upload", manage, self.upload, takes_file=True, names=True),
            DeskRoute("POST", f"{CAMPAIGN}/roster/take", manage, self.take, takes_file=True, names=True),
        )

    async def template(self, visit: Visit) -> web.Response:
        """Give the template, with heads in the officer's language."""
        heads = [self._pages.said(phrase(f"desk-roster-head-{column}"), visit.view.language) for column in Column]
        response = web.Response(body=await asyncio.to_thread(template, heads), content_type=MEDIA_TYPES[DocumentKind.workbook])
        response.headers["Content-Disposition"] = 'attachment; filename="xingjie-roster.xlsx"'
        return response

    async def show(self, visit: Visit, problem: str = "", status: int = 200) -> web.Response:
        """Show how to import; `problem` is the key of why nothing was imported."""
        number = id_of(visit, "campaign")
        campaign = await self._guard.campaigns.campaigns.one(visit.session, number)
        if campaign is None:
            return self._pages.missing(visit.view)
        size = await self._guard.campaigns.roster.size(visit.session, number)
        return self._pages.page(
            visit.view, "roster.html", status=status, here=CAMPAIGNS, key=number, campaign=campaign, size=size, problem=problem
        )

    async def upload(self, visit: Visit) -> web.Response:
        """Read a file and show what its import would change."""
        if (ended := await self._refused(visit)) is not None:
            return ended
        if visit.file is None:
            return await self.show(visit, "desk-roster-no-file", 422)
        try:
            table = await read_roster_file(visit.file)
            carried = self._sheets.packed(table, visit.session, id_of(visit, "campaign"))
        except RosterFileRefused as refused:
            return await self.show(visit, f"desk-roster-fault-{refused.fault}", 422)
        return await self._checked(visit, table, carried, find_columns(table))

    async def take(self, visit: Visit) -> web.Response:
        """Import a sheet, if its columns are known and the officer has seen what exactly that changes; else show it."""
        carried = visit.form.get("sheet", "")
        table = self._sheets.unpacked(carried, visit.session, id_of(visit, "campaign"))
        if (ended := await self._refused(visit)) is not None:
            return ended
        if table is None:
            return await self.show(visit, "desk-roster-old", 409)
        return await self._checked(visit, table, carried, columns_in(visit.form, table))

    async def _refused(self, visit: Visit) -> web.Response | None:
        """Return why nothing can be imported into the campaign, None if it can."""
        campaign = await self._guard.campaigns.campaigns.one(visit.session, id_of(visit, "campaign"))
        if campaign is None:
            return self._pages.missing(visit.view)
        return await self.show(visit, "desk-roster-closed", 409) if campaign.is_over(today()) else None

    async def _checked(self, visit: Visit, table: Table, carried: str, columns: Columns | None) -> web.Response:
        number = id_of(visit, "campaign")
        if columns is None:
            return self._columns(visit, table, carried)
        found, left_out = preview(table, columns), left_out_in(visit.form)
        if found.problems:
            return self._preview(visit, table, carried, columns, found)
        if sum(map(len, found.same_names)) > DOUBLED_AT_MOST:
            return self._preview(visit, table, carried, columns, found, problem="desk-roster-too-many-same")
        try:
            rows = taken(found, left_out)
        except RosterRefused:
            return self._preview(visit, table, carried, columns, found, problem="desk-roster-all-left-out")
        roster = self._guard.campaigns.roster
        update = await roster.update_by(visit.session, number, rows)
        if update is None:
            return await self.show(visit, "desk-roster-closed", 409)
        shown = visit.form.get("shown", "")
        if shown == digest_of(update) and await roster.take(visit.session, number, rows, update):
            return lead_to(visit, f"{CAMPAIGNS}/{number}")
        return self._preview(
            visit, table, carried, columns, found, update=update, problem="desk-roster-changed" if shown else ""
        )

    def _columns(self, visit: Visit, table: Table, carried: str) -> web.Response:
        """Ask which column holds what."""
        heads = head_line(table)
        if heads is None:
            return self._pages.message(visit.view, "desk-roster-fault-empty", status=422)
        width = max(len(line.cells) for line in table.lines[:HEADS_WITHIN])
        places = [(place, column_name(place), heads.at(place)) for place in range(width)]
        return self._pages.page(
            visit.view,
            "roster_columns.html",
            here=CAMPAIGNS,
            key=id_of(visit, "campaign"),
            carried=carried,
            heads=heads,
            places=places,
            columns=tuple(Column),
            chosen=visit.form,
        )

    def _preview(
        self,
        visit: Visit,
        table: Table,
        carried: str,
        columns: Columns,
        found: Preview,
        *,
        update: RosterUpdate | None = None,
        problem: str = "",
    ) -> web.Response:
        """Show everything that an import would bring; without `update` it cannot be taken as it is."""
        return self._pages.page(
            visit.view,
            "roster_preview.html",
            status=422 if found.problems or problem else 200,
            here=CAMPAIGNS,
            key=id_of(visit, "campaign"),
            carried=carried,
            table=table,
            columns=columns,
            found=found,
            left_out=left_out_in(visit.form),
            update=update,
            digest=digest_of(update) if update is not None else "",
            problem=problem,
            most=SHOWN,
            can_leave_out=sum(map(len, found.same_names)) <= DOUBLED_AT_MOST,
        )


def columns_in(form: Mapping[str, str], table: Table) -> Columns | None:
    """Return the columns that an officer picked; None if they did not pick a name, or one column for two things."""
    picked = {
        column: number
        for column in Column
        if (number := number_in(form.get(f"column-{column}", ""), NUMBER_DIGITS)) is not None
    }
    head = number_in(form.get("head", ""), NUMBER_DIGITS)
    if head is None or Column.name not in picked or len(set(picked.values())) < len(picked):
        return None
    if head not in {line.number for line in table.lines}:
        return None
    return Columns(head, **{column.value: place for column, place in picked.items()})


def left_out_in(form: Mapping[str, str]) -> frozenset[int]:
    """Return the numbers of the rows that an officer leaves out."""
    numbers = (number_in(name.removeprefix("out-"), NUMBER_DIGITS) for name in form if name.startswith("out-"))
    return frozenset(number for number in numbers if number is not None)


def digest_of(update: RosterUpdate) -> str:
    """Return a short name for what an import changes, so that only what was shown is taken."""
    return hashlib.sha256(json.encode(update)).hexdigest()
