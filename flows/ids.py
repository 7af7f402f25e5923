"""The ids that an address, a form or a button carries."""

from __future__ import annotations

DIGITS, LARGEST = 19, 2**63 - 1


def id_in(text: str) -> int:
    """Return the id that a text holds, 1 to 2⁶³ - 1; 0, the id of nothing, if it holds none.

    Neither database takes a larger number, and anybody can send one.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= DIGITS):
        return 0
    number = int(text)
    return number if number <= LARGEST else 0
