"""What the tests of stored reviews share."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.people.reviews import ReviewTown, review_town


@pytest_asyncio.fixture
async def town(database_url: str) -> AsyncIterator[ReviewTown]:
    """An association whose officers have joined, in a database of either engine."""
    async with review_town(database_url) as town:
        yield town
