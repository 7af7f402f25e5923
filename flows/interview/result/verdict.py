"""What a result says first: the star or the range, one sentence on the next one, the target, and what changed since last time.

While an answer is unsure, or missing, and could change the star, this says a range and never that the star is decided.
"""

from __future__ import annotations

from collections.abc import Iterable

from flows.assessment.changes import changes
from flows.assessment.question_order import Mode
from flows.assessment.roadmap import Step, next_steps
from flows.assessment.scorecard import Scorecard, StarRange, possible_stars, what_decides
from flows.dialogue import Phrase, phrase
from flows.interview.evidence.dates import written_day
from flows.interview.phrases import some_names
from flows.interview.screen_builder import Scope
from flows.screen import Block, Heading, Paragraph

# How many subdomains the first sentence names.
NAMED_AT_MOST = 3


def verdict(at: Scope, card: Scorecard) -> list[Block]:
    """Return the headline, its sentence, and what else belongs at the top."""
    possible = possible_stars(at.standard, at.session.ratings)
    return [
        Heading(stars_of(possible, is_final=not card.unsure and (at.session.is_over or not card.unanswered))),
        *_since(at),
        Paragraph(_onward(at, card, possible)),
        *_target(at, possible),
    ]


def stars_of(stars: StarRange, is_final: bool = True) -> Phrase:
    """Return the star, or the range that is still open, as a headline. If not `is_final`, the star holds only for now."""
    if not stars.decided:
        return phrase("result-range", low=phrase("stars", star=stars.low), high=phrase("stars", star=stars.high))
    return phrase("result-star" if is_final else "result-star-now", star=stars.low)


def _onward(at: Scope, card: Scorecard, possible: StarRange) -> Phrase:
    """Return the sentence below it: what decides the star, or what the next one needs; at five stars, what to keep."""
    if not card.claimed.decided:
        waiting = what_decides(at.standard, at.session.ratings)
        return phrase("result-open", count=len(waiting), unsure=sum(code in at.session.ratings for code in waiting))
    if not possible.decided:
        return phrase("result-unsure", count=len(card.unsure), names=some_names(card.unsure))
    steps = next_steps(at.standard, at.session.ratings, card)
    if not steps:
        return phrase("keep-what", count=len(at.standard.subdomains))
    return _next(card, steps)


def _next(card: Scorecard, steps: tuple[Step, ...]) -> Phrase:
    """Say how many steps lead to the next star, with some names. An unanswered subdomain may be in place already."""
    said = [step.subdomain for step in steps if step.subdomain not in card.unanswered]
    names = tuple(Phrase(code) for code in said[:NAMED_AT_MOST])
    key = "result-next" if len(said) <= NAMED_AT_MOST else "result-next-first"
    return phrase(key, count=len(said), star=card.goal, names=names, least="yes" if len(said) < len(steps) else "no")


def _target(at: Scope, possible: StarRange) -> Iterable[Block]:
    """Say whether the star of a target run is reached."""
    if at.session.mode is not Mode.target:
        return
    target = at.session.target
    if possible.low >= target:
        yield Paragraph(phrase("result-target-reached", star=target))
    elif possible.high >= target:
        yield Paragraph(phrase("result-target-open", star=target))
    else:
        yield Paragraph(phrase("result-target-missed", star=target))


def _since(at: Scope) -> Iterable[Block]:
    """Say what rose and what fell since the self-check before, if there is one; and where only criteria came or went."""
    if not at.session.is_over or len(at.session.past) < 2:
        return
    before = at.session.past[-2]
    found = changes(at.standard, before.ratings, at.session.ratings)
    up = tuple(change.subdomain for change in found if change.by > 0)
    down = tuple(change.subdomain for change in found if change.by < 0)
    points = tuple(change.subdomain for change in found if change.by == 0 and (change.also or change.no_longer))
    parts = (("result-rose", up), ("result-fell", down), ("result-points-changed", points))
    said = tuple(phrase(key, count=len(codes), names=some_names(codes)) for key, codes in parts if codes)
    date = written_day(before.finished_on)
    yield Paragraph(phrase("result-since", date=date, what=said) if said else phrase("result-since-same", date=date))
