"""The question card, and what was recorded before it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from flows.answers import Answers
from flows.assessment.question_order import Mode
from flows.assessment.rating import Rating, mark_of
from flows.dialogue import Choice, Minutes, Phrase, Reply, phrase
from flows.interview.evidence.screens import offer
from flows.interview.machine import can_follow
from flows.interview.phrases import mark
from flows.interview.points.cleared import way_back
from flows.interview.points.screens import next_points, points_view
from flows.interview.points.unsure import unsure_choice
from flows.interview.screen_builder import Scope
from flows.interview.session import Session
from flows.interview.stage_groups import ANSWERABLE
from flows.screen import Aside, Block, Heading, Ladder, Progress, Recorded, Screen
from flows.stages import Stage
from flows.standard.model import TOP, Standard
from flows.triggers import Trigger
from flows.views import View

# What one answer can have said of it at once: that the next rung is under way, or is not after all.
UNDER_WAY, NOT_UNDER_WAY = "+", "-"


def asking(at: Scope) -> Screen:
    """Show the question that is asked now."""
    previous = at.session.previous(at.standard)
    return _question(at, at.asked, previous, _recorded_at(at, previous))


def question(at: Scope, rest: str) -> Screen | None:
    """Return the question of a subdomain by its number in the standard, `3`, or after the answer to another, `3.2`.

    None if this run does not ask it and it has no answer.
    """
    asked, _, after = rest.partition(".")
    code = code_of(at, asked)
    if code is None or at.session.stage not in ANSWERABLE:
        return None
    is_reviewed = at.session.stage == Stage.reviewing
    if not is_reviewed and code not in at.session.ratings and code not in at.session.order(at.standard):
        return None
    is_asked = at.session.stage == Stage.asking and code == at.session.current(at.standard)
    previous = at.session.previous(at.standard)
    return _question(at, code, previous, recorded_of(at, after) or (_recorded_at(at, previous) if is_asked else None))


def recorded(at: Scope, rest: str) -> Screen | None:
    """Return what was recorded for one subdomain, by its number: what is offered there works on every later screen.

    After `number.set` it offers the way back to ticks that were cleared (see `way_back`).
    """
    number, _, ticks = rest.partition(".")
    found = recorded_of(at, number)
    if found is None:
        return None
    back = way_back(at.standard, at.session, code_of(at, number) or "", ticks) if ticks else None
    return at.screen(View.recorded, rows=[[back]] if back else [], recorded=found)


def recorded_before(at: Scope) -> Recorded | None:
    """Return the answer given before the current question; None if a question was gone back to."""
    return _recorded_at(at, at.session.previous(at.standard))


def _recorded_at(at: Scope, previous: str | None) -> Recorded | None:
    """Return what is recorded for the subdomain before the current question; None if a question was gone back to."""
    return None if previous is None or at.session.focus else recorded_of(at, str(at.standard.codes.index(previous)))


def recorded_of(at: Scope, number: str) -> Recorded | None:
    """Return what is recorded for a subdomain, by its number in the standard; None if nothing is."""
    code = code_of(at, number)
    rating = at.session.ratings.get(code) if code is not None else None
    if code is None or rating is None:
        return None
    view = f"{View.recorded}.{number}"

    def choice(trigger: Trigger, value: str, label: Phrase) -> Choice:
        return Choice(label, Reply(at.session.turn, view, trigger, value))

    return Recorded(
        phrase("recorded-line", subdomain=Phrase(code), mark=mark(rating)),
        under_way=_under_way(choice, number, rating),
        points=_points(at, choice, code, rating),
        change=choice(Trigger.open, f"{View.question}.{number}", phrase("choice-change-recorded")),
        evidence=offer(at, code, view),
    )


def code_of(at: Scope, number: str) -> str | None:
    """Return the subdomain of a number in the standard's order, as a view's name gives it; None for anything else."""
    codes = at.standard.codes
    return codes[int(number)] if number.isascii() and number.isdigit() and int(number) < len(codes) else None


def place(standard: Standard, session: Session, code: str) -> tuple[Block, ...]:
    """Return where the person is: domain and subdomain, and the number of the question in its run."""
    star, codes = _run_of(standard, session, code)
    number = codes.index(code) + 1 if code in codes else 1
    left = tuple([other for other in codes if other == code or other not in session.ratings])
    key = "asking-counter-star" if star else "asking-counter"
    counter = phrase(key, star=star, number=number, total=len(codes), minutes=Minutes(left))
    return Heading(_title(standard.subdomain(code).domain, code)), Progress(number - 1, len(codes), counter)


def answered_so_far(standard: Standard, session: Session, code: str | None = None) -> Progress:
    """Return how many questions are answered: of the star of a quick run that asks `code`, otherwise of the whole run."""
    star, codes = _run_of(standard, session, code) if code else (0, session.order(standard))
    done = sum(other in session.ratings for other in codes)
    key = "answered-so-far-star" if star else "answered-so-far"
    return Progress(done, len(codes), phrase(key, star=star, done=done, total=len(codes)))


def _run_of(standard: Standard, session: Session, code: str) -> tuple[int, tuple[str, ...]]:
    """Return the questions that this one is counted among, and their star. Only a quick run counts each star on its own."""
    section = session.section(standard, code)
    if session.mode is Mode.quick and section.name.isdigit():
        return int(section.name), section.codes
    codes = session.order(standard)
    return 0, codes if code in codes else standard.codes


def _question(at: Scope, code: str, previous: str | None, before: Recorded | None) -> Screen:
    """Return the question of a subdomain, under what was recorded `before`; the way back leads to the `previous` one."""
    old = at.session.old_answers(at.standard, at.standard.subdomain(code).domain).get(code)
    rating, stage = at.session.ratings.get(code) or old, at.session.stage
    return at.screen(
        Stage.asking,
        *place(at.standard, at.session, code),
        *([Aside(phrase("asking-before", mark=mark(rating)))] if rating else []),
        Ladder(code, rating.level if rating is not None and rating.names_rung else None, next_points(at, code)),
        rows=[
            [
                *([at.choice(Trigger.back, "", phrase("choice-back"))] if previous and can_follow(stage, Trigger.back) else []),
                at.open(
                    f"{View.explain}.{at.standard.codes.index(code)}" if at.view else View.explain, phrase("choice-explain")
                ),
                *([at.show(phrase("choice-all-answers"))] if at.session.stage == Stage.reviewing else []),
            ],
            [
                at.choice(trigger, "", phrase(label))
                for trigger, label in ((Trigger.review, "choice-review"), (Trigger.pause, "choice-pause"))
                if can_follow(stage, trigger)
            ],
        ],
        typed=phrase("typed-mark"),
        asks=code,
        earlier="" if at.session.stage == Stage.reviewing else _earlier(at, code),
        answers=_answers(at, code, rating, old),
        recorded=before,
    )


def _earlier(at: Scope, code: str) -> str:
    """Return the answered subdomain before this one in the order of asking; "" if there is none."""
    codes = at.session.order(at.standard)
    before = codes[: codes.index(code)] if code in codes else ()
    return next((other for other in reversed(before) if other in at.session.ratings), "")


def _answers(at: Scope, code: str, rating: Rating | None, old: Rating | None) -> Answers:
    others = [unsure_choice(at, code)]
    if _may_excuse(at, code):
        others.append(at.choice(Trigger.excuse, "", phrase("choice-not-applicable")))
    if old:
        others.append(at.choice(Trigger.keep_old_answer, "", phrase("choice-keep")))
    elif rating and at.session.focus:
        others.append(at.choice(Trigger.keep_answer, "", phrase("choice-keep")))
    points = str(at.standard.codes.index(code)) if next_points(at, code) else ""
    return Answers(at.session.turn, at.view, mark_of(rating) if rating else "", tuple(others), points)


def _under_way(choice: Callable[[Trigger, str, Phrase], Choice], number: str, rating: Rating) -> Choice | None:
    """Return the choice that says that the next rung is under way, or takes that back if it was said.

    Ticked criteria say so themselves: then there is none.
    """
    if not rating.names_rung or rating.level == TOP or rating.has_part_of_next:
        return None
    if rating.under_way:
        return choice(Trigger.set_under_way, number + NOT_UNDER_WAY, phrase("choice-not-under-way"))
    return choice(Trigger.set_under_way, number + UNDER_WAY, phrase("choice-under-way"))


def _points(at: Scope, choice: Callable[[Trigger, str, Phrase], Choice], code: str, rating: Rating) -> Choice | None:
    """Return the choice that goes through the criteria: for who is not sure, and for who has ticked some."""
    view = points_view(at, code) if rating.unsure or rating.ticked else None
    return choice(Trigger.open, view, phrase("choice-points")) if view else None


# On every card of a question, and there are few: kept, not built again.
@cache
def _title(domain: str, code: str) -> Phrase:
    return phrase("asking-title", domain=Phrase(domain), subdomain=Phrase(code))


def _may_excuse(at: Scope, code: str) -> bool:
    """Return whether this subdomain may not apply: the edition must allow it, and not too many others are left out already."""
    if not at.standard.subdomain(code).may_not_apply:
        return False
    others = sum(bool(r.not_applicable) for other, r in at.session.ratings.items() if other != code)
    return others < at.standard.not_applicable_at_most
