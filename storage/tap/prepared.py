"""Compiles the statements of steps, each once, for the engine in use."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect, Executable, Select

from storage.steps import AnyStatement, statement_on
from storage.tap.statements import Process, Statement


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """The text for the driver, its values, and what makes a row of what the driver returns."""

    statement: Statement
    # Values that are part of the statement.
    fixed: Mapping[str, Any]
    row: Callable[[Sequence[Any]], Any]

    def arguments(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return the values in the order of the placeholders."""
        return self.statement.arguments({**self.fixed, **values})


class PreparedStatements:
    """The statements of steps for one engine."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._made: dict[AnyStatement, Prepared] = {}

    def of(self, statement: AnyStatement) -> Prepared:
        """Return a statement as the driver runs it."""
        made = self._made.get(statement)
        if made is None:
            made = self._made[statement] = self._compiled(statement_on(statement, self._dialect.name))
        return made

    def _compiled(self, statement: Executable) -> Prepared:
        compiled: Any = statement.compile(dialect=self._dialect)  # type: ignore[attr-defined]
        places = [(name, self._process_of(compiled.binds[name])) for name in compiled.positiontup or ()]
        fixed = {name: value for name, value in compiled.params.items() if not compiled.binds[name].required}
        return Prepared(Statement(str(compiled), tuple(places)), fixed, self._row_of(statement))

    def _process_of(self, bound: Any) -> Process:
        process: Process = bound.type.dialect_impl(self._dialect).bind_processor(self._dialect)
        return process

    def _row_of(self, statement: Executable) -> Callable[[Sequence[Any]], Any]:
        if not isinstance(statement, Select):
            return tuple
        columns = list(statement.selected_columns)
        made = namedtuple("Row", [str(column.key) for column in columns])  # type: ignore[misc]
        processes = [column.type.dialect_impl(self._dialect).result_processor(self._dialect, None) for column in columns]

        def row(values: Sequence[Any]) -> Any:
            pairs = zip(values, processes, strict=True)
            return made._make([process(value) if process else value for value, process in pairs])

        return row
