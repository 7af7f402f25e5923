"""Officers at the command line: the first invitation, taking an association back, the list."""

from __future__ import annotations

import re

from tests.people.command_line import xingjie
from tests.people.officers import desk_process

URL = "https://check.example.org"
LINK = re.compile(rf"^{re.escape(URL)}/desk/invited/([\w-]{{22}})$", re.MULTILINE)


def invited(database_url: str, association: str, public_url: str = URL) -> str:
    run = xingjie("officer", "invite", "--association", association, DATABASE_URL=database_url, PUBLIC_URL=public_url)
    assert run.returncode == 0, run.stderr
    return run.stdout


async def test_an_administrator_is_invited_and_listed(database_url: str) -> None:
    said = invited(database_url, "  North \u202e Association ", URL + "/")
    assert "Made the association North Association" in said
    found = LINK.search(said)
    assert found
    assert "no administrator yet" in invited(database_url, "North Association")
    async with desk_process(database_url) as desk:
        await desk.joined(found[1], "Ann")
    assert "has 1 administrators already" in invited(database_url, "North Association")
    listed = xingjie("officer", "list", DATABASE_URL=database_url)
    assert re.fullmatch(r"North Association\n  Ann \(administrator; may send\), since \d{4}-\d\d-\d\d\n", listed.stdout)


async def test_an_association_is_taken_back_from_its_administrators(database_url: str) -> None:
    found = LINK.search(invited(database_url, "North"))
    assert found
    async with desk_process(database_url) as desk:
        await desk.joined(found[1], "Ann")
    run = xingjie("officer", "invite", "--association", "North", "--take-back", DATABASE_URL=database_url, PUBLIC_URL=URL)
    assert "1 administrators were removed" in run.stdout
    assert LINK.search(run.stdout)
    assert "Ann" not in xingjie("officer", "list", DATABASE_URL=database_url).stdout


def test_without_an_address_of_the_page_nothing_is_made(sqlite_url: str) -> None:
    run = xingjie("officer", "invite", "--association", "North", DATABASE_URL=sqlite_url, PUBLIC_URL="")
    assert run.returncode == 2
    assert "PUBLIC_URL is not set" in run.stderr
    assert "There is no association yet" in xingjie("officer", "list", DATABASE_URL=sqlite_url).stdout


def test_a_name_that_cannot_be_read_is_refused(sqlite_url: str) -> None:
    run = xingjie("officer", "invite", "--association", " \u200b ", DATABASE_URL=sqlite_url, PUBLIC_URL=URL)
    assert run.returncode == 2
    assert "--association" in run.stderr
