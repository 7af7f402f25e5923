"""Two windows of the desk: an older page never overwrites what a newer one recorded, and shows both."""

from __future__ import annotations

import html as entities
import re
from dataclasses import asdict, replace

import pytest

from bot.conversation.conversation import Conversation
from flows.campaign.roles import Role
from flows.review.decisions import Decision, DecisionKind, EvidenceFinding
from flows.review.rules import DEFAULT
from flows.review.states import CaseState, Seat
from tests.people.desk_cases import CODES, cases_of, decided, hidden, read_all, stored
from tests.people.desk_visitor import DeskVisitor
from tests.people.shipped_words import sentence
from tests.people.visitor import field

CODE = CODES[1]
LOWERED = {"act": "lowered", "rung": "2", "reason-out_of_date": "yes", "text": "From <the> first window"}
CONFIRMED = {"act": "confirmed", "text": "From <the> second window"}
KINDS = {"kind-0-document": "yes", "kind-0-record": "yes"}


async def test_an_older_window_shows_both_decisions_and_overwrites_none(
    conversation: Conversation, ben: DeskVisitor, case: str
) -> None:
    item = f"{case}/items/{CODE}"
    old = await ben.page(item)
    assert (await ben.send(f"{item}/decide", **hidden(await ben.page(item)), **LOWERED))[0] == 303
    status, page = await ben.send(f"{item}/decide", **hidden(old), **CONFIRMED)
    assert status == 409
    assert sentence("desk-item-overtaken", "en") in page
    alert = page.partition('role="alert"')[2].partition("</div>")[0]
    assert re.search(r"on \d{4}-\d\d-\d\d \d\d:\d\d: lowered to rung 2", alert)
    assert "out of date" in alert
    assert "From &lt;the&gt; first window" in alert
    assert "From &lt;the&gt; second window</textarea>" in page
    decision = (await stored(conversation, ben, case)).decision(CODE)
    assert decision is not None
    assert (decision.kind, decision.text) == (DecisionKind.lowered, "From <the> first window")
    # From the page that shows both it can be sent again.
    assert (await ben.send(f"{item}/decide", **hidden(page), **CONFIRMED))[0] == 303
    assert (await stored(conversation, ben, case)).decision(CODE) == Decision(
        CODE, DecisionKind.confirmed, 3, (), "From <the> second window"
    )


async def test_a_button_that_is_pressed_twice_is_recorded_once(conversation: Conversation, ben: DeskVisitor, case: str) -> None:
    item = f"{case}/items/{CODE}"
    given = hidden(await ben.page(item)) | LOWERED | {"finding-0": "out_of_date"}
    first, second = [await ben.send(f"{item}/decide", **given) for _ in range(2)]
    assert first == second
    assert first[0] == 303
    now = await stored(conversation, ben, case)
    assert now.version == 6  # requested, handed in, declared, accepted, found, decided


async def test_a_finding_of_another_window_is_not_overwritten_by_a_form_that_shows_an_older_one(
    conversation: Conversation, ben: DeskVisitor, case: str
) -> None:
    item = f"{case}/items/{CODE}"
    assert (await ben.send(f"{item}/find", **hidden(await ben.page(item)), **{"finding-0": "supports", **KINDS}))[0] == 200
    old = await ben.page(item)
    assert (await ben.send(f"{item}/find", **hidden(old), **{"finding-0": "out_of_date"}))[0] == 200
    for act in ("find", "decide"):
        given = hidden(old) | CONFIRMED | {"finding-0": "supports", **KINDS}
        status, page = await ben.send(f"{item}/{act}", **given)
        assert status == 409
        assert sentence("desk-item-overtaken", "en") in page
        assert entities.escape(sentence("desk-piece-recorded", "en", what="out of date")) in page
        assert re.search(r'name="finding-0" value="supports" checked', page)
        assert "From &lt;the&gt; second window</textarea>" in page
    now = await stored(conversation, ben, case)
    assert [each.finding for each in now.findings_of(CODE)] == [EvidenceFinding.out_of_date]
    assert now.decision(CODE) is None
    # What is shown after a finding was recorded can be decided.
    kept = await ben.page(item)
    status, page = await ben.send(f"{item}/find", **hidden(kept), **{"finding-0": "supports", **KINDS})
    assert (await ben.send(f"{item}/decide", **hidden(page), **CONFIRMED))[0] == 303


async def test_who_is_assigned_meanwhile_is_not_replaced_by_an_older_page(
    conversation: Conversation, ann: DeskVisitor, ben: DeskVisitor, case: str
) -> None:
    town = cases_of(conversation)
    for name in ("Cat", "Dan"):
        await town.desk.colleague(ann.cookie, Role.reviewer, name)
    old = await ann.page(case)
    officers = {name: str(await town.desk.number(ann.cookie, name)) for name in ("Ben", "Cat", "Dan")}
    forms = {"token": field(old, "token"), "drawn": assigning(old)}
    assert (await ann.send(f"{case}/assign", **forms, officer=officers["Cat"]))[0] == 303
    assert (await ann.send(f"{case}/assign", **forms, officer=officers["Cat"]))[0] == 303
    status, page = await ann.send(f"{case}/assign", **forms, officer=officers["Dan"])
    assert status == 409
    assert sentence("desk-case-assign-overtaken", "en", name="Cat") in entities.unescape(page)
    assert f'value="{officers["Dan"]}" checked' in page
    now = await town.cases.one(ann.cookie, int(case.rpartition("/")[2]))
    assert now is not None
    assert now.case.sits(Seat.first, int(officers["Cat"]))
    again = {"token": field(page, "token"), "drawn": assigning(page)}
    assert (await ann.send(f"{case}/assign", **again, officer=officers["Dan"]))[0] == 303


@pytest.mark.long("the other older windows of this file")
async def test_questions_and_the_end_of_a_reading_go_out_as_they_were_seen(
    conversation: Conversation, ben: DeskVisitor, case: str
) -> None:
    asks = {"reason-no_evidence": "yes"}
    assert (await decided(ben, f"{case}/items/{CODE}", "more_asked", **asks))[0] == 303
    old = await ben.page(case)
    assert (await decided(ben, f"{case}/items/{CODES[2]}", "more_asked", **asks))[0] == 303
    given = {"token": field(old, "token"), "drawn": field(old, "drawn")}
    status, page = await ben.send(f"{case}/ask", **given)
    assert status == 409
    assert sentence("desk-case-overtaken", "en") in page
    assert (await stored(conversation, ben, case)).state is CaseState.in_review
    for code in (CODE, CODES[2]):
        assert (await decided(ben, f"{case}/items/{code}", "lowered", rung="2", **asks))[0] == 303
    await read_all(ben, case)
    old = await ben.page(case)
    assert (await decided(ben, f"{case}/items/{CODE}", "lowered", rung="0", **asks))[0] == 303
    given = {"token": field(old, "token"), "drawn": field(old, "drawn")}
    assert (await ben.send(f"{case}/finish", **given))[0] == 409
    assert (await stored(conversation, ben, case)).state is CaseState.in_review
    page = await ben.page(case)
    assert (await ben.send(f"{case}/finish", token=field(page, "token"), drawn=field(page, "drawn")))[0] == 303


def assigning(page: str) -> str:
    """The mark in the form that assigns somebody."""
    return field(page.partition('/assign"')[2], "drawn")


async def test_the_numbers_of_reviews_that_another_window_changed_are_shown_beside_those_that_are_typed(
    conversation: Conversation, ann: DeskVisitor
) -> None:
    rules = "/desk/cases/rules"
    old = await ann.page(rules)
    numbers = {name: str(number) for name, number in asdict(DEFAULT).items()}
    forms = {"token": field(old, "token"), "drawn": field(old, "drawn"), **numbers}
    assert (await ann.send(rules, **forms | {"accept_days": "3"}))[0] == 303
    assert (await ann.send(rules, **forms | {"accept_days": "3"}))[0] == 303  # pressed twice
    status, page = await ann.send(rules, **forms | {"sampled_items": "7"})
    assert status == 409
    assert sentence("desk-rules-overtaken", "en") in page
    assert page.count(sentence("desk-rules-now", "en", number="3")) == 1
    assert page.count(sentence("desk-rules-now", "en", number=str(DEFAULT.sampled_items))) == 1
    assert 'name="sampled_items"' in page
    assert re.search(r'name="sampled_items"[^>]*value="7"', page)
    assert await cases_of(conversation).rules.of(ann.cookie) == replace(DEFAULT, accept_days=3)
    # Something that is wrong keeps the mark of what the page was drawn from.
    status, wrong = await ann.send(rules, **forms | {"accept_days": "0"})
    assert (status, field(wrong, "drawn")) == (422, forms["drawn"])
    assert (await ann.send(rules, **forms | {"sampled_items": "7", "drawn": field(page, "drawn")}))[0] == 303
    assert await cases_of(conversation).rules.of(ann.cookie) == replace(DEFAULT, sampled_items=7)
