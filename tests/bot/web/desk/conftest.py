"""The desk over either database."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.conversation.conversation import Conversation
from flows.campaign.roles import Role
from tests.people.desk_cases import accepted, handed_in
from tests.people.desk_visitor import DeskVisitor, desk_visitor, first_invitation
from tests.people.either_engine import conversation as conversation


@pytest_asyncio.fixture
async def ann(address: str, conversation: Conversation) -> AsyncIterator[DeskVisitor]:
    """The browser of the first administrator of the association North."""
    async with desk_visitor(address) as visitor:
        await visitor.joins(await first_invitation(conversation), "Ann")
        yield visitor


@pytest_asyncio.fixture
async def other(address: str) -> AsyncIterator[DeskVisitor]:
    """Another browser, in which nobody is signed in."""
    async with desk_visitor(address) as visitor:
        yield visitor


@pytest_asyncio.fixture
async def ben(ann: DeskVisitor, other: DeskVisitor) -> DeskVisitor:
    """The browser of a reviewer of the association North."""
    await other.joins(await ann.invitation(Role.reviewer), "Ben")
    return other


@pytest_asyncio.fixture
async def case(conversation: Conversation, ben: DeskVisitor) -> str:
    """The address of a case that Ben reads."""
    case = await handed_in(conversation, ben)
    await accepted(ben, case)
    return case
