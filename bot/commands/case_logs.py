"""Checks the logs of cases in the database, at the command line (`xingjie cases check`, `xingjie verify --log`)."""

from __future__ import annotations

import typer

from bot.commands.output import put
from bot.documents.sealed.seal import Verdict
from bot.words.wording import Wording
from flows.dialogue import Phrase, phrase
from flows.review.states import ENDED_EARLY
from flows.typed_text import escaped_line
from storage.database import open_database
from storage.review.checking import checked_cases, said
from storage.review.issued_logs import LogOfResult, log_of_result, state_of_result

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


async def check_log_behind(database_url: str, sealed: bytes, language: str, verdict: Verdict) -> None:
    """Print whether the stored log leads to an issued result, and what the result is worth today by that log.

    `verdict` is what its file alone led to. Exit with CHANGED if the log does not lead to the result, and as for one that has
    expired if its file is true and it was rescinded or superseded. Raises DatabaseUnusable.
    """

    def said(words: Phrase) -> str:
        return escaped_line(wording.say(words, language))

    wording = Wording.load()
    async with open_database(database_url) as database, database.reading() as db:
        found, broken = await log_of_result(db, sealed)
        leads = found in (LogOfResult.whole, LogOfResult.unnamed)
        state = await state_of_result(db, sealed) if leads else None
    says = said(phrase(f"issued-log-{found}", entry=broken.entry if broken is not None else 0))
    if state is None:
        typer.echo(says, err=True)
        raise typer.Exit(CHANGED)
    put(f"{says}\n")
    today = said(phrase("issued-log-today", says=phrase(f"result-says-{state}")))
    if state not in ENDED_EARLY:
        put(f"{today}\n")
        return
    typer.echo(today, err=True)
    if verdict is Verdict.true:
        raise typer.Exit(int(Verdict.expired))
