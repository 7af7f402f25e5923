"""DBOS's workflow for one reminder. Imported only when a reminder is due: DBOS takes seconds to import."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dbos import DBOS, SetWorkflowID

from bot.durable import EXECUTOR, THREADS, VERSION

TIDIED_AT_ONCE = 1000
Run = Callable[[int, str, str, int], str]
_run: list[Run] = []


@DBOS.step(name="give")
def give(respondent: int, kind: str, day: str, tries: int) -> str:
    """Give one reminder. Cut off and run again, it finds the reminder taken, and does not send it twice."""
    return _run[-1](respondent, kind, day, tries)


@DBOS.workflow(name="remind")
def remind(respondent: int, kind: str, day: str, tries: int) -> str:
    """One reminder: a single step, so that its outcome is known for good."""
    return give(respondent, kind, day, tries)


def launch(url: str, run: Run) -> None:
    """Start DBOS, and go on with what was cut off; it speaks to its database and to nobody else."""
    _run[:] = [run]
    DBOS(
        config={
            "name": "xingjie",
            "system_database_url": url,
            "application_version": VERSION,
            "executor_id": EXECUTOR,
            "max_executor_threads": THREADS,
            "log_level": "WARNING",
            "enable_otlp": False,
        }
    )
    DBOS.launch()


def begin(name: str, respondent: int, kind: str, day: str, tries: int) -> None:
    """Begin a workflow of this name; one that was begun before is left as it is."""
    with SetWorkflowID(name):
        DBOS.start_workflow(remind, respondent, kind, day, tries)


def tidy(before: datetime) -> int:
    """Delete what DBOS keeps of reminders that were over before that moment; how many. Our own tables know that they were."""
    over = DBOS.list_workflows(completed_before=before.isoformat(), limit=TIDIED_AT_ONCE, load_input=False, load_output=False)
    DBOS.delete_workflows([workflow.workflow_id for workflow in over])
    return len(over)


def destroy() -> None:
    """Stop DBOS and its threads."""
    DBOS.destroy()
