"""What a person may hold to be true of her own interview, from what she did and what she was shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from flows.assessment.rating import mark_of
from flows.dialogue import Refusal, Reply, Typed, Utterance
from flows.interview.interview import Interview
from flows.interview.session import Session
from flows.standard.model import Standard
from tests.faults.sight import Card, Sight

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


class Life(Struct, frozen=True):
    """One course of events that fits all she knows: where it led, what the log then holds, and which updates it leaves unheard.

    An update is unheard in a life where the bot took it, said nothing, and it would still change something.
    """

    session: Session
    log: tuple[Change, ...] = ()
    unheard: frozenset[int] = frozenset()


@dataclass(slots=True)
class Flight:
    """An update on its way to the bot. `alone`: no other was in the air with it."""

    utterance: Utterance
    alone: bool
    excused: bool = False


class Verdict(Enum):
    """What a shown card is to somebody who knows what she answered."""

    fits = "fits"
    late = "late"
    lost = "lost"
    wrong = "wrong"


class Belief:
    """All lives of one person that are still possible; what the bot stored must be one of them."""

    def __init__(self, standard: Standard, sight: Sight, language: str) -> None:
        self._standard = standard
        self._sight = sight
        self.lives = [Life(Session(language, 0))]
        self.flights: dict[int, Flight] = {}
        self._refused: set[Utterance] = set()
        self.unheard = 0
        self._views: set[str] = set()

    @property
    def turn(self) -> int:
        """The lowest turn she may stand on."""
        return min(life.session.turn for life in self.lives)

    def fly(self, update: int, utterance: Utterance, view: str = "") -> None:
        """An update has been sent; `view` is what it asks to be shown, beside the stage's own screen."""
        for other in self.flights.values():
            other.alone = False
        self.flights[update] = Flight(utterance, not self.flights)
        self._views.add(view)
        self._spread()

    def land(self, update: int) -> None:
        """The bot took an update (it answered 200, or confirmed it): where it still fits, it has been lost."""
        flight = self.flights.pop(update)
        if flight.excused or (isinstance(flight.utterance, Typed) and not flight.alone):
            return
        self.lives = [
            replace(life, unheard=life.unheard | {update}) if self._heard(life, flight.utterance) else life
            for life in self.lives
        ]

    def excuse(self, update: int) -> None:
        """She was told that this update went wrong: it may have been stored, and need not.

        The process that told her so refuses it for ever; brought once more to another one, it may still be stored.
        """
        if update in self.flights:
            self.flights[update].excused = True
            self._refused.add(self.flights[update].utterance)
        self.lives = [replace(life, unheard=life.unheard - {update}) for life in self.lives]

    def see(self, card: Card, sure: bool) -> Verdict:
        """A card was shown. `sure`: it answers a question that was asked when nothing else was in the air."""
        lives = [self._born(life, card.turn) for life in self.lives]
        if card.turn < min(life.session.turn for life in lives):
            return Verdict.lost if sure else Verdict.late
        fitting = [life for life in lives if life.session.turn == card.turn and self._fits(life, card)]
        if not fitting:
            return Verdict.wrong
        if card.turn > self.turn:
            self._views = {""}
        heard = [life for life in fitting if not life.unheard]
        if sure:
            self.lives = heard or [replace(life, unheard=frozenset()) for life in fitting]
            self.unheard += 0 if heard else min(len(life.unheard) for life in fitting)
        else:
            self.lives = fitting + [life for life in lives if life.session.turn > card.turn or _is_unborn(life)]
        if self._refused:
            self._spread()
        return Verdict.fits

    def _born(self, life: Life, turn: int) -> Life:
        if not _is_unborn(life) or not turn:
            return life
        return replace(life, session=replace(life.session, turn=turn))

    def _fits(self, life: Life, card: Card) -> bool:
        return any(self._sight.shows(card, self._standard, life.session, view) for view in self._views | {""})

    def _spread(self) -> None:
        """Every order in which what is in the air may be heard, each at most once: `turn` and number see to that."""
        lowest = self.turn
        self._refused = {each for each in self._refused if isinstance(each, Typed) or _turn_of(each) >= lowest}
        in_the_air = {flight.utterance for flight in self.flights.values()} | self._refused
        waiting, known = list(self.lives), list(self.lives)
        while waiting:
            life = waiting.pop()
            for utterance in in_the_air:
                after = self._heard(life, utterance)
                if after is not None and after not in known:
                    known.append(after)
                    waiting.append(after)
        self.lives = known

    def _heard(self, life: Life, utterance: Utterance) -> Life | None:
        """The life after an utterance; None where it changes nothing."""
        before = life.session
        if before.turn == UNKNOWN_TURN:
            return None
        interview = Interview(self._standard, before, date.today())
        try:
            interview.hear(utterance)
        except Refusal:
            return None
        after = interview.session
        if after == before:
            return None
        if not before.is_stored:
            after = replace(after, turn=UNKNOWN_TURN)
        return replace(life, session=after, log=(*life.log, *_changes(before, after)))


def _turn_of(utterance: Utterance) -> int:
    return utterance.turn if isinstance(utterance, Reply) else UNKNOWN_TURN


def _is_unborn(life: Life) -> bool:
    return life.session.turn == UNKNOWN_TURN


def _changes(before: Session, after: Session) -> Iterable[Change]:
    if after.assessment != before.assessment:
        return
    for code, rating in after.ratings.items():
        old = before.ratings.get(code)
        if old != rating:
            yield Change(after.turn, after.assessment, code, mark_of(old) if old else None, mark_of(rating))
