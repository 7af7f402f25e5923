"""Cases of the shipped edition with an opinion, to make reports of reviews from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.documents.content.review_report import ReviewFacts
from flows.assessment.rating import Rating, Ratings
from flows.days import day_of
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.entries import Issue, Objection, Point, Scope
from flows.review.result import valid_until
from flows.review.rules import DEFAULT
from flows.review.selection import scope, selection
from flows.review.states import CaseEvent, CaseState
from flows.review.submission import Share, Submission, handed
from tests.bot.documents.dossiers import STANDARD
from tests.flows.review.played import ADMINISTRATOR, FINISHED_ON, FIRST, INSTITUTION, MEMBER, SECOND, THIRD, Play
from tests.people.looks import to_look_at

SEED = "0h7Jk2_seed-of-22-cha-"
LONGEST_WORDS = ("只看到去年的台账，没有看到今年的。" * 60)[:1000]
MANY_WORDS = ("The list of last year was shown, that of this year was not. " * 20)[:1000]
MIXED: Ratings = {
    **{code: Rating(3) for code in STANDARD.codes},
    "service-level": Rating(unsure=True),
    "risk-management": Rating(not_applicable="由上级单位统一负责"),
    "service-catalogue": Rating(0),
}


def lowered(code: str, rung: int, text: str = "", *reasons: Reason, facts: int = 0) -> Decision:
    """A lowered claim; `facts` is how many of the criteria above the rung are not shown."""
    above = tuple(criterion for criterion in STANDARD.subdomain(code).all_criteria if criterion.rung > rung)
    return Decision(code, DecisionKind.lowered, rung, reasons or (Reason.no_evidence,), text, above[:facts])


def confirmed(code: str, rung: int) -> Decision:
    """A confirmed claim."""
    return Decision(code, DecisionKind.confirmed, rung, text="Seen.")


def every_fall(text: str) -> tuple[Decision, ...]:
    """Every claim of rung 5 lowered to nothing, with all reasons, all facts and the longest words."""
    return tuple(lowered(code, 0, text, *Reason, facts=99) for code in STANDARD.codes)


def reported(
    ratings: Ratings = MIXED,
    decisions: tuple[Decision, ...] = (),
    state: CaseState = CaseState.issued,
    *,
    institution: str = "First Help",
    association: str = "North",
) -> ReviewFacts:
    """The facts of a report about a case in a state. Everything that must be looked at and is not in `decisions` is confirmed."""
    play = Play()
    items = tuple(handed(code, rating, Share.answer) for code, rating in ratings.items())
    play.do(CaseEvent.submit, MEMBER, Submission(STANDARD.edition, INSTITUTION, items, FINISHED_ON, "0" * 64, True))
    play.seat(FIRST)
    play.days_later(1).do(CaseEvent.accept, FIRST, _scope(play))
    for decision in decisions:
        play.decide(FIRST, decision)
    _confirm_the_rest(play)
    play.days_later(2).do(CaseEvent.finish_reading, FIRST, _scope(play))
    if play.case.state is CaseState.second_reading:
        play.seat(SECOND)
        for recorded in play.case.recorded:
            play.decide(SECOND, recorded.decision)
        play.do(CaseEvent.finish_second_reading, SECOND, _scope(play))
    if state is CaseState.objected:
        fallen = next(each.subdomain for each in play.case.decisions if each.kind is DecisionKind.lowered)
        play.do(CaseEvent.object, MEMBER, Objection((Point(fallen, "It was there."),)))
        play.seat(THIRD)
    elif state is not CaseState.opinion:
        play.days_later(1).do(CaseEvent.agree, MEMBER)
    if state is CaseState.issued:
        until = valid_until(STANDARD, play.case.ratings, play.case.decisions, day_of(play.now))
        play.do(CaseEvent.issue, ADMINISTRATOR, Issue(_scope(play), until))
    assert play.case.state is state
    return ReviewFacts(play.case, tuple(play.entries), institution, association, DEFAULT, day_of(play.now))


def on_day(facts: ReviewFacts, today: date) -> ReviewFacts:
    """The same report made on another day."""
    return replace(facts, today=today)


def _scope(play: Play) -> Scope:
    return scope(STANDARD, play.case.ratings, selection(STANDARD, play.case.ratings, SEED), play.case.decisions)


def _confirm_the_rest(play: Play) -> None:
    chosen = selection(STANDARD, play.case.ratings, SEED)
    while looks := to_look_at(STANDARD, play.case.ratings, chosen, play.case.decisions):
        item = play.case.item(looks[0].subdomain)
        assert item is not None
        play.decide(FIRST, confirmed(item.subdomain, item.claimed))
