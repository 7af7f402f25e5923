"""Four colleagues with prepared answers, two on the page and two in Telegram, from the link to the settled star and its review.

The words are frozen here; after a change of words, run `WRITE_TRANSCRIPTS=1 pytest -m "" tests/transcripts` and read what has changed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.words.wording import Wording
from flows.dialogue import Address
from tests.people.pre_screening import reviewing
from tests.people.visitor import begun, open_browser
from tests.transcripts.colleagues import played as play


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long("the same in English"))])
@pytest.mark.long("two people settle in tests/bot/web/colleagues/test_rounds.py, and hand in what is settled")
async def test_four_colleagues_come_to_one_star(sqlite_url: str, language: str, wording: Wording, tmp_path: Path) -> None:
    async with (
        play.serving_an_office(sqlite_url, language, wording, tmp_path) as office,
        open_browser(office.address, language) as ann,
        open_browser(office.address, language) as cai,
        reviewing(sqlite_url) as review,
    ):
        chat = {"en": "en", "zh": "zh-hans"}[language]
        ben, dan = (office.api.person(number, language_code=chat) for number in (1001, 1002))
        await begun(ann)
        await play.joining(office, ann, cai, {"Ben": ben, "Dan": dan})
        chatting = Address("telegram", str(ben.id))
        together = await office.conversation.answering.of(chatting)
        assert together is not None
        first = play.STANDARD.ticked(1)
        mine = {sub.code for domain in together.mine for sub in play.STANDARD.domain(domain).subdomains}
        code = next(sub.code for sub in first if sub.code in mine)
        await play.answering_on_the_page(ann, {})
        await play.answering_on_the_page(cai, {play.STANDARD.domain(play.DOMAINS[1]).subdomains[0].code: "unsure"})
        await play.answering_in_a_chat(office, ben, {code: "0"})
        await play.answering_in_a_chat(office, dan, {play.STANDARD.codes[-1]: "3"})
        await play.settling(office, ann, cai, ben, code)
        await play.settling_the_rest(office, ann)
        await play.letting_it_go(office, ann, cai, ben, dan)
        sealed = tmp_path / "handed-in.json"
        sealed.write_bytes(await play.handing_in(office, review, ann, ben))
        play.verifying(office, sealed, tmp_path)
        await play.leaving(office, ben, ann)
        await play.taking_over(office, ann, cai)
        text = office.text()
    path = Path(__file__).parent / f"{language}.txt"
    if os.environ.get("WRITE_TRANSCRIPTS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
