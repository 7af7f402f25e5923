"""Shows what a reviewer confirmed: the verified star beside the claimed one, what that means, and which claims are lower."""

from __future__ import annotations

from flows.assessment.rating import Lens
from flows.assessment.scorecard import Scorecard, possible_stars
from flows.assessment.verified import Lowered, lowered, not_looked_at
from flows.dialogue import Phrase, phrase
from flows.interview.phrases import range_of, some_names
from flows.interview.screen_builder import Scope
from flows.screen import Aside, Block, Folded, Listing, Paragraph, Plain

LOWERED_AT_MOST = 5


def verified_line(at: Scope, card: Scorecard) -> list[Block]:
    """Return the verified star beside the claimed one; nothing if no answer was reviewed."""
    if card.verified is None:
        return []
    stars, claimed = (range_of(possible_stars(at.standard, at.session.ratings, lens)) for lens in (Lens.verified, Lens.claimed))
    return [Paragraph(phrase("verified-line", stars=stars, claimed=claimed))]


def review(at: Scope, card: Scorecard) -> list[Folded]:
    """Return what a review means and which claims were lowered: the first few in full, and the names of the rest."""
    if card.verified is None:
        return []
    ratings = at.session.ratings
    count = sum(rating.verified is not None for code, rating in ratings.items() if code in at.standard)
    found = lowered(at.standard, ratings)
    rest = tuple(item.subdomain for item in found[LOWERED_AT_MOST:])
    blocks: list[Plain] = [Paragraph(phrase("verified-means", count=count, left=len(not_looked_at(at.standard, ratings))))]
    if found:
        blocks.append(Listing(tuple(_line(at, item) for item in found[:LOWERED_AT_MOST])))
    if rest:
        blocks.append(Aside(phrase("verified-lowered-rest", count=len(rest), names=some_names(rest))))
    return [Folded(phrase("verified-lowered", count=len(found)), tuple(blocks))]


def _line(at: Scope, item: Lowered) -> Phrase:
    is_left_out = bool(at.session.ratings[item.subdomain].not_applicable)
    key = "verified-lowered-left-out" if is_left_out else "verified-lowered-line"
    return phrase(key, subdomain=Phrase(item.subdomain), claimed=item.claimed, verified=item.verified)
