"""The answers of an institution as a round gives them: what counts, on what people differed, and what may leave with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from flows.assessment.evidence import Evidence
from flows.assessment.rating import Lens, Rating, Ratings
from flows.assessment.scorecard import StarRange, possible_stars
from flows.institution.comparison import Settled, Vote, by_code, institution_ratings
from flows.institution.rounds import Round
from flows.institution.settling import LEFT_OPEN, left_open
from flows.standard.model import TOP, Standard


class Differed(Struct, frozen=True):
    """A subdomain on which people differed: how many had answered it, and why the answer is what it is.

    `reason` is "" if all came to say the same. `is_open` says that it is not settled, so that the lowest answer counts; if also
    `lower_gone`, somebody who answered lower no longer answers it, and the institution is not sure.
    """

    code: str
    people: int
    reason: str = ""
    is_open: bool = False
    lower_gone: bool = False


class Lent(Struct, frozen=True):
    """Evidence that a person lets the institution hand in. `number` is the person's; the one who coordinates comes first."""

    number: int
    code: str
    evidence: Evidence
    is_coordinators: bool = False


class Said(Struct, frozen=True):
    """What one person said of a subdomain, as it may leave the institution. `who` is "" unless they show their name."""

    level: int
    unsure: bool = False
    not_applicable: str = ""
    has_evidence: bool = False
    who: str = ""

    @property
    def claims(self) -> int:
        """Return what it claims: a subdomain that is left out closes no star, as one on the highest rung."""
        return TOP if self.not_applicable else self.level


class Together(Struct, frozen=True):
    """How several people came to the answers of an institution.

    `people` is how many answered, `differed` the subdomains on which they differed. `votes` are single answers by subdomain;
    none unless everybody who answered agrees that they leave.
    """

    people: int
    differed: tuple[Differed, ...] = ()
    votes: Mapping[str, tuple[Said, ...]] = {}

    @property
    def open(self) -> tuple[str, ...]:
        """The subdomains that are not settled, so that the lowest answer counts, or none for sure if a lower one has gone."""
        return tuple(each.code for each in self.differed if each.is_open)

    @property
    def gone(self) -> tuple[str, ...]:
        """Those of them of which somebody who answered lower no longer answers them."""
        return tuple(each.code for each in self.differed if each.lower_gone)

    def fits(self, ratings: Ratings) -> bool:
        """Return whether answers are as unsure as they must be if a lower answer has gone."""
        return all(each.is_open and ratings[each.code].unsure for each in self.differed if each.lower_gone)


class InstitutionAnswers(Struct, frozen=True):
    """What an institution hands in of a round, on the day `on` of its last change.

    `ratings` are what is settled, and of the rest the lowest answers, with the evidence that people lend.
    """

    round: int
    on: date
    ratings: Ratings
    together: Together


def answers_of(standard: Standard, found: Round) -> Ratings:
    """Return the answers of the institution as they count now, in the standard's order.

    That is what is settled, and of the rest the lowest claim. It is "not sure" if nobody claims anything, or if a lower claim
    has gone. A subdomain that nobody has answered so far is left out.
    """
    votes = found.comparable(standard)
    said = by_code(votes)
    claimed = institution_ratings(standard, votes, found.settled, found.lower_gone)
    unsure = {code: Rating(unsure=True) for code in said if code not in claimed}
    both = {**claimed, **unsure}
    return {code: both[code] for code in standard.codes if code in both}


def stars_of(standard: Standard, ratings: Ratings, found: Together) -> StarRange:
    """Return the star of answers as far as several people have settled them.

    What is not settled counts as the lowest answer, which `ratings` has, and at best as the highest single answer; if single
    answers are not there, as rung TOP. If a lower answer has gone, `ratings` has "not sure", which counts at worst as rung 0.
    """
    best = {code: Rating(_highest(found.votes.get(code, ()))) for code in found.open if code in ratings}
    lowest, highest = (possible_stars(standard, each, Lens.claimed) for each in (ratings, {**ratings, **best}))
    return StarRange(lowest.low, highest.high)


def with_unsettled(under_way: StarRange, claimed: StarRange) -> StarRange:
    """Return the star with work under way, beside the claimed one: what is not settled can rise with such work as without."""
    return StarRange(max(under_way.low, claimed.low), max(under_way.high, claimed.high))


def missing(standard: Standard, found: Round) -> tuple[str, ...]:
    """Return the subdomains of which the institution has no answer yet."""
    known = answers_of(standard, found)
    return tuple(code for code in standard.codes if code not in known)


def differed(standard: Standard, found: Round) -> tuple[Differed, ...]:
    """Return the subdomains on which people differed, in the standard's order."""
    settled = [each for each in found.settled.values() if each.differed]
    said = [_left_open(each) if each.reason == LEFT_OPEN else Differed(each.code, each.people, each.reason) for each in settled]
    still = [_left_open(left_open(item)) for item in found.items(standard)]
    places = {code: place for place, code in enumerate(standard.codes)}
    # Somebody who no longer answers a domain may no longer be among those who answered anything.
    counted = (replace(each, people=min(each.people, found.answered)) for each in (*said, *still))
    return tuple(sorted(counted, key=lambda each: places[each.code]))


def _left_open(done: Settled) -> Differed:
    return Differed(done.code, done.people, "", True, done.unsure)


def with_evidence(ratings: Ratings, lent: Iterable[Lent]) -> Ratings:
    """Return the answers, each with the one piece of evidence that fits it best; none if it names no rung.

    The best is the one for the highest rung up to the answer's own, else the one for the lowest rung above it. Of equals, that
    of the coordinator counts, then that of who joined first.
    """
    found: dict[str, list[Lent]] = {}
    for each in lent:
        found.setdefault(each.code, []).append(each)
    return {
        code: rating.with_evidence(_best(found[code], rating.level)) if code in found and rating.names_rung else rating
        for code, rating in ratings.items()
    }


def votes_to_leave(votes: Sequence[Vote], agree: Iterable[int], shown: Mapping[int, str]) -> Mapping[str, tuple[Said, ...]]:
    """Return the single answers by subdomain; none unless everybody whose answers they are agrees.

    `shown` has what those people are called, by number, who show their name. The order says nothing about who said what.
    """
    if not votes or {vote.number for vote in votes} - set(agree):
        return {}
    return {code: tuple(sorted((_said(vote, shown) for vote in said), key=said_order)) for code, said in by_code(votes).items()}


def said_order(said: Said) -> tuple[int, bool, str, bool, str]:
    """Return by what single answers are sorted, so that their order says nothing about who gave them."""
    return said.level, said.unsure, said.not_applicable, said.has_evidence, said.who


def lowest_claim(said: Iterable[Said]) -> int:
    """Return the lowest claim among single answers to one subdomain; 0 if nobody claims anything."""
    return min((each.claims for each in said if not each.unsure), default=0)


def _highest(said: Sequence[Said]) -> int:
    return max((each.claims for each in said if not each.unsure), default=TOP)


def _said(vote: Vote, shown: Mapping[int, str]) -> Said:
    level = vote.level if vote.names_rung else 0
    return Said(level, vote.unsure, vote.not_applicable, vote.has_evidence, shown.get(vote.number, ""))


def _best(lent: Sequence[Lent], level: int) -> Evidence:
    def fits(each: Lent) -> tuple[bool, int, bool, int]:
        is_above = each.evidence.rung > level
        distance = each.evidence.rung - level if is_above else level - each.evidence.rung
        return is_above, distance, not each.is_coordinators, each.number

    return min(lent, key=fits).evidence
