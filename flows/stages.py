"""Names the stages of an interview."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where a respondent is in the interview. In `welcome` nothing is stored.

    `docs/reference/interview.md` says what each stage waits for. The values are stored, so some are older than the names;
    `old_names` holds each that has changed.
    """

    welcome = "welcome"
    choosing = "choosing"
    asking = "asking"
    excusing = "excusing"
    checkpoint = "checkpoint"
    deciding = "deciding"
    reviewing = "reviewing"
    paused = "paused"
    finished = "finished"
    naming_evidence = "naming_evidence"
    dating_evidence = "dating"
    planning = "planning"
    at_step = "building"
    assigning = "assigning"
    dropping = "dropping"
    reminding = "reminding"
    confirming = "confirming"
    naming_institution = "naming"
    assigning_team = "team_person"
    dropping_team = "team_reason"
