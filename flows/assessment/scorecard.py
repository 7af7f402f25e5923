"""Turns ratings into stars by the rule of the edition, through each lens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from flows.assessment.ageing import renewals
from flows.assessment.rating import ALWAYS_READ, Lens, Ratings
from flows.assessment.tally import LEFT_OUT, MISSING, REVIEWED, ROWS, UNSURE, stars_in, tally
from flows.assessment.tally import StarRange as StarRange
from flows.assessment.verified import stars_after_review
from flows.standard.model import STARS, TOP, Standard

# The places of the lenses in what `stars_in` returns.
PLACES = {lens: place for place, lens in enumerate(ALWAYS_READ)}


@dataclass(frozen=True, slots=True)
class Fall:
    """The evidenced star falls to `star` (0..4) on the day `on`, unless evidence is renewed before."""

    star: int
    on: date


@dataclass(frozen=True, slots=True)
class DomainProfile:
    """How many of the subdomains that a star needs in one domain are met: `met` of `required`."""

    domain: str
    met: int
    required: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The result: the stars through each lens, what blocks the next star, and how far each domain is.

    `verified` is None if no answer was reviewed. `goal` is the next star, or 5 if all are reached. `blocking`, `unsure`,
    `left_out`, `unanswered` and `open_questions` hold codes in the standard's order. `open_questions` are the missing answers
    that can still change the claimed star.
    """

    claimed: StarRange
    under_way: StarRange
    evidenced: StarRange
    verified: StarRange | None
    goal: int
    blocking: tuple[str, ...]
    domains: tuple[DomainProfile, ...]
    unsure: tuple[str, ...]
    left_out: tuple[str, ...]
    unanswered: tuple[str, ...]
    open_questions: tuple[str, ...]


def star_range(standard: Standard, ratings: Ratings, lens: Lens) -> StarRange:
    """Return the stars that these ratings still allow, read through one lens.

    Missing answers count once as rung 0 and once as rung 5; if both give the same star, the star is decided. Through the
    verified lens, answers that nobody looked at make the range, and a missing answer always counts as rung 0.
    """
    if lens is Lens.verified:
        return stars_after_review(standard, ratings)
    rungs = {code: rating.read(lens) for code, rating in ratings.items()}
    return StarRange(low=_star(standard, rungs, missing=0), high=_star(standard, rungs, missing=TOP))


def possible_stars(standard: Standard, ratings: Ratings, lens: Lens = Lens.claimed) -> StarRange:
    """Return the stars that are still possible, if missing and unsure answers count once as rung 0 and once as rung 5.

    This is what we show to a person. A `Scorecard` counts an unsure answer as 0, as the rule says. Both have the same `low`.
    If this range is decided, no answer that is missing or unsure can change the star. Through the verified lens, it is the
    range of `star_range`.
    """
    if lens is Lens.verified:
        return stars_after_review(standard, ratings)
    return stars_in(tally(standard, _sure(ratings)))[PLACES[lens]]


def what_decides(standard: Standard, ratings: Ratings) -> tuple[str, ...]:
    """Return the codes, in the standard's order, whose answer is missing or unsure and can still change the star.

    Empty if `possible_stars` is decided.
    """
    return scorecard(standard, _sure(ratings)).open_questions


def _sure(ratings: Ratings) -> Ratings:
    """Return the answers without the unsure ones, which then count as missing."""
    if not any(rating.unsure for rating in ratings.values()):
        return ratings
    return {code: rating for code, rating in ratings.items() if not rating.unsure}


def _star(standard: Standard, rungs: Mapping[str, int], missing: int) -> int:
    """Return the star (0..5) that these rungs reach. A subdomain without a rung counts as rung `missing`.

    A star is reached if every subdomain that the matrix ticks for it is on the rung of that number or higher, and if all lower
    stars are reached. Nothing is averaged. The rule is our assumption, because the official assessment rules are not public.
    """
    reached = 0
    for star in STARS:
        for subdomain in standard.ticked(star):
            if rungs.get(subdomain.code, missing) < star:
                return reached
        reached = star
    return reached


def scorecard(standard: Standard, ratings: Ratings) -> Scorecard:
    """Return the whole result of these ratings. Subdomains without a rating are listed as unanswered."""
    total = tally(standard, ratings)
    claimed, under_way, evidenced = stars_in(total)
    goal = min(claimed.low + 1, TOP)
    rows, width, named = total >> ROWS, len(standard.codes), standard.named
    mask = (1 << width) - 1  # the bits of one row, after a shift down to it
    blocking = rows >> goal * width & mask
    left_out = rows >> LEFT_OUT * width & mask
    missing = rows >> MISSING * width & mask
    reviewed = rows >> REVIEWED * width  # the last row
    ticked = standard.ticked_in[goal].items()
    return Scorecard(
        claimed=claimed,
        under_way=under_way,
        evidenced=evidenced,
        verified=stars_after_review(standard, ratings) if reviewed else None,
        goal=goal,
        blocking=named(blocking),
        domains=tuple([_profile(domain, bits & ~left_out, bits & blocking) for domain, bits in ticked]),
        unsure=named(rows >> UNSURE * width & mask),
        left_out=named(left_out),
        unanswered=named(missing),
        open_questions=named(missing & rows >> claimed.high * width),
    )


# Cached: few profiles differ, and looking one up is cheaper than building it.
@lru_cache(maxsize=4096)
def _profile(domain: str, needed: int, blocking: int) -> DomainProfile:
    required = needed.bit_count()
    return DomainProfile(domain, required - blocking.bit_count(), required)


def next_fall(standard: Standard, ratings: Ratings, today: date, now: int) -> Fall | None:
    """Return when the evidenced star, `now` on that day, first falls because evidence ages; None if it never does.

    Each answer with evidence has a day on which that evidence ends, and a star that it still allows from then on. The first day
    on which one of these stars is below `now` is the answer. If there are several on that day, the lowest star counts.
    """
    ends = [(day, code) for day, code in renewals(standard, ratings, today) if code in standard]
    then = [(day, standard.ceilings[code][ratings[code].reading.without_evidence]) for day, code in ends]
    falls = [(day, star) for day, star in then if star < now]
    on, star = min(falls, default=(today, now))
    return Fall(star, on) if falls else None


def claimed_level(ratings: Ratings, code: str) -> int:
    """Return the rung that counts as claimed; 0 for a subdomain that is not answered."""
    rating = ratings.get(code)
    return rating.read(Lens.claimed) if rating else 0
