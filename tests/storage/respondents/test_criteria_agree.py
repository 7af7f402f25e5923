"""Level and ticks of every stored rating agree with the edition, wherever the rating has been."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.documents.content.dossier import dossier
from bot.documents.sealed.seal import ratings_of, seal, verify
from flows.dialogue import Address, Refusal, Reply, Typed, Utterance
from flows.interview.interview import Interview
from flows.interview.session import Session
from flows.screen import Screen
from flows.standard.loader import shipped
from flows.triggers import Trigger
from flows.views import View
from storage.database import open_database
from storage.respondents.sessions import StoredSessions
from storage.transfer.backup import back_up, restore
from tests.both_engines import ENGINES, NewDatabase
from tests.faults.preferences import choice, line
from tests.people.stored_ratings import contradicting, stored_ratings

STANDARD = shipped()
TODAY = date(2026, 11, 2)
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
WALKERS, STEPS = 3, 220


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    """The address of an empty database at head: a walk on PostgreSQL is long."""
    return new_database(request.param)


async def test_criteria_and_level_agree_in_every_stored_state(
    database_url: str, new_database: NewDatabase, tmp_path: Path
) -> None:
    sessions = await walked(database_url)
    kept = await stored_ratings(database_url)
    assert sum(bool(rating.ticked) for rating in kept.values()) > WALKERS
    assert contradicting(STANDARD, kept) == []
    await back_up(database_url, tmp_path / "backup.db")
    restored = new_database("sqlite")
    await restore(restored, tmp_path / "backup.db", replace=True)
    assert await stored_ratings(restored) == kept
    key = Ed25519PrivateKey.generate()
    for session in sessions:
        sealed = seal(dossier(STANDARD, session.ratings, TODAY, "en"), key, AT)
        content = verify(STANDARD, sealed, TODAY, key.public_key().public_bytes_raw()).content
        assert content is not None
        assert ratings_of(content) == session.ratings


async def walked(url: str) -> list[Session]:
    """Let several people answer at random, by sentences, boxes and buttons; return how they end, as storage reads it."""
    ends = []
    for seed in range(WALKERS):
        dice, who = random.Random(seed), Address("web" if seed % 2 else "telegram", str(seed))
        async with open_database(url) as database:
            ours, session = StoredSessions(database, STANDARD.edition), Session("zh", 0)
            shown = Interview(STANDARD, session, TODAY).screen()
            for number in range(1, STEPS):
                interview = Interview(STANDARD, session, TODAY)
                try:
                    shown = interview.hear(said(dice, shown, interview, number))
                except Refusal:  # what cannot be answered now
                    shown = interview.screen()
                if interview.session != session:
                    assert await ours.save(who, session, interview.session, AT)
                    session = interview.session
        async with open_database(url) as database:
            stored = await StoredSessions(database, STANDARD.edition).load(who)
        assert stored is not None
        ends.append(stored)
    return ends


def said(dice: random.Random, shown: Screen, interview: Interview, number: int) -> Utterance:
    """Return what is said next: boxes of criteria as a page sends them, a typed line, or a button of a chat."""
    session = interview.session
    if session.is_stored and dice.random() < 0.3:
        place = dice.choice([*session.ratings, session.current(STANDARD) or STANDARD.codes[0]])
        every = (1 << len(STANDARD.subdomain(place).all_criteria)) - 1
        ticks = dice.getrandbits(32) & every if dice.random() < 0.3 else every >> dice.randrange(every.bit_length())
        view = f"{View.points}.{STANDARD.codes.index(place)}.{dice.randint(1, 5)}.{ticks:x}"
        return Reply(session.turn, view, Trigger.tick, f"{ticks:x}")
    typed = line(dice, interview.stage, TODAY)
    if typed is not None and dice.random() < 0.7:
        return Typed(typed, number)
    toggles = [reply for reply in shown.replies if reply.value.startswith(f"{View.points}.") or reply.trigger == Trigger.tick]
    if toggles and dice.random() < 0.5:
        return dice.choice(toggles)
    return choice(dice, shown.replies)
