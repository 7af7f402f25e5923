"""Makes and reads the short codes by which people find a campaign from paper.

A code has six characters and one more that checks them. There are 31 characters, a prime number, so that the check finds every
single wrong character and every two neighbours that were swapped.
"""

from __future__ import annotations

import unicodedata

# Digits and letters without those that look alike: 0 and O, 1 and I and L.
CHARACTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 6
# How many codes there are: nearly 30 bits.
CODES = len(CHARACTERS) ** LENGTH
BETWEEN = str.maketrans("", "", " -‐‑–—_.·")


def code_of(number: int) -> str:
    """Return the code of a number from 0 to CODES - 1, with its check character. The caller draws the number at random.

    Raises ValueError for any other number.
    """
    if not 0 <= number < CODES:
        raise ValueError(f"a code has a number from 0 to {CODES - 1}")
    places: list[int] = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(CHARACTERS))
        places.append(place)
    return "".join(CHARACTERS[place] for place in (*places, _check(places)))


def read_code(typed: str) -> str | None:
    """Return the code that a person typed; None if it cannot be one, for example because one character is wrong.

    Small letters, full width, spaces and hyphens do not matter.
    """
    plain = unicodedata.normalize("NFKC", typed).upper().translate(BETWEEN)
    if len(plain) != LENGTH + 1 or not set(plain) <= set(CHARACTERS):
        return None
    *places, check = (CHARACTERS.index(character) for character in plain)
    return plain if check == _check(places) else None


def grouped(code: str) -> str:
    """Return a code as it is printed: in two groups, "K7M 2PQ4"."""
    return f"{code[:3]} {code[3:]}"


def _check(places: list[int]) -> int:
    # Each place has another weight, so swapped neighbours change the sum; all weights are below the prime number.
    return sum(weight * place for weight, place in enumerate(places, 1)) % len(CHARACTERS)
