"""Maps a Session to columns and back, by name: a new field of a Session needs a column, and no code here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from flows.assessment.evidence import Attachment, Evidence
from flows.assessment.plan import PlannedStep, StepState
from flows.assessment.question_order import Mode
from flows.assessment.rating import Rating
from flows.institution.colleagues import MemberRole
from flows.interview.session import Session
from flows.old_names import stage_of

# Fields of a Session that have a table of their own.
ELSEWHERE = frozenset({"ratings", "plan", "past", "institution", "is_colleague"})
STATE_COLUMNS = tuple(name for name in Session.__struct_fields__ if name not in ELSEWHERE)
RATING_COLUMNS = tuple(field.name for field in fields(Rating) if field.init and field.name != "evidence")
EVIDENCE_FIELDS = tuple(name for name in Evidence.__struct_fields__ if name != "file")
FILE = {
    "name": "file_name",
    "size": "file_size",
    "media_type": "file_type",
    "sha256": "file_sha256",
    "place": "file_place",
}
EVIDENCE_COLUMNS = (*EVIDENCE_FIELDS, *FILE.values())
STEP = PlannedStep.__struct_fields__
NO_FILE = Attachment("", 0, "", "", "")


def state_columns(session: Session) -> dict[str, Any]:
    """Return the columns of a respondent's row, by name."""
    state = {name: getattr(session, name) for name in STATE_COLUMNS}
    state["mode"] = session.mode.value  # drivers bind plain text only
    return state


def session_of(state: Mapping[str, Any], ratings: Mapping[str, Rating], institution: str, role: str) -> Session:
    """Return the session of a respondent's columns, current ratings (by subdomain) and institution, without plan and past.

    `role` is what they are in their institution, "" if they have none.
    """
    today = {"mode": Mode(state["mode"]), "stage": stage_of(state["stage"]), "origin": stage_of(state["origin"])}
    return Session(
        **{name: state[name] for name in STATE_COLUMNS} | today,
        ratings=ratings,
        institution=institution,
        is_colleague=role == MemberRole.colleague,
    )


def rating_columns(rating: Rating) -> dict[str, Any]:
    """Return the columns of a rating's row, by name."""
    return {name: getattr(rating, name) for name in RATING_COLUMNS}


def rating_of(values: Mapping[str, Any], evidence: Evidence | None) -> Rating:
    """Return the rating of a row's columns and of its evidence."""
    return Rating(**{name: values[name] for name in RATING_COLUMNS}, evidence=evidence)


def evidence_columns(evidence: Evidence) -> dict[str, Any]:
    """Return the columns of a row of evidence, by name."""
    file = evidence.file or NO_FILE
    return {name: getattr(evidence, name) for name in EVIDENCE_FIELDS} | {
        column: getattr(file, name) for name, column in FILE.items()
    }


def evidence_of(values: Mapping[str, Any]) -> Evidence:
    """Return the evidence of a row's columns.

    A process older than revision 0021 may have renewed it for another rung, and left the criteria of the rung before.
    """
    file = Attachment(**{name: values[column] for name, column in FILE.items()}) if values["file_place"] else None
    shows = values["shows"] if str(values["rung"]) in values["shows"] else ""
    return Evidence(**{name: values[name] for name in EVIDENCE_FIELDS} | {"shows": shows}, file=file)


def step_of(values: Mapping[str, Any]) -> PlannedStep:
    """Return the planned step of a row's columns."""
    return PlannedStep(**{name: values[name] for name in STEP} | {"state": StepState(values["state"])})
