"""Says in sentences how several people came to the answers of an institution."""

from __future__ import annotations

from flows.dialogue import Phrase, phrase
from flows.institution.answers import Differed, Together
from flows.institution.settling import Why


def together_line(key: str, found: Together) -> Phrase:
    """Return in one sentence how many people answered, on how much they differed, and whether single answers are there."""
    votes, left, gone = "yes" if found.votes else "no", len(found.open), len(found.gone)
    return phrase(key, people=found.people, count=len(found.differed), left=left, lowest=left - gone, gone=gone, votes=votes)


def reason_words(reason: str) -> Phrase:
    """Return why something was settled: a reason that was chosen, a typed line, or that all came to agree."""
    if not reason:
        return phrase("settle-why-agreed")
    return phrase(f"settle-why-{reason}") if reason in tuple(Why) else phrase("settle-why-own", words=reason)


def why_words(found: Differed) -> Phrase:
    """Return why the answer to a subdomain on which people differed is what it is."""
    if found.is_open:
        return phrase("settle-why-gone" if found.lower_gone else "settle-why-open")
    return reason_words(found.reason)
