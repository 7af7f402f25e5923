"""Ratings in, stars out: the rule of the edition, through three lenses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from flows.assessment.ageing import renewals
from flows.assessment.rating import Lens, Ratings
from flows.assessment.tally import LEFT_OUT, MISSING, ROWS, UNSURE, stars_in, tally
from flows.assessment.tally import StarRange as StarRange
from flows.standard.model import STARS, TOP, Standard


@dataclass(frozen=True, slots=True)
class Fall:
    """On `on` the evidenced star falls to `star` (0..4), unless some evidence is renewed before."""

    star: int
    on: date


@dataclass(frozen=True, slots=True)
class DomainProfile:
    """How many of the subdomains that a star needs in one domain are met, of how many."""

    domain: str
    met: int
    required: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The result: a star range per lens, what blocks the next star, and where each domain stands towards it.

    `goal` is the next star (5 where 5 is reached); `blocking`, `unsure`, `left_out`, `unanswered` and `open_questions` hold
    codes in the standard's order. `open_questions` are the missing answers that can still change the claimed star.
    """

    claimed: StarRange
    under_way: StarRange
    evidenced: StarRange
    goal: int
    blocking: tuple[str, ...]
    domains: tuple[DomainProfile, ...]
    unsure: tuple[str, ...]
    left_out: tuple[str, ...]
    unanswered: tuple[str, ...]
    open_questions: tuple[str, ...]


def star_range(standard: Standard, ratings: Ratings, lens: Lens) -> StarRange:
    """Return the stars that these ratings still allow, read through one lens.

    Missing answers count once as rung 0 and once as rung 5; if both give the same star, the star is decided.
    """
    rungs = {code: rating.read(lens) for code, rating in ratings.items()}
    return StarRange(low=_star(standard, rungs, missing=0), high=_star(standard, rungs, missing=TOP))


def _star(standard: Standard, rungs: Mapping[str, int], missing: int) -> int:
    """Return the star (0..5): the highest L such that, for every l <= L, every subdomain ticked at l is on rung l or higher.

    Nothing is averaged. The rule is our assumption: the official assessment rules are not public.
    """
    for star in STARS:
        for subdomain in standard.ticked(star):
            if rungs.get(subdomain.code, missing) < star:
                return star - 1
    return TOP


def scorecard(standard: Standard, ratings: Ratings) -> Scorecard:
    """The whole result for these ratings; missing subdomains are unanswered."""
    total = tally(standard, ratings)
    claimed, under_way, evidenced = stars_in(total)
    goal = min(claimed.low + 1, TOP)
    rows, width, named = total >> ROWS, len(standard.codes), standard.named
    everyone = (1 << width) - 1  # one row is taken out of all by shifting down to it
    blocking = rows >> goal * width & everyone
    left_out = rows >> LEFT_OUT * width & everyone
    missing = rows >> MISSING * width & everyone
    ticked = standard.ticked_in[goal].items()
    return Scorecard(
        claimed=claimed,
        under_way=under_way,
        evidenced=evidenced,
        goal=goal,
        blocking=named(blocking),
        domains=tuple([_profile(domain, bits & ~left_out, bits & blocking) for domain, bits in ticked]),
        unsure=named(rows >> UNSURE * width & everyone),
        left_out=named(left_out),
        unanswered=named(missing),
        open_questions=named(missing & rows >> claimed.high * width),
    )


# Few profiles differ; making them anew costs more than looking them up.
@lru_cache(maxsize=4096)
def _profile(domain: str, needed: int, blocking: int) -> DomainProfile:
    required = needed.bit_count()
    return DomainProfile(domain, required - blocking.bit_count(), required)


def next_fall(standard: Standard, ratings: Ratings, today: date, now: int) -> Fall | None:
    """When the evidenced star, `now` today, is the first to fall by age alone; None where it does not.

    Each answer alone says when its evidence ends and which star it lets through from then on; of one day the lowest counts.
    """
    ends = [(day, code) for day, code in renewals(standard, ratings, today) if code in standard]
    then = [(day, standard.ceilings[code][ratings[code].reading.without_evidence]) for day, code in ends]
    falls = [(day, star) for day, star in then if star < now]
    on, star = min(falls, default=(today, now))
    return Fall(star, on) if falls else None


def claimed_level(ratings: Ratings, code: str) -> int:
    """The rung that counts as claimed; an unanswered subdomain stands at 0."""
    rating = ratings.get(code)
    return rating.read(Lens.claimed) if rating else 0
