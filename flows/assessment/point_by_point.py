"""Decides a rung by its criteria: which criteria an answer says are met, which are missing, and which rung they give.

The rule: a rung is in place if all of its criteria are met, and all criteria of all rungs below it. An answer that names a
rung says that all criteria up to it are met. It may also name criteria above, in `Rating.ticked`.
"""

from __future__ import annotations

from itertools import takewhile
from typing import NamedTuple

from flows.assessment.rating import Rating
from flows.assessment.ticks import criteria_in, ticks_of
from flows.standard.criteria import Criterion
from flows.standard.model import TOP, Subdomain

RUNGS = range(1, TOP + 1)


class Way(NamedTuple):
    """The criteria between two rungs: how many of them are met, how many there are, and which are missing, in order."""

    met: int
    wanted: int
    missing: tuple[Criterion, ...]


def met(subdomain: Subdomain, rating: Rating) -> frozenset[Criterion]:
    """Return the criteria that an answer says are met. Ticks that the edition does not know are ignored."""
    level = rating.level if rating.names_rung else 0
    ticked = criteria_in(subdomain.code, rating.ticked)
    return frozenset(one for one in subdomain.all_criteria if one.rung <= level or one in ticked)


def missing(subdomain: Subdomain, rating: Rating | None, rung: int) -> tuple[Criterion, ...]:
    """Return the criteria that are still to be met for a rung (1..5), in order. No answer counts as nothing met.

    Once they are all met, the answer names that rung or a higher one.
    """
    given = met(subdomain, rating) if rating is not None else frozenset()
    return tuple(one for one in subdomain.all_criteria if one.rung <= rung and one not in given)


def way_between(subdomain: Subdomain, rating: Rating | None, from_rung: int, to_rung: int) -> Way:
    """Return what is met and missing of the way from one rung to a higher one.

    If the answer has fallen below `from_rung`, what is missing there belongs to the way too. An edition without criteria for
    this subdomain gives an empty way.
    """
    lacking = missing(subdomain, rating, to_rung)
    wanted = {one for one in subdomain.all_criteria if from_rung < one.rung <= to_rung}.union(lacking)
    return Way(len(wanted) - len(lacking), len(wanted), lacking)


def left_of_next(subdomain: Subdomain, rating: Rating | None) -> tuple[Criterion, ...]:
    """Return what is `missing` for the next rung if part of it is ticked; () if nothing of it is."""
    if rating is None or not rating.names_rung or not rating.has_part_of_next:
        return ()
    return missing(subdomain, rating, rating.level + 1)


def reached(subdomain: Subdomain, given: frozenset[Criterion]) -> int:
    """Return the highest rung (0..5) whose criteria are all met, with all those below it."""
    return len(list(takewhile(lambda rung: given.issuperset(subdomain.criteria_of(rung)), RUNGS))) if subdomain.criteria else 0


def agrees(subdomain: Subdomain, rating: Rating) -> bool:
    """Return whether an answer's level and its ticks say the same in this edition, so that `met` decides that same level.

    An answer of an older edition can disagree: a criterion that it ticked may be gone, or the rest of its rung may be.
    """
    ticked = criteria_in(subdomain.code, rating.ticked)
    if not ticked.issubset(subdomain.all_criteria):
        return False
    if not rating.names_rung or not subdomain.criteria:
        return True
    return reached(subdomain, met(subdomain, rating)) == rating.level


def decided_by(subdomain: Subdomain, given: frozenset[Criterion], before: Rating | None = None) -> Rating:
    """Return the answer of these criteria, for a subdomain that has criteria. It keeps the evidence of the answer before.

    The next rung is under way if any of its criteria is met.
    """
    level = reached(subdomain, given)
    above = [one for one in given if one.rung > level]
    under_way = any(one.rung == level + 1 for one in above)
    return Rating(level, under_way, evidence=before.evidence if before else None, ticked=ticks_of(above))


def cleared(subdomain: Subdomain, rating: Rating, before: Rating) -> tuple[Criterion, ...]:
    """Return the criteria, in order, that were ticked in the answer before and that an answer by a sentence no longer has."""
    given = met(subdomain, rating)
    ticked = criteria_in(subdomain.code, before.ticked)
    return tuple(one for one in subdomain.all_criteria if one in ticked and one not in given)


def with_ticks_of(subdomain: Subdomain, rating: Rating, before: Rating | None) -> Rating:
    """Return an answer that was given by a sentence, with those ticks of the answer before that still hold.

    Ticks up to the named rung are part of it now. If all criteria of the rung above the named one were ticked, the sentence
    contradicts them: at least one is not met after all, so those go. All others stay, except criteria of an older edition that
    this one does not know.
    """
    if before is None or not before.ticked:
        return rating
    known = criteria_in(subdomain.code, before.ticked).intersection(subdomain.all_criteria)
    kept = {one for one in known if one.rung > rating.level}
    following = subdomain.criteria_of(rating.level + 1) if rating.names_rung and rating.level < TOP else ()
    if kept.issuperset(following):
        kept.difference_update(following)
    under_way = rating.under_way or not kept.isdisjoint(following)
    return Rating(rating.level, under_way, rating.unsure, rating.not_applicable, rating.evidence, ticks_of(kept))
