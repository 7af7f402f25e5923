"""Repeats what an issued file says: that each decision was allowed, and that its stars follow from them by the edition."""

from __future__ import annotations

from bot.documents.sealed.issued import IssuedContent, IssuedItem
from bot.documents.sealed.seal import SHOWN
from flows.assessment.rating import Lens, Rating, Ratings
from flows.assessment.scorecard import star_range
from flows.assessment.tally import StarRange
from flows.dialogue import Phrase, phrase
from flows.review.decisions import Decision, DecisionKind
from flows.review.result import verified_star
from flows.review.selection import deciding
from flows.review.states import Seat
from flows.standard.model import Standard
from flows.typed_text import escaped_line


def broken_item(standard: Standard, content: IssuedContent) -> Phrase | None:
    """Return the sentence on the first item or decision that cannot be; None if all can."""
    left_out = 0
    for code, item in content.items.items():
        if code not in standard or (item.not_applicable and not standard.subdomain(code).may_not_apply):
            return phrase("issued-broken-item", code=escaped_line(code, SHOWN))
        left_out += item.not_applicable
        if not _may_be_decided(item):
            return phrase("issued-broken-decision", code=code)
    if left_out > standard.not_applicable_at_most:
        return phrase("issued-broken-left-out")
    return _undecided(standard, content)


def _undecided(standard: Standard, content: IssuedContent) -> Phrase | None:
    """Return the sentence on the first item that should have been looked at and was not."""
    if Seat.first not in content.read_by:
        return phrase("issued-broken-reader")
    decides = deciding(standard, claims_of(content), _claimed(standard, content))
    for code in (*content.must_look, *decides):
        item = content.items.get(code)
        if code not in content.must_look or item is None or item.decision is None:
            return phrase("issued-broken-undecided", code=escaped_line(code, SHOWN))
    return None


def broken_star(standard: Standard, content: IssuedContent) -> Phrase | None:
    """Return the sentence on the star that does not follow; None if both do and the verified one is not above the claim."""
    if content.claimed != _claimed(standard, content):
        return phrase("issued-broken-claimed-star")
    verified = verified_star(standard, claims_of(content), _decisions(content))
    if (verified.low, verified.high) != content.verified or verified.high > content.claimed:
        return phrase("issued-broken-verified-star")
    return None


def stars_in_words(content: IssuedContent) -> Phrase:
    """Return the verified star, or the range of it, in words."""
    stars = StarRange(*content.verified)
    if stars.decided:
        return phrase("document-stars", star=stars.low)
    return phrase("document-stars-range", low=stars.low, high=stars.high)


def claims_of(content: IssuedContent) -> Ratings:
    """Return the claims as answers. They have no more than stars follow from."""
    return {
        code: Rating(not_applicable="-") if item.not_applicable else Rating(item.claimed)
        for code, item in content.items.items()
    }


def _claimed(standard: Standard, content: IssuedContent) -> int:
    return star_range(standard, claims_of(content), Lens.claimed).low


def _decisions(content: IssuedContent) -> tuple[Decision, ...]:
    return tuple(
        Decision(code, item.decision.kind, item.decision.rung, item.decision.reasons)
        for code, item in content.items.items()
        if item.decision is not None
    )


def _may_be_decided(item: IssuedItem) -> bool:
    """Return whether a decision confirms the very claim, or lowers it with a reason."""
    decision = item.decision
    if decision is None:
        return True
    if decision.kind is DecisionKind.lowered:
        return decision.rung < item.claimed and bool(decision.reasons)
    return decision.rung == item.claimed
