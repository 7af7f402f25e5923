"""Work in several statements, each of which follows from what the ones before found.

Such work is a generator. It yields what it asks the database, and gets the answer. So one text of it runs in a session
(`within`), and on the connection of the taps, in a transaction that it shares with them (`Database.carry_out`).
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Executable, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class OnEither:
    """A statement that each engine has in words of its own."""

    sqlite: Executable
    postgresql: Executable

    def on(self, engine: str) -> Executable:
        """Return the statement of an engine, by the name of its dialect."""
        return self.postgresql if engine == "postgresql" else self.sqlite


AnyStatement = Executable | OnEither


@dataclass(frozen=True, slots=True)
class Ask:
    """One statement with its values. The answer to a read is its rows, to a write how many rows it changed."""

    statement: AnyStatement
    values: Mapping[str, Any]
    reads: bool


Steps = Generator[Ask, Any, T]


def read(statement: AnyStatement, **values: Any) -> Steps[list[Any]]:
    """Ask for rows; the columns of each are its attributes. The statement is made once, so that it is compiled once."""
    rows: list[Any] = yield Ask(statement, values, reads=True)
    return rows


def write(statement: AnyStatement, **values: Any) -> Steps[int]:
    """Change rows; return how many."""
    changed: int = yield Ask(statement, values, reads=False)
    return changed


async def within(db: AsyncSession, steps: Steps[T]) -> T:
    """Carry out steps in the transaction of a session."""
    connection = await db.connection()
    answer: Any = None
    while True:
        try:
            ask = steps.send(answer)
        except StopIteration as end:
            result: T = end.value
            return result
        found = await connection.execute(statement_on(ask.statement, connection.dialect.name), ask.values)
        answer = found.all() if ask.reads else found.rowcount


def statement_on(statement: AnyStatement, engine: str) -> Executable:
    """Return a statement as an engine has it, by the name of its dialect."""
    return statement.on(engine) if isinstance(statement, OnEither) else statement


def table_of(row: type[SQLModel]) -> Table:
    """Return the table that a class describes."""
    return SQLModel.metadata.tables[str(row.__tablename__)]


def new(column: str) -> BindParameter[Any]:
    """Return the place for a new value of a column: `new_COLUMN`."""
    return bindparam(f"new_{column}")


def insert_if_new(table: Table, columns: Iterable[str]) -> OnEither:
    """Return the statement that inserts a row of new values, and leaves alone one that is there already."""
    values = {column: bindparam(f"new_{column}", type_=table.c[column].type) for column in columns}
    return OnEither(
        sqlite.insert(table).values(values).on_conflict_do_nothing(),
        postgresql.insert(table).values(values).on_conflict_do_nothing(),
    )
