"""Reviewers rate a second time what they were drawn for, beside their cases."""

from __future__ import annotations

import asyncio
import random
import re

from tests.faults.reviews.browser import Browser
from tests.faults.reviews.pages import desk_form, fresh, item_form, next_item

RATING = re.compile(r"desk/cases/ratings/(\d+)\"")
# Of a hundred ratings, this many are left to somebody else, and of a hundred items, this many are lowered.
LEFT, LOWERED = 10, 30
LOOK_S = 0.3


async def rate_until(reader: Browser, over: asyncio.Event, dice: random.Random) -> int:
    """Rate whatever a reviewer finds in their list, until it is over and the list is empty; how many they finished."""
    finished = 0
    while True:
        was_over = over.is_set()
        found = list(dict.fromkeys(RATING.findall(await reader.page("/desk/cases"))))
        for rating in found:
            finished += await _rate(reader, int(rating), dice)
        if was_over and not found:
            return finished
        await asyncio.sleep(LOOK_S)


async def _rate(reader: Browser, rating: int, dice: random.Random) -> bool:
    """Rate one case to its end; False if it is left to somebody else, or ends because the result is rescinded."""
    at, ledger = f"/desk/cases/ratings/{rating}", reader.ledger
    shown = await reader.get(at)
    if f'{at}/declare"' in shown.page:
        if dice.random() < LEFT / 100:
            step = ledger.rates(rating, "decline")
            await reader.press(step, at, f"{at}/decline", desk_form(f"{at}/decline", sure="yes"))
            return False
        await reader.press(ledger.rates(rating, "declare"), at, f"{at}/declare", desk_form(f"{at}/declare"))
    while (shown := await reader.get(at)).status == 200 and (code := next_item(shown.page)):
        await _rate_item(reader, rating, code, dice)
    if f'{at}/finish"' not in shown.page:
        return False
    await reader.press(ledger.rates(rating, "finish"), at, f"{at}/finish", desk_form(f"{at}/finish"))
    return True


async def _rate_item(reader: Browser, rating: int, code: str, dice: random.Random) -> None:
    item = f"/desk/cases/ratings/{rating}/items/{code}"
    step = reader.ledger.rates(rating, "rate", code, fresh("As I see it"))
    fields, act = {"text": step.text}, "confirmed"
    if dice.random() < LOWERED / 100:
        fields, act = fields | {"rung": "0", "reason-no_evidence": "yes"}, "lowered"
    await reader.press(step, item, f"{item}/decide", item_form(item, act, **fields))
