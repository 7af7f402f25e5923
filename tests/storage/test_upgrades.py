"""A database of an older revision with something in every table keeps every row when it is upgraded, and a backup restores it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from msgspec.structs import replace
from sqlalchemy import Connection, inspect, text

from flows.assessment.evidence import Evidence
from flows.assessment.rating import Rating, rating_of
from flows.campaign.visibility import Visibility
from flows.dialogue import Address
from flows.institution.colleagues import Post
from flows.institution.division import Division
from flows.interview.session import Past, Session
from flows.standard.loader import shipped
from storage.address import read_address
from storage.database import migrate, open_database
from storage.institutions.colleagues import Colleagues, JoinResult
from storage.institutions.rounds import Rounds
from storage.respondents.sessions import StoredSessions
from storage.schema_version import alembic_config
from storage.transfer.backup import back_up, restore
from tests.people.campaigners import DRAFT, campaign_desk
from tests.storage.transfer.backup_files import held

STANDARD = shipped()
CODE = STANDARD.codes[0]
ANN, BEN, CAT, DAN = (Address("telegram", "7000000001"), Address("web", "ben"), Address("web", "cat"), Address("web", "dan"))
DAY, AT = date(2026, 11, 3), datetime(2026, 11, 3, 9, tzinfo=UTC)
RATED = {code: Rating(2) for code in STANDARD.codes}
# What each person's institution is called: Ben answers with Ann, the roster named Cat's, and Dan has none.
NAMES = {ANN: "Sunrise", BEN: "Sunrise", CAT: "First Help", DAN: ""}
# Columns by table, and the rows of each as text.
Columns = Mapping[str, tuple[str, ...]]
Rows = Mapping[str, tuple[str, ...]]
HELD = ("respondents", "ratings", "evidence", "assessments", "changes", "campaigns", "roster", "invitations", "participations")


async def filled(url: str, *, together: bool) -> None:
    """Let four people check themselves, one of them twice, and run a campaign; two of them answer `together`."""
    async with open_database(url) as database:
        sessions = StoredSessions(database, DRAFT.edition)
        for who in (ANN, BEN, DAN):
            begun = Session("zh", 500, "asking", 1)
            rated = replace(begun, turn=501, ratings={**RATED, CODE: Rating(2, evidence=Evidence("Minutes", 2, DAY))})
            done = replace(rated, turn=502, stage="finished", past=(Past(1, DAY, rated.ratings),))
            named = replace(done, turn=503, institution=NAMES[who] if who == ANN else "")
            for before, after in ((Session("zh", 0), begun), (begun, rated), (rated, done), (done, named)):
                if before != after:
                    assert await sessions.save(who, before, after, AT)
        again = replace(named, turn=504, stage="asking", assessment=2, ratings={CODE: Rating(4)})
        assert await sessions.save(DAN, named, again, AT)
        if together:
            await answered_together(Colleagues(database), Rounds(database, STANDARD))
    async with campaign_desk(url) as desk:
        session = await desk.first()
        campaign = await desk.running(session, replace(DRAFT, visibility=Visibility.answers))
        roster = await desk.imported(session, campaign)
        await desk.takes_part(session, campaign, roster["First Help"], CAT)
        await desk.finishes(CAT, dict.fromkeys(STANDARD.codes, 3))


async def answered_together(colleagues: Colleagues, rounds: Rounds) -> None:
    """Ben joins Ann's institution; they differ on one subdomain."""
    made = await colleagues.make_link(ANN)
    assert made is not None
    assert await colleagues.join(made.token, BEN, Post.head, "") is JoinResult.done
    assert await rounds.begin(ANN, Division.everything)
    for who, mark in ((ANN, "1"), (BEN, "3")):
        for domain in STANDARD.domains:
            assert await rounds.hand_in(who, domain.code, {**RATED, CODE: rating_of(mark)})


async def downgraded(url: str, revision: str) -> tuple[Columns, Rows]:
    """Take the database back to a revision; what it holds there."""

    def work(connection: Connection) -> tuple[Columns, Rows]:
        command.downgrade(alembic_config(connection), revision)
        seen = inspect(connection)
        tables = [name for name in seen.get_table_names() if name != "alembic_version"]
        columns = {name: tuple(sorted(each["name"] for each in seen.get_columns(name))) for name in tables}
        return columns, read(connection, columns)

    engine = read_address(url).engine()
    async with engine.begin() as connection:
        found = await connection.run_sync(work)
    await engine.dispose()
    return found


def read(connection: Connection, columns: Columns) -> Rows:
    """Return the rows of these columns, sorted."""
    return {
        name: tuple(sorted(repr(tuple(row)) for row in connection.execute(text(f"SELECT {', '.join(named)} FROM {name}"))))
        for name, named in columns.items()
    }


async def rows_of(url: str, columns: Columns) -> Rows:
    engine = read_address(url).engine()
    async with engine.connect() as connection:
        found = await connection.run_sync(read, columns)
    await engine.dispose()
    return found


async def names(url: str) -> dict[Address, str]:
    """What each person's institution is called, as its page and its documents say; somebody without one has no name."""
    async with open_database(url) as database:
        sessions, colleagues = StoredSessions(database, DRAFT.edition), Colleagues(database)
        found = {}
        for who in NAMES:
            session, team = await sessions.load(who), await colleagues.of(who)
            assert session is not None
            assert (team.name if team is not None else "") == session.institution
            assert (team is None) == (session.institution == "")
            found[who] = session.institution
        return found


@pytest.mark.parametrize("revision", ["0026", pytest.param("0022", id="0022, before there were institutions")])
async def test_an_upgrade_loses_nothing_and_a_backup_restores_it(database_url: str, tmp_path: Path, revision: str) -> None:
    await filled(database_url, together=revision == "0026")
    columns, before = await downgraded(database_url, revision)
    assert all(before[table] for table in HELD)
    if revision == "0026":
        assert all(before[table] for table in ("institutions", "members", "rounds", "votes", "settled", "assigned"))
    await migrate(database_url)
    # The names of institutions, were a table of their own before revision 0023: `names` reads them.
    kept = {name: named for name, named in columns.items() if name != "organisations"}
    assert await rows_of(database_url, kept) == {name: before[name] for name in kept}
    async with open_database(database_url) as database:
        for who in (ANN, DAN):
            session = await StoredSessions(database, DRAFT.edition).load(who)
            assert session is not None
            assert session.past[0].ratings[CODE].evidence == Evidence("Minutes", 2, DAY)
        found = await Rounds(database, STANDARD).of(ANN)
    if revision == "0026":
        assert found is not None
        assert (found.answered, len(found.votes), set(found.settled)) == (
            2,
            2 * len(STANDARD.codes),
            {*STANDARD.codes} - {CODE},
        )
    assert await names(database_url) == (NAMES if revision == "0026" else {**NAMES, BEN: ""})
    await back_up(database_url, tmp_path / "b.db")
    target = f"sqlite:///{tmp_path / 'restored' / 'x.db'}"
    await restore(target, tmp_path / "b.db", replace=False)
    assert await held(target) == await held(database_url)
