"""Long names, and dossiers that carry them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.documents.content.dossier import Dossier, dossier
from flows.assessment.plan import Plan, PlannedStep
from flows.assessment.rating import Ratings
from tests.bot.documents.dossiers import STANDARD, TODAY, level

FILE = Path(__file__).parent / "long-names.json"
LONG_NAME = "Shanghai_SME_Service_Platform_for_Jiading_and_Qingpu_and_all_other_districts_" * 3
WIDE_NAME = "W" * 200


def dossier_of(ratings: Ratings, language: str = "en", name: str = "", person: str = "王喆") -> Dossier:
    """A dossier with a past, and with a plan whose steps all fall to one person."""
    bare = dossier(STANDARD, ratings, TODAY, language)
    steps = tuple(PlannedStep(step.subdomain, step.from_rung, step.to_rung, TODAY, person) for step in bare.steps)
    plan, past = Plan(bare.card.goal, TODAY, steps), ((date(2026, 3, 1), level(1)), (TODAY, ratings))
    return dossier(STANDARD, ratings, TODAY, language, institution=name, plan=plan, past=past)
