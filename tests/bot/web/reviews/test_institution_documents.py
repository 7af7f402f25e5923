"""The documents and the calendar of an institution's result, and a reviewer's reasons in them and in its plan."""

from __future__ import annotations

import html
import io
import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from openpyxl import load_workbook
from pypdf import PdfReader

from bot.conversation.conversation import Conversation
from bot.documents.sealed.reader import decoded
from bot.documents.sealed.seal import Verdict, verify
from flows.days import day_of
from flows.dialogue import Address
from flows.interview.colleagues.plan import plan_card, step_card
from flows.review.decisions import Reason
from flows.review.states import CaseState
from flows.screen import Listing
from tests.people.handing_in_together import both_handed_in, round_sent
from tests.people.pre_screening import FIRST, SECOND, STANDARD, Review, hands_in, lowered, sends
from tests.people.shipped_words import sentence
from tests.people.visitor import begun, open_browser, page

RESULT, PLAN, TOGETHER = "/together/result", "/together/plan", "/together"
FILES, CALENDAR = "/together/document", "/together/plan.ics"
TEXT = "=HYPERLINK(1) <b>The rule</b> has no date"


@pytest_asyncio.fixture
async def ben(address: str) -> AsyncIterator[ClientSession]:
    async with open_browser(address) as session:
        yield session


async def read(client: ClientSession, path: str) -> bytes:
    async with client.get(path) as response:
        assert response.status == 200, path
        assert "attachment" in response.headers["Content-Disposition"]
        return await response.read()


async def text_of(client: ClientSession) -> str:
    pages = PdfReader(io.BytesIO(await read(client, f"{FILES}/report"))).pages
    return " ".join(" ".join(shown.extract_text().split()) for shown in pages)


async def issued(client: ClientSession, review: Review, case: int, path: str) -> None:
    """Let a review lower the first claim, and issue it."""
    fallen = lowered(FIRST, 0, TEXT)
    await review.accepts(case)
    await review.decides(case, fallen)
    await review.finishes(case)
    found = await review.town.cases.one(review.town.ann, case)
    assert found is not None
    if found.case.state is CaseState.second_reading:  # one case in ten, drawn by its seed
        await review.second_reads(case, fallen)
    assert (await sends(client, path, do="agree"))[0] == 303
    await review.issues(case)


@pytest.mark.long("the sealed file that two people hand in, and documents in tests/bot/documents/test_together.py")
async def test_they_say_how_several_people_came_to_the_answers_for_everybody_of_the_institution(
    client: ClientSession, ben: ClientSession, review: Review
) -> None:
    await both_handed_in(client, ben, review)
    # Ben's answers are not settled yet: the lower ones count, and the star can still rise.
    for person in (client, ben):
        assert 'href="../together/document/report"' in await page(person, RESULT)
        told = await text_of(person)
        assert "Two people" in told or "2 people" in told
        assert "not settled, so this is open" in told
        assert (await read(person, f"{FILES}/card"))[:4] == b"\x89PNG"
    book = load_workbook(io.BytesIO(await read(ben, f"{FILES}/workbook")))
    assert any("differ" in name.lower() for name in book.sheetnames), book.sheetnames
    await round_sent(client, do="settle", item=SECOND, mark="1", reason="careful")
    sealed = await read(ben, f"{FILES}/sealed")
    content = decoded(sealed).content
    assert content.together is not None
    assert content.institution == "First Help"
    assert {each.code: each.reason for each in content.together.differed}[SECOND] == "careful"
    assert verify(STANDARD, sealed, day_of(content.sealed_at)).verdict is Verdict.unknown_key


@pytest.mark.long("evidence that is lent is handed in, in test_handing_in_together.py")
async def test_evidence_that_people_lend_is_in_the_coordinators_files_alone(
    client: ClientSession, ben: ClientSession, review: Review
) -> None:
    await both_handed_in(client, ben, review)
    assert decoded(await read(client, f"{FILES}/sealed")).content.ratings[FIRST].evidence is None
    assert decoded(await read(ben, f"{FILES}/sealed")).content.ratings[FIRST].evidence is None
    assert (await sends(ben, RESULT, do="lend"))[0] == 303
    for person in (client, ben):  # it is Ben's own
        assert decoded(await read(person, f"{FILES}/sealed")).content.ratings[FIRST].evidence is not None
    assert (await sends(client, "/colleagues", do="hand", number="2"))[0] == 303
    assert decoded(await read(client, f"{FILES}/sealed")).content.ratings[FIRST].evidence is None


async def test_strangers_and_people_of_other_institutions_get_none(
    client: ClientSession, ben: ClientSession, review: Review, address: str
) -> None:
    await both_handed_in(client, ben, review)
    async with open_browser(address) as outsider:
        for known in (False, True):
            if known:
                await begun(outsider)
            for path in (f"{FILES}/sealed", f"{FILES}/card", CALENDAR):
                async with outsider.get(path, allow_redirects=False) as response:
                    assert response.status == 303, path
    for kind in ("trend", "nothing"):
        async with client.get(f"{FILES}/{kind}") as response:
            assert response.status == 404


@pytest.mark.long("the reasons at the step in test_lowered_steps.py")
async def test_a_reviewers_reasons_are_in_the_plan_its_files_and_its_calendar_until_the_answer_changes(
    client: ClientSession, ben: ClientSession, review: Review, conversation: Conversation
) -> None:
    made = await both_handed_in(client, ben, review)
    path = await hands_in(client, made, share="answer")
    confirmed = sentence("verified-of-step", "en", claimed=3, verified=0)
    assert (await sends(client, PLAN, token_from=TOGETHER, do="make", star="5"))[0] == 303
    assert confirmed not in await page(client, f"{PLAN}?step=1")
    await issued(client, review, made.case, path)
    assert (await sends(client, PLAN, token_from=TOGETHER, do="make", star="5"))[0] == 303
    why = sentence(f"own-reason-{Reason.no_evidence.value}", "en")
    for person in (client, ben):
        number = await step_of_the_lowered_claim(person)
        shown = await page(person, f"{PLAN}?step={number}")
        assert confirmed in shown
        assert why in shown
        assert "&lt;b&gt;The rule" in shown
        assert ("<form" in shown) is (person is client)
        assert f"?step={number}" in await page(person, PLAN)
        unfolded = (await read(person, CALENDAR)).decode().replace("\r\n ", "")
        assert "has no date" in unfolded
        assert "The rule" in await text_of(person)
    # A new answer is a new claim: nobody has looked at it.
    lower = {"do": "lower", "item": FIRST, "mark": "1", "reason": "One of two"}
    assert (await sends(client, RESULT, token_from=f"{RESULT}?lower={FIRST}", **lower))[0] == 303
    assert "has no date" not in (await read(client, CALENDAR)).decode().replace("\r\n ", "")
    assert "Reviewed star" in await page(client, RESULT)


async def step_of_the_lowered_claim(person: ClientSession) -> int:
    """The number of the step of FIRST: the line of the plan that names it."""
    lines = (await page(person, PLAN)).partition('<ol class="bullets">')[2].partition("</ol>")[0].split("<li")[1:]
    [number] = [number for number, line in enumerate(lines, start=1) if sentence(FIRST, "en") in html.unescape(line)]
    return number


@pytest.mark.long("the reasons at the step in test_lowered_steps.py")
async def test_in_a_chat_everybody_opens_the_step_and_the_coordinator_alone_changes_it(
    client: ClientSession, ben: ClientSession, review: Review, conversation: Conversation
) -> None:
    made = await both_handed_in(client, ben, review)
    path = await hands_in(client, made, share="answer")
    await issued(client, review, made.case, path)
    assert (await sends(client, PLAN, token_from=TOGETHER, do="make", star="5"))[0] == 303
    for person, leads in ((client, True), (ben, False)):
        who = await who_is(person)
        shown = await conversation.answering.planning.of(who)
        assert shown is not None
        assert shown.plan is not None
        step = next(step for step in shown.plan.steps if step.subdomain == FIRST)
        number = shown.plan.steps.index(step) + 1
        card = step_card(shown, number, step, "en")
        said = [line.key for block in card.blocks if isinstance(block, Listing) for line in block.items]
        assert {"verified-of-step", f"own-reason-{Reason.no_evidence.value}", "own-words"} <= set(said)
        buttons = {choice.label.key for choice in card.choices}
        assert ("choice-due-1" in buttons) is leads
        opened = {choice.reply.value for choice in plan_card(shown, "en").choices}
        assert f"step-{number}" in opened


async def who_is(person: ClientSession) -> Address:
    return Address("web", json.loads(await page(person, "/mydata"))["respondent"]["address"])
