"""What is to be built, row by row: the plan where there is one, else the roadmap, which has neither days nor persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.documents.content.dossier import Dossier
from flows.assessment.plan import StepState
from flows.standard.model import Effort


@dataclass(frozen=True, slots=True)
class StepToBuild:
    """One step to a star: from a rung to a rung. `due` and `state` are None, `person` "", where nobody has planned it."""

    subdomain: str
    from_rung: int
    to_rung: int
    effort: Effort
    under_way: bool
    due: date | None = None
    person: str = ""
    state: StepState | None = None
    reason: str = ""


def star_to_build(dossier: Dossier) -> int:
    """The star (1..5) that `to_build` leads to."""
    return dossier.plan.star if dossier.plan else dossier.card.goal


def to_build(dossier: Dossier) -> tuple[StepToBuild, ...]:
    """The steps of the plan as planned, or those of the roadmap to the next star; in order."""
    if dossier.plan is None:
        return tuple(
            StepToBuild(step.subdomain, step.from_rung, step.to_rung, step.effort, step.under_way) for step in dossier.steps
        )
    return tuple(
        StepToBuild(
            step.subdomain,
            step.from_rung,
            step.to_rung,
            _dearest(dossier, step.subdomain, step.from_rung, step.to_rung),
            step.state is StepState.doing,
            step.due,
            step.person,
            step.state,
            step.reason,
        )
        for step in dossier.plan.steps
    )


def _dearest(dossier: Dossier, code: str, from_rung: int, to_rung: int) -> Effort:
    """The effort of a step: its dearest rung on the way."""
    return max(dossier.standard.subdomain(code).effort[from_rung:to_rung], default=Effort.small)
