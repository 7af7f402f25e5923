"""Shows an officer what they are about to send, at the desk and in their own chat, before it can be sent."""

from __future__ import annotations

from dataclasses import dataclass

from bot.broadcasts.sending import Writer
from bot.deliveries.report import SendOutcome
from flows.interview.reminders.campaign_messages import broadcast_of, preview_of
from flows.screen import Screen
from storage.campaigns.broadcasts import Broadcasts


@dataclass(frozen=True, slots=True)
class Previewed:
    """A message as its people will read it. `in_chat` says whether it arrived in the officer's chat; None: they have none."""

    screen: Screen
    in_chat: SendOutcome | None


async def previewed(
    broadcasts: Broadcasts, writer: Writer | None, session: str, campaign: int, broadcast: int, language: str
) -> Previewed | None:
    """Return what is to be sent, in the officer's language, and write it into their chat; None if it is not found.

    It is recorded as seen before: the desk shows it in any case. Raises as `Broadcasts` does.
    """
    shown = await broadcasts.preview(session, campaign, broadcast)
    if shown is None:
        return None
    in_chat = None
    if writer is not None and shown.account is not None:
        in_chat = (await writer.write(shown.account, preview_of(shown.broadcast, language))).outcome
    return Previewed(broadcast_of(shown.broadcast, language), in_chat)
