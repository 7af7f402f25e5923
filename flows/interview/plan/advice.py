"""Says how to build a rung: its sentence, the effort, the first steps, and the sign that it is reached."""

from __future__ import annotations

from flows.dialogue import phrase
from flows.first_steps import first_steps, sign_of
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
            Listing(first_steps(code, rung), first=1),
            Aside(phrase("step-done", sign=sign_of(code, rung))),
        ]
    return blocks
