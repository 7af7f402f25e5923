"""Updates in, utterances to the conversation, answers to the presenter. Nothing is decided here."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import JOIN_TRANSITION, ChatMemberUpdatedFilter
from aiogram.methods import AnswerCallbackQuery, TelegramMethod
from aiogram.types import BufferedInputFile, CallbackQuery, ChatMemberUpdated, Message, User

from bot.attachments import Unfit
from bot.conversation import Answer, Conversation
from bot.documents.press import Kind
from bot.telegram.documents import Documents
from bot.telegram.downloads import inspected
from bot.telegram.presenter import Presenter
from bot.wording import Wording, language_of
from flows.dialogue import Address, Attached, Command, Reply, Typed, Utterance, phrase

UNREADABLE = Reply(-1, "", "")
NOBODY = User(id=0, is_bot=False, first_name="")


def router() -> Router:
    """Private chats converse; a group reads in one line that the bot works in private."""
    routes = Router()
    private = F.chat.type == "private"
    routes.callback_query.register(tapped)
    routes.message.register(my_data, private, F.text.regexp(r"^/mydata(@\w+)?\s*$"))
    routes.message.register(attached, private, F.photo)
    routes.message.register(attached, private, F.document)
    routes.message.register(said, private)
    routes.message.register(in_group, F.text.startswith("/"))
    routes.my_chat_member.register(joined_group, F.chat.type != "private", ChatMemberUpdatedFilter(JOIN_TRANSITION))
    return routes


async def tapped(
    query: CallbackQuery, conversation: Conversation, presenter: Presenter, documents: Documents, wording: Wording
) -> AnswerCallbackQuery:
    """A button: answered in its own card. The callback's answer is returned, so that a webhook carries it in its response."""
    reply = Reply.decode(query.data or "") or UNREADABLE
    answer = await conversation.say(address(query.from_user), reply, language_of(query.from_user.language_code))
    if reply.trigger == "document" and not answer.refusal:
        documents.send(query.from_user.id, address(query.from_user), Kind(reply.value))
        return query.answer(wording.say(phrase("document-making"), answer.screen.language))
    if query.message is not None:
        await presenter.edit(query.message.chat.id, query.message.message_id, answer)
        await conversation.seen(answer)
    if answer.finished:
        documents.send_result(query.from_user.id, address(query.from_user))
    return query.answer(wording.say(answer.refusal, answer.screen.language) if answer.refusal else None)


async def said(message: Message, conversation: Conversation, presenter: Presenter, documents: Documents) -> None:
    """A command or a typed line: answered in a new card below it. What is neither is an empty line, and gets a calm hint."""
    user = message.from_user or NOBODY
    answer = await conversation.say(address(user), utterance_of(message), language_of(user.language_code))
    await presenter.send(message.chat.id, answer)
    await conversation.seen(answer)
    if answer.finished:
        documents.send_result(message.chat.id, address(user))


async def attached(message: Message, bot: Bot, conversation: Conversation, presenter: Presenter) -> None:
    """A photo or a document: read only where the person's screen asks for one; answered in a new card below it."""
    user = message.from_user or NOBODY
    who, language = address(user), language_of(user.language_code)
    current = await conversation.look(who, language)
    try:
        file = await inspected(bot, message) if current.attached else None
    except Unfit as unfit:
        await presenter.send(message.chat.id, Answer(current, unfit.why))
        return
    answer = await conversation.say(who, Attached(file, message.caption or "", message.message_id), language)
    await presenter.send(message.chat.id, answer)
    await conversation.seen(answer)


async def my_data(message: Message, conversation: Conversation, presenter: Presenter, wording: Wording) -> None:
    """Everything stored of the person, as a JSON file."""
    user = message.from_user or NOBODY
    data = await conversation.my_data(address(user))
    language = (await conversation.look(address(user), language_of(user.language_code))).language
    if data is None:
        await message.answer(wording.say(phrase("notice-nothing-stored"), language))
    else:
        file = BufferedInputFile(data.encode(), filename="xingjie-mydata.json")
        await message.answer_document(file, caption=wording.say(phrase("mydata-caption"), language))


async def in_group(message: Message, wording: Wording) -> TelegramMethod[Message]:
    """One line: the bot works in private."""
    language = language_of((message.from_user or NOBODY).language_code)
    return message.answer(wording.say(phrase("refusal-group"), language))


async def joined_group(event: ChatMemberUpdated, wording: Wording) -> TelegramMethod[Message]:
    """The same line when the bot is brought into a group."""
    return event.answer(wording.say(phrase("refusal-group"), language_of(event.from_user.language_code)))


def address(user: User) -> Address:
    """A Telegram account is one respondent on all its devices."""
    return Address("telegram", str(user.id))


def utterance_of(message: Message) -> Utterance:
    """A command with its argument, or a typed line; the message's number tells a repeated delivery."""
    text = message.text or ""
    if text.startswith("/"):
        name, _, argument = text[1:].partition(" ")
        return Command(name.partition("@")[0].lower(), argument, message.message_id)
    return Typed(text, message.message_id)
