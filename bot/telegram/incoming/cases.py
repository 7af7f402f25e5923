"""Request links that open a chat, and the cards of an institution's reviews. In private chats only."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import Message, User

from bot.conversation.cases_in_chat import START_PREFIX, asked_to_hand_in, cases_in_chat
from bot.conversation.conversation import Conversation
from bot.telegram.incoming.message_filters import is_command, private_message, start_argument
from bot.telegram.incoming.messages import PendingResponse, address_of
from bot.telegram.outgoing.presenter import Presenter
from bot.words.wording import language_of
from flows.commands import command_in

COMMAND = "cases"


def case_router() -> Router:
    """Return the router that answers request links, and shows the cases."""
    routes = Router()
    routes.message.register(answer_request, private_message, is_request)
    routes.message.register(answer_cases, private_message, asks_for_cases)
    return routes


def is_request(message: Message) -> bool:
    """Return whether a message is the /start that Telegram sends for a request link."""
    return start_argument(message, START_PREFIX) is not None


async def answer_request(
    message: Message, sender: User, pending: PendingResponse, conversation: Conversation, presenter: Presenter
) -> None:
    """Show what a request asks. Nothing changes before a tap, so a link that comes again is harmless."""
    if pending.response is None:
        typed = start_argument(message, START_PREFIX) or ""
        language = language_of(sender.language_code)
        pending.response = await asked_to_hand_in(conversation, address_of(sender), typed, language)
    await presenter.send(message.chat.id, pending.response)


def asks_for_cases(message: Message) -> bool:
    """Return whether a message is the command `/cases`, with or without a code."""
    return is_command(message, COMMAND)


async def answer_cases(
    message: Message, sender: User, pending: PendingResponse, conversation: Conversation, presenter: Presenter
) -> None:
    """Show the cases, or what the code behind the command asks."""
    if pending.response is None:
        command = command_in(message.text or "")
        typed = command.argument if command is not None else ""
        who, language = address_of(sender), language_of(sender.language_code)
        pending.response = (
            await asked_to_hand_in(conversation, who, typed, language)
            if typed
            else await cases_in_chat(conversation, who, language)
        )
    await presenter.send(message.chat.id, pending.response)
