"""A reader decides item by item: confirms, lowers, asks for more, and says what the evidence shows."""

from __future__ import annotations

import re
from typing import Protocol

from flows.review.states import CaseEvent
from tests.faults.reviews.browser import Browser
from tests.faults.reviews.pages import fresh, item_form, next_item
from tests.faults.reviews.steps import Key

PIECE = re.compile(r'name="finding-(\d+)"')
ASKS, LOWERS, CONFIRMS = "more_asked", "lowered", "confirmed"


class Leaning(Protocol):
    """What a first reader does besides confirming: asks for more of one item, lowers another."""

    asks: bool
    lowers: bool


async def read_items(reader: Browser, case: int, leaning: Leaning | None) -> None:
    """Decide everything that is open in a case. Without a `leaning` all is confirmed."""
    at = f"/desk/cases/{case}"
    while code := next_item(await reader.page(at)):
        await _decide(reader, case, code, leaning)


async def _decide(reader: Browser, case: int, code: str, leaning: Leaning | None) -> None:
    item = f"/desk/cases/{case}/items/{code}"
    page = await reader.page(item)
    act = _chosen(page, leaning)
    fields = {"text": fresh("Seen on the spot")}
    if act != CONFIRMS:
        fields |= {"reason-no_evidence": "yes"} | ({"rung": "0"} if act == LOWERS else {})
    # Evidence is looked at when it is asked about or decided in the first reading; who reads later takes that as it is.
    pieces = sorted(set(PIECE.findall(page))) if leaning is not None and act != ASKS else []
    with_it = []
    for piece in pieces:
        fields |= {f"finding-{piece}": "supports", f"kind-{piece}-document": "yes", f"kind-{piece}-record": "yes"}
        with_it.append(Key(CaseEvent.examine, reader.officer, f"{code}.{piece}"))
    step = reader.ledger.begin(case, CaseEvent.decide, reader.officer, fields["text"], with_it)
    await reader.press(step, item, f"{item}/decide", item_form(item, act, **fields))


def _chosen(page: str, leaning: Leaning | None) -> str:
    """Return which button is pressed; what a reader leans to is done once."""
    if leaning is not None and leaning.asks and f'value="{ASKS}"' in page:
        leaning.asks = False
        return ASKS
    if leaning is not None and leaning.lowers and f'value="{LOWERS}"' in page:
        leaning.lowers = False
        return LOWERS
    return CONFIRMS
