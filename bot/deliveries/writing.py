"""Writes messages to people who have not just spoken, at a decent hour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Protocol, TypeVar

from bot.deliveries.report import SendReport
from bot.deliveries.worker import Call, Later
from flows.campaign.reaching import wait_s
from flows.dialogue import Address
from flows.screen import Screen


class Writer(Protocol):
    """A face that can write plain text to a person who has not just spoken."""

    async def write(self, address: str, screen: Screen) -> SendReport:
        """Send a screen as plain text with its buttons to an account of this face, once."""


class Addressed(Protocol):
    """A message to a person, and what decides when it may be sent: when they last answered, and where they live."""

    @property
    def who(self) -> Address:
        """Whom it is to."""

    @property
    def seen_at(self) -> datetime:
        """When they last answered."""

    @property
    def timezone(self) -> str:
        """Their time zone (an IANA name)."""


Message = TypeVar("Message", bound=Addressed)


class Writing:
    """Writes messages through the faces that can be reached. `now` is the clock."""

    def __init__(self, writers: Mapping[str, Writer], now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._writers = writers
        self._now = now

    def prepared(self, message: Message | None, screen_of: Callable[[Message], Screen]) -> Call | Later | None:
        """Return the call that writes a message; Later until a decent hour, and until the person has been silent for minutes.

        None if there is no such message any more, or nothing reaches the person.
        """
        writer = self._writers.get(message.who.face) if message is not None else None
        if message is None or writer is None:
            return None
        seconds = wait_s(message.seen_at, message.timezone, self._now())
        return Later(seconds) if seconds else partial(writer.write, message.who.address, screen_of(message))
