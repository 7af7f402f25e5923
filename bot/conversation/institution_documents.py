"""Gathers what documents of an institution's result are made from: the settled answers, how people came to them, its plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from bot.conversation.days import day_of
from bot.conversation.institution_planning import InstitutionPlanning
from bot.conversation.institution_results import InstitutionResults
from bot.conversation.result_pages import ResultPages
from bot.conversation.unstored import refusing_when_unstored
from bot.documents.content.dossier import Dossier, dossier
from bot.documents.kinds import DocumentKind
from flows.dialogue import Address
from flows.standard.model import Standard
from storage.respondents.sessions import StoredSessions

# The documents that there are of an institution's result, in the order in which they are offered.
OFFERED = (DocumentKind.card, DocumentKind.report, DocumentKind.workbook, DocumentKind.sealed)


class InstitutionDocuments:
    """What documents of institutions are made from. Raises Refusal if the database cannot be used just now."""

    def __init__(
        self,
        standard: Standard,
        sessions: StoredSessions,
        results: InstitutionResults,
        planning: InstitutionPlanning,
        pages: ResultPages,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._standard = standard
        self._sessions = sessions
        self._results = results
        self._planning = planning
        self._pages = pages
        self._now = now

    async def of(self, who: Address) -> Dossier | None:
        """Return what documents of a person's institution are made from; None if it has no answer to everything.

        They are in the language of the person. Evidence of others is in it for the coordinator alone.
        """
        with refusing_when_unstored():
            session = await self._sessions.load(who)
        found, planned = await self._results.documented(who), await self._planning.of(who)
        if session is None or found is None:
            return None
        return dossier(
            self._standard,
            found.ratings,
            day_of(session, self._now()),
            session.language,
            assessed_on=found.answers.on,
            institution=found.institution,
            plan=planned.plan if planned is not None else None,
            past=found.past,
            together=found.answers.together,
            stars=found.stars,
            lowered=found.lowered,
            check_number=await self._pages.number_of_round(who, found.answers.round),
        )
