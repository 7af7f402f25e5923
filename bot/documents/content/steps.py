"""Lists the steps to build: those of the plan, or without a plan those of the roadmap, which has neither days nor persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from flows.assessment.plan import StepState
from flows.assessment.point_by_point import left_of_next
from flows.assessment.verified import is_lowered
from flows.criteria_words import facts_of
from flows.standard.model import Effort


@dataclass(frozen=True, slots=True)
class StepToBuild:
    """One step to a star: from a rung to a rung. If it is not planned, `due` and `state` are None and `person` is ""."""

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
    """Return the star (1..5) that `to_build` leads to."""
    return dossier.plan.star if dossier.plan else dossier.card.goal


def steps_to_build(dossier: Dossier) -> tuple[StepToBuild, ...]:
    """Return the steps of the plan, or without a plan those of the roadmap to the next star, in order."""
    if dossier.plan is None:
        return tuple(
            StepToBuild(step.subdomain, step.from_rung, step.to_rung, step.effort, step.under_way) for step in dossier.steps
        )
    return tuple(
        StepToBuild(
            step.subdomain,
            step.from_rung,
            step.to_rung,
            _largest_effort(dossier, step.subdomain, step.from_rung, step.to_rung),
            step.state is StepState.doing,
            step.due,
            step.person,
            step.state,
            step.reason,
        )
        for step in dossier.plan.steps
    )


def _largest_effort(dossier: Dossier, code: str, from_rung: int, to_rung: int) -> Effort:
    """Return the effort of a step: the largest of the rungs on its way."""
    return max(dossier.standard.subdomain(code).effort[from_rung:to_rung], default=Effort.small)


def what_is_left(dossier: Dossier, code: str, rung: int, words: DocumentWords) -> str:
    """Return the criteria that a subdomain lacks for its next rung if part of it is ticked, otherwise the rung's sentence."""
    rating = dossier.ratings.get(code)
    lacking = left_of_next(dossier.standard.subdomain(code), rating)
    if not lacking or is_lowered(rating):
        return words(f"{code}.rung-{rung}")
    return words("step-missing", rung=lacking[0].rung, facts=facts_of(lacking))
