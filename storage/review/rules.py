"""Reads and changes the numbers of an association's reviews. A number that nobody changed is that of the program."""

from __future__ import annotations

from dataclasses import asdict, fields, replace

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.officers import Act
from flows.campaign.roles import Right
from flows.dialogue import phrase
from flows.fingerprint import fingerprint
from flows.review.refusals import Overtaken
from flows.review.rules import DEFAULT, ReviewRules
from storage.associations.access import Access
from storage.associations.audit_log import note_by_caller
from storage.review_tables import ReviewRuleRow

NAMES = frozenset(field.name for field in fields(ReviewRules))


async def rules_of(db: AsyncSession, association: int) -> ReviewRules:
    """Return the rules that hold for the cases of an association now."""
    rows = await db.exec(select(ReviewRuleRow).where(ReviewRuleRow.association_id == association))
    return replace(DEFAULT, **{row.name: row.number for row in rows if row.name in NAMES})


class Rules:
    """The rules of the caller's association. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access) -> None:
        self._access = access

    async def of(self, session: str) -> ReviewRules:
        """Return the rules that hold now."""
        async with self._access.reading(session, Right.see_cases) as acting:
            return await rules_of(acting.db, acting.caller.officer.association)

    async def change(self, session: str, rules: ReviewRules, seen: str | None = None) -> None:
        """Let these rules hold from now on. Deadlines that run already stay as they are.

        `seen` is the fingerprint of the rules that were shown; None: nothing is compared. Raises Overtaken if others hold now.
        """
        async with self._access.writing(session, Right.manage_cases, alone=True) as acting:
            association = acting.caller.officer.association
            before = await rules_of(acting.db, association)
            if seen is not None and seen != fingerprint(before) and rules != before:
                raise Overtaken(phrase("desk-rules-overtaken"))
            await acting.db.exec(delete(ReviewRuleRow).where(col(ReviewRuleRow.association_id) == association))
            usual = asdict(DEFAULT)
            acting.db.add_all(
                ReviewRuleRow(association_id=association, name=name, number=number)
                for name, number in asdict(rules).items()
                if number != usual[name]
            )
            for name, number in asdict(rules).items():
                if number != getattr(before, name):
                    note_by_caller(acting, Act.review_rule_changed, name, str(number))
