"""Runs the statements of taps on PostgreSQL: one connection, pipelined statements, one commit for all that wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg

from storage.errors import Unstored
from storage.tap.group_commit import Load, Outcome, Request, Save, Work
from storage.tap.prepared import PreparedStatements
from storage.tap.statements import Statement, Values

CONNECT_S = 5.0
ANSWER_S = 10.0
# The request itself is at fault, or was in a deadlock with another process: run it again alone.
OWN_FAULTS = (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError, asyncpg.TransactionRollbackError)
UNUSABLE = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)


class PostgresDriver:
    """One connection, opened when needed and reopened after it is lost. `how` holds the arguments of `asyncpg.connect`."""

    def __init__(self, how: Mapping[str, Any]) -> None:
        self._how = {"timeout": CONNECT_S, **how}
        self._connection: Any = None

    async def together(self, requests: Sequence[Request]) -> list[Outcome]:
        """Implement Driver."""
        try:
            connection = await self._connected()
            return await _carry_out(connection, requests)
        except UNUSABLE as error:
            await self._leave()
            return [Unstored(f"{type(error).__name__}: {error}") for _ in requests]

    async def close(self) -> None:
        """Implement Driver."""
        if self._connection is not None:
            await self._connection.close()

    async def _connected(self) -> Any:
        if self._connection is None or self._connection.is_closed():
            self._connection = await asyncpg.connect(**self._how, command_timeout=ANSWER_S)
        return self._connection

    async def _leave(self) -> None:
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None


class PostgresWorkDriver(PostgresDriver):
    """Carries out works, each in a transaction of its own, on a connection beside that of the taps.

    A work may wait for a lock that another process holds. PostgreSQL has many writers, so no tap waits with it.
    """

    def __init__(self, how: Mapping[str, Any], prepared: PreparedStatements) -> None:
        super().__init__(how)
        self._prepared = prepared

    async def together(self, requests: Sequence[Request]) -> list[Outcome]:
        """Implement Driver."""
        return [await self._alone(each) for each in requests]

    async def _alone(self, request: Request) -> Outcome:
        assert isinstance(request, Work)
        try:
            connection = await self._connected()
            try:
                return await self._in_a_transaction(connection, request)
            except asyncpg.TransactionRollbackError:  # it was in a deadlock with another process, which has gone on
                return await self._in_a_transaction(connection, request)
        except (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError) as error:
            return error
        except UNUSABLE as error:
            await self._leave()
            return Unstored(f"{type(error).__name__}: {error}")
        except Exception as error:
            return error

    async def _in_a_transaction(self, connection: Any, work: Work) -> Outcome:
        steps = work.steps()
        answer: Any = None
        async with connection.transaction():
            while True:
                try:
                    ask = steps.send(answer)
                except StopIteration as end:
                    return end.value
                prepared = self._prepared.of(ask.statement)
                text, arguments = prepared.statement.text, prepared.arguments(ask.values)
                if ask.reads:
                    answer = [prepared.row(values) for values in await connection.fetch(text, *arguments)]
                else:
                    answer = int((await connection.execute(text, *arguments)).rpartition(" ")[2])


async def _carry_out(connection: Any, requests: Sequence[Request]) -> list[Outcome]:
    try:
        return await _at_once(connection, requests)
    except OWN_FAULTS as error:
        if len(requests) == 1:
            return [error]
        # One request is at fault, and nothing is stored yet: run each alone, so that only the faulty one fails.
        return [outcome for request in requests for outcome in await _carry_out(connection, [request])]


async def _at_once(connection: Any, requests: Sequence[Request]) -> list[Outcome]:
    outcomes: list[Outcome] = [[] if isinstance(request, Load) else False for request in requests]
    loads: dict[Statement, list[int]] = defaultdict(list)
    saves: dict[Statement, list[int]] = defaultdict(list)
    for job, request in enumerate(requests):
        if isinstance(request, Load):
            loads[request.statement].append(job)
        else:
            assert isinstance(request, Save)
            saves[request.statements[0]].append(job)
    for statement, jobs in loads.items():
        for row in await _fetch(connection, statement, jobs, requests):
            rows = outcomes[row["job"]]
            assert isinstance(rows, list)
            rows.append(row)
    if len(saves) > 1:
        async with connection.transaction():
            for statement, jobs in saves.items():
                await _save(connection, statement, jobs, requests, outcomes)
    else:  # a single statement is a transaction of its own
        for statement, jobs in saves.items():
            await _save(connection, statement, jobs, requests, outcomes)
    return outcomes


async def _save(
    connection: Any, statement: Statement, jobs: list[int], requests: Sequence[Request], outcomes: list[Outcome]
) -> None:
    # Sorted by respondent: two processes with the same respondents then cannot deadlock.
    jobs.sort(key=lambda job: str(_values(requests[job])["respondents.address"]))
    for row in await _fetch(connection, statement, jobs, requests):
        outcomes[row["job"]] = True


async def _fetch(connection: Any, statement: Statement, jobs: list[int], requests: Sequence[Request]) -> list[Any]:
    arguments = [statement.arguments({**_values(requests[job]), "job": job}) for job in jobs]
    rows: list[Any] = await connection.fetchmany(statement.text, arguments)
    return rows


def _values(request: Request) -> Values:
    assert not isinstance(request, Work)
    return request.values
