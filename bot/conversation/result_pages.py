"""Shows issued results outside, for any face: their public pages, and what the institution itself may do with them."""

from __future__ import annotations

import re

from bot.conversation.unstored import refusing_when_unstored
from flows.dialogue import Address
from flows.review.names import NameDoubt
from storage.database import Database
from storage.review.check_pages import CheckPage, CheckPages, KnownResult, OwnResult
from storage.review.name_reports import NameReports, Reported

# What the faces are given.
__all__ = ["CheckPage", "KnownResult", "OwnResult", "Reported", "ResultPages"]
NUMBER = re.compile(r"[A-Za-z0-9_-]{1,32}")


class ResultPages:
    """Issued results over one database. Raises Refusal, with nothing stored, if the database cannot be used just now."""

    def __init__(self, database: Database) -> None:
        self._stored, self._reports = CheckPages(database), NameReports(database)

    async def published(self, number: str) -> CheckPage | None:
        """Return the public page of a number; None alike for an unknown one, and for a page that is not public (any more)."""
        if not NUMBER.fullmatch(number):
            return None
        with refusing_when_unstored():
            return await self._stored.published(number)

    async def known(self, number: str, sealed: bytes) -> KnownResult | None:
        """Return what an issued file is worth today, for somebody who holds it; None if it was not issued here."""
        with refusing_when_unstored():
            return await self._stored.known(number, sealed)

    async def report(self, number: str, doubt: NameDoubt, contact: str, drawn: str = "") -> Reported | None:
        """Store a report that the name on a public page is false; None if no page of this number is public.

        `drawn` is the mark of the form: sent again, it stores nothing more.
        """
        if not NUMBER.fullmatch(number):
            return None
        with refusing_when_unstored():
            return await self._reports.report(number, doubt, contact, drawn)

    async def of(self, who: Address) -> tuple[OwnResult, ...]:
        """Return the issued results of a person's institution, the newest first."""
        with refusing_when_unstored():
            return await self._stored.of(who)

    async def number_of(self, who: Address, assessment: int) -> str:
        """Return the number of the public page about one of a person's self-checks; "" if there is none."""
        with refusing_when_unstored():
            return await self._stored.number_of(who, assessment)

    async def number_of_round(self, who: Address, round_id: int) -> str:
        """Return the number of the public page about a round of a person's institution; "" if there is none."""
        with refusing_when_unstored():
            return await self._stored.number_of_round(who, round_id)

    async def publish(self, who: Address, case: int, *, may_be_indexed: bool) -> bool:
        """Make the page of a result public; False if the institution has no such result. Raises NotTheirs."""
        with refusing_when_unstored():
            return await self._stored.publish(who, case, may_be_indexed=may_be_indexed)

    async def withdraw(self, who: Address, case: int) -> bool:
        """Take the page of a result back at once; False if the institution has no such result. Raises NotTheirs."""
        with refusing_when_unstored():
            return await self._stored.withdraw(who, case)
