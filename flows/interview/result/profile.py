"""Builds the profile of a result: the five domains, and the cells that lead to their answers."""

from __future__ import annotations

from flows.assessment.radar import Reach, reaches
from flows.assessment.rating import Lens, Rating
from flows.assessment.scorecard import DomainProfile, Scorecard
from flows.dialogue import Choice, Phrase, phrase
from flows.interview.machine import ANSWERABLE
from flows.interview.screen_builder import Scope
from flows.profile import Cell, CellState, DomainBar, Profile
from flows.views import View

HUNDREDTHS = 100


def profile(at: Scope, card: Scorecard) -> Profile:
    """Return the profile of the current answers, compared with the next star."""
    reached = reaches(at.standard, at.session.ratings, Lens.claimed)
    domains = tuple(_bar(at, card, *pair) for pair in zip(card.domains, reached, strict=True))
    return Profile(card.goal, phrase("profile-title", star=card.goal), phrase("profile-legend", star=card.goal), domains)


def _bar(at: Scope, card: Scorecard, domain: DomainProfile, reach: Reach) -> DomainBar:
    codes = [sub.code for sub in at.standard.domain(domain.domain).subdomains]
    said = phrase("profile-domain", domain=Phrase(domain.domain), star=card.goal, met=domain.met, required=domain.required)
    cells = tuple(_cell(at, code, card) for code in codes)
    return DomainBar(Phrase(domain.domain), said, domain.met, domain.required, int(reach.height * HUNDREDTHS), cells)


def _cell(at: Scope, code: str, card: Scorecard) -> Cell:
    rating = at.session.ratings.get(code)
    state = state_of(rating)
    names_rung = rating if rating is not None and state is CellState.rung else Rating()
    more = code in card.blocking
    said = phrase(
        f"profile-cell-{state}",
        subdomain=Phrase(code),
        rung=names_rung.level,
        building="yes" if names_rung.under_way else "no",
        more="yes" if more else "no",
        star=card.goal,
    )
    return Cell(said, state, names_rung.level, names_rung.under_way, more, _opens(at, code))


def state_of(rating: Rating | None) -> CellState:
    """Return what kind of answer this is; None says that there is none."""
    if rating is None:
        return CellState.unanswered
    if rating.not_applicable:
        return CellState.left_out
    return CellState.unsure if rating.unsure else CellState.rung


def _opens(at: Scope, code: str) -> Choice | None:
    """Return the choice that opens an answer, or the question if there is none; None if this run cannot ask it now."""
    is_asked = code in at.session.ratings or code in at.session.order(at.standard)
    if at.session.stage not in ANSWERABLE or not is_asked:
        return None
    return at.open(f"{View.question}.{at.standard.codes.index(code)}", Phrase(code))
