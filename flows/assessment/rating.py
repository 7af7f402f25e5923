"""Describes an answer, and the lenses through which it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import product
from typing import NamedTuple

from flows.assessment.evidence import Evidence
from flows.assessment.ticks import criteria_in
from flows.standard.model import TOP

# From this rung up, an answer counts in full through the evidenced lens only with evidence.
EVIDENCE_FROM = 3


class Lens(StrEnum):
    """How strictly ratings are read: as claimed, with work under way counted, or only as far as evidence or a review reaches.

    Through `verified`, an answer counts for what a reviewer confirmed of it. Only few answers are ever reviewed.
    """

    claimed = "claimed"
    under_way = "under_way"
    evidenced = "evidenced"
    verified = "verified"


# The lenses through which every answer can be read, reviewed or not.
ALWAYS_READ = (Lens.claimed, Lens.under_way, Lens.evidenced)


class Reading(NamedTuple):
    """Everything that an answer does to the result: the rung that counts through each lens, and the lists it is on.

    `without_evidence` is the rung that counts through the evidenced lens if its evidence no longer counts. `reviewed` says that
    a reviewer looked at the answer; what they confirmed is not here, because the verified lens is read apart.
    """

    claimed: int
    under_way: int
    evidenced: int
    without_evidence: int
    unsure: bool = False
    left_out: bool = False
    reviewed: bool = False

    def through(self, lens: Lens) -> int:
        """Return the rung that counts through this lens, one of ALWAYS_READ."""
        if lens is Lens.claimed:
            return self.claimed
        return self.under_way if lens is Lens.under_way else self.evidenced


@dataclass(frozen=True, slots=True)
class Rating:
    """An answer to one subdomain: the highest rung that is fully in place (0..5), and whether the next one is under way.

    `unsure` counts as rung 0. `not_applicable` is the reason why the subdomain is left out ("" if it is not). `evidence` counts
    up to the rung that it was named for. `ticked` are the criteria above the level that are met (see `flows.assessment.ticks`);
    those up to the level are met without being named. `verified` is the rung (0..5) that a reviewer confirmed, None if none
    looked at it. `reading` is calculated from these once, because every result reads every answer. Raises ValueError if the
    level is out of range, if something is under way above rung 5, if `ticked` does not fit (it names a criterion up to the
    level, or one of the next rung although that is not under way), and if `verified` is above what the answer claims.
    """

    level: int = 0
    under_way: bool = False
    unsure: bool = False
    not_applicable: str = ""
    evidence: Evidence | None = None
    ticked: str = ""
    verified: int | None = None
    reading: Reading = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not 0 <= self.level <= TOP:
            raise ValueError("level must lie in 0..5")
        if self.under_way and self.level == TOP:
            raise ValueError("under_way has no rung above 5")
        if self.ticked:
            self._check_ticked()
        covered = self.evidence.rung if self.evidence else 0
        reading = _reading(self.level, self.under_way, self.unsure, bool(self.not_applicable), covered)
        if self.verified is not None:
            if not 0 <= self.verified <= reading.claimed:
                raise ValueError("verified must lie in 0..claimed")
            reading = reviewed(reading)
        object.__setattr__(self, "reading", reading)

    @property
    def names_rung(self) -> bool:
        """Whether the answer names a rung. If it is unsure or left out, it does not, although it counts as one."""
        return not self.unsure and not self.not_applicable

    @property
    def has_part_of_next(self) -> bool:
        """Whether criteria of the next rung are ticked."""
        return str(self.level + 1) in self.ticked

    def read(self, lens: Lens) -> int:
        """Return the rung (0..5) that counts through this lens. Always: evidenced and verified <= claimed <= under_way.

        Through the verified lens, an answer that nobody looked at counts as claimed (see `flows.assessment.verified`).
        """
        if lens is Lens.verified:
            return self.reading.claimed if self.verified is None else self.verified
        return self.reading.through(lens)

    def with_evidence(self, evidence: Evidence | None) -> Rating:
        """Return the same answer with this evidence; None takes the evidence away."""
        return Rating(self.level, self.under_way, self.unsure, self.not_applicable, evidence, self.ticked, self.verified)

    def with_verified(self, rung: int | None) -> Rating:
        """Return the same answer with what a reviewer confirmed (0..claimed); None if nobody looked at it."""
        return Rating(self.level, self.under_way, self.unsure, self.not_applicable, self.evidence, self.ticked, rung)

    def _check_ticked(self) -> None:
        rungs = {criterion.rung for criterion in criteria_in("", self.ticked)}
        if min(rungs) <= self.level:
            raise ValueError("ticked names a criterion that the level has")
        if self.names_rung and self.level + 1 in rungs and not self.under_way:
            raise ValueError("a ticked criterion of the next rung says that it is under way")


# Answers are looked up by their reading. That is fastest if equal readings are the same object.
_one_of_each = cache(Reading)


@cache
def _reading(level: int, under_way: bool, unsure: bool, left_out: bool, covered: int) -> Reading:
    if left_out:
        return _one_of_each(TOP, TOP, TOP, TOP, unsure, left_out)
    if unsure:
        return _one_of_each(0, 0, 0, 0, unsure)
    without_evidence = min(level, EVIDENCE_FROM - 1)
    return _one_of_each(level, level + under_way, max(without_evidence, min(level, covered)), without_evidence)


@cache
def reviewed(reading: Reading) -> Reading:
    """Return the reading of the same answer, now that a reviewer looked at it."""
    return reading._replace(reviewed=True)


# Every reading that an answer can have before a review.
UNREVIEWED = frozenset(
    _reading(*given) for given in product(range(TOP + 1), *[(False, True)] * 3, range(TOP + 1)) if sum(given[:2]) <= TOP
)
READINGS = UNREVIEWED | {reviewed(reading) for reading in UNREVIEWED}


Ratings = Mapping[str, Rating]

MARKS = tuple(str(level) for level in range(TOP + 1)) + tuple(f"{level}+" for level in range(TOP))
UNSURE = "unsure"
# Nearly every answer is one of these twelve, so all of them share these objects.
_OF_MARK = {mark: Rating(int(mark[0]), mark.endswith("+")) for mark in MARKS} | {UNSURE: Rating(unsure=True)}


def rating_of(mark: str) -> Rating:
    """Return the rating of a tap's mark: `0` … `5`, `0+` … `4+`, or `unsure`. Raises ValueError for any other text."""
    if mark not in _OF_MARK:
        raise ValueError(f"{mark!r} is not a mark")
    return _OF_MARK[mark]


def mark_of(rating: Rating) -> str:
    """Return the mark of a rating, the inverse of `rating_of`, or `n/a` if the subdomain does not apply."""
    if rating.not_applicable:
        return "n/a"
    if rating.unsure:
        return UNSURE
    return f"{rating.level}+" if rating.under_way else str(rating.level)


def logged(rating: Rating) -> str:
    """Return what the log of changes holds of a rating: its mark, and the criteria that are ticked above it (`2+ 3ac4b`)."""
    return f"{mark_of(rating)} {rating.ticked}" if rating.ticked else mark_of(rating)
