"""Recognises phone numbers and identity numbers, which a roster must not hold."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum

# Mobile numbers of the mainland, and landlines with their area code. Spaces and hyphens may be in between.
PHONE = re.compile(r"(?<![0-9A-Za-z])(?:\+?86)?(?:1[3-9]\d{9}|0\d{2,3}\d{7,8})(?![0-9A-Za-z])")
BETWEEN_DIGITS = re.compile(r"(?<=\d)[ -](?=\d)")
# GB 11643-1999: six digits of a place, the day of birth, three digits, a check character.
IDENTITY = re.compile(r"(?<![0-9A-Za-z])(\d{6})(\d{4})(\d{2})(\d{2})(\d{3})([0-9Xx])(?![0-9A-Za-z])")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


class Sensitive(StrEnum):
    """A number that leads to a person."""

    phone = "phone"
    identity = "identity"


def sensitive(text: str) -> Sensitive | None:
    """Return what kind of personal number a text holds; None if it holds none.

    An identity number counts if its day of birth and its check character are right (GB 11643-1999). So the credit code of an
    institution, which has as many characters, is not taken for one.
    """
    plain = BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", text))
    if any(map(_is_identity, IDENTITY.finditer(plain))):
        return Sensitive.identity
    return Sensitive.phone if PHONE.search(plain) else None


def _is_identity(found: re.Match[str]) -> bool:
    try:
        date(int(found[2]), int(found[3]), int(found[4]))
    except ValueError:
        return False
    digits = found[0][:17]
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return CHECKS[total % 11] == found[6].upper()
