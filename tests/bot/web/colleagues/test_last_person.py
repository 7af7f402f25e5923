"""The last person reads all that goes before they leave or delete everything; `tests/storage/review/test_last_person.py` holds it."""

from __future__ import annotations

import html

import pytest

from tests.people.colleagues import change, invites
from tests.people.languages import LANGUAGES
from tests.people.shipped_words import sentence
from tests.people.visitor import begun, open_browser, page

LAST = ("colleagues-leave-last", "colleagues-leave-last-reviews", "colleagues-leave-last-association")
# What the words must name: the plan, sealed files, evidence, reviews, public check pages, the association.
NAMED = ("name", "links", "settled", "plan", "sealed files", "evidence", "Reviews", "public check pages", "association")


def test_the_words_name_everything_that_goes_or_stays() -> None:
    leaving = " ".join(sentence(key, "en") for key in LAST)
    deleting = " ".join(sentence(key, "en") for key in ("forget-what", "forget-last"))
    for words in NAMED:
        assert words in leaving
        assert words in deleting


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_last_person_reads_all_of_it_before_they_leave(address: str, language: str) -> None:
    async with open_browser(address, language) as client:
        await begun(client)
        await invites(client)
        shown = html.unescape(await page(client, "/colleagues?leave"))
        for key in LAST:
            assert sentence(key, language) in shown
        asked = html.unescape(await page(client, "/command?name=forget"))
        assert sentence("forget-last", language) in asked
        assert sentence("colleagues-left", language) in await change(client, do="leave")
