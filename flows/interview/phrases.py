"""Writes short phrases that several screens share: marks, answers, stars, lists of names."""

from __future__ import annotations

from flows.answers import mark_words
from flows.assessment.rating import Rating, mark_of
from flows.assessment.scorecard import StarRange
from flows.assessment.verified import is_lowered
from flows.dialogue import Choice, Phrase, phrase
from flows.screen import Row

NAMES_AT_MOST = 5


def mark(rating: Rating | None) -> Phrase:
    """Return a rating in words as short as a mark."""
    if rating is None:
        return phrase("mark-unanswered")
    if rating.not_applicable:
        return phrase("mark-not-applicable")
    if rating.unsure:
        return phrase("mark-unsure")
    return mark_words(mark_of(rating))


def answer_row(code: str, rating: Rating | None, choice: Choice | None = None, is_marked: bool = False) -> Row:
    """Return one answer of a list: its subdomain, its mark, and the sentence of its rung."""
    said = phrase(f"{code}.rung-{rating.level}") if rating is not None and rating.names_rung else None
    return Row(Phrase(code), _mark_after_review(rating), said, choice, is_marked)


def _mark_after_review(rating: Rating | None) -> Phrase:
    """Return a rating's mark, with what a reviewer confirmed of it if they looked at it."""
    if rating is None or rating.verified is None:
        return mark(rating)
    return phrase("verified-mark", mark=mark(rating), rung=rating.verified, lowered="yes" if is_lowered(rating) else "no")


def range_of(stars: StarRange) -> Phrase:
    """Return the star, or the range that is still open, to be used inside a line."""
    if stars.decided:
        return phrase("stars", star=stars.low)
    return phrase("stars-range", low=phrase("stars", star=stars.low), high=phrase("stars", star=stars.high))


def some_names(codes: tuple[str, ...]) -> Phrase:
    """Return the names of subdomains. Above NAMES_AT_MOST, return the first ones and how many more there are."""
    names = tuple(Phrase(code) for code in codes[:NAMES_AT_MOST])
    left = len(codes) - NAMES_AT_MOST
    return phrase("names-more", names=names, left=left) if left > 0 else phrase("names", names=names)
