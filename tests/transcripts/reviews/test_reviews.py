"""Handing in from the link to the state of the case, as an assessor can read it, on both faces.

The words are frozen here; after a change of words, run `WRITE_TRANSCRIPTS=1 pytest -m "" tests/transcripts` and read what has changed.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from flows.review.states import CaseState
from tests.botapi import BotApi, Person
from tests.people.chat import TOKEN, begun, data, data_from, run_through, say
from tests.people.page_server import serving
from tests.people.pre_screening import SECOND, STANDARD, Review, hands_in, lowered, names_institution, reviewing, sends, stored
from tests.people.read_page import timeless, words_of
from tests.people.shipped_words import sentence
from tests.people.visitor import all_answered, open_browser, page

# Of what goes, the first items: the others look the same.
OF_A_PREVIEW = 14


class Written:
    """The transcript so far."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.lines: list[str] = []

    def write(self, did: str, lines: list[str], at_most: int = 40) -> None:
        """Write down what somebody did, and what they then see: without what a draw or the calendar decides."""
        kept = [line for line in lines if line != sentence("own-case-assumed", self.language)]
        drawn = re.compile("^" + re.escape(sentence("own-case-confirmed", self.language, count=7)).replace("7", r"\d+") + "$")
        end = next((number for number, line in enumerate(kept) if drawn.match(line)), len(kept))
        self.lines += ["", f"> {did}", "", *kept[: min(end, at_most)]]

    async def page(self, did: str, client: ClientSession, path: str, at_most: int = 40) -> None:
        """Write down what a page shows."""
        self.write(did, words_of(await page(client, path)), at_most)

    def card(self, did: str, person: Person, at_most: int = 40) -> None:
        """Write down the newest card of a chat."""
        self.write(did, [line for line in person.screen.splitlines() if line], at_most)

    def text(self) -> str:
        """The transcript, without what differs from run to run."""
        text = timeless("\n".join(self.lines).strip() + "\n", datetime.now(UTC).date())
        return re.sub(r"<day [+-]\d+>", "<day>", text)


async def on_the_page(written: Written, client: ClientSession, review: Review) -> None:
    """From the link to the issued result, with more that is asked and answered."""
    made = await review.request()
    link = f"/handin/{made.token}"
    await written.page("A stranger opens the link", client, link)
    await all_answered(client, "2")
    await written.page("They look for the way in", client, "/handin")
    await written.page("They open the link with a finished self-check", client, link)
    await names_institution(client, made)
    await written.page("They name the institution", client, link)
    _, shown = await sends(client, link, do="show", share="answer", language=written.language)
    written.write("They look at what goes", words_of(shown), OF_A_PREVIEW)
    _, refused = await sends(client, link, do="give", share="answer", language=written.language)
    written.write("They hand in without the statement", words_of(refused), 2)
    path = await hands_in(client, made, "answer")
    await written.page("They hand in", client, f"{path}?done=handed", 6)
    await review.accepts(made.case)
    await review.asks_more(made.case, SECOND)
    await written.page("The reviewer asks for more, and they come back", client, "/", 1)
    await written.page("They open the case", client, path, 24)
    await sends(client, path, do="answer", share="note", **{f"again__{SECOND}": "on", f"says__{SECOND}": "On paper"})
    await review.decides(made.case, lowered(SECOND, 1))
    await review.finishes(made.case)
    found = await review.town.cases.one(review.town.ann, made.case)
    assert found is not None
    if found.case.state is CaseState.second_reading:
        await review.second_reads(made.case, lowered(SECOND, 1))
    await written.page("The opinion is given", client, path)
    await written.page("They think of withdrawing", client, f"{path}?withdraw")
    await sends(client, path, do="agree")
    await review.issues(made.case)
    await written.page("They agreed, and the result is issued", client, path)
    await written.page("They look at all cases", client, "/cases")


async def in_a_chat(written: Written, api: BotApi, review: Review, person: Person) -> None:
    """From the link to the state, and withdrawing."""
    made = await review.request("Second Help")
    await say(api, person, f"/start handin-{made.token}")
    written.card("In Telegram somebody opens a link", person)
    await person.tap(data("call"))
    await say(api, person, "Second Help")
    await say(api, person, f"/cases {made.code}")
    written.card("They name the institution, and type the code", person)
    await person.tap(data("case", f"see.{made.code}.0"))
    written.card("They look at what goes", person, OF_A_PREVIEW)
    await person.tap(data_from("case", f"give.{made.code}.0."))
    written.card("They hand in", person)
    await say(api, person, "/cases")
    written.card("They look at all cases", person)
    await person.tap(data("case", f"show-{made.case}"))
    await person.tap(data("case", f"asks-{made.case}"))
    written.card("They think of withdrawing", person)
    await person.tap(data("case", f"out-{made.case}"))
    written.card("They withdraw", person)


async def answered_and_objected_in_a_chat(written: Written, api: BotApi, review: Review, person: Person) -> None:
    """More is asked and answered, and the opinion is objected to, without the page."""
    made, place = await review.request("Second Help"), STANDARD.codes.index(SECOND)
    case = made.case
    await say(api, person, f"/cases {made.code}")
    await person.tap(data("case", f"see.{made.code}.0"))
    await person.tap(data_from("case", f"give.{made.code}.0."))
    await review.accepts(case)
    await review.asks_more(case, SECOND)
    await say(api, person, "/cases")
    await person.tap(data("case", f"show-{case}"))
    written.card("In Telegram a reviewer asks for more, and they open the case", person)
    await person.tap(data("case", f"reply-{case}"))
    written.card("They look at what is asked", person)
    await person.tap(data("case", f"item-{case}-{place}"))
    written.card("They open the item", person)
    await person.tap(data("case", f"again-{case}-{place}"))
    written.card("They hand it in again without anything new", person, 2)
    await person.tap(data("case", f"write-{case}-{place}"))
    written.card("They say in words why it stays", person)
    await say(api, person, "On paper")
    written.card("They type it", person)
    await person.tap(data("case", f"reply-{case}"))
    await person.tap(data("case", f"look-{case}-0"))
    written.card("They look at what is sent", person)
    await person.tap(data_from("case", f"send-{case}-0-"))
    written.card("They send it", person, 3)
    await review.decides(case, lowered(SECOND, 1))
    await review.finishes(case)
    if (await stored(review, case)).state is CaseState.second_reading:
        await review.second_reads(case, lowered(SECOND, 1))
    await say(api, person, "/cases")
    await person.tap(data("case", f"show-{case}"))
    await person.tap(data("case", f"reply-{case}"))
    written.card("The opinion is given, and they think of objecting", person)
    await person.tap(data("case", f"item-{case}-{place}"))
    await person.tap(data("case", f"write-{case}-{place}"))
    await say(api, person, "The rule has a date on its last page")
    written.card("They write why they disagree", person)
    await person.tap(data("case", f"reply-{case}"))
    await person.tap(data("case", f"look-{case}-0"))
    written.card("They look at what is sent", person)
    await person.tap(data_from("case", f"send-{case}-0-"))
    written.card("They object", person, 4)
    await person.tap(data("case", f"given-{case}"))
    await person.tap(data("case", f"part-{case}-0"))
    written.card("They read one domain of what was handed over", person)


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long("the same in English"))])
async def test_an_institution_hands_in_on_both_faces(sqlite_url: str, language: str, wording: Wording, tmp_path: Path) -> None:
    renderer, written = Renderer(wording, tmp_path), Written(language)
    async with (
        BotApi(token=TOKEN) as api,
        open_conversation(sqlite_url, data_dir=tmp_path) as conversation,
        serving(conversation, wording, renderer) as address,
        reviewing(sqlite_url) as review,
        open_browser(address, language) as client,
    ):
        async with TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling():
            await on_the_page(written, client, review)
            person = await begun(api, language={"en": "en", "zh": "zh-hans"}[language])
            await run_through(person, "2")
            await in_a_chat(written, api, review, person)
            await answered_and_objected_in_a_chat(written, api, review, person)
        await renderer.close()
        assert api.violations == []
    path = Path(__file__).parent / f"{language}.txt"
    if os.environ.get("WRITE_TRANSCRIPTS"):
        path.write_text(written.text(), encoding="utf-8")
    assert written.text() == path.read_text(encoding="utf-8")
