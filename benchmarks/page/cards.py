"""The same runs through Telegram's cards: the conversation answers, and the card writer writes what the chat would show."""

from __future__ import annotations

import json
import re
import tempfile
from html import unescape

from benchmarks.page.runs import END, Effort, Run, length_of
from bot.conversation.opening import open_conversation
from bot.conversation.response import Response
from bot.telegram.outgoing.card_text import CardWriter
from bot.words.wording import Wording
from flows.dialogue import Address, Command, Reply
from storage.database import migrate

WHO = Address("telegram", "1")
TAG = re.compile(r"<[^>]+>")


async def run_in_chat(run: Run, language: str, wording: Wording) -> Effort:
    """Play a run in a chat that nobody used before; what it took."""
    cards, taps, characters = CardWriter(wording), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/x.db"
        await migrate(url)
        async with open_conversation(url) as conversation:
            response = await conversation.say(WHO, Command("start"), language)
            while True:
                text, replies = _card(cards, response)
                characters += length_of(text)
                if response.screen.name == END:
                    return Effort(taps, taps + 1, characters)
                offered = {(reply.trigger, reply.value): reply for reply in replies}
                response = await conversation.say(WHO, offered[run.next_tap(offered)], language)
                taps += 1


def _card(cards: CardWriter, response: Response) -> tuple[str, list[Reply]]:
    """The words of a card and its buttons, as a person reads them, and what the buttons reply."""
    card = json.loads(cards.send(1, response.screen))
    buttons = [button for row in card["reply_markup"]["inline_keyboard"] for button in row]
    replies = [Reply.decode(button["callback_data"]) for button in buttons]
    labels = [button["text"] for button in buttons]
    return unescape(TAG.sub("", card["text"])) + "".join(labels), [reply for reply in replies if reply is not None]
