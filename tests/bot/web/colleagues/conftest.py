"""Institutions with several people, over either database."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from aiohttp import ClientSession

from tests.people.either_engine import conversation as conversation
from tests.people.visitor import open_browser


@pytest_asyncio.fixture
async def ben(address: str) -> AsyncIterator[ClientSession]:
    """Another browser, of a stranger."""
    async with open_browser(address) as session:
        yield session
