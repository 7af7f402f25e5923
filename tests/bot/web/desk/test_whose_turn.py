"""Whose turn a case says it is: an administrator reads that it is theirs if only they can go on."""

from __future__ import annotations

from bot.conversation.conversation import Conversation
from tests.people.desk_cases import accepted, handed_in
from tests.people.desk_visitor import DeskVisitor
from tests.people.shipped_words import sentence

ASSIGN, YOURS, THEIRS = (sentence(f"desk-case-turn-{turn}", "en") for turn in ("assign", "you", "association"))


async def test_an_administrator_reads_that_they_have_to_assign_a_reviewer(
    conversation: Conversation, ann: DeskVisitor, ben: DeskVisitor
) -> None:
    case = await handed_in(conversation, ann)
    page, lines = await ann.page(case), await ann.page("/desk/cases")
    assert ASSIGN in page
    assert ASSIGN in lines
    officer = page.partition('name="officer" value="')[2].partition('"')[0]
    assert (await ann.post(f"{case}/assign", officer=officer))[0] == 303
    for shown in (await ann.page(case), await ann.page("/desk/cases")):
        assert ASSIGN not in shown
        assert THEIRS in shown
    assert YOURS in await ben.page(case)


async def test_after_a_reader_has_gone_it_is_the_administrators_turn_again(
    conversation: Conversation, ann: DeskVisitor, ben: DeskVisitor
) -> None:
    case = await handed_in(conversation, ben)
    await accepted(ben, case)
    assert ASSIGN not in await ann.page(case)
    assert (await ben.post(f"{case}/step-back", sure="yes"))[0] == 303
    assert ASSIGN in await ann.page(case)
    assert ASSIGN in await ann.page("/desk/cases")
