"""The addresses of cases at the desk, and what several of their pages share."""

from __future__ import annotations

from bot.desk.cases import CaseView
from bot.web.desk.addresses import id_of
from bot.web.desk.guard import Guard, Visit
from flows.assessment.scorecard import StarRange
from flows.dialogue import Phrase, phrase

# The addresses of all cases, below `desk` as links name it, and of one case, as routes name it.
CASES = "/cases"
CASE = "/desk/cases/{case}"
ITEM = f"{CASE}/items/{{subdomain}}"
# Below `desk` all double ratings; as routes name them one double rating, and an item of it.
RATINGS = "/cases/ratings"
RATING = "/desk/cases/ratings/{rating}"
RATED = f"{RATING}/items/{{subdomain}}"
# A file of an item, of a case or a double rating.
PIECE = "/pieces/{piece}"
AGREEMENT, HOURS = "/desk/cases/agreement", "/desk/cases/hours"


async def case_of(guard: Guard, visit: Visit) -> CaseView | None:
    """Return the case of an address; None if the officer sees no such case."""
    return await guard.cases.one(visit.session, id_of(visit, "case"))


def stars_of(stars: StarRange) -> Phrase:
    """Return the words for the stars that are possible."""
    low, high = phrase("stars", star=stars.low), phrase("stars", star=stars.high)
    return low if stars.decided else phrase("stars-range", low=low, high=high)
