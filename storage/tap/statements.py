"""Makes the statements of a tap from the tables, and compiles each once for the engine in use.

An ORM session per answer costs 2,700 µs of processor time, SQLAlchemy Core 900, the driver alone 50. So SQLAlchemy makes these
few statements, and the engine's driver runs them. `tests/storage/tap/golden/` shows their text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import CTE, Column, Dialect, Executable, Integer, Select, Table, bindparam, exists, or_, select, true, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from storage.campaign_tables import ParticipationRow
from storage.lookup import respondent_at
from storage.mapping import EVIDENCE_COLUMNS, RATING_COLUMNS, STATE_COLUMNS
from storage.tables import AssessmentRow, ChangeRow, EvidenceRow, InstitutionRow, PlanRow, RatingRow, RespondentRow

Values = Mapping[str, Any]
Process = Callable[[Any], Any] | None


RESPONDENTS, ASSESSMENTS, RATINGS, CHANGES, EVIDENCE, PLANS, INSTITUTIONS, PARTICIPATIONS = (
    SQLModel.metadata.tables[str(row.__tablename__)]
    for row in (RespondentRow, AssessmentRow, RatingRow, ChangeRow, EvidenceRow, PlanRow, InstitutionRow, ParticipationRow)
)
# The columns of a load, in this order: the respondent's state, one current rating, its evidence. One more column follows:
# whether there is a plan, a finished assessment or a named institution. Most have none, so those are read separately.
LOADED: tuple[Column[Any], ...] = (
    *(RESPONDENTS.c[name] for name in STATE_COLUMNS),
    *(RATINGS.c[name] for name in ("subdomain", *RATING_COLUMNS)),
    *(EVIDENCE.c[name] for name in EVIDENCE_COLUMNS),
)
# The columns of each table that a tap writes. All others keep their default, so a new answer has no review.
NEW_RESPONDENT = ("id", "face", "address", *STATE_COLUMNS, "consented_at", "seen_at")
WRITTEN = {
    "assessments": ("number", "edition", "started_at"),
    "ratings": ("assessment", "subdomain", *(name for name in RATING_COLUMNS if name != "verified")),
    "changes": ("turn", "assessment", "subdomain", "before", "after", "at"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """The text for the driver, and the name of the value for each placeholder, with its conversion for the driver."""

    text: str
    places: tuple[tuple[str, Process], ...]

    def arguments(self, values: Values) -> tuple[Any, ...]:
        """Return the values in the order of the placeholders."""
        return tuple([process(values[name]) if process else values[name] for name, process in self.places])


@dataclass(frozen=True, slots=True)
class Change:
    """What one save does: insert or update the respondent; write a rating; begin or finish an assessment."""

    first: bool = False
    rates: bool = False
    opens: bool = False
    finishes: bool = False


class HotPath:
    """The statements of a tap for one engine."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._saves: dict[Change, tuple[Statement, ...]] = {}
        self.in_one = dialect.name == "postgresql"

    def save(self, change: Change) -> tuple[Statement, ...]:
        """Return the statements of one change. The first is the guard: unless it finds one row, none of them takes effect.

        On PostgreSQL they are one statement; its result is one row with the value `job`, or no row.
        """
        if change not in self._saves:
            guard = _insert_respondent(self._insert) if change.first else _move_respondent()
            if self.in_one:
                statements: list[Executable] = [self._together(guard, change)]
            else:
                who = select(_at_the_address().label("respondent_id"))
                statements = [guard, *self._effects(who, change)]
            self._saves[change] = tuple(self._compiled(statement) for statement in statements)
        return self._saves[change]

    @cached_property
    def load(self) -> Statement:
        """The statement that reads a respondent with each current rating and its evidence; no row if nothing is stored."""
        return self._compiled(_load(self.in_one))

    @cached_property
    def loaded(self) -> tuple[Process, ...]:
        """Return the conversion of each column of a loaded row."""
        return tuple(column.type.dialect_impl(self._dialect).result_processor(self._dialect, None) for column in LOADED)

    @cached_property
    def turn(self) -> Statement:
        """The statement that reads only the turn of a respondent; no row if nothing is stored."""
        return self._compiled(_turn(self.in_one))

    @cached_property
    def participations(self) -> Statement:
        """The statement that reads in which campaigns a respondent takes part, the newest first.

        A row is the campaign's id, and whether an officer said that they do not answer for their institution.
        """
        return self._compiled(_participations(self.in_one))

    def _together(self, guard: Any, change: Change) -> Executable:
        moved: CTE = guard.returning(RESPONDENTS.c.id).cte("moved")
        done: Select[Any] = select(bindparam("job", type_=Integer).label("job")).select_from(moved)
        for number, effect in enumerate(self._effects(select(moved.c.id), change)):
            done = done.add_cte(effect.cte(f"effect_{number}"))
        return done

    def _effects(self, who: Select[Any], change: Change) -> list[Any]:
        effects = []
        if change.rates:
            effects += [self._write_rating(who), self._from(CHANGES, who)]
        if change.opens:
            effects.append(self._from(ASSESSMENTS, who))
        if change.finishes:
            effects.append(_finish(who))
        return effects

    def _write_rating(self, who: Select[Any]) -> Any:
        written = self._from(RATINGS, who)
        return written.on_conflict_do_update(
            index_elements=list(RATINGS.primary_key.columns), set_={name: written.excluded[name] for name in RATING_COLUMNS}
        )

    def _from(self, table: Table, who: Select[Any]) -> Any:
        """Return the insert of a row of `who`; the other columns come from the values `table.column`."""
        names = WRITTEN[table.name]
        source = who.add_columns(*(_value(table, name).label(name) for name in names)).where(true())
        return self._insert(table).from_select(["respondent_id", *names], source)

    def _insert(self, table: Table) -> Any:
        return postgresql.insert(table) if self.in_one else sqlite.insert(table)

    def _compiled(self, statement: Any) -> Statement:
        compiled = statement.compile(dialect=self._dialect)
        places = []
        for name in compiled.positiontup or ():
            kind = compiled.binds[name].type.dialect_impl(self._dialect)
            places.append((name, kind.bind_processor(self._dialect)))
        return Statement(str(compiled), tuple(places))


def _move_respondent() -> Any:
    return (
        update(RESPONDENTS)
        .where(RESPONDENTS.c.id == _at_the_address(), RESPONDENTS.c.turn == bindparam("turn_before"))
        .values({RESPONDENTS.c[name]: _value(RESPONDENTS, name) for name in (*STATE_COLUMNS, "seen_at")})
    )


def _insert_respondent(insert: Callable[[Table], Any]) -> Any:
    values = {name: _value(RESPONDENTS, name) for name in NEW_RESPONDENT}
    return insert(RESPONDENTS).values(values).on_conflict_do_nothing(index_elements=["face", "address"])


def _finish(who: Select[Any]) -> Any:
    number = bindparam("assessments.number", type_=ASSESSMENTS.c.number.type)
    return (
        update(ASSESSMENTS)
        .where(
            ASSESSMENTS.c.respondent_id == who.scalar_subquery(),
            ASSESSMENTS.c.number == number,
            ASSESSMENTS.c.finished_at.is_(None),
        )
        .values({ASSESSMENTS.c[name]: _value(ASSESSMENTS, name) for name in ("finished_at", "finished_on")})
    )


def _turn(numbered: bool) -> Select[Any]:
    return select(*_numbered([RESPONDENTS.c.turn], numbered)).where(RESPONDENTS.c.id == _at_the_address())


def _participations(numbered: bool) -> Select[Any]:
    taken = PARTICIPATIONS.c
    columns = _numbered([taken.campaign_id, taken.detached_at.is_not(None).label("is_detached")], numbered)
    mine = select(*columns).where(taken.respondent_id == _at_the_address(), taken.withdrawn_at.is_(None))
    return mine.order_by(taken.joined_at.desc())


def _numbered(columns: list[Any], numbered: bool) -> list[Any]:
    """Return the columns of a read, followed by the number of its job if the driver carries out many in one statement."""
    return [*columns, bindparam("job", type_=Integer).label("job")] if numbered else columns


def _load(numbered: bool) -> Select[Any]:
    columns: list[Any] = [*(column.label(f"c{index}") for index, column in enumerate(LOADED)), _has_more().label("more")]
    current = (RATINGS.c.respondent_id == RESPONDENTS.c.id) & (RATINGS.c.assessment == RESPONDENTS.c.assessment)
    named = (
        (EVIDENCE.c.respondent_id == RATINGS.c.respondent_id)
        & (EVIDENCE.c.assessment == RATINGS.c.assessment)
        & (EVIDENCE.c.subdomain == RATINGS.c.subdomain)
    )
    joined = RESPONDENTS.outerjoin(RATINGS, current).outerjoin(EVIDENCE, named)
    return select(*_numbered(columns, numbered)).select_from(joined).where(RESPONDENTS.c.id == _at_the_address())


def _has_more() -> Any:
    """Return the condition that a respondent has a plan, a finished assessment or a named institution."""
    planned = exists().where(PLANS.c.respondent_id == RESPONDENTS.c.id)
    finished = exists().where(ASSESSMENTS.c.respondent_id == RESPONDENTS.c.id, ASSESSMENTS.c.finished_at.is_not(None))
    named = exists().where(INSTITUTIONS.c.respondent_id == RESPONDENTS.c.id)
    return or_(planned, finished, named)


def _at_the_address() -> Any:
    return respondent_at(_value(RESPONDENTS, "face"), _value(RESPONDENTS, "address"))


def _value(table: Table, name: str) -> Any:
    column: Column[Any] = table.c[name]
    return bindparam(f"{table.name}.{name}", type_=column.type)
