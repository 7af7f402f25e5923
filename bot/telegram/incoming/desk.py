"""The desk in a chat: an officer connects their account, and `/desk` gives them a link that signs them in. In private only."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import LinkPreviewOptions, Message, User

from bot.conversation.conversation import Conversation
from bot.conversation.unstored import refusing_when_unstored
from bot.desk.desk import START_PREFIX, Desk
from bot.telegram.incoming.message_filters import is_command, private_message, start_argument
from bot.words.wording import Wording, language_of
from flows.dialogue import Phrase, phrase

COMMAND = "desk"
# How people write the command. Menus do not show it, because most people are not officers.
WRITTEN = f"/{COMMAND}"


def desk_router() -> Router:
    """Answers officers who come to the desk by a chat."""
    routes = Router()
    routes.message.register(connect, private_message, is_connecting)
    routes.message.register(give_links, private_message, asks_for_desk)
    return routes


def is_connecting(message: Message) -> bool:
    """Return whether a message is the /start that a link of the desk makes Telegram send."""
    return start_argument(message, START_PREFIX) is not None


def asks_for_desk(message: Message) -> bool:
    """Return whether a message is the command `/desk`."""
    return is_command(message, COMMAND)


async def connect(message: Message, sender: User, conversation: Conversation, wording: Wording) -> None:
    """Connect the account with the officer who made the link."""
    token = start_argument(message, START_PREFIX) or ""
    with refusing_when_unstored():
        officer = await _desk(conversation).chats.connect(token, str(sender.id))
    if officer is None:
        said = phrase("desk-link-gone")
    else:
        said = phrase("desk-chat-connected", name=officer.name, association=officer.association_name, command=WRITTEN)
    await _say(message, sender, wording, said)


async def give_links(message: Message, sender: User, conversation: Conversation, wording: Wording) -> None:
    """Give a link to the desk for each association of the account."""
    page_url = conversation.elsewhere.faces.page_url
    if not page_url:
        await _say(message, sender, wording, phrase("desk-chat-no-page"))
        return
    with refusing_when_unstored():
        made = await _desk(conversation).chats.links(str(sender.id))
    if not made:
        await _say(message, sender, wording, phrase("desk-chat-none"))
    for each in made:
        address = f"{page_url}/desk/in/{each.link.token}"
        await _say(message, sender, wording, phrase("desk-chat-link", association=each.association, address=address))


def _desk(conversation: Conversation) -> Desk:
    assert conversation.desk is not None
    return conversation.desk


async def _say(message: Message, sender: User, wording: Wording, said: Phrase) -> None:
    """Send a plain line. Telegram is asked not to preview the link in it."""
    text = wording.say(said, language_of(sender.language_code))
    await message.answer(text, parse_mode=None, link_preview_options=LinkPreviewOptions(is_disabled=True))
