"""Goes through the criteria of a rung one by one: what is ticked decides the rung."""

from __future__ import annotations

import re

from flows.assessment.point_by_point import decided_by, met, missing, reached
from flows.assessment.rating import Rating
from flows.dialogue import Choice, Phrase, phrase
from flows.interview.screen_builder import Scope
from flows.interview.stage_groups import ANSWERABLE
from flows.screen import Check, Heading, Paragraph, Screen
from flows.standard.criteria import Criterion
from flows.standard.model import TOP, Subdomain
from flows.triggers import Trigger
from flows.views import View

# The number of a subdomain in the standard's order, a rung, and perhaps the set of ticks.
PLACE = re.compile(r"(\d{1,3})\.([1-5])(?:\.([0-9a-f]{1,8}))?", re.ASCII)
TICKS = re.compile(r"[0-9a-f]{1,8}", re.ASCII)


def points(at: Scope, rest: str) -> Screen | None:
    """Show the criteria of one rung as boxes, and which rung the ticks give.

    The view's own name, `number.rung.set`, holds the ticks of all rungs (see `ticked_in`); nothing is stored before "record".
    Without a set, the ticks are what the answer says; without an answer, all criteria below this rung.
    """
    found = PLACE.fullmatch(rest)
    codes = at.standard.codes
    if found is None or int(found[1]) >= len(codes) or at.session.stage not in ANSWERABLE:
        return None
    subdomain, rung = at.standard.subdomain(codes[int(found[1])]), int(found[2])
    if not subdomain.criteria or not _can_be_answered(at, subdomain.code):
        return None
    ticked = ticked_in(subdomain, int(found[3], 16)) if found[3] else _ticked_now(at, subdomain, rung)
    return _points(at, subdomain, f"{View.points}.{found[1]}", rung, ticked)


def points_view(at: Scope, code: str) -> str | None:
    """Return the view of the rung from which on criteria are gone through (see `next_points`); None if they cannot be."""
    rung = next_points(at, code)
    return f"{View.points}.{at.standard.codes.index(code)}.{rung}" if rung else None


def next_points(at: Scope, code: str) -> int:
    """Return the lowest rung of a subdomain with a criterion that is not met (the top one if all are).

    0 if its criteria cannot be gone through now.
    """
    subdomain, rating = at.standard.subdomain(code), at.session.ratings.get(code)
    if not subdomain.criteria or at.session.stage not in ANSWERABLE or not _can_be_answered(at, code):
        return 0
    return min(reached(subdomain, met(subdomain, rating)) + 1, TOP) if rating is not None else 1


def by_points(at: Scope, code: str) -> list[Choice]:
    """Return the row with the way to the criteria of a subdomain; nothing if they cannot be gone through now."""
    view = points_view(at, code)
    return [at.open(view, phrase("choice-points"))] if view is not None else []


def rungs_by_points(at: Scope, code: str) -> list[Choice]:
    """Return the row with the ways to the criteria of each rung; nothing if they cannot be gone through now."""
    if not next_points(at, code):
        return []
    view = f"{View.points}.{at.standard.codes.index(code)}"
    return [at.open(f"{view}.{rung}", phrase("choice-points-rung", rung=rung)) for rung in range(1, TOP + 1)]


def set_of(subdomain: Subdomain, ticked: frozenset[Criterion]) -> int:
    """Return a set of criteria as the bits of a number: the first criterion of rung 1 is bit 0, and so on in order."""
    return sum(1 << place for place, criterion in enumerate(subdomain.all_criteria) if criterion in ticked)


def ticked_in(subdomain: Subdomain, bits: int) -> frozenset[Criterion]:
    """Return the criteria of a set that `set_of` wrote; bits above the last criterion are ignored."""
    return frozenset(criterion for place, criterion in enumerate(subdomain.all_criteria) if bits >> place & 1)


def _points(at: Scope, subdomain: Subdomain, view: str, rung: int, ticked: frozenset[Criterion]) -> Screen:
    bits, rating = set_of(subdomain, ticked), decided_by(subdomain, ticked)
    places = {criterion: place for place, criterion in enumerate(subdomain.all_criteria)}
    criteria = subdomain.criteria_of(rung)
    decided = {"rung": rating.level, "building": "yes" if rating.under_way else "no"}

    def of(other: int, tick: int) -> str:
        return f"{view}.{other}.{tick:x}"

    return at.screen(
        View.points,
        Heading(phrase("points-title", subdomain=Phrase(subdomain.code), rung=rung)),
        Paragraph(phrase(f"{subdomain.code}.rung-{rung}")),
        *(point_line(criterion, criterion in ticked) for criterion in criteria),
        Paragraph(phrase("points-give", **decided), is_for_typing=True),
        *_below(subdomain, rating, rung),
        rows=[
            [
                at.open(of(rung, bits ^ 1 << places[criterion]), point_sign(criterion, criterion in ticked))
                for criterion in criteria
            ],
            [at.choice(Trigger.tick, f"{bits:x}", phrase("choice-points-record", **decided))],
            [
                *([at.open(of(rung - 1, bits), phrase("choice-points-lower", rung=rung - 1))] if rung > 1 else []),
                *([at.open(of(rung + 1, bits), phrase("choice-points-higher", rung=rung + 1))] if rung < TOP else []),
            ],
            [at.open(f"{View.question}{view.removeprefix(View.points)}", phrase("choice-to-question"))],
        ],
        checks=tuple(check_of(criterion, places[criterion], criterion in ticked) for criterion in criteria),
    )


def check_of(criterion: Criterion, number: int, is_ticked: bool) -> Check:
    """Return the box of a criterion: its fact, and below it what shows it."""
    return Check(number, phrase(criterion.words), is_ticked, phrase("points-shown", shown=phrase(criterion.shown)))


def point_line(criterion: Criterion, is_ticked: bool) -> Paragraph:
    """Return the line of a criterion for a face without boxes: its sign and letter, its fact, and what shows it."""
    fact = phrase("points-fact", fact=phrase(criterion.words), shown=phrase(criterion.shown))
    return Paragraph(phrase("points-point", point=point_sign(criterion, is_ticked), fact=fact), is_for_typing=True)


def point_sign(criterion: Criterion, is_ticked: bool) -> Phrase:
    """Return the letter of a criterion with the sign of whether it is ticked."""
    return phrase("points-ticked" if is_ticked else "points-unticked", letter=criterion.letter)


def _below(subdomain: Subdomain, rating: Rating, rung: int) -> list[Paragraph]:
    """Say which criteria of the rungs below are not ticked, without which this rung does not count, or that all of them are.

    They are on other screens. A person who opened this rung first has not seen them, and must not record them unawares.
    """
    if rung == 1:
        return []
    below = [phrase(criterion.words) for criterion in missing(subdomain, rating, rung) if criterion.rung < rung]
    return [Paragraph(phrase("points-below", facts=tuple(below)) if below else phrase("points-all-below", below=rung - 1))]


def _ticked_now(at: Scope, subdomain: Subdomain, rung: int) -> frozenset[Criterion]:
    """Return the ticks to begin with. A person who opens a rung without an answer takes the rungs below it as met."""
    rating = at.session.ratings.get(subdomain.code)
    ticked = met(subdomain, rating) if rating is not None else frozenset()
    if rating is not None and rating.names_rung:
        return ticked
    return ticked | {criterion for criterion in subdomain.all_criteria if criterion.rung < rung}


def _can_be_answered(at: Scope, code: str) -> bool:
    """Return whether this run asks a subdomain, it is asked now, or it has an answer."""
    return code in at.session.ratings or code == at.session.focus or code in at.session.order(at.standard)
