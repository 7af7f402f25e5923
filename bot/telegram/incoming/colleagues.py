"""Links to an institution that open a chat, and the card of its people. In private chats only."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import Message, User

from bot.conversation.colleagues_in_chat import asked_to_join_in_chat, colleagues_in_chat
from bot.conversation.conversation import Conversation
from bot.conversation.working_together import START_PREFIX
from bot.telegram.incoming.message_filters import is_command, private_message, start_argument
from bot.telegram.incoming.messages import PendingResponse, address_of
from bot.telegram.outgoing.presenter import Presenter
from bot.words.wording import language_of

COMMAND = "colleagues"


def colleague_router() -> Router:
    """Return the router that answers links to an institution, and shows its people."""
    routes = Router()
    routes.message.register(answer_colleague_link, private_message, is_colleague_link)
    routes.message.register(answer_colleagues, private_message, asks_for_colleagues)
    return routes


def is_colleague_link(message: Message) -> bool:
    """Return whether a message is the /start that Telegram sends for a link to an institution."""
    return start_argument(message, START_PREFIX) is not None


async def answer_colleague_link(
    message: Message, sender: User, pending: PendingResponse, conversation: Conversation, presenter: Presenter
) -> None:
    """Ask whether to join. Nothing changes before a tap, so a link that comes again is harmless."""
    if pending.response is None:
        token = start_argument(message, START_PREFIX) or ""
        language = language_of(sender.language_code)
        pending.response = await asked_to_join_in_chat(conversation, address_of(sender), token, language)
    await presenter.send(message.chat.id, pending.response)


def asks_for_colleagues(message: Message) -> bool:
    """Return whether a message is the command `/colleagues`."""
    return is_command(message, COMMAND)


async def answer_colleagues(
    message: Message, sender: User, pending: PendingResponse, conversation: Conversation, presenter: Presenter
) -> None:
    """Show the people of the person's institution."""
    if pending.response is None:
        pending.response = await colleagues_in_chat(conversation, address_of(sender), language_of(sender.language_code))
    await presenter.send(message.chat.id, pending.response)
