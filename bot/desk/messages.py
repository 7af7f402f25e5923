"""What officers see of a message: itself, before they send it, and how far it is afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.deliveries.report import SendOutcome
from bot.deliveries.writing import Writer
from flows.campaign.broadcast import Broadcast
from flows.dialogue import Phrase
from flows.interview.reminders.campaign_messages import broadcast_of, preview_of
from flows.screen import Aside, Paragraph
from storage.campaigns.broadcasts import Preview
from storage.deliveries.batches import OPEN, Progress
from storage.tables import DeliveryState


class ChatCopy(StrEnum):
    """Whether a copy went to the author's own chat."""

    # They connected no account, or this process serves no chat.
    none = "none"
    sent = "sent"
    failed = "failed"


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """A message as its people read it: its language and its paragraphs, for each language; and the copy in the chat."""

    texts: tuple[tuple[str, tuple[str, ...]], ...]
    chat: ChatCopy


@dataclass(frozen=True, slots=True)
class MessageProgress:
    """How many people a message goes to, how many it went to, and how it went with the others.

    `waiting` is not begun or being sent. `unclear` may have arrived. `skipped` was not wanted any more, or was cancelled.
    """

    total: int
    sent: int
    waiting: int
    unreachable: int
    unclear: int
    skipped: int

    @property
    def done(self) -> int:
        """How many are settled, one way or the other."""
        return self.total - self.waiting


def progress_of(progress: Progress) -> MessageProgress:
    """Return how far a batch is, as officers read it."""
    counts = progress.counts
    return MessageProgress(
        total=progress.total,
        sent=counts.get(DeliveryState.sent, 0),
        waiting=sum(count for state, count in counts.items() if state in OPEN),
        unreachable=counts.get(DeliveryState.blocked, 0),
        unclear=counts.get(DeliveryState.uncertain, 0),
        skipped=counts.get(DeliveryState.skipped, 0),
    )


def seen_in(message: Broadcast, languages: Sequence[str], said: Callable[[Phrase, str], str], chat: ChatCopy) -> SeenMessage:
    """Return what the author is shown on the page; `said` puts a phrase into the words of a language."""
    texts = []
    for language in languages:
        blocks = broadcast_of(message, language).blocks
        texts.append((language, tuple(said(block.text, language) for block in blocks if isinstance(block, Paragraph | Aside))))
    return SeenMessage(tuple(texts), chat)


async def sent_to_chat(writer: Writer | None, shown: Preview, language: str) -> ChatCopy:
    """Send the preview to the author's account, if they connected one and this process serves a chat."""
    if writer is None or shown.account is None:
        return ChatCopy.none
    report = await writer.write(shown.account, preview_of(shown.broadcast, language))
    return ChatCopy.sent if report.outcome is SendOutcome.arrived else ChatCopy.failed
