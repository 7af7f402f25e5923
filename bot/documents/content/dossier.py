"""Collects what every document is made from: the answers, and all results that follow from them, worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from flows.assessment.ageing import as_of
from flows.assessment.changes import Change, changes
from flows.assessment.contradictions import Finding, contradictions
from flows.assessment.plan import Plan
from flows.assessment.radar import Reach, reaches
from flows.assessment.rating import ALWAYS_READ, Lens, Rating, Ratings
from flows.assessment.roadmap import Step, next_steps, roadmap
from flows.assessment.scorecard import Fall, Scorecard, StarRange, next_fall, possible_stars, scorecard
from flows.assessment.verified import is_lowered, is_reviewed
from flows.institution.answers import Together, with_unsettled
from flows.review.result import Difference
from flows.standard.model import Standard


@dataclass(frozen=True, slots=True)
class Milestone:
    """One finished assessment: its day, and the stars that its answers and its review allow (None if it has no review)."""

    finished_on: date
    stars: StarRange
    verified: StarRange | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """The answers of one institution on one day, and their results.

    `ratings` are as given; `counting` are the same without the evidence that is stale on `today`, and what `card` is worked
    out from. `possible` are the stars that may be told through each lens: a range while an unsure or missing answer can
    change the star, where `card` takes an unsure answer as rung 0. `assessed_on` is the day that the documents bear,
    `institution` the institution's name ("" is unnamed), `language` what the documents speak. `steps` lead to the next star,
    or to five stars if they are claimed and a reviewer lowered some claims; `domains` and `domains_under_way` are the radar;
    `history` is oldest first; `address` is where the reader can check themselves ("" if nobody said), or the check page of the
    result whose number is `check_number`, if its institution published one ("" if not), `campaign` the name of the campaign
    that card, report and workbook carry
    ("" for none), `changed` what changed between the last two finished assessments, `lowered` what a reviewer said of the
    claims that they lowered, if the institution may read it. `is_over` says that the self-check is finished, so that no answer
    is expected any more. `together` says how several people came to these answers, None if they are those of one person.
    """

    standard: Standard
    ratings: Ratings
    counting: Ratings
    today: date
    assessed_on: date
    language: str
    institution: str
    plan: Plan | None
    history: tuple[Milestone, ...]
    card: Scorecard
    possible: Mapping[Lens, StarRange]
    fall: Fall | None
    findings: tuple[Finding, ...]
    steps: tuple[Step, ...]
    domains: tuple[Reach, ...]
    domains_under_way: tuple[Reach, ...]
    changed: tuple[Change, ...] = ()
    is_over: bool = True
    address: str = ""
    check_number: str = ""
    lowered: tuple[Difference, ...] = ()
    campaign: str = ""
    together: Together | None = None

    @property
    def has_evidence(self) -> bool:
        """Whether any evidence was named, so that counting only what has evidence means something."""
        return any(rating.evidence is not None for rating in self.ratings.values())

    @property
    def told(self) -> tuple[tuple[Lens, StarRange], ...]:
        """The possible stars by lens, in the order in which every document names them.

        The evidenced lens is among them once there is evidence. The verified one has its own words: see `verified`.
        """
        lenses = (Lens.claimed, Lens.under_way, *((Lens.evidenced,) if self.has_evidence else ()))
        return tuple((lens, self.possible[lens]) for lens in lenses)

    @property
    def has_lowered(self) -> bool:
        """Whether a reviewer lowered any claim."""
        return any(map(is_lowered, self.ratings.values()))

    @property
    def verified(self) -> StarRange | None:
        """The stars that the review leaves possible; None if no answer was reviewed."""
        return self.possible.get(Lens.verified)

    @property
    def stars(self) -> StarRange:
        """The stars that these answers allow."""
        return self.possible[Lens.claimed]

    @property
    def unsettled(self) -> int:
        """How many answers several people have not settled, if the star depends on any of them; 0 otherwise."""
        return len(self.together.open) if self.together is not None and not self.stars.decided else 0

    @property
    def is_final(self) -> bool:
        """Whether the star may be told as the result: it is decided, no answer is unsure, and none is still to come."""
        return self.stars.decided and not self.card.unsure and (self.is_over or not self.unanswered)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Return the codes without an answer, in the standard's order."""
        return tuple(code for code in self.standard.codes if code not in self.ratings)


def dossier(
    standard: Standard,
    ratings: Ratings,
    today: date,
    language: str,
    *,
    assessed_on: date | None = None,
    institution: str = "",
    plan: Plan | None = None,
    past: Iterable[tuple[date, Ratings]] = (),
    is_over: bool = True,
    together: Together | None = None,
    stars: StarRange | None = None,
    lowered: tuple[Difference, ...] = (),
    check_number: str = "",
) -> Dossier:
    """Work out everything that the documents show of these answers. `assessed_on` is `today` if it is not given.

    `stars` is the claimed star if the answers alone do not say it: a range while several people have not settled all of them.
    `past` are the finished assessments, oldest first, each with the day on which it was finished. `is_over` is False in
    the middle of a self-check.
    """
    runs = tuple(past)
    kept: Mapping[str, Rating] = MappingProxyType(dict(ratings))
    counting = as_of(standard, kept, today)
    card = scorecard(standard, counting)
    return Dossier(
        standard=standard,
        ratings=kept,
        counting=counting,
        today=today,
        assessed_on=assessed_on or today,
        language=language,
        institution=institution,
        plan=plan,
        history=tuple(_milestone(standard, day, answers) for day, answers in runs),
        card=card,
        possible=MappingProxyType(_possible(standard, counting, card, stars)),
        fall=next_fall(standard, kept, today, card.evidenced.low),
        findings=contradictions(standard, kept),
        steps=next_steps(standard, counting, card) or roadmap(standard, counting, card.goal),
        domains=reaches(standard, counting, Lens.claimed),
        domains_under_way=reaches(standard, counting, Lens.under_way),
        changed=changes(standard, runs[-2][1], runs[-1][1]) if len(runs) > 1 else (),
        is_over=is_over,
        check_number=check_number,
        lowered=lowered,
        together=together,
    )


def _possible(standard: Standard, counting: Ratings, card: Scorecard, stars: StarRange | None) -> dict[Lens, StarRange]:
    found = {lens: possible_stars(standard, counting, lens) for lens in _lenses(card)}
    if stars is not None:
        found[Lens.claimed] = stars
        found[Lens.under_way] = with_unsettled(found[Lens.under_way], stars)
    return found


def _lenses(card: Scorecard) -> tuple[Lens, ...]:
    return ALWAYS_READ if card.verified is None else (*ALWAYS_READ, Lens.verified)


def _milestone(standard: Standard, day: date, ratings: Ratings) -> Milestone:
    verified = possible_stars(standard, ratings, Lens.verified) if is_reviewed(ratings) else None
    return Milestone(day, possible_stars(standard, ratings), verified)
