"""Writes the result as one line of JSON. docs/reference/score-json.md describes its keys."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import msgspec
from msgspec import UNSET, Struct, UnsetType

from flows.assessment.ageing import as_of
from flows.assessment.evidence_state import codes_with_stale_evidence
from flows.assessment.point_by_point import missing
from flows.assessment.rating import Rating, Ratings
from flows.assessment.roadmap import Step, next_steps
from flows.assessment.scorecard import Scorecard, StarRange, next_fall, scorecard
from flows.assessment.shown import left_to_show
from flows.assessment.verified import lowered
from flows.institution.answers import Together, stars_of, with_unsettled
from flows.standard.model import Standard

Codes = tuple[str, ...]


class _Stars(Struct, frozen=True):
    low: int
    high: int
    decided: bool


class _Lenses(Struct, frozen=True):
    claimed: _Stars
    under_way: _Stars
    evidenced: _Stars
    # Only if a reviewer looked at an answer.
    verified: _Stars | UnsetType = UNSET


class _Lowered(Struct, frozen=True):
    subdomain: str
    claimed: int
    verified: int


class _Step(Struct, frozen=True, rename={"from_rung": "from", "to_rung": "to"}):
    subdomain: str
    from_rung: int
    to_rung: int
    under_way: bool
    missing: Codes


class _Next(Struct, frozen=True):
    star: int
    build: list[_Step]


class _Domain(Struct, frozen=True):
    met: int
    required: int


class _Fall(Struct, frozen=True):
    star: int
    on: date


class _Together(Struct, frozen=True):
    people: int
    differed: Codes
    open: Codes


class _Result(Struct, frozen=True):
    edition: str
    stars: _Lenses
    blocking: Codes
    next: _Next
    domains: dict[str, _Domain]
    unanswered: Codes
    unsure: Codes
    to_confirm: Codes
    stale: Codes
    not_shown: dict[str, Codes]
    falls: _Fall | None
    lowered: list[_Lowered] | UnsetType = UNSET
    # Only if the answers say that several people came to them.
    together: _Together | UnsetType = UNSET


WRITER = msgspec.json.Encoder()


def result_of(standard: Standard, ratings: Ratings, today: date, together: Together | None = None) -> bytes:
    """Return the result as it counts on a day, as JSON. `together` says how several people came to the answers."""
    evidenced = {code: rating for code, rating in ratings.items() if rating.evidence}  # nothing else ages
    card = scorecard(standard, as_of(standard, ratings, today) if evidenced else ratings)
    fall = next_fall(standard, evidenced, today, card.evidenced.low) if evidenced else None
    steps = next_steps(standard, ratings, card)
    result = _Result(
        edition=standard.edition,
        stars=_lenses(standard, ratings, card, together),
        blocking=card.blocking,
        next=_Next(card.goal, [_step(standard, step, ratings.get(step.subdomain)) for step in steps]),
        domains={item.domain: _Domain(item.met, item.required) for item in card.domains},
        unanswered=card.unanswered,
        unsure=card.unsure,
        to_confirm=card.left_out,
        stale=codes_with_stale_evidence(standard, evidenced, today) if evidenced else (),
        not_shown=_not_shown(standard, evidenced),
        falls=_Fall(fall.star, fall.on) if fall else None,
        lowered=_lowered(standard, ratings) if card.verified else UNSET,
        together=_together(standard, together) if together is not None else UNSET,
    )
    return msgspec.json.format(WRITER.encode(result), indent=0)  # one line, with a space after each comma and colon


def _lenses(standard: Standard, ratings: Ratings, card: Scorecard, together: Together | None) -> _Lenses:
    claimed, under_way = card.claimed, card.under_way
    if together is not None:
        claimed = stars_of(standard, ratings, together)
        under_way = with_unsettled(under_way, claimed)
    return _Lenses(_stars(claimed), _stars(under_way), _stars(card.evidenced), _verified(card))


def _together(standard: Standard, found: Together) -> _Together:
    differed = {each.code for each in found.differed}
    return _Together(
        found.people,
        tuple(code for code in standard.codes if code in differed),
        tuple(code for code in standard.codes if code in found.open),
    )


def _step(standard: Standard, step: Step, rating: Rating | None) -> _Step:
    lacking = _missing(standard, step.subdomain, step.from_rung, rating.ticked if rating else "", step.to_rung)
    return _Step(step.subdomain, step.from_rung, step.to_rung, step.under_way, lacking)


def _not_shown(standard: Standard, evidenced: Ratings) -> dict[str, Codes]:
    """Return the criteria (`3.b`) that evidence leaves out, by subdomain, if it shows only part of its rung."""
    named = {code: rating.evidence for code, rating in evidenced.items() if rating.evidence and rating.evidence.shows}
    left = {code: left_to_show(standard.subdomain(code), evidence) for code, evidence in named.items()}
    return {code: tuple(f"{one.rung}.{one.letter}" for one in found) for code, found in left.items() if found}


# Cached: nearly all answers are sentences, so few combinations occur.
@lru_cache(maxsize=4096)
def _missing(standard: Standard, code: str, level: int, ticked: str, rung: int) -> Codes:
    """Return the criteria (`3.b`) that an answer of this level still lacks for a rung above it."""
    rating = Rating(level, under_way=True, ticked=ticked)
    return tuple(f"{one.rung}.{one.letter}" for one in missing(standard.subdomain(code), rating, rung))


def _verified(card: Scorecard) -> _Stars | UnsetType:
    return _stars(card.verified) if card.verified else UNSET


def _lowered(standard: Standard, ratings: Ratings) -> list[_Lowered]:
    return [_Lowered(item.subdomain, item.claimed, item.verified) for item in lowered(standard, ratings)]


def _stars(stars: StarRange) -> _Stars:
    return _Stars(stars.low, stars.high, stars.decided)
