"""Sends the messages about reviews, and says what each reads as."""

from __future__ import annotations

from bot.conversation.cases import seen
from bot.deliveries.worker import Call, Later
from bot.deliveries.writing import Writing
from flows.interview.cases.screens import message_card
from flows.interview.cases.seen import message_line
from flows.screen import Screen
from storage.deliveries.leases import Delivery
from storage.review.case_messages import CaseMessage, CaseMessages


class SendingCaseMessages:
    """The Sender of the deliveries about cases."""

    def __init__(self, messages: CaseMessages, writing: Writing) -> None:
        self._messages = messages
        self._writing = writing

    async def prepare(self, delivery: Delivery) -> Call | Later | None:
        """Implement Sender."""
        return self._writing.prepared(await self._messages.message(delivery), screen_of)


def screen_of(message: CaseMessage) -> Screen:
    """Return a message as its person reads it."""
    case = seen(message.own)
    return message_card(message_line(case), case, message.language)
