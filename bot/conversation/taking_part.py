"""Lets people take part in campaigns, for any face: what an invitation asks, joining, showing less, withdrawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

from bot.conversation.days import day_of
from bot.conversation.unstored import refusing_when_unstored
from flows.campaign.campaign import Status
from flows.campaign.visibility import Visibility
from flows.dialogue import Address, Phrase, phrase
from flows.interview.session import Session
from flows.interview.taking_part.asked import Asked, Level, facts_of, levels_to
from storage.campaigns.code_tries import CodeTries
from storage.campaigns.participations import Joined, Participation, Participations
from storage.database import Database
from storage.respondents.sessions import StoredSessions
from storage.tries import Tried

# What the faces are given.
__all__ = ["Asked", "Joined", "Level", "Participation", "TakingPart", "Visibility"]
NOBODY = Session("zh", 0)


class TakingPart:
    """The campaigns of an installation, as respondents meet them. Every method raises Refusal."""

    def __init__(
        self,
        sessions: StoredSessions,
        participations: Participations,
        codes: CodeTries,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._sessions = sessions
        self._participations = participations
        self._codes = codes
        self._now = now

    async def asked(self, who: Address, typed: str) -> Asked | None:
        """Return what a link's token or a code asks of a person; None if it leads to no open campaign. Nothing changes."""
        with refusing_when_unstored():
            invited = await self._participations.invited(typed)
            session = await self._sessions.load(who)
            if invited is None or invited.campaign.status is Status.draft or invited.campaign.is_over(self._today(session)):
                return None
            mine = await self._participations.of(who) if session is not None else ()
        agreed = next((each.agreed for each in mine if each.id == invited.id), None)
        is_known = session is not None
        return Asked(invited.id, invited.campaign, invited.association, invited.institution, is_known, agreed)

    async def opened(self, typed: str) -> None:
        """Record that a person opened an invitation, by something that only a person does: programs fetch links too."""
        with refusing_when_unstored():
            await self._participations.opened(typed)

    async def join(self, who: Address, typed: str, agreed: Visibility, *, is_recorded: bool = False) -> Joined:
        """Let a person take part with what they agreed to show. `is_recorded`: it was recorded before that they opened it."""
        with refusing_when_unstored():
            today = self._today(await self._sessions.load(who))
            return await self._participations.join(who, typed, agreed, today, is_recorded=is_recorded)

    async def wait_for_code(self, tried: Sequence[Tried]) -> timedelta:
        """Count a try of a code; return zero if it is allowed, else how long to wait."""
        with refusing_when_unstored():
            return await self._codes.wait(tried)

    async def of(self, who: Address) -> tuple[Participation, ...]:
        """Return the campaigns in which a person takes part."""
        with refusing_when_unstored():
            return await self._participations.of(who)

    async def show_less(self, who: Address, campaign: int, level: Visibility) -> bool:
        """Lower what a person shows, at once; False if nothing changed."""
        with refusing_when_unstored():
            return await self._participations.show_less(who, campaign, level)

    async def withdraw(self, who: Address, campaign: int) -> bool:
        """End a participation; False if there is none."""
        with refusing_when_unstored():
            return await self._participations.withdraw(who, campaign)

    def facts_of(self, each: Participation) -> tuple[Phrase, ...]:
        """Return, sentence by sentence, who asked, for whom the person answers, and whether the campaign is over."""
        is_over = each.campaign.is_over(self._today(None))
        facts = facts_of(each.campaign, each.association, each.institution, is_over=is_over)
        return phrase("mine-asked-by", association=each.association), *facts

    def _today(self, session: Session | None) -> date:
        return day_of(session or NOBODY, self._now())


def levels_of(each: Participation) -> tuple[Level, ...]:
    """Return what is shown of a person now, and each level that shows less."""
    return levels_to(each.shown, each.shown, each.association)


def level_named(text: str) -> Visibility | None:
    """Return the level of a name in a form; None for any other text."""
    return next((level for level in Visibility if level.name == text), None)


def taking_part_over(database: Database, sessions: StoredSessions) -> TakingPart:
    """Return the campaigns of a database."""
    return TakingPart(sessions, Participations(database), CodeTries(database))
