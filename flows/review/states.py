"""Names the states of a case and of its result, what happens to it, whose turn it is, and who acts."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class CaseState(StrEnum):
    """Where a case is. The values are stored."""

    # A link was given out. Nothing is handed in.
    requested = "requested"
    submitted = "submitted"
    # The association did not accept what was handed in, and says why.
    refused = "refused"
    in_review = "in_review"
    more_asked = "more_asked"
    second_reading = "second_reading"
    # The institution sees the preliminary opinion, and agrees or objects.
    opinion = "opinion"
    objected = "objected"
    # Nothing is open any more. An administrator issues the result.
    ready = "ready"
    issued = "issued"
    withdrawn = "withdrawn"
    # Closed because time ran out, or because the link was taken back.
    lapsed = "lapsed"


# The states in which a case is over. Only an issued one has events of its own afterwards.
CLOSED = frozenset({CaseState.refused, CaseState.issued, CaseState.withdrawn, CaseState.lapsed})


class ResultState(StrEnum):
    """What an issued result is worth on a day. A result is never changed or deleted. The values are stored."""

    valid = "valid"
    expired = "expired"
    rescinded = "rescinded"
    superseded = "superseded"


# What a result is worth that ended before its last day. Nobody is to rely on it.
ENDED_EARLY = frozenset({ResultState.rescinded, ResultState.superseded})


class CaseEvent(StrEnum):
    """What happens to a case. The values are stored in its log."""

    # The first entry of every log. It is in no row of the table, because it makes the case.
    request = "request"
    take_back = "take_back"
    submit = "submit"
    assign = "assign"
    declare = "declare"
    accept = "accept"
    refuse = "refuse"
    examine = "examine"
    decide = "decide"
    ask_more = "ask_more"
    answer_more = "answer_more"
    finish_reading = "finish_reading"
    finish_second_reading = "finish_second_reading"
    agree = "agree"
    object = "object"
    settle_objection = "settle_objection"
    # The time of the institution is over without a word: the review goes on with what there is.
    go_on = "go_on"
    let_lapse = "let_lapse"
    step_back = "step_back"
    refuse_reviewer = "refuse_reviewer"
    withdraw = "withdraw"
    issue = "issue"
    rescind = "rescind"
    supersede = "supersede"


class CaseNote(StrEnum):
    """What happens beside a case and leaves it as it is. The values are stored, in the audit log."""

    # A case that was issued is rated a second time, to see how far reviewers agree: see `flows.review.double_rating`.
    rating_drawn = "rating_drawn"
    rating_declared = "rating_declared"
    rating_declined = "rating_declined"
    rating_finished = "rating_finished"
    # The time is over, the institution is gone, or the reviewer may not rate it any more.
    rating_ended = "rating_ended"
    # A reviewer says how long a case took them.
    hours_stated = "hours_stated"


class Turn(StrEnum):
    """Who has to act next. The clock of the association runs only while it is its turn."""

    institution = "institution"
    association = "association"
    nobody = "nobody"


class Party(StrEnum):
    """As whom somebody acts. The values are stored."""

    institution = "institution"
    reviewer = "reviewer"
    administrator = "administrator"
    # The program, when a deadline has passed or another result takes the place of this one.
    clock = "clock"


class Seat(StrEnum):
    """For which reading a reviewer is assigned. The values are stored."""

    first = "first"
    second = "second"
    objection = "objection"


TURN: Mapping[CaseState, Turn] = {
    CaseState.requested: Turn.institution,
    CaseState.submitted: Turn.association,
    CaseState.refused: Turn.nobody,
    CaseState.in_review: Turn.association,
    CaseState.more_asked: Turn.institution,
    CaseState.second_reading: Turn.association,
    CaseState.opinion: Turn.institution,
    CaseState.objected: Turn.association,
    CaseState.ready: Turn.association,
    CaseState.issued: Turn.nobody,
    CaseState.withdrawn: Turn.nobody,
    CaseState.lapsed: Turn.nobody,
}

# Which reading goes on in a state. A reviewer who is assigned, declares, decides or finds there does so for this seat.
SEAT: Mapping[CaseState, Seat] = {
    CaseState.submitted: Seat.first,
    CaseState.in_review: Seat.first,
    CaseState.more_asked: Seat.first,
    CaseState.second_reading: Seat.second,
    CaseState.objected: Seat.objection,
}
