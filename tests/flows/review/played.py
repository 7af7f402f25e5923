"""Plays a case: people who act, what they give, and every entry of the log that follows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from flows.assessment.evidence import Evidence
from flows.assessment.rating import Rating
from flows.days import day_of
from flows.review.case import Case
from flows.review.deadlines import Calendar
from flows.review.decisions import Decision, DecisionKind, EvidenceFinding, Reason
from flows.review.entries import (
    Answered,
    Assigned,
    Detail,
    Entry,
    EvidenceKind,
    Finding,
    Issue,
    Move,
    Objection,
    Point,
    Refused,
    Request,
    Scope,
    Successor,
)
from flows.review.independence import CLOCK, Actor, Declaration, is_drawn
from flows.review.log import replayed
from flows.review.moving import moved, requested
from flows.review.rules import DEFAULT, ReviewRules
from flows.review.states import CaseEvent, CaseState, Party, Seat
from flows.review.submission import Handed, Share, Submission, handed

INSTITUTION = 5
MEMBER = Actor(Party.institution, 90, frozenset({INSTITUTION}))
STRANGER = Actor(Party.institution, 91, frozenset({6}))
ADMINISTRATOR = Actor(Party.administrator, 1)
OWN_ADMINISTRATOR = Actor(Party.administrator, 2, frozenset({INSTITUTION}))
FIRST, SECOND, THIRD, FOURTH = (Actor(Party.reviewer, number) for number in (11, 12, 13, 14))
OWN = Actor(Party.reviewer, 15, frozenset({INSTITUTION}))
REVIEWERS = (FIRST, SECOND, THIRD, FOURTH, OWN)
# A Monday without a holiday for weeks around it.
MONDAY = datetime(2026, 11, 2, 1, tzinfo=UTC)
FINISHED_ON = date(2026, 10, 30)
# Seeds of which one is not drawn for a second reading and one is.
PLAIN_SEED = next(f"seed {n}" for n in range(99) if not is_drawn(f"seed {n}", DEFAULT.second_reading_percent))
DRAWN_SEED = next(f"seed {n}" for n in range(99) if is_drawn(f"seed {n}", DEFAULT.second_reading_percent))
CODES = ("s-a", "s-b", "s-c")
MUST_LOOK = ("s-a", "s-b")


def weekdays(day: date) -> bool:
    """A calendar without holidays."""
    return day.weekday() < 5


def submission(*levels: int, share: Share = Share.note) -> Submission:
    """What is handed in: `s-a`, `s-b`, … on these levels, each with a line of evidence."""
    items = tuple(item(code, level, share) for code, level in zip(CODES, levels, strict=False))
    return Submission("small", INSTITUTION, items, FINISHED_ON, "0" * 64, True)


def item(code: str, level: int, share: Share = Share.note) -> Handed:
    return handed(code, Rating(level, evidence=Evidence("a list", level, FINISHED_ON)), share)


def scope(*must_look: str, star: int = 3, seed: str = PLAIN_SEED) -> Scope:
    return Scope(must_look or MUST_LOOK, star, seed)


def confirmed(code: str, rung: int, text: str = "Seen in the list.") -> Decision:
    return Decision(code, DecisionKind.confirmed, rung, text=text)


def lowered(code: str, rung: int, *reasons: Reason) -> Decision:
    return Decision(code, DecisionKind.lowered, rung, reasons or (Reason.lower_rung,))


def more_asked(code: str) -> Decision:
    return Decision(code, DecisionKind.more_asked, None, (Reason.no_evidence,))


def supports(code: str, *kinds: EvidenceKind, piece: int = 0) -> Finding:
    return Finding(code, piece, EvidenceFinding.supports, kinds or tuple(EvidenceKind))


class Play:
    """One case as it is played. After each event it replays the log, and the case has to be the same."""

    def __init__(
        self,
        reviewer: Actor | None = None,
        rules: ReviewRules = DEFAULT,
        at: datetime = MONDAY,
        calendar: Calendar = weekdays,
    ) -> None:
        self.now = at
        self.rules = rules
        self.calendar = calendar
        by = reviewer or ADMINISTRATOR
        move = Move(CaseEvent.request, by, at, Request("case 1", reviewer))
        self.case, entry = requested(move, calendar, rules)
        self.entries: list[Entry] = [entry]

    def days_later(self, days: int) -> Play:
        """Let calendar days pass."""
        self.now += timedelta(days=days)
        return self

    def do(self, event: CaseEvent, by: Actor, detail: Detail = None, reason: str = "") -> Case:
        """Carry out one event now, or raise the refusal. A refused event leaves no entry."""
        self.case, entry = moved(self.case, Move(event, by, self.now, detail, reason), self.calendar, self.rules)
        self.entries.append(entry)
        assert replayed(self.entries) == self.case
        return self.case

    def seat(self, reader: Actor) -> Case:
        """Assign a reviewer for the reading that goes on, who declares that they have no tie."""
        self.do(CaseEvent.assign, ADMINISTRATOR, Assigned(reader))
        return self.do(CaseEvent.declare, reader, Declaration())

    def decide(self, by: Actor, *decisions: Decision) -> Case:
        for decision in decisions:
            self.do(CaseEvent.decide, by, decision)
        return self.case

    def transcript(self) -> str:
        """The whole log, one entry a line: day, who, event, what was given, the state, its deadline and the days used."""
        return "\n".join(line_of(entry) for entry in self.entries)


def line_of(entry: Entry) -> str:
    """Return an entry as a line that one can read."""
    who = entry.move.by.party.value + (f" {entry.move.by.person}" if entry.move.by.person else "")
    given = " ".join(part for part in (said(entry.move.detail), entry.move.reason) if part)
    due = f" until {entry.due:%d %b}" if entry.due else ""
    what = f"{entry.move.event}{f' ({given})' if given else ''}"
    return f"{day_of(entry.move.at):%d %b}  {who}: {what} → {entry.state}{due}, {entry.used} used"


def said(detail: Detail) -> str:
    """Return in short what was given with an event."""
    match detail:
        case Submission(items=items) | Answered(items=items):
            return ", ".join(f"{each.subdomain} at {each.claimed}" for each in items)
        case Assigned(reader=reader):
            return f"{reader.party} {reader.person}"
        case Decision(subdomain=code, kind=kind, rung=rung):
            return f"{code} {kind}" + ("" if rung is None else f" {rung}")
        case Finding(subdomain=code, finding=finding):
            return f"{code} {finding}"
        case Objection(points=points):
            return ", ".join(f"{point.subdomain}: {point.text}" for point in points)
        case Issue(valid_until=until):
            return f"valid until {until}"
        case Successor(key=key):
            return key
    return ""


def case_in(state: CaseState, star: int = 4, at: datetime = MONDAY, calendar: Calendar = weekdays) -> Play:
    """Return a play whose case has come to a state by real events at one moment, with everybody assigned who has to be."""
    play = Play(at=at, calendar=calendar)
    for step in WAYS[state]:
        STEPS[step](play, star)
    assert play.case.state is state
    return play


def _decided(play: Play, by: Actor) -> None:
    play.decide(by, lowered("s-a", 2), confirmed("s-b", 2))


def _second(play: Play, star: int) -> None:
    play.seat(SECOND)
    _decided(play, SECOND)
    play.do(CaseEvent.finish_second_reading, SECOND, scope(star=star))


def _to_reading(play: Play, star: int) -> None:
    _decided(play, FIRST)
    play.do(CaseEvent.finish_reading, FIRST, scope(star=star))


def _ask(play: Play, star: int) -> None:
    play.decide(FIRST, more_asked("s-a"))
    play.do(CaseEvent.ask_more, FIRST)


def _object(play: Play, star: int) -> None:
    play.do(CaseEvent.object, MEMBER, Objection((Point("s-a", "The minutes were overlooked."),)))


def _submit(play: Play, star: int) -> None:
    play.do(CaseEvent.submit, MEMBER, submission(4, 2, 1))
    play.seat(FIRST)


def _lapse(play: Play, star: int) -> None:
    play.days_later(60).do(CaseEvent.let_lapse, CLOCK)


STEPS = {
    "submit": _submit,
    "refuse": lambda play, star: play.do(CaseEvent.refuse, FIRST, reason="Another edition."),
    "accept": lambda play, star: play.do(CaseEvent.accept, FIRST, scope(star=star)),
    "ask": _ask,
    "read": _to_reading,
    "read again": _second,
    "seat": lambda play, star: play.seat(THIRD),
    "object": _object,
    "agree": lambda play, star: play.do(CaseEvent.agree, MEMBER),
    "issue": lambda play, star: play.do(CaseEvent.issue, ADMINISTRATOR, Issue(scope(star=star), date(2027, 11, 1))),
    "withdraw": lambda play, star: play.do(CaseEvent.withdraw, MEMBER),
    "lapse": _lapse,
}
_OPINION = ("submit", "accept", "read", "read again")
WAYS: dict[CaseState, tuple[str, ...]] = {
    CaseState.requested: (),
    CaseState.submitted: ("submit",),
    CaseState.refused: ("submit", "refuse"),
    CaseState.in_review: ("submit", "accept"),
    CaseState.more_asked: ("submit", "accept", "ask"),
    CaseState.second_reading: ("submit", "accept", "read"),
    CaseState.opinion: _OPINION,
    CaseState.objected: (*_OPINION, "object"),
    CaseState.ready: (*_OPINION, "agree"),
    CaseState.issued: (*_OPINION, "agree", "issue"),
    CaseState.withdrawn: ("submit", "withdraw"),
    CaseState.lapsed: ("lapse",),
}


def given_with(event: CaseEvent, case: Case) -> Detail:
    """Return what could go with an event, whether or not the case allows it."""
    details: dict[CaseEvent, Detail] = {
        CaseEvent.request: Request("case 1"),
        CaseEvent.submit: submission(4, 2, 1),
        CaseEvent.assign: Assigned(FOURTH),
        CaseEvent.declare: Declaration(),
        CaseEvent.accept: scope(),
        CaseEvent.examine: supports("s-a"),
        CaseEvent.decide: lowered("s-a", 2),
        CaseEvent.answer_more: Answered((item("s-a", 5),)),
        CaseEvent.finish_reading: scope(),
        CaseEvent.finish_second_reading: scope(),
        CaseEvent.object: Objection((Point("s-a", "Look again."),)),
        CaseEvent.refuse_reviewer: Refused(Seat.first),
        CaseEvent.issue: Issue(scope(), date(2027, 11, 1)),
        CaseEvent.supersede: Successor("case 2"),
    }
    return details.get(event)
