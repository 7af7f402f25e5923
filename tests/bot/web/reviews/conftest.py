"""The page over either database with its files, and reviewers as another process of the same database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from tests.people.pre_screening import Review, reviewing


@pytest_asyncio.fixture
async def conversation(database_url: str, tmp_path: Path) -> AsyncIterator[Conversation]:
    """A conversation over an empty database of either engine, with a folder for files and keys."""
    async with open_conversation(database_url, data_dir=tmp_path / "data") as conversation:
        yield conversation


@pytest_asyncio.fixture
async def review(database_url: str, conversation: Conversation) -> AsyncIterator[Review]:
    """The officers' side of the same database."""
    async with reviewing(database_url) as review:
        yield review
