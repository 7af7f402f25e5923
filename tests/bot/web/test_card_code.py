"""The code on the card leads to the check page while there is one: read from the modules of the drawn picture."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from PIL import Image

from bot.conversation.conversation import Conversation
from bot.documents.renderer import Renderer
from bot.documents.typst.qr_code import qr_rows
from bot.words.wording import Wording
from tests.people.page_server import FAST, serving
from tests.people.published_results import Issued, issued_result

HOME = "https://xingjie.example"
# The place of the code on the card, in pixels: its right and its upper edge, its side, and the quiet zone in modules.
RIGHT, TOP, SIDE, QUIET = 1008, 588, 104, 4


@pytest_asyncio.fixture
async def issued(conversation: Conversation, wording: Wording, tmp_path: Path) -> AsyncIterator[Issued]:
    renderer = Renderer(wording, tmp_path, address=HOME)
    async with (
        serving(conversation, wording, renderer, limits=FAST) as address,
        issued_result(conversation, address, tmp_path, "Yunhe Centre") as issued,
    ):
        yield issued
    await renderer.close()


async def leads_to(issued: Issued, address: str) -> bool:
    """Whether the code on the institution's card is the one of an address, module by module."""
    async with issued.coordinator.get("/document/card") as response:
        assert response.status == 200

        picture = Image.open(io.BytesIO(await response.read())).convert("L")
    rows = qr_rows(address)
    module = SIDE / len(rows)
    left, top = RIGHT - SIDE - QUIET * module, TOP + QUIET * module

    def is_dark(row: int, column: int) -> bool:
        level = picture.getpixel((round(left + (column + 0.5) * module), round(top + (row + 0.5) * module)))
        assert isinstance(level, int)
        return level < 128

    return [[is_dark(row, column) for column in range(len(rows))] for row in range(len(rows))] == rows


async def test_publishing_and_withdrawing_the_page_give_a_new_card_at_once(issued: Issued) -> None:
    check_page = f"{HOME}/check/{issued.number}"
    assert await leads_to(issued, HOME)
    await issued.act("publish")
    assert await leads_to(issued, check_page)
    await issued.act("withdraw")
    assert await leads_to(issued, HOME)
    await issued.act("publish")
    assert await leads_to(issued, check_page)
    await issued.town.issuing.rescind(issued.town.ann, issued.case, "The minutes were of another institution")
    assert await leads_to(issued, HOME)
