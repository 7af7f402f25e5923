"""Sends the messages about reviews, through the faces that can be reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial

from bot.broadcasts.sending import Writer
from bot.conversation.cases import seen
from bot.deliveries.worker import Call, Later
from flows.campaign.reaching import wait_s
from flows.interview.cases.screens import message_card
from flows.interview.cases.seen import message_line
from storage.deliveries.leases import Delivery
from storage.review.case_messages import CaseMessages


class SendingCaseMessages:
    """The Sender of the deliveries about cases."""

    def __init__(
        self,
        messages: CaseMessages,
        writers: Mapping[str, Writer],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._messages = messages
        self._writers = writers
        self._now = now

    async def prepare(self, delivery: Delivery) -> Call | Later | None:
        """Implement Sender. It waits for a decent hour, and until the person has not answered for some minutes."""
        message = await self._messages.message(delivery)
        writer = self._writers.get(message.who.face) if message is not None else None
        if message is None or writer is None:
            return None
        seconds = wait_s(message.seen_at, message.timezone, self._now())
        if seconds:
            return Later(seconds)
        case = seen(message.own)
        return partial(writer.write, message.who.address, message_card(message_line(case), case, message.language))
