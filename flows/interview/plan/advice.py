"""Says how to build a rung: its sentence, the effort, the first steps, and the sign that it is reached."""

from __future__ import annotations

from flows.dialogue import Phrase, phrase
from flows.screen import Aside, Block, Heading, Listing, Paragraph
from flows.standard.model import Subdomain


def how_to_build(subdomain: Subdomain, from_rung: int, to_rung: int) -> list[Block]:
    """Return every rung on the way with its effort, its first steps and the sign that it is reached."""
    code = subdomain.code
    blocks: list[Block] = []
    for rung in range(from_rung + 1, to_rung + 1):
        effort = phrase(f"effort-{subdomain.effort[rung - 1].name}")
        blocks += [
            Heading(phrase("step-rung", rung=rung, effort=effort)),
            Paragraph(phrase(f"{code}.rung-{rung}")),
            Listing(_first_steps(code, rung), first=1),
            Aside(phrase("step-done", sign=phrase(f"{code}.done-{rung}"))),
        ]
    return blocks


def _first_steps(code: str, rung: int) -> tuple[Phrase, ...]:
    """Return two or three first steps towards a rung. The third may have no words."""
    return tuple(Phrase(f"{code}.build-{rung}{letter}", optional=letter == "c") for letter in "abc")
