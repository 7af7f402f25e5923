"""Adds to a step of the plan why a reviewer lowered its claim, once the institution may read that."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from flows.dialogue import Phrase, phrase
from flows.review.result import Difference
from flows.screen import Block, Listing, Screen
from flows.typed_text import has_words, in_short

# The line of a step that says what a reviewer confirmed.
REVIEWED = "verified-of-step"
# More of what a reviewer wrote is on the page of the case: a message of a chat holds some 4,000 characters.
WORDS_AT_MOST = 400


def with_reasons(screen: Screen, differences: Iterable[Difference]) -> Screen:
    """Return a step's screen with what the reviewer gave as reasons; as it is if they said nothing about this claim."""
    found = next((each for each in differences if each.subdomain == screen.lowered), None)
    if found is None:
        return screen
    return replace(screen, blocks=tuple(_with_lines(block, found) for block in screen.blocks))


def reason_lines(found: Difference) -> tuple[Phrase, ...]:
    """Return the reasons, the facts that were not shown and the reviewer's own words, one line each."""
    return (
        *(phrase(f"own-reason-{reason.value}") for reason in found.reasons),
        *(phrase("own-not-shown", fact=Phrase(each.words)) for each in found.not_shown),
        *((phrase("own-words", words=in_short(found.text, WORDS_AT_MOST)),) if has_words(found.text) else ()),
    )


def _with_lines(block: Block, found: Difference) -> Block:
    """Return a listing with the reasons after the line about the review, if that line names the same rung."""
    if not isinstance(block, Listing):
        return block
    place = next((place for place, line in enumerate(block.items) if line.key == REVIEWED), None)
    if place is None or dict(block.items[place].args)["verified"] != found.verified:
        return block
    items = (*block.items[: place + 1], *reason_lines(found), *block.items[place + 1 :])
    return replace(block, items=items)
