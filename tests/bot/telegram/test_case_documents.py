"""Reading a case in a chat: what was handed over, item by item, and its documents."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from flows.standard.loader import shipped
from tests.botapi import Person
from tests.people.chat import CODE, data, data_is_offered
from tests.people.reviewed_in_chat import Chatting, chatting_over, gives, opens, with_a_file, with_opinion
from tests.people.shipped_words import sentence

PLACE = shipped().codes.index(CODE)


@pytest.fixture
async def chatting(database_url: str, wording: Wording, renderer: Renderer, tmp_path: Path) -> AsyncIterator[Chatting]:
    async with chatting_over(database_url, wording, renderer, tmp_path / "data") as chatting:
        yield chatting


async def test_the_report_and_the_sealed_result_come_as_documents(chatting: Chatting) -> None:
    person, case = await with_opinion(chatting)
    await opens(chatting, person, case)
    assert not data_is_offered(person, "case", f"file-{case}")
    await comes(chatting, person, f"report-{case}", b"%PDF-")
    await person.tap(data("case", f"agree-{case}"))
    await chatting.review.issues(case)
    await opens(chatting, person, case)
    await comes(chatting, person, f"file-{case}", b"issued")


@pytest.mark.long("the report and the sealed result come as documents")
async def test_the_file_that_was_handed_in_comes_as_a_document(chatting: Chatting) -> None:
    person = await with_a_file(chatting)
    case = await gives(chatting, person, 3)
    town = chatting.review.town
    handed_in = await town.cases.sealed(town.ben, case)
    assert handed_in is not None
    await opens(chatting, person, case, f"given-{case}")
    await comes(chatting, person, f"submission-{case}", handed_in)


async def comes(chatting: Chatting, person: Person, value: str, begins: bytes) -> None:
    """A button of the newest card brings a document that begins so. The card of the self-check may come in between."""

    def found() -> int:
        sent = [message.file_id for message in person.messages if message.file_id is not None]
        return sum(chatting.api.file(file).data.startswith(begins) for file in sent)

    before = found()
    await person.tap(data("case", value))
    assert person.toasts[-1] == sentence("document-making")
    await chatting.api.until(lambda: found() > before)


async def test_what_was_handed_over_is_read_item_by_item(chatting: Chatting) -> None:
    person = await with_a_file(chatting)
    case = await gives(chatting, person, 3)
    await opens(chatting, person, case, f"given-{case}", f"part-{case}-0", f"item-{case}-{PLACE}")
    assert "minutes.pdf" in person.screen
    assert not data_is_offered(person, "case", f"write-{case}-{PLACE}")
    await person.tap(data("case", f"given-{case}"))
    assert data_is_offered(person, "case", f"part-{case}-4")
