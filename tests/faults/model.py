"""The model of one person: every history of their interview that fits what they did and what they were shown."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from msgspec.structs import replace

from flows.dialogue import Attached, Command, Reply, Typed, Utterance
from flows.interview.session import Session
from flows.standard.model import Standard
from tests.faults.clock import Clock, days_of
from tests.faults.expected_cards import Card, ExpectedCards
from tests.faults.history import UNKNOWN_TURN, History
from tests.faults.page import ExpectedPages


@dataclass(slots=True)
class Flight:
    """An update on its way to the bot. `alone`: no other was in the air with it."""

    utterance: Utterance
    alone: bool
    excused: bool = False


class Verdict(Enum):
    """What a card means to a person who knows what they answered."""

    fits = "fits"
    late = "late"
    lost = "lost"
    wrong = "wrong"


class Model:
    """All histories of one person that are still possible; what the bot stored must be one of them."""

    def __init__(self, standard: Standard, expected: ExpectedCards | ExpectedPages, clock: Clock, language: str) -> None:
        self._standard = standard
        self._expected = expected
        self._can_send = isinstance(expected, ExpectedCards)
        self._clock = clock
        self._spread_at = time.time()
        self._hours: frozenset[datetime] = frozenset()
        self.histories = [History(Session(language, 0))]
        self.flights: dict[int, Flight] = {}
        self._refused: set[Utterance] = set()
        # The last line that was typed: what was refused for its day may count if it is delivered again after the clock jumped.
        self._typed: set[Utterance] = set()
        self.unheard = 0
        self._views: set[str] = set()

    @property
    def turn(self) -> int:
        """The lowest turn that the person may be at, as far as it is known."""
        return min((history.session.turn for history in self.histories if not history.is_unstored), default=UNKNOWN_TURN)

    @property
    def stage(self) -> str:
        """The stage that the person is most likely in."""
        return self.histories[0].session.stage

    def go_on_from(self, other: Model) -> None:
        """Go on from the histories of another face, which the same person has used until now."""
        self.histories = other.histories
        self._refused |= other._refused
        self._typed |= other._typed
        self._views = {""}
        self._spread()

    def fly(self, update: int, utterance: Utterance, view: str = "") -> None:
        """Note that an update was sent; `view` is the view it asks for, if not the screen of the stage."""
        if not self.flights and not self._refused:
            self._spread_at = time.time()
        for other in self.flights.values():
            other.alone = False
        self.flights[update] = Flight(utterance, not self.flights)
        self._views.add(view)
        self._spread()

    def land(self, update: int) -> None:
        """Note that the bot took an update (answered 200, or confirmed it): a history that it still fits has lost it."""
        self._catch_up()
        flight = self.flights.pop(update)
        if isinstance(flight.utterance, Typed) and self._clock.widest_jump:
            self._typed = {flight.utterance}
        if flight.excused or (isinstance(flight.utterance, Typed | Command | Attached) and not flight.alone):
            return
        self.histories = [
            replace(history, unheard=history.unheard | {update}) if all(self._heard(history, flight.utterance)) else history
            for history in self.histories
        ]

    def excuse(self, update: int) -> None:
        """Note that the bot reported a failure for this update: it may have been stored or not.

        The process that said so refuses it from then on; delivered again to another process, it may still be stored.
        """
        if update in self.flights:
            self.flights[update].excused = True
            self._refused.add(self.flights[update].utterance)
        self.histories = [replace(history, unheard=history.unheard - {update}) for history in self.histories]

    def see(self, card: Card, sure: bool) -> Verdict:
        """Compare a card with the histories. `sure`: it answers a question that was sent while nothing else was on its way."""
        self._catch_up()
        histories = [history.begun_by(card.turn) for history in self.histories]
        if card.turn < min(history.session.turn for history in histories):
            return Verdict.lost if sure else Verdict.late
        fitting = [history for history in histories if history.session.turn == card.turn and self._fits(history, card)]
        if not fitting:
            return Verdict.wrong
        if card.turn > self.turn:
            self._views = {""}
        heard = [history for history in fitting if not history.unheard]
        if sure:
            self.histories = heard or [replace(history, unheard=frozenset()) for history in fitting]
            self.unheard += 0 if heard else min(len(history.unheard) for history in fitting)
        else:
            self.histories = fitting + [
                history for history in histories if history.session.turn > card.turn or history.is_unstored
            ]
        if self._refused:
            self._spread()
        return Verdict.fits

    def _fits(self, history: History, card: Card) -> bool:
        return any(self._expected.shows(card, self._standard, history.session, view) for view in self._views | {""})

    def _spread(self) -> None:
        """Add a history for every order in which the bot may hear the updates on their way, each at most once.

        The bot may hear them at any hour that its clock has shown since this ran last.
        """
        self._hours, self._spread_at = self._clock.hours(self._spread_at), time.time()
        lowest = self.turn
        self._refused = {each for each in self._refused if not isinstance(each, Reply) or each.turn >= lowest}
        in_the_air = {flight.utterance for flight in self.flights.values()} | self._refused | self._typed
        waiting, known = list(self.histories), list(self.histories)
        while waiting:
            history = waiting.pop()
            for utterance in in_the_air:
                for after in self._heard(history, utterance):
                    if after is not None and after not in known:
                        known.append(after)
                        waiting.append(after)
        self.histories = known

    def _catch_up(self) -> None:
        """Spread again if the bot's clock has shown an hour that was not considered."""
        if not self._clock.hours(self._spread_at) <= self._hours:
            self._spread()

    def _heard(self, history: History, utterance: Utterance) -> list[History | None]:
        """Return the history after an utterance for each day on which it may be heard; None if it changes nothing."""
        days = days_of(self._hours, history.session.timezone)
        return [history.after(self._standard, utterance, day, self._can_send) for day in days]
