"""Describes what a reviewer decides: about a claim, and about a piece of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flows.standard.criteria import Criterion


class DecisionKind(StrEnum):
    """What a reviewer says about the claim of one subdomain. A subdomain without a decision was not looked at.

    The values are stored. A reviewer never raises a claim: if they think it is higher, the institution hands the item in again.
    """

    confirmed = "confirmed"
    lowered = "lowered"
    # Asked once; afterwards the claim is confirmed or lowered.
    more_asked = "more_asked"


class Reason(StrEnum):
    """Why a claim is lowered, or more is asked. The values are stored. `other` needs a text."""

    criterion_not_shown = "criterion_not_shown"
    no_evidence = "no_evidence"
    out_of_date = "out_of_date"
    lower_rung = "lower_rung"
    one_kind_only = "one_kind_only"
    cannot_be_opened = "cannot_be_opened"
    unrelated = "unrelated"
    other = "other"


class EvidenceFinding(StrEnum):
    """What a reviewer says about one piece of evidence. The values are stored."""

    supports = "supports"
    does_not_support = "does_not_support"
    out_of_date = "out_of_date"
    cannot_be_opened = "cannot_be_opened"
    unrelated = "unrelated"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer decided about the claim of one subdomain.

    `rung` is the rung (0..5) that counts through the verified lens: the claimed one if it is confirmed, a lower one if it is
    lowered, None as long as more is asked. `not_shown` are the criteria that the evidence does not show. `text` is in the
    reviewer's own words ("" for none).
    """

    subdomain: str
    kind: DecisionKind
    rung: int | None
    reasons: tuple[Reason, ...] = ()
    text: str = ""
    not_shown: tuple[Criterion, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether this decides the claim. Asking for more does not."""
        return self.kind is not DecisionKind.more_asked

    def says_as_much_as(self, other: Decision) -> bool:
        """Return whether both say the same, in whatever order their reasons and criteria are."""
        return _unordered(self) == _unordered(other)


def _unordered(decision: Decision) -> tuple[object, ...]:
    said = decision.subdomain, decision.kind, decision.rung, decision.text
    return *said, frozenset(decision.reasons), frozenset(decision.not_shown)
