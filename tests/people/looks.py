"""What a reviewer has still to look at, for tests that play reviews without a case."""

from __future__ import annotations

from collections.abc import Sequence

from flows.assessment.rating import Ratings
from flows.review.decisions import Decision
from flows.review.selection import Look, Selection, latest, must_look
from flows.standard.model import Standard


def to_look_at(standard: Standard, ratings: Ratings, chosen: Selection, decisions: Sequence[Decision]) -> tuple[Look, ...]:
    """Return what of `must_look` is still to be decided; () if the result can be issued. To ask for more decides nothing."""
    final = {code for code, decision in latest(decisions).items() if decision.is_final}
    return tuple(look for look in must_look(standard, ratings, chosen, decisions) if look.subdomain not in final)
