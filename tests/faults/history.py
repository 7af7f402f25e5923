"""One possible course of a person's interview, as far as they can know it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from flows.assessment.rating import Rating, logged
from flows.dialogue import Refusal, Utterance
from flows.interview.interview import Interview
from flows.interview.session import Session
from flows.standard.model import Standard

# The first turn is drawn by the bot at consent: until a card shows it, nobody knows it.
UNKNOWN_TURN = -1


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the log, as it should be stored."""

    turn: int
    assessment: int
    subdomain: str
    before: str | None
    after: str


class History(Struct, frozen=True):
    """A course of events that fits all a person saw: the session it leads to, the log it leaves, and the updates it leaves unheard.

    An update is unheard in a history if the bot took it, said nothing, and it would still change something. `shelf` holds the
    answers of the assessments before, also of those that were never finished.
    """

    session: Session
    log: tuple[Change, ...] = ()
    unheard: frozenset[int] = frozenset()
    shelf: tuple[tuple[int, Mapping[str, Rating]], ...] = ()

    @property
    def is_unstored(self) -> bool:
        """Whether its first turn is not known yet."""
        return self.session.turn == UNKNOWN_TURN

    @property
    def answers(self) -> dict[tuple[int, str], Rating]:
        """All answers with their evidence, by assessment and subdomain."""
        kept = (*self.shelf, (self.session.assessment, self.session.ratings))
        return {(number, code): rating for number, ratings in kept for code, rating in ratings.items()}

    @property
    def finished(self) -> dict[int, date]:
        """The days on which assessments were finished."""
        return {past.number: past.finished_on for past in self.session.past}

    def begun_by(self, turn: int) -> History:
        """Return this history with its first turn, if that was unknown; turn 0 means no turn."""
        return replace(self, session=replace(self.session, turn=turn)) if self.is_unstored and turn else self

    def after(self, standard: Standard, utterance: Utterance, day: date, can_send: bool = True) -> History | None:
        """The history after an utterance that is heard on that day; None if it changes nothing.

        `can_send` says that the face can send messages of its own.
        """
        before = self.session
        if self.is_unstored:
            return None
        interview = Interview(standard, before, day, can_send=can_send)
        try:
            interview.hear(utterance)
        except Refusal:
            return None
        after = interview.session
        if after == before:
            return None
        if not before.is_stored:
            after = replace(after, turn=UNKNOWN_TURN)
        opens = before.is_stored and after.assessment != before.assessment
        shelf = (*self.shelf, (before.assessment, before.ratings)) if opens else self.shelf
        return replace(self, session=after, log=(*self.log, *_changes(before, after)), shelf=shelf)


def _changes(before: Session, after: Session) -> Iterable[Change]:
    if after.assessment != before.assessment:
        return
    for code, rating in after.ratings.items():
        old = before.ratings.get(code)
        # Evidence does not count as an answer: naming it leaves no line.
        if old is None or old.with_evidence(None) != rating.with_evidence(None):
            yield Change(after.turn, after.assessment, code, logged(old) if old else None, logged(rating))
