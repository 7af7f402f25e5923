"""What an institution has chosen and written in a chat about the items of a case, and has not sent yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.interview.cases.seen import SeenCase, lowered
from flows.review.states import CaseEvent

# What a button that leads to each of them says.
REPLY_WORDS: Mapping[CaseEvent, str] = {CaseEvent.answer_more: "own-case-again", CaseEvent.object: "own-case-object"}


@dataclass(frozen=True, slots=True)
class Drafted:
    """What is to be sent about one item: whether it is handed in again, and the text ("" for none)."""

    again: bool = False
    text: str = ""


# By the code of the subdomain.
Draft = Mapping[str, Drafted]
NOTHING = Drafted()


def reply_event(seen: SeenCase) -> CaseEvent | None:
    """Return how this person can reply now: answer what is asked, or object; None if they cannot."""
    if seen.may(CaseEvent.answer_more):
        return CaseEvent.answer_more
    return CaseEvent.object if seen.may(CaseEvent.object) and lowered(seen.case) else None


def reply_codes(seen: SeenCase) -> tuple[str, ...]:
    """Return the subdomains about which this person can reply now; () if there are none."""
    event = reply_event(seen)
    if event is CaseEvent.answer_more:
        return seen.case.waiting
    return tuple(each.subdomain for each in lowered(seen.case)) if event is CaseEvent.object else ()


def to_send(seen: SeenCase, draft: Draft) -> dict[str, Drafted]:
    """Return of a draft what can be sent now, in the order of the items."""
    found = {code: draft.get(code, NOTHING) for code in reply_codes(seen)}
    return {code: each for code, each in found.items() if each != NOTHING}
