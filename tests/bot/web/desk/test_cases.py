"""Cases at the desk: requests, the way of a case from declaring to issuing, refusals, and the numbers of an association."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from bot.conversation.conversation import Conversation
from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from flows.campaign.roles import Role
from flows.days import day_of
from flows.dialogue import Address
from flows.review.entries import Objection, Point
from flows.review.rules import DEFAULT
from flows.review.states import CaseEvent, CaseState
from storage.review_tables import ResultRow
from tests.people.desk_cases import (
    ANSWERS,
    FEW,
    KEY,
    SEALED,
    accepted,
    cases_of,
    decided,
    handed_in,
    read_all,
    read_once,
    seal,
)
from tests.people.desk_visitor import DeskVisitor, desk_visitor
from tests.people.page_server import FAST, serving
from tests.people.reviews import ANN, BEN, ReviewTown

FIRST = next(code for code, rating in FEW.items() if rating.level)


@pytest_asyncio.fixture
async def address(conversation: Conversation, wording: Wording, renderer: Renderer) -> AsyncIterator[str]:
    async with serving(conversation, wording, renderer, seal=seal, limits=FAST) as address:
        yield address


@pytest_asyncio.fixture
async def ben(conversation: Conversation, ann: DeskVisitor, other: DeskVisitor) -> DeskVisitor:
    """A reviewer of Ann's association, in which no case is drawn for a second reading."""
    await read_once(conversation, ann)
    await other.joins(await ann.invitation(Role.reviewer), "Ben")
    return other


def number_of(case: str) -> int:
    return int(case.rpartition("/")[2])


async def state_of(conversation: Conversation, ann: DeskVisitor, case: str) -> CaseState:
    found = await cases_of(conversation).cases.one(ann.cookie, number_of(case))
    assert found is not None
    return found.case.state


async def test_a_request_shows_its_link_once_and_its_code_until_it_is_used(ann: DeskVisitor, ben: DeskVisitor) -> None:
    status, page = await ben.post("/desk/cases/new", label="First <Help>")
    assert status == 200
    token = re.search(r'readonly value="https?://[^/"]+/handin/([\w-]{22})"', page)
    code = re.search(r"Code: (\w{3} \w{4})", page)
    assert token is not None
    assert code is not None
    assert page.count(token[1]) == 3  # the address, and the text in both languages
    assert "First &lt;Help&gt;" in page
    case = re.search(r"desk/cases/\d{5,}", page)
    assert case is not None
    again = await ben.page(f"/{case[0]}")
    assert token[1] not in again
    assert code[1] in again
    assert (await ben.post(f"/{case[0]}/take-back"))[0] == 422
    assert (await ben.post(f"/{case[0]}/take-back", sure="yes"))[0] == 303
    assert code[1] not in await ben.page(f"/{case[0]}")


async def test_a_request_says_for_whom_it_is(ben: DeskVisitor) -> None:
    for label in ("", " . ", "x" * 61):
        status, page = await ben.post("/desk/cases/new", label=label)
        assert status == 422
        assert 'role="alert"' in page
    assert "desk/cases/new" in await ben.page("/desk")


async def test_a_reviewer_who_has_a_tie_is_told_to_step_back(
    conversation: Conversation, ann: DeskVisitor, ben: DeskVisitor
) -> None:
    case = await handed_in(conversation, ben)
    status, page = await ben.post(f"{case}/declare", advises="yes")
    assert status == 409
    assert 'role="alert"' in page
    assert "24 months" in page
    assert 'name="advises" value="yes" checked' in page
    assert await state_of(conversation, ann, case) is CaseState.submitted
    assert "/accept" not in page
    assert (await ben.post(f"{case}/accept"))[0] == 409


async def test_a_refusal_needs_a_reason_and_keeps_what_was_typed(
    conversation: Conversation, ann: DeskVisitor, ben: DeskVisitor
) -> None:
    case = await handed_in(conversation, ben)
    assert (await ben.post(f"{case}/declare"))[0] == 303
    assert (await ben.post(f"{case}/refuse", sure="yes", reason=" "))[0] == 409
    status, page = await ben.post(f"{case}/refuse", reason="It is <b>another</b> institution")
    assert status == 422
    assert "It is &lt;b&gt;another&lt;/b&gt; institution</textarea>" in page
    assert (await ben.post(f"{case}/refuse", sure="yes", reason="Another institution"))[0] == 303
    assert await state_of(conversation, ann, case) is CaseState.refused
    assert "Another institution" in await ann.page(case)


async def test_a_reason_stays_in_the_form_that_was_sent(conversation: Conversation, ben: DeskVisitor) -> None:
    case = await handed_in(conversation, ben)
    assert (await ben.post(f"{case}/declare"))[0] == 303
    for act in ("refuse", "step-back"):
        status, page = await ben.post(f"{case}/{act}", reason=f"Typed to {act}")
        assert status == 422
        assert page.count(f"Typed to {act}</textarea>") == 1
        form = page[page.index(f'{number_of(case)}/{act}"') :]
        assert f"Typed to {act}</textarea>" in form[: form.index("</form>")]
        assert page.count('<details class="more" open>') == 1


async def test_the_page_says_what_was_handed_in_what_must_be_looked_at_and_why(
    conversation: Conversation, ben: DeskVisitor
) -> None:
    case = await handed_in(conversation, ben)
    await accepted(ben, case)
    page = await ben.page(case)
    assert "First &lt;b&gt;Help&lt;/b&gt;" in page
    assert "Claimed: ★★★☆☆ 3 stars" in page
    assert "If nothing else changes: ★★☆☆☆ 2 stars to ★★★☆☆ 3 stars." in page
    assert "0 of 23 items looked at (27 in all), 0 asked." in page
    assert "decides the star" in page
    assert "drawn" in page
    seed = re.search(r"Seed of the draw: ([\w-]{22})\.", page)
    assert seed is not None
    assert set(re.findall(r"/items/([\w-]+)\">", page)) == set(ANSWERS)


async def test_an_administrator_assigns_a_reviewer_who_may_read(
    conversation: Conversation, ann: DeskVisitor, ben: DeskVisitor
) -> None:
    case = await handed_in(conversation, ann)
    assert "no reviewer is assigned" in await ann.page("/desk/cases")
    assert (await ann.post(f"{case}/assign"))[0] == 422
    officer = re.search(r'name="officer" value="(\d+)"> Ben', await ann.page(case))
    assert officer is not None
    assert (await ann.post(f"{case}/assign", officer=officer[1]))[0] == 303
    assert (await ben.get(case))[0] == 200
    assert "to Ben" in await ann.page(f"{case}/log")


@pytest.mark.long("the transcript of a case that is lowered")
async def test_a_lowered_item_is_objected_to_read_by_another_issued_and_rescinded(
    conversation: Conversation, ann: DeskVisitor, ben: DeskVisitor, address: str
) -> None:
    case = await handed_in(conversation, ben, answers=FEW)
    await accepted(ben, case)
    lowered = {"rung": "0", "reason-no_evidence": "yes", "text": "Nothing was shown"}
    assert (await decided(ben, f"{case}/items/{FIRST}", "lowered", **lowered))[0] == 303
    await read_all(ben, case)
    assert "lowered to rung 0" in await ben.page(case)
    assert (await ben.post(f"{case}/finish"))[0] == 303
    town = cases_of(conversation)
    points = Objection((Point(FIRST, "There are <minutes>"),))
    await town.says(ANN, number_of(case), CaseEvent.object, points)
    async with desk_visitor(address) as cat:
        await cat.joins(await ann.invitation(Role.reviewer), "Cat")
        officer = re.search(r'name="officer" value="(\d+)"> Cat', await ann.page(case))
        assert officer is not None
        assert (await ann.post(f"{case}/assign", officer=officer[1]))[0] == 303
        assert (await cat.post(f"{case}/declare"))[0] == 303
        item = f"{case}/items/{FIRST}"
        page = await cat.page(item)
        for said in ("There are &lt;minutes&gt;", "First reading: lowered to rung 0.", "Nothing was shown"):
            assert said in page
        assert 'value="more_asked"' not in page
        assert (await decided(cat, item, "confirmed"))[0] == 303
        assert (await cat.post(f"{case}/finish"))[0] == 303
    assert (await ann.post(f"{case}/issue"))[0] == 422
    assert (await ann.post(f"{case}/issue", sure="yes"))[0] == 303
    async with town.database.reading() as db:
        result = await db.get(ResultRow, number_of(case))
    assert result is not None
    found = await town.cases.log(ann.cookie, number_of(case))
    signed = f"{result.check_number} {number_of(case)} {len(found)}".encode()
    KEY.public_key().verify(result.sealed.removeprefix(SEALED), signed)
    assert "is valid up to and including" in await ann.page(case)
    async with ann.client.get(f"{case}/report.pdf") as given:
        assert (given.status, given.content_type) == (200, "application/pdf")
    assert (await ann.post(f"{case}/rescind", sure="yes"))[0] == 409
    assert (await ann.post(f"{case}/rescind", sure="yes", reason="A wrong name"))[0] == 303
    page = await ann.page(case)
    assert "later rescinded" in page
    assert "A wrong name" in page
    assert (await ann.post(f"{case}/rescind", sure="yes", reason="Again"))[0] == 409


async def test_the_list_shows_which_results_end_soon(conversation: Conversation, ann: DeskVisitor, ben: DeskVisitor) -> None:
    assert conversation.desk is not None
    town = ReviewTown(conversation.desk.access.database)
    town.ann, town.ben = ann.cookie, ben.cookie
    for who, name, days in ((ANN, "First Help", 30), (BEN, "Second Help", 90)):
        case = await town.handed_in(who, name)
        await town.read_to_the_end(case, who)
        await town.issued(case, until=day_of(datetime.now(UTC)) + timedelta(days=days))
    page = await ann.page("/desk/cases")
    assert page.count("result ends in") == 1
    assert "result ends in 30 days" in page


async def test_the_list_is_filtered_by_state_and_turn_and_marks_what_is_overdue(
    conversation: Conversation, ann: DeskVisitor, ben: DeskVisitor
) -> None:
    await handed_in(conversation, ben, name="Waiting Help")
    await handed_in(conversation, ben, who=BEN, name="Second Help")
    made = await cases_of(conversation).cases.request(ann.cookie, "Third Help")
    town = cases_of(conversation)
    await accepted(ben, await handed_in(conversation, ben, Address("web", "c" * 32), "Fourth Help"))
    assert made.code
    for query, names in (
        ("", {"Waiting", "Second", "Third", "Fourth"}),
        ("?state=submitted", {"Waiting", "Second"}),
        ("?turn=institution", {"Third"}),
        ("?turn=association", {"Waiting", "Second", "Fourth"}),
        ("?state=nothing&turn=%00", {"Waiting", "Second", "Third", "Fourth"}),
    ):
        assert set(re.findall(r"<strong>(\w+) Help", await ann.page(f"/desk/cases{query}"))) == names, query
    assert "overdue" not in await ann.page("/desk/cases")
    await town.days_pass(60)
    assert "overdue, was due" in await ann.page("/desk/cases")
    assert "Third Help" not in await ben.page("/desk/cases")


async def test_the_numbers_are_changed_together_or_not_at_all(conversation: Conversation, ann: DeskVisitor) -> None:
    usual = {name: str(number) for name, number in asdict(DEFAULT).items()}
    wrong = [{"accept_days": text} for text in ("", "0", "-1", "x", "1000", "1.5", "９")]
    for changed in [*wrong, {"second_reading_percent": "101"}, {"total_days": "17"}, {"figures_from": "19"}]:
        status, page = await ann.post("/desk/cases/rules", **usual | changed)
        assert status == 422, changed
        assert page.count('aria-invalid="true"') == 1, changed
    rules = cases_of(conversation).rules
    assert await rules.of(ann.cookie) == DEFAULT
    assert (await ann.post("/desk/cases/rules", **usual | {"accept_days": "3", "sampled_items": "7"}))[0] == 303
    changed_now = await rules.of(ann.cookie)
    assert (changed_now.accept_days, changed_now.sampled_items) == (3, 7)
    assert "Items that are drawn besides: 7" in await ann.page("/desk/log")


async def test_a_second_reader_sees_nothing_of_the_first_reading(
    conversation: Conversation, ann: DeskVisitor, ben: DeskVisitor, address: str
) -> None:
    usual = {name: str(number) for name, number in asdict(DEFAULT).items()}
    assert (await ann.post("/desk/cases/rules", **usual | {"second_reading_from_star": "1"}))[0] == 303
    case = await handed_in(conversation, ben, answers=FEW)
    await accepted(ben, case)
    said = {"rung": "0", "reason-no_evidence": "yes", "text": "A strange story"}
    assert (await decided(ben, f"{case}/items/{FIRST}", "lowered", **said))[0] == 303
    await read_all(ben, case)
    assert (await ben.post(f"{case}/finish"))[0] == 303
    assert await state_of(conversation, ann, case) is CaseState.second_reading
    async with desk_visitor(address) as cat:
        await cat.joins(await ann.invitation(Role.reviewer), "Cat")
        officer = re.findall(r'name="officer" value="(\d+)"> (\w+)', await ann.page(case))
        assert [name for _, name in officer] == ["Cat"]
        assert (await ann.post(f"{case}/assign", officer=officer[0][0]))[0] == 303
        assert (await cat.post(f"{case}/declare"))[0] == 303
        for place in (case, f"{case}/log", f"{case}/items/{FIRST}"):
            page = await cat.page(place)
            assert "A strange story" not in page
            assert "lowered to rung 0" not in page
        assert (await decided(cat, f"{case}/items/{FIRST}"))[0] == 303
        assert "A strange story" in await cat.page(f"{case}/items/{FIRST}")
        await read_all(cat, case)
        assert (await cat.post(f"{case}/finish"))[0] == 303
    assert await state_of(conversation, ann, case) is CaseState.opinion
