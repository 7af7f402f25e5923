"""Lets the people of an institution answer together, for any face: alone first, then compared, revised once and settled."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.institution_documents import OFFERED, InstitutionDocuments
from bot.conversation.institution_planning import InstitutionPlanning
from bot.conversation.institution_results import InstitutionResults
from bot.conversation.nothing_done import nothing_done
from bot.conversation.unstored import refusing_when_unstored
from flows.assessment.question_order import Mode, part_of
from flows.assessment.rating import UNSURE, Ratings
from flows.dialogue import Address, Phrase, phrase
from flows.institution.colleagues import Team
from flows.institution.comparison import Item
from flows.institution.division import Division
from flows.institution.rounds import Round, open_questions
from flows.institution.settling import LEFT_OUT, RUNGS, AlreadySettled, NotSettled
from flows.interview.colleagues.comparing import (
    domain_line,
    mark_words,
    marks_of,
    people_line,
    said_lines,
    settled_line,
    star_line,
    state_line,
)
from flows.interview.colleagues.screens import called
from flows.interview.plan.team_step import TeamStepLine
from flows.standard.model import Standard
from flows.typed_text import one_line
from storage.institutions.colleagues import Colleagues
from storage.institutions.rounds import Rounds
from storage.respondents.sessions import StoredSessions

# What the faces are given.
__all__ = [
    "OFFERED",
    "AnsweringTogether",
    "Division",
    "Item",
    "Together",
    "called",
    "domain_line",
    "mark_words",
    "marks_of",
    "people_line",
    "said_lines",
    "settled_line",
    "star_line",
    "state_line",
]


NOTHING = phrase("settle-nothing")
MARKS = frozenset({*RUNGS, LEFT_OUT, UNSURE})


@dataclass(frozen=True, slots=True)
class Together:
    """The people of an institution, their open round (None if there is none), and the answers of the person who looks."""

    standard: Standard
    team: Team
    round: Round | None
    ratings: Ratings

    @property
    def items(self) -> tuple[Item, ...]:
        """The differing items that the person may see."""
        if self.round is None:
            return ()
        return self.round.seen_by(self.standard, self.team.me.number, coordinates=self.team.me.is_coordinator)

    @property
    def mine(self) -> tuple[str, ...]:
        """The domains that the person answers."""
        return self.round.domains_of(self.team.me.number) if self.round is not None else ()

    @property
    def to_answer(self) -> tuple[str, ...]:
        """Those of them that they have not handed in and that lack an answer."""
        return tuple(domain for domain in self._left if open_questions(self.standard, domain, self.ratings))

    @property
    def ready(self) -> tuple[str, ...]:
        """Those of them that they can hand in."""
        return tuple(domain for domain in self._left if not open_questions(self.standard, domain, self.ratings))

    @property
    def run(self) -> str:
        """The run that asks what is left, as a button names it; "" if nothing is left."""
        return f"{Mode.part.value}-{part_of(self.standard, self.to_answer)}" if self.to_answer else ""

    def item(self, code: str) -> Item | None:
        """Return a differing item that the person may see; None for any other."""
        return next((item for item in self.items if item.code == code), None)

    @property
    def _left(self) -> tuple[str, ...]:
        number = self.team.me.number
        return tuple(each for each in self.mine if self.round is not None and number not in self.round.handed_in[each])


class AnsweringTogether:
    """The rounds of an installation, as people meet them. Every method raises Refusal."""

    def __init__(
        self,
        standard: Standard,
        sessions: StoredSessions,
        colleagues: Colleagues,
        rounds: Rounds,
        results: InstitutionResults,
        planning: InstitutionPlanning,
        documents: InstitutionDocuments,
    ) -> None:
        self._standard = standard
        self._sessions = sessions
        self._colleagues = colleagues
        self._rounds = rounds
        self.results, self.planning, self.documents = results, planning, documents

    async def of(self, who: Address) -> Together | None:
        """Return what a person sees of answering together; None if they have no institution."""
        with refusing_when_unstored():
            team = await self._colleagues.of(who)
            if team is None:
                return None
            return Together(self._standard, team, await self._rounds.of(who), await self._ratings(who))

    async def begin(self, who: Address, division: Division, drawn: str | None = None) -> bool:
        """Begin a round for all who belong to the institution now.

        False if the person does not coordinate it, or if the round before is not as they saw it: `drawn`, here and below, is
        the mark of what the person saw.
        """
        with refusing_when_unstored():
            try:
                return await self._rounds.begin(who, division, drawn)
            except NotSettled:
                return False

    async def assign(self, who: Address, domain: str, numbers: tuple[int, ...], drawn: str | None = None) -> bool | Phrase:
        """Choose who answers a domain; False if the person may not, or nobody would, and why if it has changed since."""
        with refusing_when_unstored():
            try:
                return await self._rounds.assign(who, domain, numbers, drawn)
            except NotSettled as refused:
                return refused.why

    async def hand_in(self, who: Address, domain: str) -> bool:
        """Hand in a domain with the person's answers as they are now; False if they cannot."""
        with refusing_when_unstored():
            return await self._rounds.hand_in(who, domain, await self._ratings(who))

    async def revise(self, who: Address, code: str, mark: str, drawn: str | None = None) -> Phrase | None:
        """Take the one revision of a person; return why it is not taken, None if it is."""
        with refusing_when_unstored():
            rating = (await self._ratings(who)).get(code)
            has_evidence = rating is not None and rating.evidence is not None
            try:
                done = await self._rounds.revise(who, code, mark, has_evidence=has_evidence, seen=drawn)
            except NotSettled as refused:
                return refused.why
        return None if done else NOTHING

    async def written(self, who: Address, line: TeamStepLine | None) -> tuple[Phrase | None, int]:
        """Store what was typed about a step of the institution's plan; return what to say, and the number of the step.

        (None, 0) if nothing was typed about one; the number is 0 if nothing was changed.
        """
        if line is None:
            return None, 0
        number = await self.planning.write(who, line)
        if number is not None:
            return phrase("team-step-kept"), number
        shown = await self.planning.of(who)
        return nothing_done(shown.seen.team if shown is not None else None, by_coordinator=True).words, 0

    async def settle(self, who: Address, code: str, mark: str, reason: str, drawn: str | None = None) -> Phrase | None:
        """Settle an item; return why it is not taken, None if it is."""
        with refusing_when_unstored():
            try:
                done = await self._rounds.settle(who, code, mark, one_line(reason), drawn)
            except AlreadySettled as refused:
                if mark not in MARKS:
                    return refused.why
                typed = mark_words(mark)
                return phrase("settle-already", now=settled_line(refused.done), mark=typed, reason=one_line(reason))
            except NotSettled as refused:
                return refused.why
        return None if done else NOTHING

    async def lower(self, who: Address, code: str, mark: str, reason: str, drawn: str | None = None) -> Phrase | None:
        """Lower a settled answer; return why it is not taken, None if it is."""
        with refusing_when_unstored():
            try:
                done = await self._rounds.lower(who, code, mark, one_line(reason), drawn)
            except NotSettled as refused:
                return refused.why
        return None if done else NOTHING

    async def _ratings(self, who: Address) -> Ratings:
        session = await self._sessions.load(who)
        return session.known if session is not None else {}
