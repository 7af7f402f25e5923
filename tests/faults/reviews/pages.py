"""Reads off pages what their forms are sent with."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

from flows.review.states import CaseState
from tests.faults.reviews.browser import Fill
from tests.people.shipped_words import sentence
from tests.people.visitor import carried, field

STATES = {sentence(f"desk-case-state-{state}", "en"): state for state in CaseState}
SHOWN_STATE = re.compile(r"<p><strong>([^<]*)</strong>")
NEXT_ITEM = re.compile(r'class="button primary" href="[^"]*/items/([\w-]+)"')
_numbers = itertools.count(1)


def fresh(text: str) -> str:
    """Return a text that nobody has written before, so that it is found again in a log."""
    return f"{text} {next(_numbers)}"


def state_of(page: str) -> CaseState:
    """Return the state that the page of a case at the desk shows."""
    found = SHOWN_STATE.search(page)
    assert found is not None
    return STATES[found[1]]


def next_item(page: str) -> str:
    """Return the item that a page leads to; "" if nothing is left to decide."""
    found = NEXT_ITEM.search(page)
    return found[1] if found is not None else ""


def desk_form(path: str, **fields: str) -> Fill:
    """Fill in the form of a page at the desk that is sent to `path`."""

    def fill(page: str) -> Mapping[str, str] | None:
        return {"token": field(page, "token"), **fields} if f'{path}"' in page else None

    return fill


def item_form(path: str, act: str, **fields: str) -> Fill:
    """Fill in the form of an item, and press the button `act`. Names have - in place of __."""
    named = {name.replace("__", "-"): value for name, value in fields.items()}

    def fill(page: str) -> Mapping[str, str] | None:
        if f'{path}/decide"' not in page or f'name="act" value="{act}"' not in page:
            return None
        return {"token": field(page, "token"), "seen": field(page, "seen"), "act": act, **named}

    return fill


def own_form(does: str, **fields: str) -> Fill:
    """Fill in the form with which an institution does something in its case. Names have - in place of __."""
    named = {name.replace("__", "-"): value for name, value in fields.items()}

    def fill(page: str) -> Mapping[str, str] | None:
        return {**carried(page), "language": "en", "do": does, **named} if f'name="do" value="{does}"' in page else None

    return fill
