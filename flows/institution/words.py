"""Says in sentences how several people came to the answers of an institution."""

from __future__ import annotations

from flows.dialogue import Phrase, phrase
from flows.institution.answers import LEFT_OPEN, Differed, Together
from flows.institution.settling import Why


def together_line(key: str, found: Together) -> Phrase:
    """Return in one sentence how many people answered, on how much they differed, and whether single answers are there."""
    votes = "yes" if found.votes else "no"
    return phrase(key, people=found.people, count=len(found.differed), left=len(found.open), votes=votes)


def reason_words(reason: str) -> Phrase:
    """Return why something was settled: a reason that was chosen, a typed line, or that all came to agree."""
    if not reason:
        return phrase("settle-why-agreed")
    if reason == LEFT_OPEN:
        return phrase("settle-why-open")
    return phrase(f"settle-why-{reason}") if reason in tuple(Why) else phrase("settle-why-own", words=reason)


def why_words(found: Differed) -> Phrase:
    """Return why the answer to a subdomain on which people differed is what it is."""
    return phrase("settle-why-open") if found.is_open else reason_words(found.reason)
