"""Lets a person come back in another browser or on another device, and carry on at another face."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from bot.conversation.days import day_of
from bot.conversation.unstored import refusing_when_unstored
from flows.assessment.scorecard import possible_stars
from flows.dialogue import Address, Phrase
from flows.interview.elsewhere.screens import JOINED_WITH, Summary, both_lines, carry_on_here, which_to_keep
from flows.interview.session import Session
from flows.screen import Screen
from flows.standard.model import Standard
from flows.triggers import Trigger
from storage.database import Database
from storage.respondents.carrying_on import CarryingOn, Found, Keep
from storage.respondents.links import LinkKind, Links, MadeLink, StoredLink
from storage.respondents.sessions import StoredSessions

# What opens the page: a return link, and a link out of a chat.
OPENS_PAGE = {LinkKind.again, LinkKind.to_page}
OPENS_CHAT = {LinkKind.to_chat}
# What the argument of a chat's /start begins with if it carries a link. It has room for 64 characters.
START_PREFIX = "carry-"


class Outcome(StrEnum):
    """The result of opening a link: it was used, it asks which self-check to keep, or it does not work."""

    done = "done"
    asks = "asks"
    gone = "gone"


class Both(Struct, frozen=True):
    """The self-check that a link leads to, and the one at the place where it is opened (None if there is none).

    `is_same` says that both are the same person's already.
    """

    theirs: Summary
    mine: Summary | None
    is_same: bool

    @property
    def lines(self) -> tuple[Phrase, ...]:
        """Both self-checks, each in a line that says where it is; nothing if there is only one."""
        return () if self.mine is None else both_lines(self.theirs, self.mine)

    @property
    def asks(self) -> bool:
        """Whether somebody has to say which of the two to keep."""
        return not self.is_same and self.mine is not None and not self.mine.is_empty and not self.theirs.is_empty


class OtherFaces:
    """Where people can go from here; each is "" while this process does not know it.

    `page_url` is the address of the page without a slash at its end, `bot_name` the bot's username.
    """

    def __init__(self) -> None:
        self.page_url = ""
        self.bot_name = ""

    def learn_bot_name(self, name: str) -> None:
        """Take the username of our bot, once Telegram has told it."""
        self.bot_name = name


class Elsewhere:
    """The links of one installation, and what happens if somebody opens one. Every method raises Refusal."""

    def __init__(
        self,
        standard: Standard,
        sessions: StoredSessions,
        links: Links,
        carrying_on: CarryingOn,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._standard = standard
        self._sessions = sessions
        self._links = links
        self._carrying_on = carrying_on
        self._now = now
        self.faces = OtherFaces()

    def offered(self, screen: Screen) -> Screen:
        """Return a screen without the choices that lead to a face that this installation does not have."""
        if self.faces.page_url:
            return screen
        rows = (tuple(choice for choice in row if choice.reply.trigger != Trigger.link) for row in screen.rows)
        return replace(screen, rows=tuple(row for row in rows if row))

    # A person's own links

    async def return_link(self, who: Address) -> str | None:
        """Make a link to come back by, as often as one likes; its token. None for a stranger, and if there are too many."""
        return _token(await self._make(who, LinkKind.again))

    async def link_to_page(self, who: Address) -> str | None:
        """Make a link that opens the page once, within ten minutes; its whole address. None if there is no page to lead to."""
        token = _token(await self._make(who, LinkKind.to_page)) if self.faces.page_url else None
        return f"{self.faces.page_url}/r/{token}" if token else None

    async def link_to_chat(self, who: Address) -> str | None:
        """Make a link that opens the chat once, within ten minutes; its token. None for a stranger, or without a bot."""
        return _token(await self._make(who, LinkKind.to_chat)) if self.faces.bot_name else None

    def chat_address(self, token: str) -> str:
        """Return the address that opens the chat with this token."""
        return f"https://t.me/{self.faces.bot_name}?start={START_PREFIX}{token}"

    async def links(self, who: Address) -> tuple[StoredLink, ...]:
        """Return the return links of a person, oldest first."""
        with refusing_when_unstored():
            return await self._links.of(who)

    async def expires(self, who: Address, token: str, *, to_chat: bool = False) -> datetime | None:
        """Return when the person's own link of this token expires; None for any other token."""
        with refusing_when_unstored():
            return await self._links.leads_to(token, who, LinkKind.to_chat if to_chat else LinkKind.again)

    async def revoke(self, who: Address, name: str) -> None:
        """Make a return link of the person's own useless."""
        with refusing_when_unstored():
            await self._links.revoke(who, name)

    async def places(self, who: Address) -> tuple[Address, ...]:
        """Return everywhere the person is known."""
        with refusing_when_unstored():
            return await self._carrying_on.places(who)

    async def leave_only(self, who: Address) -> None:
        """Make strangers of all browsers of the person but this one."""
        with refusing_when_unstored():
            await self._carrying_on.leave_only(who)

    # Links that are opened

    async def both(self, token: str, who: Address, kinds: set[LinkKind] | None = None) -> Both | None:
        """Return whom a link leads to, as seen from a place; None if it does not work. Nothing changes."""
        with refusing_when_unstored():
            meeting = await self._carrying_on.look(token, kinds or OPENS_PAGE, who)
            if meeting is None:
                return None
            theirs = await self._summary(meeting.theirs)
            mine = await self._summary(meeting.mine) if meeting.mine else None
            return Both(theirs, mine, meeting.is_same) if theirs else None

    async def open(
        self, token: str, who: Address, keep: str = "", *, renew: bool = False, kinds: set[LinkKind] | None = None
    ) -> Outcome:
        """Use a link at a place. Two self-checks with answers are joined only once somebody says which to keep.

        `keep` is "theirs" for that of the link, "mine" for that of the place, or "".
        """
        kinds = kinds or OPENS_PAGE
        both = await self.both(token, who, kinds)
        if both is None:
            return Outcome.gone
        if both.is_same:
            return Outcome.done
        with refusing_when_unstored():
            if both.mine is None:
                done = await self._carrying_on.carry_on(token, kinds, who, renew=renew)
            elif both.asks and keep not in tuple(Keep):
                return Outcome.asks
            else:
                kept = Keep(keep) if both.asks else Keep.theirs if both.mine.is_empty else Keep.mine
                done = await self._carrying_on.join(token, kinds, who, kept, renew=renew)
        return Outcome.done if done else Outcome.gone

    # The same in a chat

    async def asked_in_chat(self, token: str, who: Address, language: str) -> Screen | None:
        """Return the card that asks whether to carry on in this chat; None if the link does not work, or changes nothing."""
        both = await self.both(token, who, OPENS_CHAT)
        if both is None or both.is_same:
            return None
        if both.asks and both.mine is not None:
            return which_to_keep(token, language, both.theirs, both.mine)
        return carry_on_here(token, language)

    async def answered_in_chat(self, value: str, who: Address, language: str) -> Outcome | Screen:
        """Take the tap on that card; return the result, or the card that asks which to keep."""
        token, _, keep = value.partition(JOINED_WITH)
        outcome = await self.open(token, who, keep, kinds=OPENS_CHAT)
        card = await self.asked_in_chat(token, who, language) if outcome is Outcome.asks else None
        return card or outcome

    async def _make(self, who: Address, kind: LinkKind) -> MadeLink | None:
        with refusing_when_unstored():
            return await self._links.make(who, kind)

    async def _summary(self, found: Found) -> Summary | None:
        session = await self._sessions.load(found.address)
        return None if session is None else self._of(session, found.seen_at)

    def _of(self, session: Session, seen_at: datetime) -> Summary:
        stars = possible_stars(self._standard, session.ratings)
        return Summary(len(session.ratings), day_of(session, seen_at), stars, len(session.past))


def elsewhere_over(database: Database, standard: Standard, sessions: StoredSessions) -> Elsewhere:
    """Return the links of a database."""
    return Elsewhere(standard, sessions, Links(database), CarryingOn(database))


def _token(made: MadeLink | None) -> str | None:
    return made.token if made is not None else None
