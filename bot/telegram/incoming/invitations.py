"""Invitations to campaigns that open a chat: the card that says what the campaign asks. In private chats only."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import Message, User

from bot.conversation.conversation import Conversation
from bot.conversation.invitations import START_PREFIX, asked_in_chat
from bot.conversation.my_campaigns import campaigns_in_chat
from bot.telegram.incoming.message_filters import is_command, private_message, start_argument
from bot.telegram.incoming.messages import PendingResponse, address_of
from bot.telegram.outgoing.presenter import Presenter
from bot.words.wording import language_of

COMMAND = "campaigns"


def invitation_router() -> Router:
    """Return the router that answers invitations."""
    routes = Router()
    routes.message.register(answer_invitation, private_message, is_invitation)
    routes.message.register(answer_campaigns, private_message, asks_for_campaigns)
    return routes


def is_invitation(message: Message) -> bool:
    """Return whether a message is the /start that Telegram sends for an invitation."""
    return start_argument(message, START_PREFIX) is not None


async def answer_invitation(
    message: Message, sender: User, pending: PendingResponse, conversation: Conversation, presenter: Presenter
) -> None:
    """Show what the campaign asks. Nothing is stored about the person before a tap, so a link that comes again is harmless."""
    if pending.response is None:
        typed = start_argument(message, START_PREFIX) or ""
        language = language_of(sender.language_code)
        pending.response = await asked_in_chat(conversation, address_of(sender), typed, language)
    if await presenter.send(message.chat.id, pending.response):
        await conversation.seen(pending.response)


def asks_for_campaigns(message: Message) -> bool:
    """Return whether a message is the command `/campaigns`."""
    return is_command(message, COMMAND)


async def answer_campaigns(
    message: Message, sender: User, pending: PendingResponse, conversation: Conversation, presenter: Presenter
) -> None:
    """Show the campaigns in which the person takes part."""
    if pending.response is None:
        pending.response = await campaigns_in_chat(conversation, address_of(sender), language_of(sender.language_code))
    await presenter.send(message.chat.id, pending.response)
