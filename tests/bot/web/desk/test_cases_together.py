"""What a reviewer sees of how several people came to the answers: on the page of the case, and at each item."""

from __future__ import annotations

from bot.conversation.conversation import Conversation
from flows.assessment.rating import Rating, Ratings
from flows.institution.answers import Differed, Said, Together
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.entries import Answered
from flows.review.states import CaseEvent
from flows.review.submission import Share, handed
from tests.people.desk_cases import ANSWERS, CODES, accepted, cases_of, decided, handed_in
from tests.people.desk_visitor import DeskVisitor
from tests.people.reviews import ANN
from tests.people.shipped_words import sentence

TALKED, OWN, OPEN, ALIKE = CODES[1], CODES[2], CODES[3], CODES[5]
DIFFERED = (Differed(TALKED, 4, "talked"), Differed(OWN, 3, "Only <main> services"), Differed(OPEN, 2, is_open=True))
TOGETHER = Together(4, DIFFERED)
# On the second star as it is settled, and on the third if one item were settled as high as possible.
LOW: Ratings = {**ANSWERS, OPEN: Rating(2)}


async def read(conversation: Conversation, ben: DeskVisitor, together: Together | None, answers: Ratings = LOW) -> str:
    """A case that Ben reads; its address."""
    case = await handed_in(conversation, ben, ANN, "First Help", answers, together)
    await accepted(ben, case)
    return case


async def test_the_case_says_how_many_answered_on_what_they_differed_and_how_far_it_is_settled(
    conversation: Conversation, ben: DeskVisitor
) -> None:
    page = await ben.page(await read(conversation, ben, TOGETHER))
    assert "4 people answered for the institution and differed on 3 items. 2 are settled. One is not settled" in page
    assert "As far as they have settled it: ★★☆☆☆ 2 stars to ★★★☆☆ 3 stars." in page
    assert page.count(sentence("desk-item-differed", "en")) == len(DIFFERED)


async def test_an_item_says_why_it_is_settled_as_it_is(conversation: Conversation, ben: DeskVisitor) -> None:
    case = await read(conversation, ben, TOGETHER)
    pages = {code: await ben.page(f"{case}/items/{code}") for code in (TALKED, OWN, OPEN, ALIKE)}
    assert (
        f"4 people of the institution answered this item and differed. {sentence('settle-why-talked', 'en')}" in pages[TALKED]
    )
    assert "3 people of the institution answered this item and differed. Reason: Only &lt;main&gt; services" in pages[OWN]
    assert sentence("settle-why-open", "en") in pages[OPEN]
    assert "4 people answered for the institution. On this item they did not differ." in pages[ALIKE]
    assert not any(", has evidence" in page for page in pages.values())


async def test_single_answers_are_shown_if_all_let_them_go(conversation: Conversation, ben: DeskVisitor) -> None:
    votes = {OPEN: (Said(0, unsure=True), Said(2), Said(4, has_evidence=True, who="Benny <b>")), ALIKE: (Said(3),)}
    case = await read(conversation, ben, Together(3, (Differed(OPEN, 3, is_open=True),), votes))
    page = await ben.page(f"{case}/items/{OPEN}")
    for said in ("<li>rung 2</li>", "<li>rung 4, said by Benny &lt;b&gt;, has evidence</li>", "<li>not sure</li>"):
        assert said in page
    assert "<li>rung 3</li>" in await ben.page(f"{case}/items/{ALIKE}")


async def test_an_item_that_was_handed_in_again_says_that_this_is_about_the_answer_before(
    conversation: Conversation, ben: DeskVisitor
) -> None:
    case = await read(conversation, ben, TOGETHER)
    number, town = int(case.rpartition("/")[2]), cases_of(conversation)
    asked = Decision(TALKED, DecisionKind.more_asked, None, (Reason.no_evidence,), "Which day?")
    await town.does(ben.cookie, number, CaseEvent.decide, asked)
    await town.does(ben.cookie, number, CaseEvent.ask_more)
    again = handed(TALKED, Rating(2), Share.answer)
    await town.says(ANN, number, CaseEvent.answer_more, Answered((again,)))
    before = sentence("desk-item-together-before", "en")
    assert before in await ben.page(f"{case}/items/{TALKED}")
    assert before not in await ben.page(f"{case}/items/{OWN}")


async def test_nothing_is_said_of_answers_of_one_person(conversation: Conversation, ben: DeskVisitor) -> None:
    case = await read(conversation, ben, None)
    for place in (case, f"{case}/items/{TALKED}"):
        assert "of the institution answered" not in await ben.page(place)
        assert "for the institution" not in await ben.page(place)


async def test_nothing_is_left_of_it_when_the_institution_is_gone(conversation: Conversation, ben: DeskVisitor) -> None:
    case = await read(conversation, ben, TOGETHER)
    item = f"{case}/items/{OWN}"
    assert (await decided(ben, item))[0] == 303
    await cases_of(conversation).sessions.forget(ANN)
    assert (await ben.get(item))[0] == 404
