"""Says which ticks a tapped sentence has cleared, and leads back to them."""

from __future__ import annotations

from flows.assessment.point_by_point import met
from flows.dialogue import Choice, Phrase, Reply, phrase
from flows.interview.points.screens import TICKS, set_of
from flows.interview.session import Session
from flows.screen import Screen
from flows.standard.criteria import Criterion
from flows.standard.model import Standard
from flows.triggers import Trigger
from flows.views import View


def telling_cleared(screen: Screen, standard: Standard, session: Session, code: str, cleared: tuple[Criterion, ...]) -> Screen:
    """Return the screen after a sentence with the notice that its answer has cleared these ticks of the rung above it.

    Its way back leads to the criteria of that rung with the ticks in place; nothing is stored before the person records it.
    """
    subdomain, rating = standard.subdomain(code), session.ratings[code]
    notice = phrase(
        "notice-ticks-cleared",
        subdomain=Phrase(code),
        rung=rating.level,
        above=rating.level + 1,
        facts=tuple(phrase(criterion.words) for criterion in cleared),
    )
    ticks = set_of(subdomain, met(subdomain, rating) | frozenset(cleared))
    return screen.noticing(notice, way_back(standard, session, code, f"{ticks:x}"))


def way_back(standard: Standard, session: Session, code: str, ticks: str) -> Choice | None:
    """Return the choice that opens the rung above an answer with a set of ticks, as a view's name writes it; None for no set.

    Its view holds the set too, so that it is offered on every later screen of this turn.
    """
    rating = session.ratings.get(code)
    if rating is None or not TICKS.fullmatch(ticks) or not rating.level < len(standard.subdomain(code).criteria):
        return None
    number = standard.codes.index(code)
    opened = f"{View.points}.{number}.{rating.level + 1}.{ticks}"
    return Choice(phrase("choice-ticks-back"), Reply(session.turn, f"{View.recorded}.{number}.{ticks}", Trigger.open, opened))
