"""Tells people why a reviewer lowered their claims, for any face, once a result is issued."""

from __future__ import annotations

import structlog

from flows.dialogue import Address
from flows.interview.plan.lowered_steps import with_reasons
from flows.review.result import Difference, differences
from flows.screen import Screen
from flows.standard.model import Standard
from storage.errors import Unstored
from storage.review.institution_cases import InstitutionCases

log = structlog.get_logger()


class LoweredClaims:
    """What reviewers said of the claims that they lowered."""

    def __init__(self, stored: InstitutionCases, standard: Standard) -> None:
        self._stored = stored
        self._standard = standard

    async def of(self, who: Address) -> tuple[Difference, ...]:
        """Return the claims that the newest issued review of a person's answers lowered, with the reviewer's reasons.

        () if there is none, if its result was rescinded or replaced, and if the database cannot be used just now.
        """
        try:
            case = await self._stored.counting(who)
        except Unstored as error:
            # What the person said is committed: they must not read that it was not.
            log.warning("reasons_left_out", exc_info=error)
            return ()
        return differences(self._standard, case.ratings, case.decisions) if case is not None else ()

    async def on_step(self, who: Address, screen: Screen) -> Screen:
        """Return the screen of a step with the reasons why its claim was lowered; any other screen as it is."""
        return with_reasons(screen, await self.of(who)) if screen.lowered else screen
