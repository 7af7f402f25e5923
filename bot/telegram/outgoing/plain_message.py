"""Writes a screen as a plain message: no markup, and no links in what people typed."""

from __future__ import annotations

import json
from functools import partial

from bot.telegram.outgoing.card_text import JOINER, SEPARATOR, keyboard
from bot.words.wording import Wording
from flows.campaign.broadcast import LINK
from flows.screen import Aside, Heading, Paragraph, Screen


def plain_message(chat: int, screen: Screen, wording: Wording) -> bytes:
    """Return the JSON body of the sendMessage that shows a screen of headings and paragraphs in a new message.

    Without a parse mode nothing in it can become markup. Raises ValueError for any other block.
    """
    say = partial(wording.say, echo=without_links)
    parts = []
    for block in screen.blocks:
        if not isinstance(block, Heading | Paragraph | Aside):
            raise ValueError(f"a plain message has no {type(block).__name__}")
        parts.append(say(block.text, screen.language))
    rows = [
        [{"text": wording.say(choice.label, screen.language), "callback_data": choice.reply.encode()} for choice in row]
        for row in keyboard(screen)
    ]
    body = {
        "chat_id": chat,
        "text": SEPARATOR.join(parts),
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {"inline_keyboard": rows},
    }
    return json.dumps(body, ensure_ascii=False).encode()


def without_links(text: str) -> str:
    """Return typed text with an invisible joiner after each sign that would make a part of it a link, a name or a command."""
    return LINK.sub(lambda found: "".join(sign + JOINER if sign in "./@:" else sign for sign in found[0]), text)
