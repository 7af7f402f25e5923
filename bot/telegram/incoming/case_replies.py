"""Texts that a person types about an item of a review. In private chats only."""

from __future__ import annotations

from typing import Any

from aiogram import Bot, Router
from aiogram.types import Message, User

from bot.conversation.case_replies import AskedText, Line
from bot.conversation.conversation import Conversation
from bot.conversation.replies_in_chat import text_typed
from bot.telegram.incoming.message_filters import private_message
from bot.telegram.incoming.messages import PendingResponse, address_of, counter_of
from bot.telegram.outgoing.presenter import Presenter
from bot.words.wording import language_of
from flows.commands import command_in


def reply_router() -> Router:
    """Return the router that takes the texts. It comes before all others: a text can begin like anything."""
    routes = Router()
    routes.message.register(answer_asked_text, private_message, asked_text)
    return routes


async def asked_text(message: Message, sender: User, bot: Bot, conversation: Conversation) -> dict[str, Any] | bool:
    """Return `{"asked": …}`, the item whose text this message is; False for any other message.

    A command leads elsewhere: what is typed after it is not the text any more.
    """
    if message.text is None:
        return False
    who = address_of(sender)
    if command_in(message.text) is not None:
        await conversation.cases.replies.ask_no_more(who)
        return False
    asked = await conversation.cases.replies.asked(who, message.message_id, counter_of(bot))
    return {"asked": asked} if asked is not None else False


async def answer_asked_text(
    message: Message,
    sender: User,
    asked: AskedText,
    pending: PendingResponse,
    bot: Bot,
    conversation: Conversation,
    presenter: Presenter,
) -> None:
    """Store the text, and show the item with it in a new card below."""
    if pending.response is None:
        line = Line(message.text or "", message.message_id, counter_of(bot))
        language = language_of(sender.language_code)
        pending.response = await text_typed(conversation, address_of(sender), asked, line, language)
    await presenter.send(message.chat.id, pending.response)
