"""Says which stages wait for a line in words, and how long it may be."""

from __future__ import annotations

from flows.interview.institution.effects import NAME_AT_MOST
from flows.interview.plan.step_form import PERSON_AT_MOST
from flows.stages import Stage
from flows.triggers import Trigger

REASON_AT_MOST = 200
# The stages that wait for a line in words: what it does, what it is in the keys of the notices, how long it may be.
LINES: dict[str, tuple[Trigger, str, int]] = {
    Stage.excusing: (Trigger.reason, "reason", REASON_AT_MOST),
    Stage.dropping: (Trigger.reason, "reason", REASON_AT_MOST),
    Stage.assigning: (Trigger.set_person, "person", PERSON_AT_MOST),
    Stage.naming_institution: (Trigger.name_institution, "institution", NAME_AT_MOST),
    Stage.assigning_team: (Trigger.set_team_step, "person", PERSON_AT_MOST),
    Stage.dropping_team: (Trigger.set_team_step, "reason", REASON_AT_MOST),
}
