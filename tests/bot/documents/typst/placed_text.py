"""Reads where each piece of text is on a page of a PDF, and how large it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pypdf import PageObject


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of text, the left end of its base line in points from the page's lower left corner, and its size in points."""

    text: str
    x: float
    y: float
    size: float


def placed(page: PageObject) -> list[Placed]:
    """Return every piece of text on a page, in the order in which it is read."""
    found: list[Placed] = []
    here: tuple[float, float] = (0, 0)
    size = 0.0

    def before(operator: bytes, operands: list[Any], cm: list[float], tm: list[float]) -> None:
        nonlocal here, size
        if operator == b"Tf":
            size = float(operands[1])
        elif operator in (b"Tj", b"TJ"):
            here = (cm[0] * tm[4] + cm[2] * tm[5] + cm[4], cm[1] * tm[4] + cm[3] * tm[5] + cm[5])

    def text(words: str, cm: list[float], *_: Any) -> None:
        if words.strip():
            found.append(Placed(words.strip(), *here, size * abs(cm[3])))

    page.extract_text(visitor_operand_before=before, visitor_text=text)
    return found
