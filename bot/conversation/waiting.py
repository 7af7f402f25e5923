"""Shows what waits for a person's next visit: a reminder, a message of a campaign, or what happened in a review."""

from __future__ import annotations

import structlog
from msgspec.structs import replace

from bot.conversation.cases import Cases
from bot.conversation.response import Response
from bot.reminders.sending import Reminding
from flows.dialogue import Address, Refusal
from flows.interview.cases.reply_cards import with_way_to_reply
from flows.interview.reminders.campaign_messages import campaign_notice
from flows.interview.session import Session
from storage.campaigns.messages import CampaignMessages
from storage.errors import Unstored

log = structlog.get_logger()


class Waiting:
    """What waits for visits. A part is None if this process does not know it."""

    def __init__(
        self, reminding: Reminding | None, campaign_messages: CampaignMessages | None, cases: Cases | None = None
    ) -> None:
        self._reminding = reminding
        self._campaign_messages = campaign_messages
        self._cases = cases

    async def with_reminder(self, who: Address, before: Session, response: Response) -> Response:
        """Put the reminder that waits for this person on an answer that says nothing else above its screen."""
        if self._reminding is None or not before.reminders or response.refusal or response.screen.notice:
            return response
        try:
            waiting = await self._reminding.waiting(who, before)
        except Unstored as error:
            # What the person said is committed: they must not read that it was not.
            log.warning("reminder_waits_on", exc_info=error)
            return response
        if waiting is None:
            return response
        said, due = waiting
        return replace(response, screen=response.screen.noticing(said), reminder=due)

    async def with_campaign(self, who: Address, session: Session, response: Response) -> Response:
        """Put the reminder of a campaign that waits for this person's visit on a screen that says nothing else above."""
        if self._campaign_messages is None or not session.is_stored or response.screen.notice:
            return response
        waiting = await self._campaign_messages.waiting(who)
        if waiting is None:
            return response
        said = campaign_notice(waiting.campaign, waiting.association)
        return replace(response, screen=response.screen.noticing(said), campaign=waiting)

    async def with_case(self, who: Address, session: Session, response: Response) -> Response:
        """Put the news of a review, which waits for a coordinator, on a screen that says nothing else above."""
        if self._cases is None or not session.is_stored or response.screen.notice:
            return response
        waiting = await self._cases.waiting(who)
        if waiting is None:
            return response
        said, told = waiting
        return replace(response, screen=response.screen.noticing(said), case=told)

    async def with_way_to_case(self, who: Address, response: Response) -> Response:
        """Put the way back to a review above the screen if an answer was changed of which a reviewer has asked more.

        A way that is there already, to undo what was cleared, stays.
        """
        if not response.corrected or self._cases is None or response.screen.way_back is not None:
            return response
        try:
            cases = await self._cases.of(who)
        except Refusal as error:
            # What the person said is committed: they must not read that it was not.
            log.warning("way_to_case_left_out", exc_info=error)
            return response
        return replace(response, screen=with_way_to_reply(self._cases.standard, response.screen, cases, response.corrected))

    async def seen(self, response: Response) -> None:
        """Record that this answer was shown to the person, so that its waiting reminder is not shown again.

        If the record cannot be stored, the reminder is shown once more on the next visit: better than never.
        """
        try:
            if response.reminder is not None and self._reminding is not None:
                await self._reminding.seen(response.reminder)
            if response.campaign is not None and self._campaign_messages is not None:
                await self._campaign_messages.seen(response.campaign)
            if response.case is not None and self._cases is not None:
                await self._cases.messages.seen(response.case)
        except Unstored as error:
            log.warning("unstored", exc_info=error)
