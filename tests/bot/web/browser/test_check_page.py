"""The public page that checks a sealed file on a phone: without scripts, with large text, in both languages and schemes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.documents.content.dossier import dossier
from bot.documents.sealed.keyring import own_key
from bot.documents.sealed.seal import seal
from tests.bot.documents.dossiers import MIXED, STANDARD
from tests.people.axe import violations
from tests.people.languages import LANGUAGES
from tests.people.large_text import DOUBLED, fits
from tests.people.phone import Phone, Phones

pytestmark = pytest.mark.asyncio(loop_scope="session")
LONG_NAME = "W" * 100 + "名称" * 50


def sealed(folder: Path) -> bytes:
    now = datetime.now(UTC)
    return seal(dossier(STANDARD, MIXED, now.date(), "zh", institution=LONG_NAME), own_key(folder, now.date()), now)


async def checked(visitor: Phone, data: bytes) -> None:
    await visitor.page.set_input_files("#file", {"name": "center.json", "mimeType": "application/json", "buffer": data})
    async with visitor.page.expect_navigation():
        await visitor.page.click("form button")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_true_and_an_altered_file_on_a_small_phone(phones: Phones, address: str, tmp_path: Path, language: str) -> None:
    visitor = await phones.take(address, language)
    await visitor.page.set_viewport_size({"width": 360, "height": 600})
    await visitor.open("check")
    await fits(visitor)
    for data, facts in ((sealed(tmp_path), 11), (sealed(tmp_path) + b" ", 0)):
        await checked(visitor, data)
        assert await visitor.page.locator("dt").count() == facts
        await fits(visitor)
        await visitor.page.evaluate(DOUBLED)
        await fits(visitor)
    assert await visitor.context.cookies() == []


async def test_the_other_language_is_one_link_away_and_stays(phones: Phones, address: str) -> None:
    visitor = await phones.take(address, "zh")
    await visitor.open("check")
    async with visitor.page.expect_navigation():
        await visitor.page.click("nav.languages a[lang=en]")
    await checked(visitor, b"x")
    assert await visitor.page.locator("html").get_attribute("lang") == "en"
    async with visitor.page.expect_navigation():
        await visitor.page.click("nav.languages a[lang=zh]")
    assert await visitor.page.locator("#file").count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_axe_finds_nothing(phones: Phones, address: str, tmp_path: Path, language: str) -> None:
    visitor = await phones.take(address, language, scripts=True)
    await visitor.open("check")
    assert await violations(visitor) == []
    for data in (sealed(tmp_path), b"x"):
        await checked(visitor, data)
        assert await violations(visitor) == []
    async with visitor.page.expect_navigation():
        await visitor.page.click("form button")
    assert await violations(visitor) == []
