"""One item of a case at the desk: what it shows, what is recorded, what is refused, and the way to the next open one."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import text

from bot.conversation.conversation import Conversation
from flows.assessment.rating import Rating
from flows.review.deciding import TEXT_AT_MOST
from flows.review.decisions import Decision, DecisionKind, EvidenceFinding, Reason
from flows.review.entries import Answered, EvidenceKind, Finding, Point
from flows.review.states import CaseEvent
from flows.review.submission import Share, handed
from flows.standard.loader import shipped
from tests.people.desk_cases import ANSWERS, CODES, cases_of, decided, stored
from tests.people.desk_visitor import DeskVisitor
from tests.people.reviews import ANN
from tests.people.visitor import field

CODE, STALE, BARE = CODES[1], CODES[2], CODES[3]
SUPPORTS = {"finding-0": "supports", "kind-0-document": "yes", "kind-0-record": "yes"}


async def test_an_item_shows_its_claim_criteria_and_evidence_with_its_age(ben: DeskVisitor, case: str) -> None:
    page = await ben.page(f"{case}/items/{CODE}")
    assert "Claims rung 3" in page
    assert "One rung below, rung 2:" in page
    assert "one rung less, and the star falls" in page
    assert "=Minutes &lt;i&gt;of&lt;/i&gt; March" in page
    assert re.search(r"\d+ days old", page)
    for said in ("In force since 2025-01-01", "Last used on 2026-02-01", "Named on 2026-03-01", "counts up to and including"):
        assert said in page
    own = shipped().subdomain(CODE).criteria_of(3)
    assert all(f'name="lacks-3{each.letter}"' in page for each in own)
    assert "The institution says that it shows these criteria:" in page
    assert "The evidence is thin: no document and record together" in page
    assert "does not count since" in await ben.page(f"{case}/items/{STALE}")
    assert "No evidence was handed in" in await ben.page(f"{case}/items/{BARE}")


async def test_findings_and_the_decision_are_recorded_together_and_lead_to_the_next_open_item(
    conversation: Conversation, ben: DeskVisitor, case: str
) -> None:
    status, place = await decided(ben, f"{case}/items/{CODE}", **SUPPORTS, text="")
    assert (status, place.rpartition("/desk")[2]) == (303, f"{case.removeprefix('/desk')}/items/{STALE}?after={CODE}")
    now = await stored(conversation, ben, case)
    both = (EvidenceKind.document, EvidenceKind.record)
    assert now.findings_of(CODE) == (Finding(CODE, 0, EvidenceFinding.supports, both),)
    assert now.decision(CODE) == Decision(CODE, DecisionKind.confirmed, 3)
    page = await ben.page(f"{case}/items/{STALE}?after={CODE}")
    assert 'role="status"' in page
    assert "1 of 23 items looked at" in page
    # The same again records nothing new about the evidence.
    assert (await decided(ben, f"{case}/items/{CODE}", **SUPPORTS, text=""))[0] == 303
    assert len((await stored(conversation, ben, case)).findings) == 1


async def test_findings_alone_are_recorded_and_what_is_typed_stays(
    conversation: Conversation, ben: DeskVisitor, case: str
) -> None:
    item = f"{case}/items/{CODE}"
    page = await ben.page(item)
    fields = {"token": field(page, "token"), "seen": field(page, "seen"), "text": "A <thought>", "reason-other": "yes"}
    status, page = await ben.send(f"{item}/find", **fields, **SUPPORTS)
    assert status == 200
    assert "A &lt;thought&gt;</textarea>" in page
    assert 'name="reason-other" value="yes" checked' in page
    assert "The evidence is thin" not in page
    assert len((await stored(conversation, ben, case)).findings) == 1


async def test_a_lowered_item_says_why_and_which_criteria_are_not_shown(
    conversation: Conversation, ben: DeskVisitor, case: str
) -> None:
    letter = shipped().subdomain(CODE).criteria_of(3)[0].letter
    fields = {"rung": "2", f"lacks-3{letter}": "yes", "reason-lower_rung": "yes", "text": "Only main\r\nservices"}
    assert (await decided(ben, f"{case}/items/{CODE}", "lowered", **fields))[0] == 303
    decision = (await stored(conversation, ben, case)).decision(CODE)
    assert decision is not None
    assert (decision.rung, decision.text) == (2, "Only main\nservices")
    assert decision.reasons == (Reason.criterion_not_shown, Reason.lower_rung)
    assert [each.letter for each in decision.not_shown] == [letter]
    page = await ben.page(f"{case}/items/{CODE}")
    assert "lowered to rung 2" in page
    assert f'name="lacks-3{letter}" value="yes" checked' in page
    log = await ben.page(f"{case}/log")
    assert "not shown:" in log
    assert "Only main" in log


REST = pytest.mark.long("five others")


@pytest.mark.parametrize(
    ("act", "fields", "status"),
    [
        ("confirmed", {"text": ""}, 409),  # thin
        ("lowered", {"rung": "2"}, 409),  # no reason
        pytest.param("lowered", {"rung": "3", "reason-no_evidence": "yes"}, 409, marks=REST),
        ("lowered", {"rung": "5", "reason-no_evidence": "yes"}, 409),
        pytest.param("lowered", {"rung": "", "reason-no_evidence": "yes"}, 409, marks=REST),
        pytest.param("lowered", {"rung": "2", "reason-other": "yes", "text": " "}, 409, marks=REST),
        pytest.param("more_asked", {}, 409, marks=REST),
        pytest.param("confirmed", {"text": "x" * 1001}, 409, marks=REST),
        ("confirmed", {"finding-0": "supports"}, 409),  # of which kind?
        ("raised", {}, 422),
        pytest.param("", {}, 422, marks=REST),
    ],
)
async def test_what_breaks_a_rule_is_refused_with_a_sentence_and_nothing_typed_is_lost(
    conversation: Conversation, ben: DeskVisitor, case: str, act: str, fields: dict[str, str], status: int
) -> None:
    given = {"text": "Typed", **fields}
    answer, page = await decided(ben, f"{case}/items/{CODE}", act, **given)
    assert answer == status
    assert 'role="alert"' in page
    assert f">{given['text'].strip()}</textarea>" in page or not given["text"].strip()
    assert (await stored(conversation, ben, case)).decision(CODE) is None


async def test_a_refused_decision_leaves_no_finding_and_the_page_keeps_what_was_found(
    conversation: Conversation, ben: DeskVisitor, case: str
) -> None:
    status, page = await decided(ben, f"{case}/items/{CODE}", "lowered", **SUPPORTS, rung="2", text="Not seen")
    assert status == 409
    now = await stored(conversation, ben, case)
    assert (now.findings, now.recorded) == ((), ())
    assert re.search(r'name="finding-0" value="supports"[^>]* checked', page)
    assert re.search(r'name="kind-0-record" value="yes"[^>]* checked', page)


async def test_questions_go_out_together_and_an_old_page_decides_nothing_about_the_answer(
    conversation: Conversation, ben: DeskVisitor, case: str
) -> None:
    item = f"{case}/items/{CODE}"
    old = await ben.page(item)
    assert (await decided(ben, item, "more_asked", **{"reason-out_of_date": "yes"}))[0] == 303
    page = await ben.page(case)
    assert "Ask the institution about 1 item" in page
    assert "22 items have not been looked at yet" in page
    assert (await ben.post(f"{case}/ask"))[0] == 303
    assert "waits for the answer" in await ben.page(case)
    assert "cannot be changed now" in await ben.page(item)
    assert (await decided(ben, f"{case}/items/{STALE}"))[0] == 409
    answer = Answered((handed(CODE, Rating(4, evidence=ANSWERS[CODE].evidence), Share.file),))
    await cases_of(conversation).says(ANN, int(case.rpartition("/")[2]), CaseEvent.answer_more, answer)
    fields = {"token": field(old, "token"), "seen": field(old, "seen"), "act": "confirmed", "text": "Fine"}
    status, page = await ben.send(f"{item}/decide", **fields)
    assert status == 409
    assert "the institution has handed in more" in page
    assert "Claims rung 4" in page
    assert "came with the answer" in page
    assert 'value="more_asked"' not in page
    assert (await decided(ben, item))[0] == 303
    decision = (await stored(conversation, ben, case)).decision(CODE)
    assert decision is not None
    assert decision.rung == 4


async def test_a_reader_sees_what_the_institution_wrote_and_an_old_page_decides_nothing_about_it(
    conversation: Conversation, ben: DeskVisitor, case: str
) -> None:
    item = f"{case}/items/{CODE}"
    assert (await decided(ben, item, "more_asked", **{"reason-out_of_date": "yes"}))[0] == 303
    old = await ben.page(item)
    assert (await ben.post(f"{case}/ask"))[0] == 303
    words = Answered(words=(Point(CODE, "It is <still> in use"),))
    await cases_of(conversation).says(ANN, int(case.rpartition("/")[2]), CaseEvent.answer_more, words)
    fields = {"token": field(old, "token"), "seen": field(old, "seen"), "act": "confirmed", "text": "Fine"}
    status, page = await ben.send(f"{item}/decide", **fields)
    assert status == 409
    assert "The institution answered:" in page
    assert "It is &lt;still&gt; in use" in page
    assert "It is &lt;still&gt; in use" in await ben.page(f"{case}/log")
    assert (await decided(ben, item))[0] == 303


async def test_the_words_of_a_question_do_not_explain_the_decision_after_its_answer(
    conversation: Conversation, ben: DeskVisitor, case: str
) -> None:
    item = f"{case}/items/{CODE}"
    question = {"reason-out_of_date": "yes", "text": "Please show the <minutes>"}
    assert (await decided(ben, item, "more_asked", **question))[0] == 303
    assert "Please show the &lt;minutes&gt;</textarea>" in await ben.page(item)
    assert (await ben.post(f"{case}/ask"))[0] == 303
    assert "Please show the &lt;minutes&gt;" in await ben.page(item)
    words = Answered(words=(Point(CODE, "It is still in use"),))
    await cases_of(conversation).says(ANN, int(case.rpartition("/")[2]), CaseEvent.answer_more, words)
    page = await ben.page(item)
    assert "Please show the &lt;minutes&gt;</p>" in page
    assert "Please show the &lt;minutes&gt;</textarea>" not in page
    assert 'name="reason-out_of_date" value="yes" checked' not in page


async def test_a_text_at_the_limit_is_taken_with_all_its_lines(conversation: Conversation, ben: DeskVisitor, case: str) -> None:
    lines = "\n".join(["x" * 99] * 10) + "y"
    assert len(lines) == TEXT_AT_MOST
    assert (await decided(ben, f"{case}/items/{CODE}", text=lines.replace("\n", "\r\n")))[0] == 303
    decision = (await stored(conversation, ben, case)).decision(CODE)
    assert decision is not None
    assert decision.text == lines


async def test_a_form_that_comes_too_late_gives_back_what_was_typed(
    conversation: Conversation, ann: DeskVisitor, ben: DeskVisitor, case: str
) -> None:
    page = await ben.page(f"{case}/items/{CODE}")
    typed = {"token": field(page, "token"), "seen": field(page, "seen"), "act": "confirmed", "text": "Seen <there>"}
    await cases_of(conversation).says(ANN, int(case.rpartition("/")[2]), CaseEvent.withdraw)
    status, lost = await ben.send(f"{case}/items/{CODE}/decide", **typed)
    assert status in {404, 409}
    assert "Seen &lt;there&gt;" in lost
    assert (await ann.post(f"{await ann.address_of('Ben')}/change", role="viewer"))[0] == 303
    status, lost = await ben.send(f"{case}/items/{CODE}/decide", **typed)
    assert status == 403
    assert "was not saved" in lost
    assert "Seen &lt;there&gt;" in lost
    assert "was not saved" not in (await ben.get(f"{case}/items/{CODE}"))[1]


async def test_an_item_that_is_not_there_is_not_found(ben: DeskVisitor, case: str) -> None:
    for code in ("nothing", "..", "%00", "x" * 300):
        assert (await ben.get(f"{case}/items/{code}"))[0] == 404
    for piece in ("9", "-1", "x", "00000"):
        assert (await ben.get(f"{case}/items/{CODE}/pieces/{piece}/file"))[0] == 404


async def test_the_log_says_that_it_is_whole_and_names_an_entry_that_was_changed(
    conversation: Conversation, ben: DeskVisitor, case: str
) -> None:
    assert (await decided(ben, f"{case}/items/{CODE}", **SUPPORTS, text="Fine"))[0] == 303
    page = await ben.page(f"{case}/log")
    head = await cases_of(conversation).cases.checked(ben.cookie, int(case.rpartition("/")[2]))
    assert head is not None
    assert f"<code>{head.head}</code>" in page
    async with cases_of(conversation).database.writing() as db:
        await (await db.connection()).execute(text("UPDATE review_decisions SET text = 'Great'"))
    page = await ben.page(f"{case}/log")
    assert "<code>" not in page
    assert "Entry 6 of this log was changed outside the program" in page


async def test_an_item_that_is_answered_with_nothing_can_still_be_decided(
    conversation: Conversation, ben: DeskVisitor, case: str
) -> None:
    item = f"{case}/items/{CODE}"
    assert (await decided(ben, item, "more_asked", **{"reason-out_of_date": "yes"}))[0] == 303
    assert (await ben.post(f"{case}/ask"))[0] == 303
    answer = Answered((handed(CODE, Rating(0), Share.answer),))
    await cases_of(conversation).says(ANN, int(case.rpartition("/")[2]), CaseEvent.answer_more, answer)
    page = await ben.page(item)
    assert 'value="confirmed"' in page
    assert 'value="lowered"' not in page
    assert (await decided(ben, item))[0] == 303
    assert (await stored(conversation, ben, case)).decision(CODE) == Decision(
        CODE, DecisionKind.confirmed, 0, (), "Seen on the spot"
    )
