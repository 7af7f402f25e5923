"""Describes the entries of a case's log: who did what, when and why, and what they gave with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from flows.review.decisions import Decision, EvidenceFinding
from flows.review.independence import Actor, Declaration
from flows.review.states import CaseEvent, CaseState, Seat
from flows.review.submission import Handed, Submission


@dataclass(frozen=True, slots=True)
class Request:
    """What opens a case: the key of the case, and the reviewer who made the link (None if it came from a campaign)."""

    key: str
    reviewer: Actor | None = None


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who is to read the case. The state says for which reading (`SEAT`)."""

    reader: Actor


@dataclass(frozen=True, slots=True)
class Scope:
    """What `flows.review.selection` says of a case at this moment: every item that must be looked at, the star (0..5) that is
    claimed, and the seed of the draw.

    A case keeps what it was given before: it adds up the items, keeps the highest star and the first seed.
    """

    must_look: tuple[str, ...]
    star: int
    seed: str


class EvidenceKind(StrEnum):
    """What a piece of evidence is. The values are stored."""

    # A rule or a plan: what is written down.
    document = "document"
    # Something that was made while it was done: a list, minutes, an entry.
    record = "record"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reviewer says about one piece of evidence: the newest finding about a piece counts.

    `piece` is 0 for the evidence that was handed in at first, 1 for what came with the answer. One piece can be of both kinds.
    """

    subdomain: str
    piece: int
    finding: EvidenceFinding
    kinds: tuple[EvidenceKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """What the institution writes about one item: why it objects to a decision, or why its claim stays as it is."""

    subdomain: str
    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What the institution answers for items of which more was asked: items that it hands in again, words, or both.

    The claim may be higher or lower than before. What is handed in again has something new; see `flows.review.submission`.
    """

    items: tuple[Handed, ...] = ()
    words: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Objection:
    """All items to which the institution objects."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The seat whose reviewer the institution does not want. It gives no reason."""

    seat: Seat


@dataclass(frozen=True, slots=True)
class Issue:
    """What is issued: what had to be looked at, and the first day on which the result is no longer valid."""

    scope: Scope
    valid_until: date


@dataclass(frozen=True, slots=True)
class Successor:
    """The key of the case whose result takes the place of this one."""

    key: str


Detail = (
    Request
    | Submission
    | Assigned
    | Declaration
    | Scope
    | Finding
    | Decision
    | Answered
    | Objection
    | Refused
    | Issue
    | Successor
    | None
)

# What goes with each event. Any other event has no detail.
DETAIL: Mapping[CaseEvent, type] = {
    CaseEvent.request: Request,
    CaseEvent.submit: Submission,
    CaseEvent.assign: Assigned,
    CaseEvent.declare: Declaration,
    CaseEvent.accept: Scope,
    CaseEvent.examine: Finding,
    CaseEvent.decide: Decision,
    CaseEvent.answer_more: Answered,
    CaseEvent.finish_reading: Scope,
    CaseEvent.finish_second_reading: Scope,
    CaseEvent.object: Objection,
    CaseEvent.refuse_reviewer: Refused,
    CaseEvent.issue: Issue,
    CaseEvent.supersede: Successor,
}
# The events that need a reason in words. With any other a reason may be given.
NEEDS_REASON = frozenset({CaseEvent.refuse, CaseEvent.rescind})


@dataclass(frozen=True, slots=True)
class Move:
    """What somebody wants to do with a case: the event, who, the moment, what goes with it, and a reason ("" for none).

    `seen` is the mark (`flows.review.marks`) of what the person saw when they chose it; None if nothing is compared.

    Raises ValueError if the moment has no time zone, or if the detail does not go with the event.
    """

    event: CaseEvent
    by: Actor
    at: datetime
    detail: Detail = None
    reason: str = ""
    seen: str | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        if not isinstance(self.detail, DETAIL.get(self.event, type(None))):
            raise ValueError(f"{type(self.detail).__name__} does not go with {self.event}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log: what was done, and what followed from rules and calendar on that day.

    `state` is the state it led to. `due` is the last day of that state's deadline (None if it has none). `used` is how many
    working days the association has used in all. They are kept, so that a later calendar or rule never changes what happened.
    """

    move: Move
    state: CaseState
    due: date | None
    used: int
