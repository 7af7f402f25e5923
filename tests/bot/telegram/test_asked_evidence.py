"""A reviewer asks for more about an answer below rung 3: its evidence is added in a chat, and the item handed in again."""

from __future__ import annotations

from pathlib import Path

from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from flows.review.states import CaseState
from flows.review.submission import Share
from tests.people.chat import begun, data, data_from, run_through, say
from tests.people.pre_screening import FIRST, SECOND, STANDARD, stored
from tests.people.reviewed_in_chat import chatting_over, gives, is_asked_more, opens
from tests.people.shipped_words import sentence

PLACE, OTHER = (STANDARD.codes.index(code) for code in (FIRST, SECOND))


async def test_evidence_at_rung_2_is_added_from_the_item_and_handed_in_again(
    database_url: str, wording: Wording, renderer: Renderer, tmp_path: Path
) -> None:
    async with chatting_over(database_url, wording, renderer, tmp_path / "data") as chatting:
        api = chatting.api
        person = await begun(api)
        await run_through(person, "2")
        await person.tap(data("open", "files"))
        await person.tap(data("call"))
        await say(api, person, "First Help")
        case = await gives(chatting, person)
        await is_asked_more(chatting, case, FIRST, SECOND)
        await opens(chatting, person, case, f"reply-{case}", f"item-{case}-{PLACE}")
        await person.tap(data("evidence", FIRST))
        await say(api, person, "Minutes of March")
        await person.tap(data("date", "1"))
        assert sentence("choice-to-asked-item") in [label for row in person.buttons for label in row]
        await person.tap(data("case", f"item-{case}-{PLACE}"))
        assert "Minutes of March" in person.screen
        await person.tap(data("case", f"again-{case}-{PLACE}"))
        # The other answer is changed by way of its item, and leads back to it.
        await person.tap(data("case", f"reply-{case}"))
        await person.tap(data("case", f"item-{case}-{OTHER}"))
        await person.tap(data("open", f"q.{OTHER}"))
        await person.tap(data("rate", "1"))
        await person.tap(data("case", f"item-{case}-{OTHER}"))
        await person.tap(data("case", f"again-{case}-{OTHER}"))
        await person.tap(data("case", f"reply-{case}"))
        await person.tap(data("case", f"look-{case}-1"))
        await person.tap(data_from("case", f"send-{case}-1-"))
        found = await stored(chatting.review, case)
        assert found.state is CaseState.in_review
        first, second = sorted(found.answered, key=lambda item: STANDARD.codes.index(item.subdomain))
        assert (first.subdomain, first.share, first.claimed) == (FIRST, Share.note, 2)
        assert first.rating.evidence is not None
        assert first.rating.evidence.what == "Minutes of March"
        assert (second.subdomain, second.claimed) == (SECOND, 1)
