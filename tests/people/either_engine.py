"""Fixtures for a conftest: the page's conversation over either database, and officers as another process of the same one."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from tests.people.campaigners import CampaignDesk, campaign_desk


@pytest_asyncio.fixture
async def conversation(database_url: str) -> AsyncIterator[Conversation]:
    """A conversation and a desk over an empty database of either engine."""
    async with open_conversation(database_url) as conversation:
        yield conversation


@pytest_asyncio.fixture
async def desk(database_url: str, conversation: Conversation) -> AsyncIterator[CampaignDesk]:
    """The officers' side of the same database, as another process."""
    async with campaign_desk(database_url) as desk:
        yield desk
