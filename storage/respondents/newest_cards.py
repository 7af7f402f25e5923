"""Which message shows a person's screen on a face that shows it in messages: stored, so that a restart knows it."""

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
from storage.tables import CardRow, RespondentRow

CARDS = SQLModel.metadata.tables[str(CardRow.__tablename__)]


@dataclass(frozen=True, slots=True)
class OldCard:
    """A card in whose place another one came."""

    message: int
    is_pinned: bool


class NewestCards:
    """The newest card of each person. Nothing is stored of people of whom nothing else is."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def replace(self, newest: Mapping[Address, int], bot: int) -> dict[Address, OldCard]:
        """Store which message is now the newest card of each person, all in one commit; returns the cards before them.

        `bot` is whose messages they are: another bot of the same person numbers its own. Raises Unstored.
        """
        async with self._database.writing() as db:
            found = await _found(db, newest)
            changed: list[dict[str, Any]] = [
                {"respondent_id": respondent, "bot": bot, "message": newest[who], "pinned": False}
                for who, respondent, card in found
                if card is None or (card.bot, card.message) != (bot, newest[who])
            ]
            if changed:
                # In the order of people: two processes with the same people then wait for each other in no circle.
                await db.exec(self._written(), params=sorted(changed, key=lambda row: row["respondent_id"]))
        return {
            who: OldCard(card.message, card.pinned)
            for who, _, card in found
            if card is not None and card.bot == bot and card.message != newest[who]
        }

    async def pin(self, who: Address, message: int, bot: int) -> None:
        """Store that a person has pinned a message, if it is their newest card. Raises Unstored."""
        async with self._database.writing() as db:
            owner = select(RespondentRow.id).where(RespondentRow.face == who.face, RespondentRow.address == who.key)
            await db.exec(
                update(CARDS)
                .where(CARDS.c.respondent_id.in_(owner), CARDS.c.bot == bot, CARDS.c.message == message)
                .values(pinned=True)
            )

    def _written(self) -> Any:
        insert = postgresql.insert if self._database.engine.dialect.name == "postgresql" else sqlite.insert
        written = insert(CARDS)
        values = {name: written.excluded[name] for name in ("bot", "message", "pinned")}
        return written.on_conflict_do_update(index_elements=["respondent_id"], set_=values)


async def _found(db: AsyncSession, people: Mapping[Address, int]) -> list[tuple[Address, int, CardRow | None]]:
    """Of these people, those of whom something is stored: their number, and their newest card so far."""
    keys: dict[str, list[str]] = {}
    for who in people:
        keys.setdefault(who.face, []).append(who.key)
    found: list[tuple[Address, int, CardRow | None]] = []
    for face, addresses in keys.items():
        rows = await db.exec(
            select(RespondentRow.face, RespondentRow.address, RespondentRow.id, CardRow)
            .outerjoin(CardRow, and_(col(CardRow.respondent_id) == col(RespondentRow.id)))
            .where(RespondentRow.face == face, col(RespondentRow.address).in_(addresses))
        )
        found += [(Address(of, key), number, card) for of, key, number, card in rows]
    return found
