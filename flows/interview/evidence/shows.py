"""Asks which criteria of its rung evidence shows. Nobody has to say it: evidence that names none shows the whole rung."""

from __future__ import annotations

import re

from flows.assessment.evidence import Evidence
from flows.assessment.shown import counted_rung, left_to_show, showing
from flows.dialogue import Choice, Phrase, phrase
from flows.form import Field, FieldKind
from flows.interview.points.screens import check_of, point_line, point_sign
from flows.interview.screen_builder import Scope
from flows.interview.stage_groups import SHOWING_STAGES
from flows.screen import Heading, Paragraph, Screen
from flows.standard.criteria import Criterion
from flows.standard.model import Subdomain
from flows.triggers import Trigger
from flows.views import View

# The number of a subdomain in the standard's order, and perhaps a set of the criteria of the evidence's rung.
PLACE = re.compile(r"(\d{1,3})(?:\.([0-9a-f]{1,2}))?", re.ASCII)
SET = re.compile(r"[0-9a-f]{1,2}", re.ASCII)
# The field of the form: its value is a set, as in the view's name.
SHOWS = "shows"


def shows(at: Scope, rest: str) -> Screen | None:
    """Show the criteria of the rung that evidence was named for, as boxes; None if there is no choice among them now.

    The view's own name, `number.set`, holds the ticks (see `criteria_of_set`); nothing is stored before they are recorded.
    """
    found = PLACE.fullmatch(rest)
    codes = at.standard.codes
    if found is None or int(found[1]) >= len(codes) or shows_choice(at, codes[int(found[1])]) is None:
        return None
    subdomain = at.standard.subdomain(codes[int(found[1])])
    evidence = at.session.ratings[subdomain.code].evidence
    assert evidence is not None
    chosen = criteria_of_set(subdomain, evidence, int(found[2], 16)) if found[2] else _shown_now(subdomain, evidence)
    return _shows(at, subdomain, evidence, f"{View.shows}.{found[1]}", chosen)


def shows_choice(at: Scope, code: str) -> Choice | None:
    """Return the way to say what the evidence of a subdomain shows; None if it has none, or if its rung is one criterion."""
    rating = at.session.ratings.get(code)
    evidence = rating.evidence if rating is not None else None
    if evidence is None or not evidence.rung or at.session.stage not in SHOWING_STAGES:
        return None
    if len(at.standard.subdomain(code).criteria_of(evidence.rung)) < 2:
        return None
    return at.open(f"{View.shows}.{at.standard.codes.index(code)}", phrase("choice-shows"))


def shows_words(subdomain: Subdomain, evidence: Evidence) -> Phrase | None:
    """Return what evidence shows and what it leaves out, if it shows only part of its rung; otherwise None."""
    left = left_to_show(subdomain, evidence)
    if not left:
        return None
    criteria = subdomain.criteria_of(evidence.rung)
    facts = tuple(phrase("evidence-left-fact", fact=phrase(criterion.words)) for criterion in left)
    return phrase("evidence-shows", shown=len(criteria) - len(left), all=len(criteria), rung=evidence.rung, left=facts)


def explained_evidence(at: Scope, code: str) -> list[Paragraph]:
    """Return what explains the evidence that an answer has, if it shows only part of its rung."""
    rating = at.session.ratings.get(code)
    words = shows_words(at.standard.subdomain(code), rating.evidence) if rating is not None and rating.evidence else None
    return [Paragraph(phrase("explain-evidence-now", words=words))] if words is not None else []


def criteria_of_set(subdomain: Subdomain, evidence: Evidence, bits: int) -> frozenset[Criterion]:
    """Return the criteria of a set: bit 0 is the first one of the evidence's rung. Bits above the last are ignored."""
    return frozenset(one for place, one in enumerate(subdomain.criteria_of(evidence.rung)) if bits >> place & 1)


def _shown_now(subdomain: Subdomain, evidence: Evidence) -> frozenset[Criterion]:
    return frozenset(subdomain.criteria_of(evidence.rung)).difference(left_to_show(subdomain, evidence))


def _shows(at: Scope, subdomain: Subdomain, evidence: Evidence, view: str, chosen: frozenset[Criterion]) -> Screen:
    criteria = subdomain.criteria_of(evidence.rung)
    bits = sum(1 << place for place, criterion in enumerate(criteria) if criterion in chosen)
    number = view.removeprefix(f"{View.shows}.")
    record = at.choice(Trigger.set_shows, f"{number}.{bits:x}", phrase("choice-shows-record"))
    return at.screen(
        View.shows,
        Heading(phrase("shows-title", subdomain=Phrase(subdomain.code))),
        Paragraph(phrase("evidence-what", what=evidence.what)),
        *(point_line(criterion, criterion in chosen) for criterion in criteria),
        Paragraph(_counts(subdomain, evidence, chosen), is_for_typing=True),
        Paragraph(phrase("shows-hint", rung=evidence.rung, below=evidence.rung - 1)),
        rows=[
            [
                at.open(f"{view}.{bits ^ 1 << place:x}", point_sign(criterion, criterion in chosen))
                for place, criterion in enumerate(criteria)
            ],
            [record] if chosen else [],
            [at.show(phrase("choice-return"))],
        ],
        form=at.form(Trigger.set_shows, number, Field(SHOWS, FieldKind.boxes, phrase("field-shows"), f"{bits:x}")),
        checks=tuple(check_of(one, place, one in chosen) for place, one in enumerate(criteria)),
        about=subdomain.code,
    )


def _counts(subdomain: Subdomain, evidence: Evidence, chosen: frozenset[Criterion]) -> Phrase:
    """Say up to which rung the evidence counts with these ticks."""
    if not chosen:
        return phrase("notice-shows-nothing")
    return phrase("shows-counts", rung=counted_rung(subdomain, showing(subdomain, evidence, chosen)))
