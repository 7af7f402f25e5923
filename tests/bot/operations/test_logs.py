"""The log of a whole run, failures provoked, holds no token, no name, nothing typed, no answer; and says where it happened."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientSession

from tests.botapi import BotApi, Person
from tests.people.chat import data, open_documents, run_through
from tests.people.shipped_words import sentence
from tests.warm.starting import python

TOKEN = "4242:AAsecretTOKENofTHISrun"
NAME = "Ottilie Mustermann"
REASON = "WIR-KAUFEN-NICHTS-EIN"
INSTITUTION = "Zentrum Musterstadt"
NUMBER = 7_345_678_901
REFUSING = "CREATE TRIGGER refusing BEFORE INSERT ON changes BEGIN SELECT RAISE(ABORT, 'provoked'); END"


@dataclass
class Running:
    """The program, serving; `log` is what it has written to standard error when it is over."""

    api: BotApi
    page: str
    database: Path
    log: str = ""

    def sql(self, statement: str) -> None:
        with closing(sqlite3.connect(self.database, timeout=10)) as connection, connection:
            connection.execute(statement)


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Running]:
    """`xingjie run` as production runs it, over the Bot API server."""
    async with BotApi(token=TOKEN) as api:
        database = folder / "x.db"
        environment = {
            **os.environ,
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": api.url,
            "DATABASE_URL": f"sqlite:///{database}",
            "DATA_DIR": str(folder),
            "WEB_PORT": "0",
            "LOG_FORMAT": "json",
            "LOG_LEVEL": "debug",
        }
        process = await asyncio.create_subprocess_exec(
            *python("bot"), "run", env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
        assert process.stdout is not None
        said = ""
        while " is at " not in said:
            said = (await process.stdout.readline()).decode()
            assert said, "the process ended"
        run = Running(api, said.split(" is at ")[1].split(" ")[0], database)
        try:
            yield run
        finally:
            process.send_signal(signal.SIGTERM)
            run.log = b"".join(await process.communicate()).decode()


async def excuse_and_fail(run: Running, person: Person) -> None:
    """A typed reason that the database refuses: the library's error quotes it."""
    while not any(sentence("choice-not-applicable") in text for row in person.buttons for text in row):
        await person.tap(data("rate", "3+"))
        if any(sentence("choice-go-on") in text for row in person.buttons for text in row):
            await person.tap(data("go_on"))
    await person.tap(data("excuse"))
    run.sql(REFUSING)
    await person.send(REASON, wait=False)
    await run.api.until(lambda: sentence("refusal-wrong") in person.screen)
    async with ClientSession() as session, session.get(run.page) as response:
        assert response.status == 200
    run.sql("DROP TRIGGER refusing")
    await person.send(REASON, wait=False)
    await run.api.until(lambda: sentence("refusal-wrong") not in person.screen)


async def name_and_fail(run: Running, person: Person) -> None:
    """A typed name of the institution that the database refuses, and then takes."""
    await person.send("/result", wait=False)
    await run.api.until(lambda: any(sentence("choice-documents") in text for row in person.buttons for text in row))
    await open_documents(person)
    await person.tap(data("call"))
    run.sql(REFUSING.replace("changes", "institutions"))
    await person.send(INSTITUTION, wait=False)
    await run.api.until(lambda: sentence("refusal-wrong") in person.screen)
    run.sql("DROP TRIGGER refusing")
    await person.send(INSTITUTION, wait=False)
    await run.api.until(lambda: sentence("notice-named") in person.screen)
    async with ClientSession() as session, session.get(run.page + "/metrics") as response:
        assert response.status == 200
        assert INSTITUTION not in await response.text()


async def fail_on_telegrams_side(run: Running, person: Person) -> None:
    """Faults of every kind: some are got over, a card that can be neither edited nor sent is not."""
    for method in ("editMessageText", "sendMessage"):
        run.api.fail_next(method, 400, f"Bad Request: can't parse {REASON} of {NAME}")
    await person.tap(data("rate", "3+"))
    run.api.drop_next("editMessageText")
    await person.tap(data("rate", "3+"))


async def test_a_whole_runs_log_holds_nothing_of_a_person(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        person = run.api.person(NUMBER, language_code="zh", first_name=NAME)
        await person.send("/start")
        await run.api.until(lambda: bool(person.buttons))
        await person.tap(data("consent"))
        await person.tap(data("begin", "full"))
        await excuse_and_fail(run, person)
        await name_and_fail(run, person)
        await fail_on_telegrams_side(run, person)
        await run_through(person, "3+")
        run.sql("ALTER TABLE ratings RENAME TO gone")
        async with ClientSession() as session:
            cookie = {"Cookie": "xingjie=forged"}
            async with session.get(run.page, headers=cookie) as response:
                assert response.status == 503
        await person.send("/result", wait=False)
        await run.api.until(lambda: sentence("refusal-unstored") in person.screen)
    lines = [json.loads(line) for line in run.log.splitlines() if line.startswith("{")]
    failed = [line for line in lines if line["event"] == "update_failed"]
    assert any(
        "IntegrityError" in line["exception"] and "storage/respondents/sessions.py" in line["exception"] for line in failed
    )
    assert all(line["update"] >= 700_000_001 for line in failed)
    assert any("turn" in line for line in failed)
    assert any(line["event"] == "heard" and line["kind"] == "tap" and "turn" in line for line in lines)
    for word in (
        TOKEN,
        TOKEN.split(":")[1],
        "Ottilie",
        REASON,
        INSTITUTION,
        "Musterstadt",
        str(NUMBER),
        '"3+"',
        "'3+'",
        "3+,",
        "parameters",
    ):
        assert word not in run.log, word


def test_what_libraries_say_is_a_template_and_a_place() -> None:
    code = f"""
import asyncio, logging, warnings
from bot.operations.logs import configure_logs, log_loop_error
configure_logs("json")
log = logging.getLogger("some.library")
log.warning("cannot send %s to %s", {REASON!r}, {NAME!r})
log.warning("cannot send " + {REASON!r})
try:
    try:
        raise ValueError({REASON!r})
    except ValueError as error:
        raise RuntimeError({NAME!r}) from error
except RuntimeError:
    log.exception("it failed")
async def main():
    asyncio.get_running_loop().set_exception_handler(log_loop_error)
    asyncio.get_running_loop().call_soon(lambda words: 1 / 0, {REASON!r})
    await asyncio.sleep(0)
asyncio.run(main())
raise KeyError({REASON!r})
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert REASON not in run.stdout + run.stderr
    assert NAME not in run.stdout + run.stderr
    lines = [json.loads(line) for line in run.stderr.splitlines()]
    assert [line["event"] for line in lines] == ["library"] * 3 + ["loop_failed", "stopped_by_a_bug"]
    assert lines[0]["says"] == "cannot send %s to %s"
    assert lines[2]["exception"].splitlines()[0] == "builtins.RuntimeError"
    assert "builtins.ValueError" in lines[2]["exception"]
    assert "builtins.ZeroDivisionError" in lines[3]["exception"]
