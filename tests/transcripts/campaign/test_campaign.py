"""A campaign played whole, as an assessor can read it: `> what somebody did`, and what they then see.

The words are frozen here; after a change of words, run `WRITE_TRANSCRIPTS=1 make test` and read what has changed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.words.wording import Wording
from tests.people.visitor import open_browser
from tests.transcripts.campaign import played as play


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long("the same in English"))])
async def test_a_campaign_from_nothing_to_closed(database_url: str, language: str, wording: Wording, tmp_path: Path) -> None:
    async with play.installation(database_url, language, wording, tmp_path) as played, open_browser(played.address) as phone:
        await play.prepare(played)
        await play.first_on_the_page(played, phone)
        await play.first_in_telegram(played)
        await play.others_finish(played, 2, 12)
        await play.ben_reminds(played)
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
    path = Path(__file__).parent / f"{language}.txt"
    if os.environ.get("WRITE_TRANSCRIPTS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
