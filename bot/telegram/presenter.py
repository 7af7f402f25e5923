"""Shows a Screen in a chat: one card, edited in place, sent anew where it cannot be edited."""

from __future__ import annotations

import json
from collections import OrderedDict
from html import escape

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import InlineKeyboardMarkup

from bot.conversation import Answer
from bot.telegram.calls import Calls, Refused
from bot.wording import Wording
from flows.dialogue import Aside, Block, Heading, Listing, Paragraph, Phrase, Progress, Screen

BAR_CELLS = 10
CARDS_REMEMBERED = 20_000
log = structlog.get_logger()


class Presenter:
    """Turns answers into Telegram's calls. What it remembers (the newest card of a chat) may be lost without harm."""

    def __init__(self, bot: Bot, calls: Calls, wording: Wording) -> None:
        self._bot = bot
        self._calls = calls
        self._wording = wording
        self._cards: OrderedDict[int, int] = OrderedDict()

    async def edit(self, chat: int, message: int, answer: Answer) -> None:
        """Show the answer in the message that was tapped; where Telegram refuses the edit, in a new one. Raises Unreachable."""
        card = {
            "chat_id": chat,
            "message_id": message,
            "text": text_of(answer.screen, self._wording),
            "parse_mode": "HTML",
            "reply_markup": {"inline_keyboard": buttons_of(answer.screen, self._wording)},
        }
        try:
            await self._calls.send("editMessageText", json.dumps(card, ensure_ascii=False).encode())
            self._remember(chat, message)
        except Refused as refusal:
            if refusal.code == 403:
                log.info("blocked")
            elif "message is not modified" not in refusal.why:
                await self.send(chat, answer)

    async def send(self, chat: int, answer: Answer) -> None:
        """Show the answer in a new message below whatever was typed, and take the card above away."""
        try:
            sent = await self._bot.send_message(
                chat,
                text_of(answer.screen, self._wording, answer.refusal),
                parse_mode="HTML",
                reply_markup=keyboard_of(answer.screen, self._wording),
            )
        except TelegramForbiddenError:
            log.info("blocked")
            return
        old = self._cards.get(chat)
        self._remember(chat, sent.message_id)
        if old is not None:
            await self._take_away(chat, old)

    def _remember(self, chat: int, message: int) -> None:
        self._cards[chat] = message
        self._cards.move_to_end(chat)
        if len(self._cards) > CARDS_REMEMBERED:
            self._cards.popitem(last=False)

    async def _take_away(self, chat: int, message: int) -> None:
        try:
            await self._bot.delete_message(chat, message)
        except TelegramBadRequest:
            log.debug("card_stays")  # older than 48 hours, or deleted by the person: its buttons answer calmly


def text_of(screen: Screen, wording: Wording, refusal: Phrase | None = None) -> str:
    """A screen's text as Telegram's HTML, under what has to be said first."""
    parts = [f"<i>{escape(wording.say(said, screen.language))}</i>" for said in (refusal, screen.notice) if said is not None]
    parts += [_block(block, wording, screen.language) for block in screen.blocks]
    return "\n\n".join(part for part in parts if part)


def keyboard_of(screen: Screen, wording: Wording) -> InlineKeyboardMarkup:
    """A screen's choices as an inline keyboard."""
    return InlineKeyboardMarkup.model_validate({"inline_keyboard": buttons_of(screen, wording)})


def buttons_of(screen: Screen, wording: Wording) -> list[list[dict[str, str]]]:
    """A screen's choices as the rows of an inline keyboard, ready for JSON."""
    language = screen.language
    return [
        [{"text": wording.say(choice.label, language), "callback_data": choice.reply.encode()} for choice in row]
        for row in screen.rows
    ]


def _block(block: Block, wording: Wording, language: str) -> str:
    match block:
        case Heading(text):
            return f"<b>{escape(wording.say(text, language))}</b>"
        case Paragraph(text):
            return escape(wording.say(text, language))
        case Aside(text):
            return f"<i>{escape(wording.say(text, language))}</i>"
        case Progress(done, total):
            return bar(done, total)
        case Listing():
            return "\n".join(_items(block, wording, language))


def _items(listing: Listing, wording: Wording, language: str) -> list[str]:
    lines = []
    for index, item in enumerate(listing.items):
        words = escape(wording.say(item, language))
        if not words:
            continue
        sign = "·" if listing.first is None else f"<b>{listing.first + index}</b>"
        lines.append(f"▸ {sign} <b>{words}</b>" if index == listing.marked else f"{sign} {words}")
    return lines


def bar(done: int, total: int) -> str:
    """A progress bar in characters: `■■■□□□□□□□ 8/27`. It is full only when all is done."""
    full = done * BAR_CELLS // total
    return f"{'■' * full}{'□' * (BAR_CELLS - full)} {done}/{total}"
