"""What a page shows of a case of one's institution: sentences, and what this person can do now."""

from __future__ import annotations

from dataclasses import dataclass

from flows.dialogue import Phrase
from flows.interview.cases.handover import handed_line, shares_of
from flows.interview.cases.result_notices import ending_line
from flows.interview.cases.seen import (
    SeenCase,
    decision_lines,
    handed_lines,
    lowered,
    opinion_stars,
    released,
    state_lines,
)
from flows.review.decisions import DecisionKind
from flows.review.states import CaseEvent
from flows.standard.model import Standard

# What the faces are given.
__all__ = ["CaseFacts", "case_facts", "handed_line", "shares_of"]


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case in sentences. `fallen` and `confirmed` have one group of sentences for each item that a reviewer released:
    those that were lowered or of which more is asked, and all others. `lowered` are the items to which the institution can
    object. `stars` is None before an opinion is given. `wrote` is what the institution wrote about items: when more was asked,
    and in its objection. The marks are those of what its forms answer.
    """

    id: int
    association: str
    state: tuple[Phrase, ...]
    fallen: tuple[tuple[Phrase, ...], ...]
    confirmed: tuple[tuple[Phrase, ...], ...]
    stars: Phrase | None
    lowered: tuple[tuple[str, Phrase], ...]
    handed: tuple[Phrase, ...]
    has_result: bool
    may_act: bool
    may_agree: bool
    may_object: bool
    may_answer: bool
    may_refuse: bool
    may_withdraw: bool
    wrote: tuple[tuple[Phrase, str], ...]
    state_mark: str
    reader_mark: str


def case_facts(standard: Standard, seen: SeenCase) -> CaseFacts:
    """Return what is shown of a case."""
    case = seen.case
    objected = case.objection.points if case.objection is not None else ()
    told, fallen, ending = released(case), lowered(case), ending_line(standard, seen)
    return CaseFacts(
        seen.id,
        seen.association,
        (*state_lines(seen), *((ending,) if ending is not None else ())),
        tuple(decision_lines(case, each) for each in told if each.kind is not DecisionKind.confirmed),
        tuple(decision_lines(case, each) for each in told if each.kind is DecisionKind.confirmed),
        opinion_stars(standard, case),
        tuple((each.subdomain, Phrase(each.subdomain)) for each in fallen),
        handed_lines(case),
        case.result is not None,
        seen.may_act,
        seen.may(CaseEvent.agree),
        bool(fallen) and seen.may(CaseEvent.object),
        seen.may(CaseEvent.answer_more),
        seen.may_refuse_reviewer,
        seen.may(CaseEvent.withdraw),
        tuple((Phrase(each.subdomain), each.text) for each in (*case.words, *objected)),
        # An agreement, an objection and an answer all answer a whole state.
        seen.mark(CaseEvent.agree),
        seen.mark(CaseEvent.refuse_reviewer),
    )
