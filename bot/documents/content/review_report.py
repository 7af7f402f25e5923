"""Writes the report of a review, as PDF of two pages (A4): what differs from the claims, and how every subdomain was looked at.

It names readers by their role alone. Everything follows from the case and its log; nothing is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.review_differences import listed_differences
from bot.documents.content.review_items import item_rows
from bot.documents.content.text_width import shortened
from bot.documents.typst.qr_code import qr_rows
from bot.documents.typst.typst_input import Data, TypstInput, typst_input
from flows.assessment.rating import Lens
from flows.assessment.scorecard import StarRange, star_range
from flows.assessment.verified import not_looked_at
from flows.days import day_before, day_of
from flows.review.case import Case
from flows.review.entries import Entry
from flows.review.result import differences, verified_star, with_decisions
from flows.review.rules import ReviewRules
from flows.review.selection import must_look, selection
from flows.review.states import CaseEvent, CaseState, ResultState, Seat
from flows.standard.model import Standard

# The institution has the opinion, and nothing is issued yet.
PRELIMINARY = frozenset({CaseState.opinion, CaseState.objected, CaseState.ready})
REPORTED = PRELIMINARY | {CaseState.issued}
# How much of a reason the first page has room for, in narrow letters.
REASON_LETTERS = 160


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What the report tells: a case that is issued or at its preliminary opinion, its log, and the names of both sides.

    `today` is the day on which the report is made: it decides whether the result is still valid. `check_page` is the address of
    the result's check page, "" if its institution published none. `is_confirmed` says that the association confirmed the name.
    """

    case: Case
    log: tuple[Entry, ...]
    institution: str
    association: str
    rules: ReviewRules
    today: date
    check_page: str = ""
    is_confirmed: bool = False


def review_report(facts: ReviewFacts, standard: Standard, words: DocumentWords) -> TypstInput:
    """Return the report, to be typeset as PDF. Raises ValueError if the case has no opinion that could be reported."""
    copied = tuple(each for each in (_seed(facts.case), facts.check_page) if each)
    return typst_input("review_report", review_data(facts, standard, words), facts.today, kept_whole=copied)


def review_data(facts: ReviewFacts, standard: Standard, words: DocumentWords) -> Data:
    """Return everything that the report shows. Raises ValueError as `review_report` does."""
    case = facts.case
    if case.state not in REPORTED or case.scope is None or case.submission is None:
        raise ValueError(f"a case that is {case.state} has no opinion to report")
    ratings, decisions = case.ratings, case.decisions
    chosen = selection(standard, ratings, case.scope.seed, facts.rules)
    looks = {look.subdomain: look.why for look in must_look(standard, ratings, chosen, decisions)}
    reviewed = with_decisions(ratings, decisions)
    left = not_looked_at(standard, reviewed)
    verified = verified_star(standard, ratings, decisions)
    found = differences(standard, ratings, decisions)
    return {
        "language": words.language,
        "brand": words("document-brand"),
        "title": words("review-report-title"),
        "edition": standard.name,
        "institution": facts.institution,
        "unverified": words("review-report-name-confirmed" if facts.is_confirmed else "review-report-name"),
        "headline": words(
            "review-report-star", stars=_signs(verified, words), claimed=_signs(_claimed(facts, standard), words)
        ),
        "range": words(
            f"review-report-{'decided' if verified.decided else 'range'}",
            low=words("document-stars", star=verified.low),
            high=words("document-stars", star=verified.high),
            left=len(left),
        ),
        "state": _state(facts, words),
        "is_valid": case.result_state(facts.today) is ResultState.valid,
        "check": qr_rows(facts.check_page) if facts.check_page else None,
        "facts": {"named": _named(facts, words), "days": _days(facts, words)},
        "differences": {
            "title": words("review-report-differences", count=len(found)),
            "items": listed_differences(found, words),
            "cut": words("review-report-cut"),
            "none": words("review-report-no-difference"),
        },
        "table": {
            "title": words("review-report-items"),
            "heads": [words(f"review-report-head-{name}") for name in ("item", "code", "claimed", "verified", "why")],
            "domains": item_rows(standard, reviewed, looks, words),
        },
        "notes": [
            _note("draw", words, count=len(chosen.drawn), most=facts.rules.sampled_items)
            | {"seed": words("review-report-seed", seed=case.scope.seed)},
            _note("left", words, count=len(left)),
            _note("means", words),
            _note("not", words),
        ],
        "disclaimer": words("review-report-disclaimer"),
    }


def _seed(case: Case) -> str:
    return case.scope.seed if case.scope is not None else ""


def _claimed(facts: ReviewFacts, standard: Standard) -> StarRange:
    # What is handed in does not change any more, so a missing answer counts as rung 0, as for the verified star.
    low = star_range(standard, facts.case.ratings, Lens.claimed).low
    return StarRange(low=low, high=low)


def _signs(stars: StarRange, words: DocumentWords) -> str:
    """Return a star or a range as signs: ★★, or ★★–★★★."""
    ends = dict.fromkeys((stars.low, stars.high))
    return "–".join("★" * star if star else words("document-stars", star=0) for star in ends)


def _state(facts: ReviewFacts, words: DocumentWords) -> str:
    result, state = facts.case.result, facts.case.result_state(facts.today)
    if result is None or state is None:
        return words("review-report-preliminary")
    reason = shortened(result.rescinded, REASON_LETTERS)
    return words(f"review-report-{state}", last=words.day(day_before(result.valid_until)), reason=reason)


def _named(facts: ReviewFacts, words: DocumentWords) -> list[list[str]]:
    """Return the association, who read the case by role, and the check page if there is one, each with its label."""
    readers = [words(f"review-report-reader-{seat}") for seat in Seat if facts.case.reader(seat) is not None]
    page = [[words("review-report-check-page"), facts.check_page]] if facts.check_page else []
    return [
        [words("review-report-association"), facts.association],
        [words("review-report-readers"), words("review-report-joint").join(readers)],
        *page,
    ]


def _days(facts: ReviewFacts, words: DocumentWords) -> list[list[str]]:
    """Return the edition and the days of the case, each with its label."""
    case = facts.case
    assert case.submission is not None
    days = [("checked", case.submission.finished_on), ("handed-in", _day(facts, CaseEvent.submit))]
    if case.result is None:
        days.append(("opinion", _opinion_day(facts)))
    else:
        days += [("issued", case.result.issued_on), ("last", day_before(case.result.valid_until))]
    edition = [words("review-report-edition"), case.submission.edition]
    return [edition, *([words(f"review-report-{label}"), words.day(day)] for label, day in days if day is not None)]


def _day(facts: ReviewFacts, event: CaseEvent) -> date | None:
    """Return the day on which an event last happened."""
    return next((day_of(each.move.at) for each in reversed(facts.log) if each.move.event is event), None)


def _opinion_day(facts: ReviewFacts) -> date | None:
    """Return the day on which the institution was last given an opinion."""
    given = (each for each in reversed(facts.log) if each.state is CaseState.opinion)
    return next((day_of(each.move.at) for each in given if each.move.event in FINISHES), None)


# What gives the institution an opinion.
FINISHES = frozenset({CaseEvent.finish_reading, CaseEvent.finish_second_reading})


def _note(name: str, words: DocumentWords, **args: int) -> Data:
    return {"title": words(f"review-report-{name}-title"), "text": words(f"review-report-{name}", **args), "seed": ""}
