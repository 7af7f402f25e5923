"""People who join a campaign with the answers that they have, as an assessor can read it, on both faces.

The words are frozen here; after a change of words, run `WRITE_TRANSCRIPTS=1 pytest -m "" tests/transcripts` and read what has changed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.words.wording import Wording
from tests.people.visitor import all_answered, answered_one, open_browser
from tests.transcripts.joining import joined as play


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long("the same in English"))])
@pytest.mark.long("people join in tests/bot/web/taking_part and in tests/bot/telegram")
async def test_people_join_with_what_they_have_on_both_faces(
    sqlite_url: str, language: str, wording: Wording, tmp_path: Path
) -> None:
    async with (
        play.two_campaigns(sqlite_url, language, wording, tmp_path) as joining,
        open_browser(joining.address, language) as ann,
        open_browser(joining.address, language) as cai,
        open_browser(joining.address, language) as dan,
        open_browser(joining.address, language) as stranger,
    ):
        chat = {"en": "en", "zh": "zh-hans"}[language]
        eve, fay = await play.with_result(joining.api, 1001, chat), await play.in_the_middle(joining.api, 1002, chat)
        await all_answered(ann, "3")
        await answered_one(dan)
        await play.with_a_result_on_the_page(joining, ann)
        await play.as_a_colleague(joining, cai, ann)
        await play.in_the_middle_on_the_page(joining, dan)
        await play.in_a_chat(joining, eve, fay)
        await play.withdrawing(joining, ann, eve)
        await play.after_closing(joining, ann, stranger, fay)
        text = joining.text()
    path = Path(__file__).parent / f"{language}.txt"
    if os.environ.get("WRITE_TRANSCRIPTS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
