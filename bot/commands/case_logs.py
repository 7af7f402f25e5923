"""Checks the logs of cases in the database, at the command line (`xingjie cases check`, `xingjie verify --log`)."""

from __future__ import annotations

import typer

from bot.commands.output import put
from bot.words.wording import Wording
from flows.dialogue import phrase
from flows.typed_text import escaped_line
from storage.database import open_database
from storage.review.checking import checked_cases, said
from storage.review.issued_logs import LogOfResult, log_of_result

CHANGED = 1


async def check_all(database_url: str) -> None:
    """Check every case. Print how many there are, or name each that is broken and exit with CHANGED.

    Raises DatabaseUnusable.
    """
    count, faults = 0, list[str]()
    async with open_database(database_url) as database, database.reading() as db:
        async for case in checked_cases(db):
            count += 1
            faults += [said(case.broken)] if case.broken is not None else []
    if not faults:
        put(f"Checked {count} cases: every log, and every result that was issued, is as it was recorded.\n")
        return
    for fault in faults:
        typer.echo(f"Changed outside the program: {fault}.", err=True)
    raise typer.Exit(CHANGED)


async def check_log_behind(database_url: str, sealed: bytes, language: str) -> None:
    """Print whether the stored log leads to an issued result. If it does not, exit with CHANGED.

    Raises DatabaseUnusable.
    """
    async with open_database(database_url) as database, database.reading() as db:
        found, broken = await log_of_result(db, sealed)
    entry = broken.entry if broken is not None else 0
    says = escaped_line(Wording.load().say(phrase(f"issued-log-{found}", entry=entry), language))
    if found in (LogOfResult.whole, LogOfResult.unnamed):
        put(f"{says}\n")
        return
    typer.echo(says, err=True)
    raise typer.Exit(CHANGED)
