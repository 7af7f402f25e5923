"""Says how to build a rung: its sentence, the effort, the first steps, and the sign that it is reached."""

from __future__ import annotations

from flows.assessment.point_by_point import left_of_next, met
from flows.assessment.rating import Rating
from flows.criteria_words import facts_of
from flows.dialogue import Phrase, phrase
from flows.first_steps import first_steps, sign_of
from flows.screen import Aside, Block, Heading, Listing, Paragraph
from flows.standard.criteria import Criterion
from flows.standard.model import Subdomain

# The longest way, in rungs, on which a card of Telegram has room for the criteria of the next rung.
RUNGS_WITH_CRITERIA = 4


def how_to_build(subdomain: Subdomain, from_rung: int, to_rung: int, rating: Rating | None) -> list[Block]:
    """Return every rung on the way with its effort, its first steps and the sign that it is reached.

    The next rung also lists its criteria, and which of them are met, unless the way is so long that a card has no room.
    """
    code, given = subdomain.code, met(subdomain, rating) if rating is not None else frozenset()
    blocks: list[Block] = []
    for rung in range(from_rung + 1, to_rung + 1):
        effort = phrase(f"effort-{subdomain.effort[rung - 1].name}")
        is_told = rung == from_rung + 1 and to_rung - from_rung <= RUNGS_WITH_CRITERIA
        criteria = subdomain.criteria_of(rung) if is_told else ()
        blocks += [
            Heading(phrase("step-rung", rung=rung, effort=effort)),
            Paragraph(phrase(f"{code}.rung-{rung}")),
            *([Listing(tuple(_point(one, one in given) for one in criteria))] if criteria else []),
            Listing(first_steps(code, rung), first=1),
            Aside(phrase("step-done", sign=sign_of(code, rung))),
        ]
    return blocks


def still_missing(subdomain: Subdomain, rating: Rating | None) -> Phrase | None:
    """Return the criteria that an answer lacks for the next rung, if part of it is ticked, otherwise None."""
    lacking = left_of_next(subdomain, rating)
    if not lacking:
        return None
    return phrase("step-missing", rung=lacking[0].rung, facts=facts_of(lacking))


def _point(criterion: Criterion, is_met: bool) -> Phrase:
    return phrase("point-met" if is_met else "point-missing", fact=phrase(criterion.words))
