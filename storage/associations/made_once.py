"""Recognises a form that was sent before: a link is made once, however often its button is pressed or its page reloaded.

A form that makes a link says what its page was drawn from: the newest link that the officer had made. The log of the
association holds that for good, so a link that was removed meanwhile is not made again either.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, func, select

from flows.campaign.officers import Act, LinkPurpose
from flows.campaign.roles import Right
from flows.dialogue import phrase
from flows.review.refusals import Overtaken
from storage.association_tables import AuditRow
from storage.associations.access import Access, Acting
from storage.associations.links import MadeLink, stored_link
from storage.moments import aware

# The lines of the log that say that an officer made a link.
MAKING = (Act.link_made, Act.invited, Act.case_requested)


@dataclass(frozen=True, slots=True)
class Once:
    """What the page of a form was drawn from, and the secret that the form's link has, however often it is sent."""

    seen: str
    token: str


class MadeOnce:
    """Marks the forms that make links. Raises NotSignedIn or Unstored."""

    def __init__(self, access: Access) -> None:
        self._access = access

    async def mark(self, session: str) -> str:
        """Return the mark of the forms that are drawn now."""
        async with self._access.reading(session, Right.use_desk) as acting:
            return await _mark(acting)


async def is_sent_again(acting: Acting, once: Once | None) -> bool:
    """Return whether the officer has made a link since the page of this form was drawn; False for a form without a mark."""
    return once is not None and once.seen != await _mark(acting)


async def link_of(acting: Acting, once: Once) -> MadeLink:
    """Return the link that a form made when it was sent before. Raises Overtaken if it made none that still works."""
    row = await stored_link(acting.db, once.token)
    if row is None or row.used_at is not None or aware(row.expires_at) <= acting.now:
        raise sent_again()
    return MadeLink(once.token, LinkPurpose(row.purpose), aware(row.expires_at))


def sent_again() -> Overtaken:
    """Return why nothing is made: the form was sent before, or another link was made meanwhile."""
    return Overtaken(phrase("desk-made-before"))


async def _mark(acting: Acting) -> str:
    officer = acting.caller.officer
    made = select(func.max(AuditRow.id)).where(
        AuditRow.association_id == officer.association, AuditRow.officer_id == officer.id, col(AuditRow.act).in_(MAKING)
    )
    return str((await acting.db.exec(made)).one() or 0)
