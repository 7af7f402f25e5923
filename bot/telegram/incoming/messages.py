"""Handles messages: passes them to the conversation and its response to the presenter. Taps are handled in `taps`."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import JOIN_TRANSITION, ChatMemberUpdatedFilter
from aiogram.methods import TelegramMethod
from aiogram.types import BufferedInputFile, ChatMemberUpdated, Message, User

from bot.attachments.inspection import FileRefused
from bot.conversation.conversation import Conversation
from bot.conversation.plan_in_chat import with_planned_step
from bot.conversation.response import Response
from bot.telegram.incoming.downloads import download_and_inspect
from bot.telegram.incoming.message_filters import group_command, is_command, is_in_group, private_message
from bot.telegram.outgoing.document_sender import DocumentSender
from bot.telegram.outgoing.presenter import Presenter
from bot.words.wording import Wording, language_of
from flows.commands import command_in
from flows.dialogue import Address, Attached, Command, Typed, Utterance, phrase


def message_router() -> Router:
    """Return the routes of messages. Private chats converse, groups read one line, channels get nothing."""
    routes = Router()
    routes.message.register(note_pin, F.chat.type == "private", F.pinned_message)
    routes.message.register(send_my_data, private_message, is_my_data)
    routes.message.register(answer_file, private_message, F.photo)
    routes.message.register(answer_file, private_message, F.document)
    routes.message.register(answer_text, private_message)
    routes.message.register(answer_in_group, group_command)
    routes.my_chat_member.register(greet_group, is_in_group, ChatMemberUpdatedFilter(JOIN_TRANSITION))
    return routes


class PendingResponse:
    """The response to a message, once it is stored. If it cannot be shown now, only showing it is repeated."""

    __slots__ = ("response",)

    def __init__(self) -> None:
        self.response: Response | None = None


async def answer_text(
    message: Message,
    sender: User,
    pending: PendingResponse,
    bot: Bot,
    conversation: Conversation,
    presenter: Presenter,
    documents: DocumentSender,
) -> None:
    """Answer a command or a typed line with a new card below it. Anything else counts as an empty line and gets a hint."""
    who, language = address_of(sender), language_of(sender.language_code)
    if pending.response is None:
        said = await conversation.say(who, utterance_of(message, counter_of(bot)), language)
        pending.response = await with_planned_step(conversation, who, said)
    if not await presenter.send(message.chat.id, pending.response):
        return
    await conversation.seen(pending.response)
    if pending.response.finished:
        documents.send_result(message.chat.id, who)


async def answer_file(
    message: Message, sender: User, pending: PendingResponse, bot: Bot, conversation: Conversation, presenter: Presenter
) -> None:
    """Answer a photo or a document with a new card below it. The file is read only if the person's screen asks for one."""
    if pending.response is None:
        pending.response = await _answer_to_file(message, sender, bot, conversation)
    if await presenter.send(message.chat.id, pending.response):
        await conversation.seen(pending.response)


async def _answer_to_file(message: Message, sender: User, bot: Bot, conversation: Conversation) -> Response:
    who, language = address_of(sender), language_of(sender.language_code)
    current = await conversation.look(who, language)
    try:
        file = await download_and_inspect(bot, message) if current.attached else None
    except FileRefused as refusal:
        return Response(current, refusal.why)
    return await conversation.say(who, Attached(file, message.caption or "", message.message_id, counter_of(bot)), language)


async def note_pin(message: Message, presenter: Presenter) -> None:
    """Record that the person has pinned a message. Nothing is answered."""
    if message.pinned_message is not None:
        presenter.record_pin(message.chat.id, message.pinned_message.message_id)


async def send_my_data(
    message: Message, sender: User, conversation: Conversation, wording: Wording, documents: DocumentSender
) -> None:
    """Send everything stored about the person: a JSON file at once, and the workbook of it when it is made."""
    who = address_of(sender)
    data = await conversation.my_data(who)
    language = (await conversation.look(who, language_of(sender.language_code))).language
    if data is None:
        await message.answer(wording.say(phrase("notice-nothing-stored"), language))
    else:
        file = BufferedInputFile(data.encode(), filename="xingjie-mydata.json")
        await message.answer_document(file, caption=wording.say(phrase("mydata-caption"), language))
        documents.send_my_data(message.chat.id, who, data, language)


async def answer_in_group(message: Message, sender: User, wording: Wording) -> TelegramMethod[Message]:
    """Return the one line for a group: the bot works in private."""
    return message.answer(wording.say(phrase("refusal-group"), language_of(sender.language_code)))


async def greet_group(event: ChatMemberUpdated, wording: Wording) -> TelegramMethod[Message]:
    """Return the same line when the bot is added to a group."""
    return event.answer(wording.say(phrase("refusal-group"), language_of(event.from_user.language_code)))


def address_of(user: User) -> Address:
    """Return the address of a Telegram account: one respondent on all their devices."""
    return Address("telegram", str(user.id))


def counter_of(bot: Bot) -> str:
    """Return who counts the message numbers: another bot counts its messages with the same person from 1 again."""
    return str(bot.id)


def utterance_of(message: Message, counter: str) -> Utterance:
    """Return a message as a command with its argument or as a typed line. Its number shows a repeated delivery."""
    text = message.text or ""
    command = command_in(text)
    if command is not None:
        return Command(command.name, command.argument, message.message_id, counter)
    return Typed(text, message.message_id, counter)


def is_my_data(message: Message) -> bool:
    """Return whether a message is the command `/mydata`."""
    return is_command(message, "mydata")
