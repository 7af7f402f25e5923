"""Tells in short whether stored values are still those that a page showed."""

from __future__ import annotations

from hashlib import sha256

DIGITS = 16
# As much of a fingerprint as the button of a chat has room for.
SHORT = 8


def fingerprint(*values: object) -> str:
    """Return 16 hexadecimal digits of the SHA-256 of frozen values, the same in every process of this version.

    The values must print alike whenever they are equal: enums, texts, numbers, tuples, frozen data classes and structs, and no
    set or mapping.
    """
    return sha256(repr(values).encode()).hexdigest()[:DIGITS]
