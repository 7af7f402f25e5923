"""An institution answers what more is asked, with a lower claim or in words, and objects to what was lowered."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping

from flows.review.states import CaseEvent
from tests.faults.reviews.offices import Institution
from tests.faults.reviews.pages import fresh, own_form
from tests.people.visitor import carried, replies

AGAIN, OBJECTS = re.compile(r'name="again-([\w-]+)"'), re.compile(r'name="objects-([\w-]+)"')


async def answer_more(institution: Institution, case: int, dice: random.Random) -> None:
    """Lower some claims in the self-check and hand these items in again; write about the others why they stay."""
    path, person = f"/cases/{case}", institution.person
    fields, words = {"share": "answer"}, list[str]()
    for code in AGAIN.findall(await person.page(path)):
        level = await _level(institution, code)
        if level and dice.random() < 0.5:
            await _lower(institution, code, level - 1)
            fields[f"again-{code}"] = "on"
        else:
            words.append(fresh("Kept on paper"))
            fields[f"says-{code}"] = words[-1]
    step = person.ledger.begin(case, CaseEvent.answer_more, mark=" ".join(sorted(words)))
    await person.press(step, path, path, own_form("answer", **fields))


async def object_to(institution: Institution, case: int) -> bool:
    """Object to everything that was lowered; False if nothing was."""
    path, person = f"/cases/{case}", institution.person
    texts = {f"objects-{code}": fresh("It is dated 1 March") for code in OBJECTS.findall(await person.page(path))}
    if texts:
        step = person.ledger.begin(case, CaseEvent.object, mark=" ".join(sorted(texts.values())))
        await person.press(step, path, path, own_form("object", **texts))
    return bool(texts)


async def _level(institution: Institution, code: str) -> int:
    given = json.loads(await institution.person.page("/mydata"))["ratings"]
    return int(next(each["level"] for each in given if each["subdomain"] == code))


async def _lower(institution: Institution, code: str, level: int) -> None:
    """Answer a question again; a tap that the page does not take, because something happened meanwhile, is made again."""

    def fill(page: str) -> Mapping[str, str] | None:
        wanted = ("rate", str(level))
        found = next((text for text, reply in replies(page) if (reply.trigger, reply.value) == wanted), None)
        return carried(page) | {"reply": found} if found is not None else None

    while await _level(institution, code) != level:
        await institution.person.press(None, f"/q/{code}", "/tap", fill)
