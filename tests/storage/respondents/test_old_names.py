"""Rows that an earlier version wrote: they are read with today's names, also after a restore from an old backup."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlmodel import update

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from flows.assessment.rating import Rating
from flows.dialogue import Address, Reply
from flows.interview.session import Session
from flows.standard.loader import shipped
from storage.database import open_database
from storage.respondents.sessions import StoredSessions
from storage.tables import RespondentRow
from storage.transfer.backup import back_up, restore

CODE = shipped().codes[0]
WHO = Address("telegram", "7000000001")
STRANGER = Session("zh", 0)
BEGUN = Session("zh", 500, "choosing", 1)
NAMING = replace(BEGUN, turn=501, stage="naming_evidence", focus=CODE, origin="paused", ratings={CODE: Rating(3)})


async def stored_by_an_earlier_version(url: str) -> None:
    """Store somebody who names evidence, as an earlier version wrote it."""
    async with open_database(url) as database:
        sessions = StoredSessions(database, shipped().edition)
        assert await sessions.save(WHO, STRANGER, BEGUN)
        assert await sessions.save(WHO, BEGUN, NAMING)
        async with database.writing() as db:
            await db.exec(update(RespondentRow).values(stage="proving"))


async def read(url: str) -> Session | None:
    async with open_database(url) as database:
        return await StoredSessions(database, shipped().edition).load(WHO)


async def test_a_stored_stage_of_an_earlier_version_is_loaded(database_url: str) -> None:
    await stored_by_an_earlier_version(database_url)
    assert await read(database_url) == NAMING


async def goes_on(conversation: Conversation) -> str:
    screen = await conversation.look(WHO, "en")
    assert screen.name == "naming_evidence"
    said = await conversation.say(WHO, Reply(screen.turn, "", "leave"), "en")
    return said.screen.name


async def test_a_person_stored_by_an_earlier_version_goes_on(database_url: str) -> None:
    await stored_by_an_earlier_version(database_url)
    async with open_conversation(database_url) as conversation:
        assert await goes_on(conversation) == "paused"


@pytest.mark.long("the shorter tests of this file")
async def test_a_backup_of_an_earlier_version_is_restored(sqlite_url: str, tmp_path: Path) -> None:
    await stored_by_an_earlier_version(sqlite_url)
    await back_up(sqlite_url, tmp_path / "old.db")
    new = f"sqlite:///{tmp_path / 'new' / 'x.db'}"
    await restore(new, tmp_path / "old.db", replace=False)
    with closing(sqlite3.connect(tmp_path / "new" / "x.db")) as connection:
        assert connection.execute("SELECT stage FROM respondents").fetchall() == [("proving",)]
    assert await read(new) == NAMING
