"""Stores which message shows a respondent's screen, for faces that show it in messages, so that a restart knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.dialogue import Address
from storage.database import Database
from storage.lookup import respondent_at
from storage.tables import AddressRow, CardRow, RespondentRow

CARDS = SQLModel.metadata.tables[str(CardRow.__tablename__)]


@dataclass(frozen=True, slots=True)
class OldCard:
    """A card that a newer one has replaced."""

    message: int
    is_pinned: bool


class NewestCards:
    """The newest card of each respondent. For people about whom nothing else is stored, no card is stored."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def replace(self, newest: Mapping[Address, int], bot: int) -> dict[Address, OldCard]:
        """Store which message is now the newest card of each person, all in one commit; return the cards they replace.

        `bot` is the account that sent them: each bot numbers its own messages. Raises Unstored.
        """
        async with self._database.writing() as db:
            found = await _found(db, newest)
            changed: list[dict[str, Any]] = [
                {"respondent_id": respondent, "bot": bot, "message": newest[who], "pinned": False}
                for who, respondent, card in found
                if card is None or (card.bot, card.message) != (bot, newest[who])
            ]
            if changed:
                # Sorted by respondent: two processes with the same respondents then cannot deadlock.
                await db.exec(self._written(), params=sorted(changed, key=lambda row: row["respondent_id"]))
        return {
            who: OldCard(card.message, card.pinned)
            for who, _, card in found
            if card is not None and card.bot == bot and card.message != newest[who]
        }

    async def pin(self, who: Address, message: int, bot: int) -> None:
        """Mark a message as pinned, if it is the newest card of this person. Raises Unstored."""
        async with self._database.writing() as db:
            await db.exec(
                update(CARDS)
                .where(
                    CARDS.c.respondent_id == respondent_at(who.face, who.address),
                    CARDS.c.bot == bot,
                    CARDS.c.message == message,
                )
                .values(pinned=True)
            )

    def _written(self) -> Any:
        insert = postgresql.insert if self._database.engine.dialect.name == "postgresql" else sqlite.insert
        written = insert(CARDS)
        values = {name: written.excluded[name] for name in ("bot", "message", "pinned")}
        return written.on_conflict_do_update(index_elements=["respondent_id"], set_=values)


async def _found(db: AsyncSession, people: Mapping[Address, int]) -> list[tuple[Address, int, CardRow | None]]:
    """Return, for those of these people who are stored, their id and their newest card so far."""
    addresses_of: dict[str, list[str]] = {}
    for who in people:
        addresses_of.setdefault(who.face, []).append(who.address)
    found: dict[Address, tuple[int, CardRow | None]] = {}
    for face, addresses in addresses_of.items():
        # Rows of their own last: they count if an address is also a further one of somebody.
        further = (AddressRow, col(AddressRow.address), col(AddressRow.respondent_id), AddressRow.face == face)
        own = (RespondentRow, col(RespondentRow.address), col(RespondentRow.id), RespondentRow.face == face)
        for table, address, owner, is_on_face in (further, own):
            rows = await db.exec(
                select(address, owner, CardRow)
                .select_from(table)
                .outerjoin(CardRow, and_(col(CardRow.respondent_id) == owner))
                .where(is_on_face, address.in_(addresses))
            )
            found |= {Address(face, at): (number, card) for at, number, card in rows}
    return [(who, number, card) for who, (number, card) in found.items()]
