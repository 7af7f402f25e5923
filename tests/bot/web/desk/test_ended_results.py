"""A result that was rescinded says so at the desk, in the list and on the page of its case."""

from __future__ import annotations

import re

from bot.conversation.conversation import Conversation
from tests.people.desk_visitor import DeskVisitor
from tests.people.reviews import ANN, ReviewTown


async def test_the_list_and_the_page_say_that_a_result_no_longer_counts(
    conversation: Conversation, ann: DeskVisitor, ben: DeskVisitor
) -> None:
    assert conversation.desk is not None
    town = ReviewTown(conversation.desk.access.database)
    town.ann, town.ben = ann.cookie, ben.cookie
    case = await town.handed_in(ANN, "First Help")
    await town.read_to_the_end(case, ANN)
    await town.issued(case)
    assert "Rescinded" not in await ann.page("/desk/cases")
    assert (await ann.post(f"/desk/cases/{case}/rescind", sure="yes", reason="A wrong name"))[0] == 303
    for officer in (ann, ben):
        assert "<strong>Rescinded</strong>" in await officer.page("/desk/cases")
    page = await ann.page(f"/desk/cases/{case}")
    # The reason follows the sentence that says so.
    assert re.search(r"for the reason below\.[^<]*</p>\s*<blockquote><p class=\"written\">A wrong name", page)
