"""Lets people take part in campaigns, for any face: what an invitation asks, joining, showing less, withdrawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import structlog

from bot.conversation.days import day_of
from bot.conversation.unstored import refusing_when_unstored
from flows.campaign.asked import asked_subdomains
from flows.campaign.campaign import Status
from flows.campaign.visibility import Visibility
from flows.dialogue import Address, Phrase, phrase
from flows.interview.session import Session
from flows.interview.taking_part.answered import answered, lacking, own_attempt
from flows.interview.taking_part.asked import Asked, Level, facts_of, levels_to
from flows.interview.taking_part.others import Beside, with_way_to_others
from flows.interview.taking_part.seen import Seen, seen_facts
from flows.screen import Screen
from flows.standard.model import Standard
from storage.campaigns.code_tries import CodeTries
from storage.campaigns.others import Others
from storage.campaigns.participations import Invited, Joined, Participation, Participations
from storage.database import Database
from storage.errors import Unstored
from storage.respondents.sessions import StoredSessions
from storage.tries import Tried

# What the faces are given.
__all__ = ["Asked", "Joined", "Level", "Participation", "TakingPart", "Visibility"]
NOBODY = Session("zh", 0)
log = structlog.get_logger()


class TakingPart:
    """The campaigns of an installation, as respondents meet them. Every method raises Refusal."""

    def __init__(
        self,
        sessions: StoredSessions,
        participations: Participations,
        codes: CodeTries,
        others: Others,
        standard: Standard,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._sessions = sessions
        self._participations = participations
        self._codes = codes
        self._others = others
        self._standard = standard
        self._now = now

    async def asked(self, who: Address, typed: str) -> Asked | None:
        """Return what a link's token or a code asks of a person; None if it leads to no open campaign. Nothing changes."""
        with refusing_when_unstored():
            invited = await self._participations.invited(typed)
            session = await self._sessions.load(who)
            if invited is None or invited.campaign.status is Status.draft or invited.campaign.is_over(self._today(session)):
                return None
            mine = await self._participations.of(who) if session is not None else ()
            if session is not None and not invited.institution:
                # An invitation for all leads to the institution that colleagues answer for.
                named = await self._participations.colleagues_answer_for(who, invited.id)
                invited = replace(invited, institution=named)
        already = next((each for each in mine if each.id == invited.id), None)
        return Asked(
            invited.id,
            invited.campaign,
            invited.association,
            answers_for(already, invited),
            session is not None,
            already.agreed if already is not None else None,
            answered(invited.campaign, self._standard, session or NOBODY),
            lacking(invited.campaign, self._standard, session or NOBODY),
        )

    async def opened(self, typed: str) -> None:
        """Record that a person opened an invitation, by something that only a person does: programs fetch links too."""
        with refusing_when_unstored():
            await self._participations.opened(typed)

    async def join(self, who: Address, typed: str, agreed: Visibility, *, is_recorded: bool = False) -> Joined:
        """Let a person take part with what they agreed to show. `is_recorded`: it was recorded before that they opened it."""
        with refusing_when_unstored():
            today = self._today(await self._sessions.load(who))
            joined = await self._participations.join(who, typed, agreed, today, is_recorded=is_recorded)
        self._sessions.let_go()  # the invitation may have named their institution
        return joined

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

    async def object(self, who: Address, campaign: int, *, objects: bool) -> bool:
        """Record that a person says that something about their part is wrong, or that it is right; False if they have none."""
        with refusing_when_unstored():
            return await self._participations.object(who, campaign, objects=objects)

    async def withdraw(self, who: Address, campaign: int) -> bool:
        """End a participation; False if there is none."""
        with refusing_when_unstored():
            return await self._participations.withdraw(who, campaign)

    async def others(self, who: Address, campaign: int) -> Beside | None:
        """Return what is needed to show a person beside the others of a campaign; None if they take no part in it."""
        with refusing_when_unstored():
            figures = await self._others.of(who, campaign)
            session = await self._sessions.load(who)
        if figures is None or session is None:
            return None
        rules, latest = figures.campaign, figures.latest
        asked = asked_subdomains(rules, self._standard) if rules.edition == self._standard.edition else ()
        own = own_attempt(rules, self._standard, session) if asked else None
        lacks = lacking(rules, self._standard, session)
        release, made_on = (latest.release, day_of(session, latest.made_at)) if latest is not None else (None, None)
        return Beside(rules, release, made_on, figures.comes, own, lacks, asked, self._standard.name)

    async def on_documents(self, who: Address) -> str:
        """Return the campaign that a person's documents name: the running one that they joined last; "" if none wants it."""
        today = self._today(None)
        named = [
            each.campaign for each in await self.of(who) if each.campaign.on_documents and not each.campaign.is_over(today)
        ]
        return named[-1].name if named else ""

    async def with_way_to_others(self, who: Address, screen: Screen) -> Screen:
        """Return a result with the way to the others, if the person takes part in a campaign; without it if nobody can tell."""
        try:
            return with_way_to_others(screen, await self._others.campaigns(who))
        except Unstored as error:
            # What the person said is committed: they must not read that it was not.
            log.warning("way_to_others_left_out", exc_info=error)
            return screen

    def facts_of(self, each: Participation) -> tuple[Phrase, ...]:
        """Return, sentence by sentence, who asked, what the campaign promises, and what officers did with what it shows."""
        is_over = each.campaign.is_over(self._today(None))
        facts = facts_of(each.campaign, each.association, each.named, is_over=is_over)
        return phrase("mine-asked-by", association=each.association), *facts, *seen_facts(_seen(each))

    def _today(self, session: Session | None) -> date:
        return day_of(session or NOBODY, self._now())


def answers_for(already: Participation | None, invited: Invited) -> str:
    """Return the institution for which a person answers after taking up an invitation: a second one changes it seldom."""
    if already is None or not already.institution:
        return invited.institution
    if not already.is_detached:
        return already.institution
    return "" if invited.institution == already.institution else invited.institution


def levels_of(each: Participation) -> tuple[Level, ...]:
    """Return what is shown of a person now, and each level that shows less."""
    return levels_to(each.shown, each.shown, each.association)


def _seen(each: Participation) -> Seen:
    looks = each.looks
    last = day_of(NOBODY, looks.at) if looks is not None else None
    return Seen(
        each.association,
        each.institution,
        each.others,
        looks.count if looks is not None else 0,
        last,
        looks.officer if looks is not None else "",
        each.objects,
        each.is_detached,
    )


def level_named(text: str) -> Visibility | None:
    """Return the level of a name in a form; None for any other text."""
    return next((level for level in Visibility if level.name == text), None)


def taking_part_over(database: Database, sessions: StoredSessions, standard: Standard) -> TakingPart:
    """Return the campaigns of a database."""
    return TakingPart(sessions, Participations(database), CodeTries(database), Others(database), standard)
