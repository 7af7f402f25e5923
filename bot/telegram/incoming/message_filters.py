"""Decides which messages are for the bot: what a person sends in private, and commands in a group that name no other bot."""

from __future__ import annotations

from typing import Any

from aiogram.types import ChatMemberUpdated, Message

from bot.telegram.outgoing.bot_username import BotUsername
from flows.commands import SLASH, command_in

GROUPS = frozenset({"group", "supergroup"})
# What a person can put into a message. A message without any of these is Telegram's own note of an event (a pinned message, a
# changed setting, a payment) and is ignored, as are kinds that Telegram adds later.
CONTENT = (
    "text",
    "rich_message",
    "animation",
    "audio",
    "document",
    "live_photo",
    "paid_media",
    "photo",
    "sticker",
    "story",
    "video",
    "video_note",
    "voice",
    "checklist",
    "contact",
    "dice",
    "game",
    "poll",
    "venue",
    "location",
)


def private_message(message: Message) -> dict[str, Any] | bool:
    """Return `{"sender": …}`, the person who wrote this message in their private chat; False for any other message."""
    sender = message.from_user
    if message.chat.type != "private" or sender is None or sender.is_bot:
        return False
    return {"sender": sender} if any(getattr(message, kind, None) is not None for kind in CONTENT) else False


def start_argument(message: Message, prefix: str) -> str | None:
    """Return what a link of ours hands over by /start, without the prefix of its kind; None for any other message."""
    command = command_in(message.text or "")
    if command is None or command.name != "start" or not command.argument.startswith(prefix):
        return None
    return command.argument.removeprefix(prefix)


def is_command(message: Message, name: str) -> bool:
    """Return whether a message is this command."""
    command = command_in(message.text or "")
    return command is not None and command.name == name


def group_command(message: Message, username: BotUsername) -> dict[str, Any] | bool:
    """Return `{"sender": …}`, the person who gave a command of ours in a group; False for any other message.

    A command that names a bot is ours only if we know that the name is our own. Forwarded messages, and those posted in the
    name of a channel or of the group, are not for us.
    """
    sender = message.from_user
    if message.chat.type not in GROUPS or sender is None or sender.is_bot:
        return False
    if message.sender_chat or message.forward_origin or message.is_automatic_forward:
        return False
    text = message.text or ""
    command = command_in(text) if text.startswith(SLASH) else None
    if command is None or command.known is None or (command.bot and not username.is_ours(command.bot)):
        return False
    return {"sender": sender}


def is_in_group(event: ChatMemberUpdated) -> bool:
    """Return whether an event is in a group. In a channel every message of ours would go to all subscribers."""
    return event.chat.type in GROUPS
