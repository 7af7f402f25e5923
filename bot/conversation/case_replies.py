"""Lets a person reply in a case step by step, in faces that ask one text at a time: answer what is asked, or object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from bot.conversation.unstored import refusing_when_unstored
from flows.dialogue import Address, Phrase, Refusal, phrase
from flows.interview.cases.drafts import Draft, reply_codes, reply_event, to_send
from flows.interview.cases.handover import Sharing
from flows.interview.cases.seen import SeenCase
from flows.review.case import Case
from flows.review.deciding import TEXT_AT_MOST
from flows.review.states import CaseEvent
from flows.review.submission import Handed, Share
from flows.typed_text import has_words
from storage.respondents.sessions import StoredSessions
from storage.review.case_drafts import AskedText, CaseDrafts, Line

# What the faces are given.
__all__ = ["AskedText", "CaseReplies", "Line"]
NOT_NOW = phrase("own-reply-not-possible")


class Replying(Protocol):
    """What replies are sent through: the cases of institutions."""

    async def answerable(self, who: Address, case: int, sharing: Sharing) -> tuple[Handed, ...]:
        """Return the items of which more was asked, as they are in the self-check now."""

    async def answer(
        self, who: Address, case: int, codes: frozenset[str], sharing: Sharing, words: Mapping[str, str] | None = None
    ) -> Case:
        """Answer what is asked."""

    async def object(self, who: Address, case: int, texts: Mapping[str, str]) -> Case:
        """Object to lowered items, each with a text."""


class CaseReplies:
    """What people have chosen and written and not sent yet. Every method raises Refusal, with a sentence for them."""

    def __init__(self, cases: Replying, sessions: StoredSessions, drafts: CaseDrafts) -> None:
        self._cases = cases
        self._sessions = sessions
        self._drafts = drafts

    async def draft(self, who: Address, case: int) -> Draft:
        """Return what a person has chosen and written about a case."""
        with refusing_when_unstored():
            return await self._drafts.of(who, case)

    async def asked(self, who: Address, number: int, counter: str) -> AskedText | None:
        """Return for which text a person is asked; None if there is none, or if their interview has moved on since.

        `number` and `counter` are those of the line: one that comes a second time finds the text that it was.
        """
        with refusing_when_unstored():
            asked = await self._drafts.asked(who, number, counter)
            if asked is None or asked.turn is None:
                return asked
            return asked if await self._sessions.turn(who) == asked.turn else None

    async def asked_at(self, who: Address, turn: int) -> AskedText | None:
        """Return for which text a person was asked on this turn of their interview; None if there is none."""
        with refusing_when_unstored():
            asked = await self._drafts.asked(who, 0, "")
        return asked if asked is not None and asked.turn == turn else None

    async def ask_no_more(self, who: Address) -> None:
        """Ask a person for no text any more. What they wrote stays."""
        with refusing_when_unstored():
            if await self._drafts.asked(who, 0, "") is not None:
                await self._drafts.ask_no_more(who)

    async def ask(self, who: Address, seen: SeenCase, code: str, turn: int) -> None:
        """Ask for the text of an item; `turn` is that of the person's interview."""
        self._check(seen, code)
        with refusing_when_unstored():
            _require(await self._drafts.ask(who, seen.id, code, turn))

    async def write(self, who: Address, seen: SeenCase, code: str, line: Line) -> None:
        """Store the text of an item. One that says nothing or is too long is refused, and is asked for again."""
        self._check(seen, code)
        text = line.text.strip()
        if not has_words(text):
            raise Refusal(phrase("own-reply-needs-words"))
        if len(text) > TEXT_AT_MOST:
            raise Refusal(phrase("own-reply-too-long", most=TEXT_AT_MOST, length=len(text)))
        with refusing_when_unstored():
            _require(await self._drafts.write(who, seen.id, code, Line(text, line.number, line.counter)))

    async def erase(self, who: Address, seen: SeenCase, code: str) -> None:
        """Delete the text of an item."""
        self._check(seen, code)
        with refusing_when_unstored():
            _require(await self._drafts.erase(who, seen.id, code))

    async def choose(self, who: Address, seen: SeenCase, code: str, *, again: bool) -> None:
        """Choose whether an item is handed in again. One with nothing new is refused, unless a text says why it stays."""
        self._check(seen, code)
        now = next((item for item in await self.now(who, seen) if item.subdomain == code), None)
        if again and (now is None or not seen.has_new(now)):
            raise Refusal(phrase("case-answer-unchanged", item=Phrase(code)))
        with refusing_when_unstored():
            _require(await self._drafts.choose(who, seen.id, code, again=again))

    async def now(self, who: Address, seen: SeenCase, share: Share = Share.file) -> tuple[Handed, ...]:
        """Return the items of which more was asked, with so much of what the self-check has now; () if none was asked."""
        if reply_event(seen) is not CaseEvent.answer_more:
            return ()
        return await self._cases.answerable(who, seen.id, Sharing(share))

    async def going(self, who: Address, seen: SeenCase, share: Share) -> tuple[tuple[Handed, ...], dict[str, str]]:
        """Return what would be sent now: the items that are handed in again, and the texts by subdomain."""
        chosen = to_send(seen, await self.draft(who, seen.id))
        again = {code for code, drafted in chosen.items() if drafted.again}
        items = tuple(item for item in await self.now(who, seen, share) if item.subdomain in again)
        texts = {code: drafted.text for code, drafted in chosen.items() if drafted.text}
        # As `Cases.answer` does: beside a text, an item goes if it has something new.
        return tuple(item for item in items if item.subdomain not in texts or seen.has_new(item)), texts

    async def send(self, who: Address, seen: SeenCase, share: Share) -> None:
        """Send everything that was chosen and written. The draft is deleted in the same transaction."""
        going, texts = await self.going(who, seen, share)
        if reply_event(seen) is CaseEvent.answer_more:
            codes = frozenset(item.subdomain for item in going)
            await self._cases.answer(who, seen.id, codes, Sharing(share), texts)
        else:
            await self._cases.object(who, seen.id, texts)

    def _check(self, seen: SeenCase, code: str) -> None:
        if code not in reply_codes(seen):
            raise Refusal(NOT_NOW)


def _require(is_theirs: bool) -> None:
    if not is_theirs:
        raise Refusal(phrase("own-case-gone"))
