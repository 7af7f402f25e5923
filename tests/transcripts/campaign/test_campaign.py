"""A campaign played whole, as an assessor can read it: `> what somebody did`, and what they then see.

The words are frozen here; after a change of words, run `WRITE_TRANSCRIPTS=1 pytest -m "" tests/transcripts` and read what has changed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.words.wording import Wording
from tests.people.visitor import open_browser
from tests.transcripts.campaign import played as play

LANGUAGES = ("en", pytest.param("zh", marks=pytest.mark.long("the same in English")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.long("the pages of the desk, in tests/bot/web/desk/test_campaigns.py")
async def test_a_campaign_begins(database_url: str, language: str, wording: Wording, tmp_path: Path) -> None:
    async with play.installation(database_url, language, wording, tmp_path) as played, open_browser(played.address) as phone:
        await begins(played, phone)
        text = played.text()
    if not os.environ.get("WRITE_TRANSCRIPTS"):
        assert written(language).read_text(encoding="utf-8").startswith(text)


@pytest.mark.long("how it begins")
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_campaign_from_nothing_to_closed(database_url: str, language: str, wording: Wording, tmp_path: Path) -> None:
    async with play.installation(database_url, language, wording, tmp_path) as played, open_browser(played.address) as phone:
        await begins(played, phone)
        await play.others_finish(played, 12, 19)
        await play.night_falls(played)
        await play.others_finish(played, 19, 20)
        await play.night_falls(played)
        await play.first_stands_beside_the_others(played, phone)
        await play.others_finish(played, 20, 30)
        await play.first_withdraws(played, phone)
        await play.night_falls(played)
        await play.ann_compares(played)
        await play.others_finish(played, 30, 40)
        await play.ann_closes(played)
        text = played.text()
    if os.environ.get("WRITE_TRANSCRIPTS"):
        written(language).write_text(text, encoding="utf-8")
    assert text == written(language).read_text(encoding="utf-8")


async def begins(played: play.Played, phone: ClientSession) -> None:
    """Play until some institutions have answered, and their liaison has written to the others."""
    await play.prepare(played)
    await play.first_on_the_page(played, phone)
    await play.first_in_telegram(played)
    await play.others_finish(played, 2, 12)
    await play.ben_reminds(played)


def written(language: str) -> Path:
    """The file that holds the transcript in this language."""
    return Path(__file__).parent / f"{language}.txt"
