"""DBOS's workflow for one reminder. Imported only when a reminder is due: DBOS takes seconds to import."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from dbos import DBOS, DBOSPortableJSONSerializer, SetWorkflowID, WorkflowStatus
from dbos._serialization import DBOSDefaultSerializer

# Named by us: releases that run beside each other know each other's workflows. "2" keeps them as JSON, "1" kept pickles.
VERSION = "reminders-2"
THREADS = 8
TIDIED_AT_ONCE = 1000
# How long DBOS keeps a reminder that is over; our own tables remember it for as long as the person's answers.
KEPT_FOR = timedelta(days=1)
LEFT_FOR = timedelta(days=1)
Run = Callable[[int, str, str, int], str]
_run: list[Run] = []


@DBOS.step(name="give")
def give(respondent: int, kind: str, day: str, tries: int) -> str:
    """Give one reminder; run again, it finds the reminder taken, and does not send it twice."""
    return _run[-1](respondent, kind, day, tries)


@DBOS.workflow(name="remind")
def remind(respondent: int, kind: str, day: str, tries: int) -> str:
    """One reminder: a single step, so that its outcome is known for good."""
    return give(respondent, kind, day, tries)


def launch(url: str, run: Run) -> None:
    """Start DBOS; it speaks to its database and to nobody else.

    Every process is an executor of its own. Under a shared name the start of one takes over what another is just doing, and
    the other's thread then waits for the outcome for ever, and keeps its process from ending.
    """
    _run[:] = [run]
    _log_as_all_others()
    vars(DBOSDefaultSerializer)["deserialize"] = _refuse_pickles
    DBOS(
        config={
            "name": "xingjie",
            "system_database_url": url,
            "application_version": VERSION,
            "executor_id": uuid4().hex,
            "serializer": DBOSPortableJSONSerializer(),
            # Instead of DBOS's own, which would win over the application_name and the connect_timeout of the address.
            "db_engine_kwargs": {"connect_args": {}},
            "max_executor_threads": THREADS,
            "log_level": "WARNING",
            "enable_otlp": False,
        }
    )
    DBOS.launch()


def _log_as_all_others() -> None:
    """Left to itself DBOS writes lines of its own to standard error, with whatever an exception's message quotes.

    It does so only where its logger has no handler.
    """
    logger = logging.getLogger("dbos")
    logger.handlers = [logging.NullHandler()]
    logger.propagate = True


def _refuse_pickles(_data: str) -> Any:
    """DBOS takes a row at its word that it holds a pickle, and reading one runs whatever its writer wanted."""
    raise ValueError("pickles are not read from the database")


def begin(name: str, respondent: int, kind: str, day: str, tries: int) -> None:
    """Begin a workflow of this name; one that was begun before is left as it is."""
    with SetWorkflowID(name):
        DBOS.start_workflow(remind, respondent, kind, day, tries)


def tidy(name: str, kept_for: timedelta = KEPT_FOR) -> int:
    """Delete what DBOS keeps of reminders that were over so long before the one of this name was begun; how many.

    With them goes what another process had begun a day earlier still, and died: it was begun anew under another name.

    What is being given must stay: without it a thread fails, or waits for ever where the name is begun anew by one that dies.
    So age is told by the database's clock alone, which wrote all these moments; ours may be days off.
    """
    begun = DBOS.get_workflow_status(name)
    if begun is None or begun.created_at is None:
        return 0
    before = datetime.fromtimestamp(begun.created_at / 1000, UTC) - kept_for
    over = _listed(completed_before=before.isoformat())
    unfinished = _listed(status=["PENDING", "ENQUEUED"], end_time=(before - LEFT_FOR).isoformat())
    left = [workflow for workflow in unfinished if workflow.executor_id != DBOS.executor_id]
    DBOS.delete_workflows([workflow.workflow_id for workflow in over + left])
    return len(over)


def _listed(**where: Any) -> list[WorkflowStatus]:
    return DBOS.list_workflows(**where, limit=TIDIED_AT_ONCE, load_input=False, load_output=False)


def destroy() -> None:
    """Stop DBOS and its threads."""
    DBOS.destroy()
