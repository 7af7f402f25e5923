"""Dossiers to make documents from, and the words to make them with."""

from __future__ import annotations

from datetime import date

from bot.documents.content.dossier import Dossier, dossier
from flows.assessment.evidence import Attachment, Evidence
from flows.assessment.plan import Plan, PlannedStep, StepState
from flows.assessment.rating import Rating, Ratings
from flows.standard.loader import shipped

TODAY = date(2026, 11, 24)
STANDARD = shipped()
SHA = "a" * 64
# What people typed: names and words that are in no edition, with rare characters.
INSTITUTION = "嘉定区喆堃垚㛃𬭎中小企业服务中心"
PERSON = "王喆"
LEDGER, CATALOGUE, CHECKLIST = "需求台账 2026", "服务目录 v3", "质检表"
CHECKLIST_FILE = "质检表.pdf"
LEFT_OUT_BECAUSE = "由上级单位统一负责"


def level(rung: int, **others: Rating) -> Ratings:
    """Every subdomain on one rung, but for the others (`risk_management` for `risk-management`)."""
    return {
        **{code: Rating(rung) for code in STANDARD.codes},
        **{code.replace("_", "-"): rating for code, rating in others.items()},
    }


def evidenced(rung: int, what: str = "制度汇编与台账", used: date = date(2026, 9, 1)) -> Rating:
    """A rating with evidence for its rung."""
    return Rating(rung, evidence=Evidence(what, rung, TODAY, date(2026, 1, 5), used))


MIXED: Ratings = level(
    3,
    demand_management=evidenced(4, LEDGER),
    service_catalogue=evidenced(3, CATALOGUE, used=date(2025, 10, 1)),
    service_level=Rating(unsure=True),
    risk_management=Rating(not_applicable=LEFT_OUT_BECAUSE),
    measurement_and_analysis=Rating(2, under_way=True),
    service_quality=Rating(
        3, evidence=Evidence(CHECKLIST, 3, TODAY, file=Attachment(CHECKLIST_FILE, 1024, "application/pdf", SHA, "x"))
    ),
)


def made(ratings: Ratings, language: str = "zh", institution: str = "", *, planned: bool = False) -> Dossier:
    """A dossier on a fixed day; `planned` gives it a plan and a past."""
    bare = dossier(STANDARD, ratings, TODAY, language, institution=institution)
    if not planned:
        return bare
    steps = tuple(
        PlannedStep(step.subdomain, step.from_rung, step.to_rung, date(2027, 3, 15), PERSON, StepState.doing)
        for step in bare.steps
    )
    past = ((date(2026, 3, 1), level(1)), (TODAY, ratings))
    return dossier(
        STANDARD, ratings, TODAY, language, institution=institution, plan=Plan(bare.card.goal, TODAY, steps), past=past
    )
