"""A short, seeded part of `make fuzz`: the conversation, and everything that bytes from outside reach."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import AsyncExitStack, closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from structlog.testing import capture_logs

from bot.conversation.opening import open_conversation
from bot.words.wording import Wording
from storage.database import open_database
from storage.respondents.sessions import StoredSessions
from tests.botapi.content import Content
from tests.fuzz.corpus import cases, mutated
from tests.fuzz.talk import Talk
from tests.fuzz.targets import CHATS, Scoring, Webhook, reply

CALM = settings(
    derandomize=True,
    database=None,
    deadline=None,
    stateful_step_count=30,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def talk(sqlite_url: str, wording: Wording) -> Iterator[type[Talk]]:
    """The conversation on a database of its own."""
    loop, stack = asyncio.new_event_loop(), AsyncExitStack()
    Talk.wording = wording
    Talk.loop, Talk.conversation = loop, loop.run_until_complete(stack.enter_async_context(open_conversation(sqlite_url)))
    database = loop.run_until_complete(stack.enter_async_context(open_database(sqlite_url)))
    Talk.sessions = StoredSessions(database, Talk.standard.edition)
    yield Talk
    loop.run_until_complete(stack.aclose())
    loop.close()


@pytest.mark.parametrize("conversations", [3, pytest.param(8, marks=pytest.mark.long("three conversations"))])
def test_no_word_breaks_the_conversation(talk: type[Talk], conversations: int) -> None:
    run_state_machine_as_test(talk, settings=settings(CALM, max_examples=conversations))


@pytest.mark.long("the shorter tests of this file")
def test_no_update_breaks_the_webhook(tmp_path: Path, wording: Wording) -> None:
    with closing(Webhook(tmp_path, wording)) as webhook:
        for data in [*cases("update"), *mutated("update", 60, seed=1)]:
            webhook(data)


@pytest.mark.long("the shorter tests of this file")
def test_nothing_that_a_chat_can_hold_breaks_the_webhook(tmp_path: Path, wording: Wording) -> None:
    user = {"id": CHATS[0], "is_bot": False, "first_name": "Ann"}
    with closing(Webhook(tmp_path, wording)) as webhook, capture_logs() as logged:
        content = Content(webhook.api.schema, user, webhook.api.me)
        for chat in content.chats.values():
            webhook.api.world.open_chat(chat)
        for number, sent in enumerate(content.everything(), 1):
            webhook(json.dumps({"update_id": number, sent.kind: sent.payload}).encode())
            assert [entry for entry in logged if entry["log_level"] == "error"] == [], sent


def test_no_callback_data_breaks_the_interview() -> None:
    for data in [*cases("reply"), *mutated("reply", 1_000, seed=1)]:
        reply(data)


@pytest.mark.parametrize("lines", [False, True])
def test_no_answers_break_the_score(tmp_path: Path, lines: bool) -> None:
    scoring = Scoring(tmp_path, lines)
    for data in [*cases("score"), *mutated("score", 300, seed=1)]:
        scoring(data)
