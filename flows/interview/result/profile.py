"""Builds the profile of a result: the five domains, and the cells that lead to their answers."""

from __future__ import annotations

from flows.assessment.radar import Reach, reaches
from flows.assessment.rating import Lens
from flows.assessment.scorecard import DomainProfile, Scorecard
from flows.dialogue import Phrase, Reply, phrase
from flows.interview.screen_builder import Scope
from flows.interview.stage_groups import ANSWERABLE
from flows.profile import Cell, DomainBar, Profile
from flows.triggers import Trigger
from flows.views import View


def profile(at: Scope, card: Scorecard) -> Profile:
    """Return the profile of the current answers, compared with the next star."""
    reached = reaches(at.standard, at.session.ratings, Lens.claimed)
    cells = {code: _cell(at, number, code, card) for number, code in enumerate(at.standard.codes)}
    domains = tuple(_bar(at, card, *pair, cells) for pair in zip(card.domains, reached, strict=True))
    return Profile(card.goal, phrase("profile-title", star=card.goal), phrase("profile-legend", star=card.goal), domains)


def _bar(at: Scope, card: Scorecard, domain: DomainProfile, reach: Reach, cells: dict[str, Cell]) -> DomainBar:
    said = phrase("profile-domain", domain=Phrase(domain.domain), star=card.goal, met=domain.met, required=domain.required)
    own = tuple([cells[sub.code] for sub in at.standard.domain(domain.domain).subdomains])
    return DomainBar(Phrase(domain.domain), said, domain.met, domain.required, reach.hundredths, own)


def _cell(at: Scope, number: int, code: str, card: Scorecard) -> Cell:
    rating = at.session.ratings.get(code)
    opens = Reply(at.session.turn, at.view, Trigger.open, f"{View.question}.{number}") if _can_open(at, code) else None
    return Cell(code, rating, card.goal, code in card.blocking, opens)


def _can_open(at: Scope, code: str) -> bool:
    """Return whether an answer can be opened now, or the question if there is none: this run has to ask it."""
    if at.session.stage not in ANSWERABLE:
        return False
    return code in at.session.ratings or code in at.session.order(at.standard)
