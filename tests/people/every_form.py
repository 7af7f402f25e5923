"""Sends everything that can be wrong with a form, and checks what comes back: a page, nothing half-written, nothing echoed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aiohttp import ClientSession, web
from sqlalchemy import Connection, Table, select
from sqlmodel import SQLModel
from yarl import URL

from bot.web.blocks import TAGS
from flows.campaign.officers import Act
from storage.database import Database
from tests.people.hostile_forms import MARK, HostileForm

# What says how often somebody came, and when: it may change though a form was refused.
COUNTED = frozenset({"tries"})
# Lines of the log that say who looked at something, or that a link was refused: a form that is refused may add one.
LOOKS = frozenset({Act.looked, Act.case_opened, Act.link_refused})
MOMENTS = frozenset({"seen_at"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, where it leads ("" for nowhere), and the page."""

    status: int
    location: str
    page: str


def post_routes(app: web.Application) -> set[str]:
    """Return the paths of all forms that an application takes."""
    routes = (route for route in app.router.routes() if route.method == "POST")
    return {route.resource.canonical for route in routes if route.resource is not None}


async def dump(database: Database) -> dict[str, list[str]]:
    """Return all rows of all tables, but for what counts who came."""
    tables = [table for table in SQLModel.metadata.sorted_tables if table.name not in COUNTED]
    async with database.reading() as db:
        return await (await db.connection()).run_sync(
            lambda connection: {each.name: _rows(connection, each) for each in tables}
        )


def _rows(connection: Connection, table: Table) -> list[str]:
    wanted = select(*(column for column in table.columns if column.name not in MOMENTS))
    if table.name == "audit_log":
        wanted = wanted.where(table.c.act.not_in(LOOKS))
    return sorted(repr(tuple(row)) for row in connection.execute(wanted))


def changed(before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> dict[str, set[str]]:
    """Return the rows that differ between two dumps, by their table."""
    return {name: found for name, rows in before.items() if (found := set(rows) ^ set(after[name]))}


async def sent(client: ClientSession, path: str, form: HostileForm) -> Answer:
    """Send one body to an address, as it is."""
    headers = {"Content-Type": form.content_type}
    async with client.post(URL(path, encoded=True), data=form.body, headers=headers, allow_redirects=False) as response:
        page = (await response.read()).decode("utf-8", "replace")
        return Answer(response.status, response.headers.get("Location", ""), page)


@dataclass
class EveryForm:
    """Sends forms over one database, in the language of one person."""

    database: Database
    language: str = "en"

    async def survives(self, client: ClientSession, path: str, forms: Iterable[HostileForm]) -> int:
        """Send forms to an address; each is taken or refused as a whole. Return how many were refused with a status."""
        refused, before = 0, await dump(self.database)
        for form in forms:
            answer, said = await sent(client, path, form), f"{path}: {form.name}"
            assert answer.status < 500, said
            assert MARK not in answer.location, said
            assert f'<i id="{MARK}' not in answer.page, said
            after = await dump(self.database)
            if answer.status >= 400:
                refused += 1
                assert (changes := changed(before, after)) == {}, f"{said}: {changes}"
                assert "<h1" in answer.page, said
                assert f'<html lang="{TAGS.get(self.language, self.language)}"' in answer.page, said
            before = after
        return refused
