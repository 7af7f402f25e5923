"""Turns a stored case of an institution into what a person of it sees."""

from __future__ import annotations

from flows.days import day_of
from flows.interview.cases.seen import SeenCase
from storage.review.institution_cases import OwnCase


def seen(own: OwnCase) -> SeenCase:
    """Return a stored case as the person sees it."""
    return SeenCase(
        own.line.id,
        own.association,
        own.line.institution,
        own.case,
        own.rules,
        own.may_act,
        day_of(own.now),
        own.round_id is not None,
        own.taken_down,
        own.line.label,
    )
