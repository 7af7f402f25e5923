"""Cards that an earlier version sent: their buttons work, or the person hears the usual sentence about an old button."""

from __future__ import annotations

import pytest

from tests.botapi import BotApi, Person
from tests.people.chat import CODE, begun, data, my_data
from tests.people.shipped_words import sentence

BUTTON = "|evidence|"


@pytest.fixture
async def person(api: BotApi) -> Person:
    """Somebody whose newest card comes from an earlier version and offers to name evidence."""
    person = await begun(api)
    await person.tap(data("rate", "3"))
    card = person.messages[-1].raw
    assert sum(made_old(button) for row in card["reply_markup"]["inline_keyboard"] for button in row) == 1
    return person


def made_old(button: dict[str, str]) -> bool:
    is_about_evidence = BUTTON in button["callback_data"]
    button["callback_data"] = button["callback_data"].replace(BUTTON, "|prove|")
    return is_about_evidence


async def test_the_button_of_an_old_card_works(api: BotApi, person: Person) -> None:
    await person.tap(data("evidence", CODE))
    assert (await my_data(api, person, "respondent"))["stage"] == "naming_evidence"


async def test_a_button_that_is_too_old_says_so(api: BotApi, person: Person) -> None:
    old = person.messages[-1]
    await person.tap(data("rate", "2"))
    await person.tap(lambda button: "|prove|" in str(button.get("callback_data")), message=old)
    assert person.toasts[-1] == sentence("refusal-stale")
    assert (await my_data(api, person, "respondent"))["stage"] == "asking"
