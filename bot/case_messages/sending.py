"""Sends the messages about reviews and their results, and says what each reads as."""

from __future__ import annotations

from functools import partial

from bot.conversation.cases import Cases
from bot.conversation.seen_cases import seen
from bot.deliveries.worker import Call, Later, Sender
from bot.deliveries.writing import Writing
from flows.interview.cases.result_notices import notice_line
from flows.interview.cases.screens import message_card
from flows.interview.cases.seen import message_line
from flows.screen import Screen
from flows.standard.model import Standard
from storage.deliveries.leases import Delivery
from storage.deliveries.planning import DeliveryKind
from storage.review.case_messages import CaseMessage, CaseMessages
from storage.review.result_messages import ResultMessage, ResultMessages


class SendingCaseMessages:
    """The Sender of the deliveries about cases."""

    def __init__(self, messages: CaseMessages, writing: Writing) -> None:
        self._messages = messages
        self._writing = writing

    async def prepare(self, delivery: Delivery) -> Call | Later | None:
        """Implement Sender."""
        return self._writing.prepared(await self._messages.message(delivery), screen_of)


class SendingResultMessages:
    """The Sender of the deliveries about issued results."""

    def __init__(self, messages: ResultMessages, writing: Writing, standard: Standard) -> None:
        self._messages = messages
        self._writing = writing
        self._standard = standard

    async def prepare(self, delivery: Delivery) -> Call | Later | None:
        """Implement Sender."""
        return self._writing.prepared(await self._messages.message(delivery), partial(result_screen_of, self._standard))


def case_senders(cases: Cases, standard: Standard, writing: Writing) -> dict[DeliveryKind, Sender]:
    """Return who sends the messages about reviews and their results."""
    return {
        DeliveryKind.case: SendingCaseMessages(cases.messages, writing),
        DeliveryKind.result: SendingResultMessages(cases.result_messages, writing, standard),
    }


def screen_of(message: CaseMessage) -> Screen:
    """Return a message as its person reads it."""
    case = seen(message.own)
    return message_card(message_line(case), case, message.language)


def result_screen_of(standard: Standard, message: ResultMessage) -> Screen:
    """Return a message about a result as its person reads it."""
    case = seen(message.own)
    return message_card(notice_line(standard, case, message.notice), case, message.language)
