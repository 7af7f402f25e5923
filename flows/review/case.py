"""Holds a case: one submission under review, with everything that was decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from flows.assessment.evidence import Attachment
from flows.assessment.rating import Ratings
from flows.review.decisions import Decision, DecisionKind
from flows.review.entries import Finding, Objection, Point, Scope
from flows.review.independence import Actor
from flows.review.states import CLOSED, SEAT, TURN, CaseState, ResultState, Seat, Turn
from flows.review.submission import Handed, Share, Submission

# The decision of a later reading takes the place of an earlier one.
LATEST_FIRST = (Seat.objection, Seat.second, Seat.first)


@dataclass(frozen=True, slots=True)
class Reader:
    """A reviewer in a seat, and whether they have declared for this case that they have no tie to the institution.

    `entry` is the number of the entry of the log that seated them.
    """

    actor: Actor
    has_declared: bool = False
    entry: int = 1


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision, the reading and the round in which it was made, and the number of the officer who made it.

    `entry` is its number in the log, `at` its moment.
    """

    seat: Seat
    round: int
    person: int
    decision: Decision
    entry: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A finding about a piece of evidence, the reading in which it was made, the number of the officer, and of the entry."""

    seat: Seat
    person: int
    finding: Finding
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What was issued: the day, and the first day on which it is no longer valid; and what ended it early ("" if nothing)."""

    issued_on: date
    valid_until: date
    rescinded: str = ""
    superseded_by: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One case. It follows from its log alone: see `flows.review.log`.

    `at` is the moment of the last entry, `version` the number of entries, `since` the entry that led to this state. `due` and
    `used` are as in `Entry`. `round` counts up when the institution answers and when a reader leaves. `recorded` has one
    decision for each seat and subdomain. `asked` are the items of which more was asked, `waiting` those that the institution
    can answer now, `answered` what was handed in again, `words` what was written about them. `refused` and `left` are the
    numbers of the officers whom the institution refused, and of those who stepped back. `needs_second` says that a second
    person has to read it.
    """

    key: str
    state: CaseState
    at: datetime
    due: date | None = None
    used: int = 0
    version: int = 1
    since: int = 1
    round: int = 1
    submission: Submission | None = None
    first: Reader | None = None
    second: Reader | None = None
    objecting: Reader | None = None
    scope: Scope | None = None
    findings: tuple[Found, ...] = ()
    recorded: tuple[Recorded, ...] = ()
    asked: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    answered: tuple[Handed, ...] = ()
    words: tuple[Point, ...] = ()
    refused: tuple[int, ...] = ()
    left: tuple[int, ...] = ()
    needs_second: bool = False
    objection: Objection | None = None
    result: Result | None = None
    # Why the association did not accept it, why it was withdrawn or closed.
    reason: str = ""

    @property
    def turn(self) -> Turn:
        """Whose turn it is."""
        return TURN[self.state]

    @property
    def is_closed(self) -> bool:
        """Whether the review is over."""
        return self.state in CLOSED

    @property
    def lacks_reader(self) -> bool:
        """Whether the reading that goes on, or begins next, has nobody: a reviewer is being looked for."""
        seat = SEAT.get(self.state)
        return seat is not None and self.reader(seat) is None

    @property
    def institution(self) -> int | None:
        """The number of the institution; None before something is handed in."""
        return self.submission.institution if self.submission else None

    @property
    def must_look(self) -> tuple[str, ...]:
        """The items without whose decision nothing is issued."""
        return self.scope.must_look if self.scope else ()

    def reader(self, seat: Seat) -> Reader | None:
        """Return who reads in a seat; None if nobody is assigned."""
        if seat is Seat.first:
            return self.first
        return self.second if seat is Seat.second else self.objecting

    def sits(self, seat: Seat, person: int) -> bool:
        """Return whether an officer reads in a seat."""
        reader = self.reader(seat)
        return reader is not None and reader.actor.person == person

    def seat_of(self, person: int) -> Seat | None:
        """Return the seat of an officer, the latest reading first; None if they have none."""
        return next((seat for seat in LATEST_FIRST if self.sits(seat, person)), None)

    def is_read_by_alone(self, person: int) -> bool:
        """Return whether an officer is the only one who has read the case. They may have been a reviewer before."""
        return {reader.actor.person for seat in Seat if (reader := self.reader(seat)) is not None} == {person}

    def earliest_seat_of(self, person: int) -> Seat | None:
        """Return the seat of an officer, the earliest reading first; None if they have none.

        It differs from `seat_of` if the second reader also reads the objection.
        """
        return next((seat for seat in reversed(LATEST_FIRST) if self.sits(seat, person)), None)

    def item(self, subdomain: str) -> Handed | None:
        """Return what was handed in last for a subdomain; None if nothing was."""
        pieces = self.pieces(subdomain)
        return pieces[-1] if pieces else None

    @property
    def items(self) -> tuple[Handed, ...]:
        """What was handed in last for each subdomain, in the order of the submission."""
        first = self.submission.items if self.submission else ()
        return tuple(self.item(each.subdomain) or each for each in first)

    @property
    def ratings(self) -> Ratings:
        """The answers as they were handed in last, by the code of their subdomain."""
        return {item.subdomain: item.rating for item in self.items}

    def pieces(self, subdomain: str) -> tuple[Handed, ...]:
        """Return everything that was handed in for a subdomain, by the number that a `Finding` gives it."""
        first = self.submission.by_code.get(subdomain) if self.submission else None
        return tuple(each for each in (first, self._answer(subdomain)) if each)

    def file(self, subdomain: str, piece: int) -> Attachment | None:
        """Return the file of a piece of evidence; None if there is no such piece, or if its file was not handed over."""
        pieces = self.pieces(subdomain)
        handed = pieces[piece] if 0 <= piece < len(pieces) else None
        if handed is None or handed.share is not Share.file or handed.rating.evidence is None:
            return None
        return handed.rating.evidence.file

    def words_about(self, subdomain: str) -> str:
        """Return what the institution wrote when more was asked of an item; "" if it wrote nothing."""
        return next((each.text for each in self.words if each.subdomain == subdomain), "")

    def answers_about(self, subdomain: str) -> int:
        """Return in how many ways the institution has spoken of an item: what it handed in, again, and in words."""
        return len(self.pieces(subdomain)) + bool(self.words_about(subdomain))

    def findings_of(self, subdomain: str) -> tuple[Finding, ...]:
        """Return the newest finding about each piece of evidence of a subdomain."""
        newest = {each.finding.piece: each.finding for each in self.findings if each.finding.subdomain == subdomain}
        return tuple(newest.values())

    def recorded_in(self, seat: Seat, subdomain: str) -> Recorded | None:
        """Return the decision of one reading about a subdomain, with who made it; None if there is none."""
        for each in self.recorded:
            if each.seat is seat and each.decision.subdomain == subdomain:
                return each
        return None

    def decision(self, subdomain: str) -> Decision | None:
        """Return the decision that counts for a subdomain: that of the latest reading. It may still ask for more."""
        for seat in LATEST_FIRST:
            if found := self.recorded_in(seat, subdomain):
                return found.decision
        return None

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that count, one for each subdomain that has any. They may still ask for more."""
        codes = dict.fromkeys(each.decision.subdomain for each in self.recorded)
        return tuple(decision for code in codes if (decision := self.decision(code)))

    @property
    def open_questions(self) -> tuple[str, ...]:
        """The items that wait for a final decision because more is asked of them."""
        return tuple(each.subdomain for each in self.decisions if each.kind is DecisionKind.more_asked)

    def undecided(self, seat: Seat | None = None) -> tuple[str, ...]:
        """Return the items that must be looked at and have no final decision: in one reading, or at all if `seat` is None."""
        return tuple(code for code in self.must_look if not self._is_final(seat, code))

    def undecided_points(self) -> tuple[str, ...]:
        """Return the items that the institution objects to and that the objection reader has not decided."""
        points = self.objection.points if self.objection else ()
        return tuple(each.subdomain for each in points if not self.recorded_in(Seat.objection, each.subdomain))

    def result_state(self, today: date) -> ResultState | None:
        """Return what the issued result is worth on a day; None if none was issued. Rescinding outweighs everything else."""
        if self.result is None:
            return None
        if self.result.rescinded:
            return ResultState.rescinded
        if self.result.superseded_by:
            return ResultState.superseded
        return ResultState.valid if today < self.result.valid_until else ResultState.expired

    def _answer(self, subdomain: str) -> Handed | None:
        return next((answer for answer in self.answered if answer.subdomain == subdomain), None)

    def _is_final(self, seat: Seat | None, subdomain: str) -> bool:
        if seat is None:
            decision = self.decision(subdomain)
            return decision is not None and decision.is_final
        recorded = self.recorded_in(seat, subdomain)
        return recorded is not None and recorded.decision.is_final
