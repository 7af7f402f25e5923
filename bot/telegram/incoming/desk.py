"""The desk in a chat: an officer connects their account, `/desk` gives them a link that signs them in, and `/campaign` shows
their campaigns. In private only."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import LinkPreviewOptions, Message, User

from bot.conversation.conversation import Conversation
from bot.conversation.officer_campaigns import OfficerCampaigns
from bot.conversation.unstored import refusing_when_unstored
from bot.desk.desk import START_PREFIX, Desk
from bot.telegram.incoming.message_filters import is_command, private_message, start_argument
from bot.telegram.incoming.messages import PendingResponse, address_of
from bot.telegram.outgoing.presenter import Presenter
from bot.telegram.outgoing.release_pictures import ReleasePictures
from bot.words.wording import Wording, language_of
from flows.dialogue import Phrase, phrase

# Menus do not show these commands, because most people are not officers.
COMMAND, CAMPAIGN = "desk", "campaign"
# How people write them.
WRITTEN, CAMPAIGN_WRITTEN = f"/{COMMAND}", f"/{CAMPAIGN}"


def desk_router() -> Router:
    """Answers officers who come to the desk by a chat."""
    routes = Router()
    routes.message.register(connect, private_message, is_connecting)
    routes.message.register(give_links, private_message, asks_for_desk)
    routes.message.register(show_campaigns, private_message, asks_for_campaign)
    return routes


def is_connecting(message: Message) -> bool:
    """Return whether a message is the /start that a link of the desk makes Telegram send."""
    return start_argument(message, START_PREFIX) is not None


def asks_for_desk(message: Message) -> bool:
    """Return whether a message is the command `/desk`."""
    return is_command(message, COMMAND)


def asks_for_campaign(message: Message) -> bool:
    """Return whether a message is the command `/campaign`, which is for officers; `/campaigns` is for those who take part."""
    return is_command(message, CAMPAIGN)


async def connect(message: Message, sender: User, conversation: Conversation, wording: Wording) -> None:
    """Connect the account with the officer who made the link."""
    token = start_argument(message, START_PREFIX) or ""
    with refusing_when_unstored():
        officer = await _desk(conversation).chats.connect(token, str(sender.id))
    if officer is None:
        said = phrase("desk-link-gone")
    else:
        said = phrase(
            "desk-chat-connected",
            name=officer.name,
            association=officer.association_name,
            command=WRITTEN,
            campaign=CAMPAIGN_WRITTEN,
        )
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


async def show_campaigns(
    message: Message,
    sender: User,
    pending: PendingResponse,
    officer_campaigns: OfficerCampaigns,
    presenter: Presenter,
    pictures: ReleasePictures,
) -> None:
    """Show an officer their campaign, or a list to choose from; then its latest release as a picture."""
    if pending.response is not None:
        await presenter.send(message.chat.id, pending.response)
        return
    answer = await officer_campaigns.answer(address_of(sender), language_of(sender.language_code))
    pending.response = answer.response
    if await presenter.send(message.chat.id, pending.response) and answer.shown is not None:
        pictures.send(message.chat.id, answer.shown, answer.response.screen.language)


def _desk(conversation: Conversation) -> Desk:
    assert conversation.desk is not None
    return conversation.desk


async def _say(message: Message, sender: User, wording: Wording, said: Phrase) -> None:
    """Send a plain line. Telegram is asked not to preview the link in it."""
    text = wording.say(said, language_of(sender.language_code))
    await message.answer(text, parse_mode=None, link_preview_options=LinkPreviewOptions(is_disabled=True))
