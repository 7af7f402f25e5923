"""Shows people the result of their institution, for any face, and keeps what each lets it hand in."""

from __future__ import annotations

from bot.conversation.unstored import refusing_when_unstored
from flows.assessment.rating import Ratings
from flows.days import day_of
from flows.dialogue import Address
from flows.institution.result import Allowed
from flows.interview.colleagues.result import (
    SeenResult,
    answer_lines,
    leaving_lines,
    past_lines,
    reason_lines,
    result_lines,
    result_of,
)
from flows.review.result import with_decisions
from flows.review.states import ResultState
from flows.standard.model import Standard
from storage.institutions.colleagues import Colleagues
from storage.institutions.round_results import RoundResults
from storage.review.institution_cases import InstitutionCases, OwnCase

# What the faces are given.
__all__ = ["InstitutionResults", "SeenResult", "answer_lines", "leaving_lines", "past_lines", "reason_lines", "result_lines"]


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
            reviewed = _reviewed(await self._cases.of(who), result.round.id) if result is not None else {}
            past = await self._rounds.history(who) if result is not None else ()
        return result_of(self._standard, team, result, reviewed, past)

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


def _reviewed(cases: tuple[OwnCase, ...], round_id: int) -> Ratings:
    """Return the answers of a round as its newest review left them that was not rescinded; {} if there is none."""
    for own in cases:
        case = own.case
        state = case.result_state(day_of(own.now))
        if own.round_id == round_id and state not in (None, ResultState.rescinded):
            return with_decisions(case.ratings, case.decisions)
    return {}
