"""A log that was changed so that nothing can read it: its page names the entry, and the other pages of the case say why."""

from __future__ import annotations

from sqlalchemy import text

from bot.conversation.conversation import Conversation
from tests.people.desk_cases import cases_of
from tests.people.desk_visitor import DeskVisitor
from tests.people.shipped_words import sentence


async def test_the_page_of_the_log_names_the_entry(conversation: Conversation, ben: DeskVisitor, case: str) -> None:
    async with cases_of(conversation).database.writing() as db:
        await (await db.connection()).execute(text("UPDATE review_entries SET detail = '[{' WHERE number = 4"))
    page = await ben.page(f"{case}/log")
    assert "Entry 4 of this log was changed outside the program" in page
    assert sentence("desk-case-log-broken", "en") in page
    status, shown = await ben.get(case)
    assert (status, sentence("case-unreadable", "en") in shown) == (409, True)
    assert (await ben.post(f"{case}/finish"))[0] == 409
    assert (await ben.get("/desk/cases"))[0] == 200
