"""Three cases from the request to their end, as an assessor can read them: confirmed, lowered after an objection, withdrawn.

The words are frozen here; after a change of words, run `WRITE_TRANSCRIPTS=1 pytest -m "" tests/transcripts` and read what has changed.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.words.wording import Wording
from tests.transcripts.review import played as play


async def confirmed(played: play.Played) -> None:
    """Everything is confirmed, the institution agrees, and the result is issued."""
    await play.hands_in(played)
    await play.accepts(played)
    await play.confirms_the_rest(played)
    await played.on_page("The institution reads the preliminary opinion")
    await played.says(do="agree")
    await played.on_page("and agrees")
    await play.issues(played)


async def lowered(played: play.Played) -> None:
    """More is asked about one item, it is lowered, the institution objects, and another reviewer lowers it as well."""
    await play.hands_in(played)
    await play.accepts(played)
    await play.asks_back(played, "Please show how this is done")
    await play.decides(played, played.ben, "lowered", "Nothing was shown", rung="0")
    await play.confirms_the_rest(played)
    await played.on_page("The institution reads the preliminary opinion")
    await play.objects(played, "We do it by telephone")
    await play.decides(played, played.cat, "lowered", "Calls leave no record", rung="0")
    await played.does(played.cat, "finish")
    await played.on_page("Cat lowers it as well, and finishes. The institution opens its case")
    await play.issues(played)


async def withdrawn(played: play.Played) -> None:
    """The institution withdraws while a reviewer reads."""
    await play.hands_in(played)
    await play.accepts(played)
    await played.on_page("The institution thinks of withdrawing", f"{played.own}?withdraw")
    await played.says("?withdraw", do="withdraw")
    await played.on_page("and withdraws")
    await played.at_desk("Ben opens the case", played.ben)
    await played.at_desk("Ann reads the log of the case", played.ann, f"{played.case}/log")


SHORTER = pytest.mark.long("a case that is lowered, and a case that is withdrawn in tests/bot/web/reviews/test_own_cases.py")


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long("the same in English"))])
@pytest.mark.parametrize("whole", [*(pytest.param(each, marks=SHORTER) for each in (confirmed, withdrawn)), lowered])
async def test_a_whole_case(
    whole: Callable[[play.Played], Awaitable[None]], language: str, sqlite_url: str, wording: Wording, tmp_path: Path
) -> None:
    async with play.association(sqlite_url, language, wording, tmp_path) as played:
        await whole(played)
        text = played.text()
    path = Path(__file__).parent / f"{language}-{whole.__name__}.txt"
    if os.environ.get("WRITE_TRANSCRIPTS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
