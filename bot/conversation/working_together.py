"""Lets several people answer for one institution, for any face: inviting, joining, leaving, and handing the coordination on."""

from __future__ import annotations

from collections.abc import Awaitable

from bot.conversation.unstored import refusing_when_unstored
from flows.dialogue import Address, Phrase, phrase
from flows.institution.colleagues import NICKNAME_AT_MOST, Post, Team, post_named
from flows.interview.colleagues.screens import (
    called,
    colleague_line,
    held_line,
    institution_named,
    joining_words,
    leaving_lines,
)
from flows.typed_text import has_words, one_line
from storage.institutions.colleagues import LIFETIME, USES_AT_MOST, ColleagueLink, Colleagues, JoinResult, Opened
from storage.respondents.sessions import StoredSessions

# What the faces are given.
__all__ = [
    "NICKNAME_AT_MOST",
    "USES_AT_MOST",
    "ColleagueLink",
    "JoinResult",
    "Opened",
    "Post",
    "Team",
    "WorkingTogether",
    "called",
    "colleague_line",
    "held_line",
    "institution_named",
    "joining_words",
    "leaving_lines",
    "post_named",
]
LINK_DAYS = LIFETIME.days
# What the argument of a chat's /start begins with if it carries a link to an institution. It has room for 64 characters.
START_PREFIX = "i-"
# What is said of a link that did not let somebody in.
REFUSED = {JoinResult.gone: phrase("join-team-gone"), JoinResult.full: phrase("join-team-full")}


class WorkingTogether:
    """The institutions of an installation, as their people meet them. Every method raises Refusal."""

    def __init__(self, sessions: StoredSessions, colleagues: Colleagues) -> None:
        self._sessions = sessions
        self._colleagues = colleagues

    async def team(self, who: Address) -> Team | None:
        """Return the institution of a person with its people; None if they have none."""
        with refusing_when_unstored():
            return await self._colleagues.of(who)

    async def make_link(self, who: Address) -> str | None:
        """Make a link by which colleagues join; its token. None if the person may not, or if there are too many."""
        with refusing_when_unstored():
            made = await self._colleagues.make_link(who)
        return made.token if made is not None else None

    async def links(self, who: Address) -> tuple[ColleagueLink, ...]:
        """Return the links of the institution that a person coordinates."""
        with refusing_when_unstored():
            return await self._colleagues.links(who)

    async def is_own(self, who: Address, token: str) -> bool:
        """Return whether a token is one of the person's own institution, which they coordinate."""
        with refusing_when_unstored():
            return await self._colleagues.is_own(who, token)

    async def revoke(self, who: Address, name: str) -> bool:
        """Make one link useless; False if the person coordinates no institution."""
        with refusing_when_unstored():
            return await self._colleagues.revoke(who, name)

    async def revoke_all(self, who: Address) -> bool:
        """Make all links useless; False if the person coordinates no institution."""
        with refusing_when_unstored():
            return await self._colleagues.revoke_all(who)

    async def opened(self, token: str, who: Address) -> Opened | None:
        """Return what a link leads to; None if it does not work. Nothing changes."""
        with refusing_when_unstored():
            return await self._colleagues.look(token, who)

    async def join(self, token: str, who: Address, post: Post, nickname: str = "") -> JoinResult:
        """Let a person join an institution. `nickname` must be one that `nickname_fault` finds no fault with."""
        with refusing_when_unstored():
            joined = await self._colleagues.join(token, who, post, one_line(nickname))
        self._sessions.let_go()
        return joined

    async def leave(self, who: Address) -> bool:
        """Take a person out of their institution; False if they have none."""
        return await self._changed(self._colleagues.leave(who))

    async def remove(self, who: Address, number: int) -> bool:
        """Take a colleague out of the institution that a person coordinates; False if there is none such."""
        return await self._changed(self._colleagues.remove(who, number))

    async def hand_on(self, who: Address, number: int) -> bool:
        """Let a colleague coordinate the institution from now on; False if there is none such."""
        return await self._changed(self._colleagues.hand_on(who, number))

    async def call(self, who: Address, post: Post, nickname: str, *, shows_name: bool = False) -> bool:
        """Change what a person's colleagues call them, and whether they see who said what; False without an institution."""
        return await self._changed(self._colleagues.call(who, post, one_line(nickname), shows_name=shows_name))

    async def _changed(self, work: Awaitable[bool]) -> bool:
        with refusing_when_unstored():
            done = await work
        self._sessions.let_go()
        return done


def nickname_fault(typed: str) -> Phrase | None:
    """Return why a typed nickname cannot be taken; None if it can. None at all is fine: the post says enough."""
    nickname = one_line(typed)
    if len(nickname) > NICKNAME_AT_MOST:
        return phrase("nickname-long", most=NICKNAME_AT_MOST, count=len(nickname))
    return phrase("nickname-empty") if nickname and not has_words(nickname) else None
