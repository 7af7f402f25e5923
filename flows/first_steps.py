"""Names the words of an edition that say how to reach a rung."""

from __future__ import annotations

from flows.dialogue import Phrase, phrase


def first_steps(code: str, rung: int) -> tuple[Phrase, ...]:
    """Return two or three first steps towards a rung (1 to 5) of a subdomain. The third may have no words."""
    return tuple(Phrase(f"{code}.build-{rung}{letter}", optional=letter == "c") for letter in "abc")


def sign_of(code: str, rung: int) -> Phrase:
    """Return the sign by which people see that they have reached a rung (1 to 5) of a subdomain."""
    return phrase(f"{code}.done-{rung}")
