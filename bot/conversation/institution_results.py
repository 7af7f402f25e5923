"""Shows people the result of their institution, for any face, and keeps what each lets it hand in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bot.conversation.unstored import refusing_when_unstored
from flows.assessment.rating import Ratings
from flows.assessment.scorecard import StarRange
from flows.days import day_of
from flows.dialogue import Address
from flows.institution.answers import InstitutionAnswers, answers_of
from flows.institution.result import Allowed
from flows.interview.colleagues.result import (
    SeenResult,
    after_review,
    answer_lines,
    leaving_lines,
    past_lines,
    reason_lines,
    result_lines,
    result_of,
    still_lowered,
)
from flows.review.case import Case
from flows.review.result import Difference, differences, with_decisions
from flows.review.states import ResultState
from flows.standard.model import Standard
from storage.institutions.colleagues import Colleagues
from storage.institutions.round_results import RoundResults
from storage.review.institution_cases import InstitutionCases, OwnCase

# What the faces are given.
__all__ = ["InstitutionResults", "SeenResult", "answer_lines", "leaving_lines", "past_lines", "reason_lines", "result_lines"]


@dataclass(frozen=True, slots=True)
class Documented:
    """What documents of an institution's result are made from, all of one moment.

    `ratings` are the `answers` with what a review confirmed of them, `stars` the star, a range while something is not settled.
    `past` are the rounds with an answer to everything and their days, the oldest first. `lowered` is what a reviewer said of
    the claims that they lowered.
    """

    institution: str
    ratings: Ratings
    answers: InstitutionAnswers
    stars: StarRange
    past: tuple[tuple[date, Ratings], ...]
    lowered: tuple[Difference, ...]


class InstitutionResults:
    """The results of institutions over one database. Every method raises Refusal."""

    def __init__(self, standard: Standard, colleagues: Colleagues, rounds: RoundResults, cases: InstitutionCases) -> None:
        self._standard = standard
        self._colleagues = colleagues
        self._rounds = rounds
        self._cases = cases

    async def of(self, who: Address) -> SeenResult | None:
        """Return the result of a person's institution; None if they have no institution."""
        with refusing_when_unstored():
            team = await self._colleagues.of(who)
            if team is None:
                return None
            result = await self._rounds.of(who)
            case = counting(await self._cases.of(who), result.round.id) if result is not None else None
            past = await self._rounds.history(who) if result is not None else ()
        return result_of(self._standard, team, result, reviewed(case), past, self._lowered(case))

    async def documented(self, who: Address) -> Documented | None:
        """Return what documents of a person's institution are made from; None if it has no answer to everything."""
        with refusing_when_unstored():
            team, read = await self._colleagues.of(who), await self._rounds.to_read(who)
            if team is None or read is None:
                return None
            (result, answers), cases, past = read, await self._cases.of(who), await self._rounds.history(who)
        standard, case = self._standard, counting(cases, result.round.id)
        ratings = after_review(answers.ratings, reviewed(case))
        return Documented(
            team.name,
            ratings,
            answers,
            result.round.stars(standard),
            tuple(
                (each.on, after_review(answers_of(standard, each), reviewed(_issued(cases, each.id))))
                for each in past
                if each.on is not None
            ),
            still_lowered(ratings, self._lowered(case)),
        )

    def _lowered(self, case: Case | None) -> tuple[Difference, ...]:
        return differences(self._standard, case.ratings, case.decisions) if case is not None else ()

    async def share_answers(self, who: Address, *, agrees: bool) -> bool:
        """Keep whether a person's single answers may leave with the result; False if there are none."""
        return await self._allow(who, shares=agrees)

    async def lend_evidence(self, who: Address, *, agrees: bool) -> bool:
        """Keep whether the institution may hand in the evidence that a person named; False if they answered nothing."""
        return await self._allow(who, lends=agrees)

    async def _allow(self, who: Address, *, shares: bool | None = None, lends: bool | None = None) -> bool:
        with refusing_when_unstored():
            team, result = await self._colleagues.of(who), await self._rounds.of(who)
            if team is None or result is None:
                return False
            now = result.of(team.me.number)
            allowed = Allowed(
                now.shares_answers if shares is None else shares,
                now.lends_evidence if lends is None else lends,
            )
            return await self._rounds.allow(who, result.round.id, allowed)


def counting(cases: tuple[OwnCase, ...], round_id: int) -> Case | None:
    """Return the review of a round whose result counts: the newest that was not rescinded or replaced; None without one."""
    return _issued(cases, round_id, {ResultState.rescinded, ResultState.superseded})


def reviewed(case: Case | None) -> Ratings:
    """Return the answers as a review left them; {} without one."""
    return with_decisions(case.ratings, case.decisions) if case is not None else {}


def _issued(
    cases: tuple[OwnCase, ...], round_id: int, without: Collection[ResultState] = (ResultState.rescinded,)
) -> Case | None:
    """Return the newest case of a round with a result, the states `without` left out; None if there is none."""
    for own in cases:
        state = own.case.result_state(day_of(own.now))
        if own.round_id == round_id and state is not None and state not in without:
            return own.case
    return None
