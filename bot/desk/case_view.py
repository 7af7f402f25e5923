"""What an officer sees of a case by the edition: what must be looked at, what is still open, and which stars are possible."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk.item_view import ItemLine, ItemState
from flows.assessment.rating import Lens
from flows.assessment.scorecard import StarRange, star_range
from flows.review.case import Case
from flows.review.deciding import is_thin
from flows.review.decisions import Decision
from flows.review.machine import can_follow
from flows.review.marks import mark_of
from flows.review.result import verified_star
from flows.review.rules import ReviewRules
from flows.review.selection import Look, Selection, must_look, selection
from flows.review.states import SEAT, CaseEvent, CaseState, Party, Seat
from flows.standard.model import Standard
from storage.review.officer_cases import OpenCase
from storage.tokens import fresh_token

# In these states a reader finds and decides.
READING = frozenset({CaseState.in_review, CaseState.second_reading, CaseState.objected})


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with what follows from it by the edition.

    `looks` are the claims that must be looked at ((): nothing is accepted yet), `open_items` those that the reading that goes
    on has still to decide, in the standard's order. `claimed` is the star as handed in, `verified` what the decisions leave of
    it, and so the preview: it says which stars are possible if nothing else changes.

    While somebody reads a second time, they see nothing of the first reading: neither its decisions nor what they leave.
    """

    open: OpenCase
    standard: Standard
    looks: tuple[Look, ...]
    open_items: tuple[str, ...]
    claimed: StarRange
    verified: StarRange

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.open.case

    @property
    def rules(self) -> ReviewRules:
        """The numbers that count for it."""
        return self.open.rules

    @property
    def seat(self) -> Seat | None:
        """The seat of the caller, if it is the one whose reading goes on; None for everybody else."""
        seat = SEAT.get(self.case.state)
        reader = self.case.reader(seat) if seat is not None else None
        return seat if reader is not None and reader.actor.person == self.open.actor.person else None

    @property
    def has_declared(self) -> bool:
        """Whether the caller has a seat, and has declared that they have no tie to the institution."""
        seat = self.case.seat_of(self.open.actor.person)
        reader = self.case.reader(seat) if seat is not None else None
        return reader is not None and reader.has_declared

    @property
    def may_read(self) -> bool:
        """Whether the caller may look at single items: a reader who has declared, until the case is closed."""
        return self.has_declared and not self.case.is_closed

    @property
    def may_decide(self) -> bool:
        """Whether the caller may decide now."""
        return self.seat is not None and self.has_declared and self.case.state in READING

    @property
    def allowed(self) -> frozenset[CaseEvent]:
        """What the caller may do with the whole case now. The case checks all of it again when it is done."""
        return frozenset(event for event, may in self._chances if may and can_follow(self.case.state, event))

    def mark(self, event: CaseEvent, subdomain: str = "") -> str:
        """Return the mark of what the caller sees of what an event changes, for the form of the event."""
        return mark_of(self.case, event, self.open.actor.person, subdomain)

    @property
    def _chances(self) -> tuple[tuple[CaseEvent, bool], ...]:
        case, person = self.case, self.open.actor.person
        manages = self.open.actor.party is Party.administrator
        decides = self.seat is not None and self.has_declared
        is_through = decides and not self.open_items and not self.to_ask
        result = case.result
        return (
            (CaseEvent.take_back, manages or case.seat_of(person) is Seat.first),
            (CaseEvent.assign, manages),
            (CaseEvent.declare, self.seat is not None and not self.has_declared),
            (CaseEvent.accept, decides),
            (CaseEvent.refuse, decides),
            (CaseEvent.ask_more, decides and bool(self.to_ask)),
            (CaseEvent.finish_reading, is_through),
            (CaseEvent.finish_second_reading, is_through),
            (CaseEvent.settle_objection, is_through),
            (CaseEvent.step_back, case.seat_of(person) is not None),
            (CaseEvent.issue, manages and not case.is_read_by_alone(person)),
            (CaseEvent.rescind, manages and result is not None and not result.rescinded),
        )

    @property
    def is_blind(self) -> bool:
        """Whether the caller reads for the second time, and so sees nothing of the first reading."""
        return self.seat is Seat.second

    @property
    def to_ask(self) -> tuple[str, ...]:
        """The items about which a question is written and not sent yet."""
        return questions(self.case)

    @property
    def asked_count(self) -> int:
        """About how many items more is asked: sent, or written to be sent."""
        return len({*self.case.asked, *self.to_ask})

    @property
    def decided_count(self) -> int:
        """How many of the items that must be looked at the reading that goes on has decided or asked about."""
        return len([look for look in self.looks if look.subdomain not in self.open_items])

    def decision(self, subdomain: str) -> Decision | None:
        """Return the decision about a claim that the caller may see; None if there is none."""
        if not self.is_blind:
            return self.case.decision(subdomain)
        own = self.case.recorded_in(Seat.second, subdomain)
        return own.decision if own is not None else None

    def own_decision(self, subdomain: str) -> Decision | None:
        """Return what the caller has decided in the reading that goes on; without a seat in it, the decision that counts."""
        if self.seat is None:
            return self.decision(subdomain)
        own = self.case.recorded_in(self.seat, subdomain)
        return own.decision if own is not None else None

    def is_thin(self, subdomain: str) -> bool:
        """Return whether the evidence found for a claim is less than the rules ask for: confirming it needs a text."""
        return is_thin(self.case, subdomain, self.rules)

    def why(self, subdomain: str) -> Look | None:
        """Return why a claim must be looked at; None if it need not be."""
        return next((look for look in self.looks if look.subdomain == subdomain), None)

    def next_open(self, after: str) -> str:
        """Return the open item that follows `after` in the standard's order, or the first one; "" if none is open."""
        codes = self.standard.codes
        later = [code for code in self.open_items if after in codes and codes.index(code) > codes.index(after)]
        others = [code for code in self.open_items if code != after]
        return (later or others or [""])[0]

    @property
    def lines(self) -> tuple[ItemLine, ...]:
        """All items that were handed in, in the standard's order."""
        return tuple(self.line(code) for code in self.standard.codes if self.case.item(code) is not None)

    def line(self, subdomain: str) -> ItemLine:
        """Return one item as lists show it. Raises KeyError if it was not handed in."""
        item = self.case.item(subdomain)
        if item is None:
            raise KeyError(subdomain)
        look = self.why(subdomain)
        return ItemLine(
            subdomain, item.claimed, look.why if look is not None else None, self._state(subdomain), self.decision(subdomain)
        )

    def _state(self, subdomain: str) -> ItemState:
        if subdomain in self.to_ask:
            return ItemState.to_ask
        if subdomain in self.case.waiting:
            return ItemState.waiting
        if subdomain in self.open_items:
            return ItemState.open
        decision = self.decision(subdomain)
        return ItemState.decided if decision is not None and decision.is_final else ItemState.not_looked_at


def view_of(standard: Standard, found: OpenCase) -> CaseView:
    """Return what the caller sees of a case."""
    case, ratings = found.case, found.case.ratings
    is_blind = case.state is CaseState.second_reading and case.seat_of(found.actor.person) is Seat.second
    made = tuple(each.decision for each in case.recorded if each.seat is Seat.second) if is_blind else case.decisions
    looks: tuple[Look, ...] = ()
    if case.scope is not None:
        looks = must_look(standard, ratings, selection_of(standard, case, found.rules), case.decisions)
    return CaseView(
        found,
        standard,
        looks,
        _open_items(standard, case, looks),
        star_range(standard, ratings, Lens.claimed),
        verified_star(standard, ratings, made),
    )


def questions(case: Case) -> tuple[str, ...]:
    """Return the items about which a question is written and not sent yet."""
    return tuple(code for code in case.open_questions if code not in case.asked)


def selection_of(standard: Standard, case: Case, rules: ReviewRules) -> Selection:
    """Return what a reviewer must look at. The seed is that of the case, or a new one if it has none yet."""
    seed = case.scope.seed if case.scope is not None else fresh_token()
    return selection(standard, case.ratings, seed, rules)


def _open_items(standard: Standard, case: Case, looks: tuple[Look, ...]) -> tuple[str, ...]:
    """Return the items that the reading that goes on has still to decide, in the standard's order."""
    seat = SEAT.get(case.state)
    if seat is None:
        return ()
    if seat is Seat.objection:
        wanted = set(case.undecided_points())
    else:
        final = {each.decision.subdomain for each in case.recorded if each.seat is seat and each.decision.is_final}
        wanted = {*case.must_look, *(look.subdomain for look in looks)} - final
    if seat is Seat.first:
        # Every question is answered by a decision in the end, also one about an item that nobody had to look at.
        wanted = (wanted | set(case.open_questions)) - set(questions(case))
    return tuple(code for code in standard.codes if code in wanted)
