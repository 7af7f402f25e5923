"""The pages of an institution's cases: what it sees and when, what it can do, and who may not."""

from __future__ import annotations

import re
from hashlib import sha256
from html import unescape
from io import BytesIO

import pytest
from aiohttp import ClientSession
from pypdf import PdfReader

from flows.review.deciding import TEXT_AT_MOST
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.states import CaseEvent, CaseState
from tests.people.pre_screening import FIRST, PRIVATE, STANDARD, Review, handed_in, lowered, sends, stored, with_opinion
from tests.people.shipped_words import sentence
from tests.people.visitor import all_answered, offered, open_browser, page, post


async def test_what_a_reviewer_writes_is_not_seen_before_the_opinion(client: ClientSession, review: Review) -> None:
    case, path = await handed_in(client, review)
    await review.accepts(case)
    await review.decides(case, lowered(FIRST, 1))
    before = await page(client, path)
    assert sentence("own-case-in_review", "en") in before
    assert PRIVATE not in before
    assert "The rule has no date" not in before
    await review.finishes(case)
    if (await stored(review, case)).state is CaseState.second_reading:
        await review.second_reads(case, lowered(FIRST, 1))
    after = await page(client, path)
    assert f"{path}/report.pdf" in after
    assert PRIVATE in after
    assert "The rule has no date" in after
    assert sentence("own-reason-no_evidence", "en") in after
    assert sentence("own-case-turn-institution", "en") in after


@pytest.mark.long("a result is shown, a colleague reads, and the rules in tests/flows/review")
async def test_the_report_comes_with_the_opinion(address: str, client: ClientSession, review: Review) -> None:
    case, path = await handed_in(client, review)
    assert sentence("review-report-get", "en") not in await page(client, path)
    async with client.get(f"{path}/report.pdf", allow_redirects=False) as early:
        assert early.status == 303
    await with_opinion(review, case)
    async with client.get(f"{path}/report.pdf") as given:
        made = await given.read()
        assert (given.status, given.content_type) == (200, "application/pdf")
    pages = PdfReader(BytesIO(made)).pages
    assert len(pages) == 2
    assert "not issued" in pages[0].extract_text()
    async with open_browser(address) as stranger, stranger.get(f"{path}/report.pdf", allow_redirects=False) as refused:
        assert refused.status == 303


async def test_the_file_that_was_handed_in_goes_to_its_institution_alone(
    address: str, client: ClientSession, review: Review
) -> None:
    case, path = await handed_in(client, review)
    file = f"{path}/handed-in.json"
    assert file in await page(client, path)
    async with client.get(file) as given:
        made = await given.read()
        assert (given.status, given.content_type) == (200, "application/json")
        assert "attachment" in given.headers["Content-Disposition"]
    submission = (await stored(review, case)).submission
    assert submission is not None
    assert sha256(made).hexdigest() == submission.sha256
    async with open_browser(address) as stranger, stranger.get(file, allow_redirects=False) as refused:
        assert refused.status == 303
    async with open_browser(address) as other:
        await all_answered(other)
        await sends(other, f"/handin/{(await review.request()).token}", do="name", name="Second Help")
        async with other.get(file, allow_redirects=False) as refused:
            assert refused.status == 303


@pytest.mark.long("an issued result is shown, and the rules in tests/flows/review")
async def test_the_star_is_that_of_the_opinion_until_it_is_issued(client: ClientSession, review: Review) -> None:
    case, path = await handed_in(client, review)
    await with_opinion(review, case)
    by_opinion = sentence("own-case-stars", "en", stars="", now="opinion").partition(":")[0]
    assert by_opinion in await page(client, path)
    await sends(client, path, do="agree")
    await review.issues(case)
    after = await page(client, path)
    assert by_opinion not in after
    assert sentence("own-case-stars", "en", stars="", now="issued").partition(":")[0] in after


@pytest.mark.long("a result is shown, a colleague reads, and the rules in tests/flows/review")
async def test_the_next_visit_tells_once_whose_turn_it_is(client: ClientSession, review: Review) -> None:
    case, _ = await handed_in(client, review)
    assert "preliminary opinion" not in await page(client)
    await with_opinion(review, case)
    assert "The preliminary opinion of" in await page(client)
    assert "The preliminary opinion of" not in await page(client)


@pytest.mark.long("a result is shown, a colleague reads, and the rules in tests/flows/review")
async def test_agreeing_ends_the_objection_window(client: ClientSession, review: Review) -> None:
    case, path = await handed_in(client, review)
    await with_opinion(review, case)
    status, place = await sends(client, path, do="agree")
    assert (status, place) == (303, f"..{path}?done=agree")
    assert (await stored(review, case)).state is CaseState.ready
    status, refused = await sends(client, path, "/colleagues", do="agree")
    assert status == 200
    assert sentence("case-now-ready", "en") in refused


@pytest.mark.long("a result is shown, a colleague reads, and the rules in tests/flows/review")
async def test_an_objection_keeps_what_was_typed_and_hides_what_its_reader_writes(
    client: ClientSession, review: Review
) -> None:
    case, path = await handed_in(client, review)
    await with_opinion(review, case)
    status, refused = await sends(client, path, do="object", **{f"objects__{FIRST}": "The rule is dated " + "x" * 9000})
    assert status == 200
    assert "The rule is dated" in refused
    assert (await stored(review, case)).state is CaseState.opinion
    status, refused = await sends(client, path, do="object")
    assert sentence("case-objects-to-nothing", "en") in refused
    status, _ = await sends(client, path, do="object", **{f"objects__{FIRST}": "The rule is dated 1 March"})
    assert status == 303
    await review.reads_objection(case, FIRST, text="Not yet for the institution")
    shown = await page(client, path)
    assert "Not yet for the institution" not in shown
    assert "The rule has no date" in shown
    await review.settles(case)
    assert "Not yet for the institution" in await page(client, path)


@pytest.mark.long("a result is shown, a colleague reads, and the rules in tests/flows/review")
async def test_an_objection_at_the_limit_is_taken_and_no_field_cuts_what_is_pasted(
    client: ClientSession, review: Review
) -> None:
    case, path = await handed_in(client, review)
    await with_opinion(review, case)
    lines = "\r\n".join(["x" * 99] * 10) + "y"  # as a browser sends 1,000 characters
    shown = await page(client, path)
    assert f'name="objects-{FIRST}"' in shown
    assert "maxlength" not in shown
    status, refused = await sends(client, path, do="object", **{f"objects__{FIRST}": f"{lines}z"})
    assert status == 200
    assert "1,001 characters" in refused
    status, _ = await sends(client, path, do="object", **{f"objects__{FIRST}": lines})
    assert status == 303
    found = (await stored(review, case)).objection
    assert found is not None
    assert [len(point.text) for point in found.points] == [TEXT_AT_MOST]


@pytest.mark.long("a result is shown, a colleague reads, and the rules in tests/flows/review")
async def test_every_item_can_be_answered_at_once(client: ClientSession, review: Review) -> None:
    case, path = await handed_in(client, review)
    await review.accepts(case)
    for code in STANDARD.codes:
        asked = Decision(code, DecisionKind.more_asked, None, (Reason.no_evidence,), "Please show it")
        await review.town.does(review.town.ben, case, CaseEvent.decide, asked)
    await review.town.does(review.town.ben, case, CaseEvent.ask_more)
    fields = {f"again__{code}": "on" for code in STANDARD.codes} | {f"says__{code}": "As it was" for code in STANDARD.codes}
    status, place = await sends(client, path, do="answer", share="answer", **fields)
    assert status == 303, place
    assert (await stored(review, case)).state is CaseState.in_review


async def test_what_is_asked_is_answered_from_the_self_check_as_it_is_now(client: ClientSession, review: Review) -> None:
    case, path = await handed_in(client, review)
    await review.accepts(case)
    await review.asks_more(case, FIRST)
    shown = await page(client, path)
    assert "Please show the minutes" in shown
    assert f"again-{FIRST}" in shown
    question = await page(client, f"/q/{FIRST}")
    await post(client, question, reply=offered(question, "rate", "1"))
    assert re.findall(r'name="share" value="(\w+)" checked', await page(client, path)) == ["answer"]  # it has no evidence
    status, place = await sends(client, path, do="answer", share="note", **{f"again__{FIRST}": "on"})
    assert status == 303, place
    found = await stored(review, case)
    assert found.state is CaseState.in_review
    item = found.item(FIRST)
    assert item is not None
    assert item.claimed == 1
    assert found.submission is not None
    assert found.submission.by_code[FIRST].claimed == 2


async def test_an_item_with_nothing_new_is_refused_and_words_alone_are_an_answer(client: ClientSession, review: Review) -> None:
    case, path = await handed_in(client, review)
    await review.accepts(case)
    await review.asks_more(case, FIRST)
    name = sentence(FIRST, "en")
    assert sentence("own-case-again-same", "en") in await page(client, path)
    status, refused = await sends(client, path, do="answer", share="answer", **{f"again__{FIRST}": "on", f"says__{FIRST}": " "})
    assert status == 200
    assert sentence("case-answer-unchanged", "en", item=name) in unescape(refused)
    assert (await stored(review, case)).waiting == (FIRST,)
    too_long = {f"again__{FIRST}": "on", f"says__{FIRST}": "Kept <on> paper" + "x" * 1000}
    status, refused = await sends(client, path, do="answer", share="answer", **too_long)
    assert status == 200
    assert "Kept &lt;on&gt; paper" in refused
    words = {f"again__{FIRST}": "on", f"says__{FIRST}": "Kept on paper"}
    assert (await sends(client, path, do="answer", share="answer", **words))[0] == 303
    found = await stored(review, case)
    assert (found.state, found.words_about(FIRST)) == (CaseState.in_review, "Kept on paper")
    own = await page(client, path)
    assert sentence("own-case-wrote", "en") in own
    assert "Kept on paper" in own
    # The same evidence is not handed in twice.
    assert len(found.pieces(FIRST)) == 1


async def test_a_reviewer_can_be_refused_once_and_a_case_withdrawn(client: ClientSession, review: Review) -> None:
    case, path = await handed_in(client, review)
    assert sentence("own-case-refuse-title", "en") in await page(client, f"{path}?refuse")
    assert (await sends(client, path, f"{path}?refuse", do="refuse"))[0] == 303
    assert len((await stored(review, case)).refused) == 1
    assert sentence("own-case-refuse", "en") not in await page(client, path)
    assert sentence("own-case-withdraw-title", "en") in await page(client, f"{path}?withdraw")
    assert (await sends(client, path, f"{path}?withdraw", do="withdraw"))[0] == 303
    assert sentence("own-case-withdrawn", "en") in await page(client, path)


async def test_a_colleague_reads_and_only_the_coordinator_acts(address: str, client: ClientSession, review: Review) -> None:
    case, path = await handed_in(client, review)
    async with open_browser(address) as colleague:
        await page(client, "/colleagues")
        status, place = await sends(client, "/colleagues", do="make")
        assert status == 303
        token = place.partition("link=")[2]
        assert (await sends(colleague, f"/i/{token}", post="service"))[0] == 303
        await with_opinion(review, case)
        shown = await page(colleague, path)
        assert sentence("own-case-only-reads", "en") in shown
        assert 'value="agree"' not in shown
        status, refused = await sends(colleague, path, "/colleagues", do="agree")
        assert status == 200
        assert sentence("case-only-coordinator", "en") in refused
        assert (await stored(review, case)).state is CaseState.opinion
    async with open_browser(address) as other:
        await all_answered(other, "1")
        assert not re.search(r"/cases/\d", await page(other, "/cases"))
        assert sentence("own-cases-none", "en") in await page(other, path)


async def test_an_issued_result_is_shown_and_told(client: ClientSession, review: Review) -> None:
    case, path = await handed_in(client, review)
    await with_opinion(review, case)
    await sends(client, path, do="agree")
    await page(client)
    await review.issues(case)
    assert "has issued the result" in await page(client)
    shown = await page(client, path)
    assert sentence("own-case-issued", "en") in shown
    assert "valid up to and including" in shown
    assert CaseEvent.withdraw not in shown
