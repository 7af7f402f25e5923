"""Says in sentences where a case of an institution is, whose turn it is, and what a reviewer has released of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flows.days import day_before
from flows.dialogue import Phrase, phrase
from flows.interview.cases.handover import due_words, handed_line
from flows.interview.evidence.dates import written_day
from flows.interview.phrases import range_of
from flows.review.case import Case
from flows.review.decisions import Decision, DecisionKind
from flows.review.machine import can_follow
from flows.review.marks import mark_of
from flows.review.result import verified_star
from flows.review.rules import ReviewRules
from flows.review.states import SEAT, CaseEvent, CaseState, Seat, Turn
from flows.review.submission import Handed, is_new
from flows.standard.model import Standard
from flows.typed_text import has_words

# An objection is read after the opinion was given, and its decisions are released with the result.
BEFORE_OBJECTION = (Seat.second, Seat.first)
# The states whose message has words of its own.
TOLD = frozenset({CaseState.more_asked, CaseState.opinion, CaseState.issued, CaseState.refused, CaseState.lapsed})
# The states in which an opinion has been given.
OPINION_GIVEN = frozenset({CaseState.opinion, CaseState.objected, CaseState.ready, CaseState.issued})


@dataclass(frozen=True, slots=True)
class SeenCase:
    """A case as a person of its institution sees it, on the day `today`. `may_act` says that they act for the institution.

    `of_round` says that several people gave the answers, so that they are changed on the institution's result.
    `taken_down` is why the association took the check page of its result down, "" if it did not. `label` is what it wrote when
    it asked, "" for nothing.
    """

    id: int
    association: str
    institution: str
    case: Case
    rules: ReviewRules
    may_act: bool
    today: date
    of_round: bool = False
    taken_down: str = ""
    label: str = ""

    def mark(self, event: CaseEvent) -> str:
        """Return the mark of what an event of the institution answers, as it is seen now."""
        return mark_of(self.case, event)

    def may(self, event: CaseEvent) -> bool:
        """Return whether this person can bring an event about now."""
        return self.may_act and can_follow(self.case.state, event)

    @property
    def has_report(self) -> bool:
        """Whether the report of the review can be read. While an objection is read, nothing about it is released."""
        return self.case.state in OPINION_GIVEN and self.case.state is not CaseState.objected

    def has_new(self, item: Handed) -> bool:
        """Return whether an item, as it is now, has something that was not handed in before."""
        before = self.case.item(item.subdomain)
        return before is None or is_new(item, before)

    @property
    def may_refuse_reviewer(self) -> bool:
        """Whether this person can ask for another reviewer now."""
        case, seat = self.case, SEAT.get(self.case.state)
        has_reader = seat is not None and case.reader(seat) is not None
        return self.may(CaseEvent.refuse_reviewer) and has_reader and len(case.refused) < self.rules.refusals


def state_lines(seen: SeenCase) -> tuple[Phrase, ...]:
    """Return what was asked for, where a case is, whose turn it is, until when, and why it ended if a reason was given."""
    case = seen.case
    return (
        *((phrase("own-case-label", label=seen.label),) if seen.label else ()),
        _state_line(case),
        *_looking_lines(case),
        *(() if case.turn is Turn.nobody else (phrase(f"own-case-turn-{case.turn.value}"),)),
        *due_words("own-case-due", case.due if case.turn is not Turn.nobody else None),
        *((phrase("own-case-reason", reason=case.reason),) if has_words(case.reason) else ()),
        *_result_lines(seen),
    )


def handed_lines(case: Case) -> tuple[Phrase, ...]:
    """Return what was handed in last, item by item."""
    return tuple(handed_line(item) for item in case.items)


def released(case: Case) -> tuple[Decision, ...]:
    """Return what a reviewer wrote that the institution may read now.

    While more is asked, that is only what is asked. From the preliminary opinion on it is every decision; those about an
    objection only once it is settled.
    """
    if case.state is CaseState.more_asked:
        return tuple(each for each in case.decisions if each.subdomain in case.waiting and not each.is_final)
    if case.state not in OPINION_GIVEN:
        return ()
    if case.state is not CaseState.objected:
        return case.decisions
    return tuple(found for each in case.decisions if (found := _before_objection(case, each.subdomain)) is not None)


def decision_lines(case: Case, decision: Decision) -> tuple[Phrase, ...]:
    """Return a decision in sentences: what it is, the reasons, the facts that were not shown, the reviewer's own words."""
    item = case.item(decision.subdomain)
    return (
        phrase(
            f"own-decision-{decision.kind.value}",
            item=Phrase(decision.subdomain),
            claimed=item.claimed if item is not None else 0,
            rung=decision.rung or 0,
        ),
        *(phrase(f"own-reason-{reason.value}") for reason in decision.reasons),
        *(phrase("own-not-shown", fact=Phrase(each.words)) for each in decision.not_shown),
        *((phrase("own-words", words=decision.text),) if has_words(decision.text) else ()),
    )


def lowered(case: Case) -> tuple[Decision, ...]:
    """Return the released decisions to which an institution may object."""
    return tuple(each for each in released(case) if each.kind is DecisionKind.lowered)


def opinion_stars(standard: Standard, case: Case) -> Phrase | None:
    """Return which stars the released opinion leaves, or the issued result has; None before an opinion is given."""
    if case.state not in OPINION_GIVEN:
        return None
    ratings = {item.subdomain: item.rating for item in case.items}
    is_rescinded = case.result is not None and case.result.rescinded
    now = "rescinded" if is_rescinded else case.state.value
    return phrase("own-case-stars", stars=range_of(verified_star(standard, ratings, released(case))), now=now)


def message_line(seen: SeenCase) -> Phrase:
    """Return in one sentence what a coordinator is told when a case needs them, or ends."""
    case, due = seen.case, seen.case.due
    is_rescinded = case.result is not None and case.result.rescinded
    if not is_rescinded and case.state not in TOLD:
        # The case moved on before they were told, or its reader left.
        return phrase("case-message-goes-on", association=seen.association, state=_state_line(case))
    told_as = "rescinded" if is_rescinded else case.state.value
    day: Mapping[str, Phrase] = {"day": written_day(due)} if due is not None else {"day": phrase("own-case-no-day")}
    return phrase(f"case-message-{told_as}", association=seen.association, **day)


def _state_line(case: Case) -> Phrase:
    """Return where a case is; nothing says that a reviewer reads it while one is being looked for."""
    if not case.lacks_reader or case.state is CaseState.more_asked:
        return phrase(f"own-case-{case.state.value}")
    return phrase(f"own-case-looking-{case.state.value}", gone=_gone(case))


def _looking_lines(case: Case) -> tuple[Phrase, ...]:
    """Return that a reviewer is being looked for although it is the institution's turn; () if that is not so."""
    is_asked = case.lacks_reader and case.state is CaseState.more_asked
    return (phrase("own-case-looking"),) if is_asked else ()


def _gone(case: Case) -> int:
    """Return how many reviewers were refused or stepped back."""
    return len(case.refused) + len(case.left)


def _result_lines(seen: SeenCase) -> tuple[Phrase, ...]:
    result, state = seen.case.result, seen.case.result_state(seen.today)
    if result is None or state is None:
        return ()
    days = {
        "issued": written_day(result.issued_on),
        "last": written_day(day_before(result.valid_until)),
    }
    return (
        phrase(f"own-result-{state.value}", **days),
        *((phrase("own-case-reason", reason=result.rescinded),) if result.rescinded else ()),
        *((phrase("own-results-taken-down", why=seen.taken_down),) if seen.taken_down else ()),
    )


def _before_objection(case: Case, subdomain: str) -> Decision | None:
    found = (case.recorded_in(seat, subdomain) for seat in BEFORE_OBJECTION)
    return next((each.decision for each in found if each is not None), None)
