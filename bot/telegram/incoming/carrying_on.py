"""Carrying on in a chat what was begun on the page, and on the page what was begun in a chat. In private chats only."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import Message, User

from bot.conversation.conversation import Conversation
from bot.conversation.elsewhere import START_PREFIX, Outcome
from bot.conversation.response import Response
from bot.telegram.incoming.message_filters import private_message, start_argument
from bot.telegram.incoming.messages import PendingResponse, address_of
from bot.telegram.outgoing.presenter import Presenter
from bot.words.wording import language_of
from flows.dialogue import Address, Phrase, Reply, phrase
from flows.screen import Screen

GONE, OPENED = phrase("link-gone"), phrase("link-opened")


def link_router() -> Router:
    """Return the router that answers links from the page to a chat."""
    routes = Router()
    routes.message.register(answer_link, private_message, is_link)
    return routes


def is_link(message: Message) -> bool:
    """Return whether a message is the /start that Telegram sends for a link from the page."""
    return start_argument(message, START_PREFIX) is not None


async def answer_link(
    message: Message, sender: User, pending: PendingResponse, conversation: Conversation, presenter: Presenter
) -> None:
    """Ask whether to carry on here. Nothing changes before a tap, so a link that comes again is harmless."""
    if pending.response is None:
        token = start_argument(message, START_PREFIX) or ""
        pending.response = await _asked(conversation, address_of(sender), token, language_of(sender.language_code))
    if await presenter.send(message.chat.id, pending.response):
        await conversation.seen(pending.response)


async def _asked(conversation: Conversation, who: Address, token: str, language: str) -> Response:
    current = await conversation.look(who, language)
    card = await conversation.elsewhere.asked_in_chat(token, who, current.language)
    return Response(current, GONE) if card is None else Response(card)


async def answer_tap(conversation: Conversation, who: Address, reply: Reply, language: str) -> Response:
    """Take a tap on the card of a link. Raises Refusal if the database cannot be used."""
    language = (await conversation.look(who, language)).language
    outcome = await conversation.elsewhere.answered_in_chat(reply.value, who, language) if reply.value else None
    if isinstance(outcome, Screen):
        return Response(outcome)
    current = await conversation.visit(who, language)
    return _saying(current, {Outcome.done: OPENED, Outcome.gone: GONE}.get(outcome) if outcome else None)


async def with_link_to_page(conversation: Conversation, who: Address, response: Response) -> Response:
    """Put a link to the page on the answer to a tap that asked for one. Raises Refusal if the database cannot be used."""
    address = await conversation.elsewhere.link_to_page(who)
    if address is not None:
        said = phrase("link-to-page", address=address)
    else:
        said = phrase("link-none" if conversation.elsewhere.faces.page_url else "link-no-page")
    return _saying(response, said)


def _saying(response: Response, said: Phrase | None) -> Response:
    return Response(response.screen.noticing(said), reminder=response.reminder) if said else response
