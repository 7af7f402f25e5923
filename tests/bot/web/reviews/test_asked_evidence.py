"""A reviewer asks for more about an answer below rung 3: its evidence is added on the page, and the item handed in again."""

from __future__ import annotations

from aiohttp import ClientSession

from flows.review.states import CaseState
from flows.review.submission import Share
from tests.people.pre_screening import FIRST, STANDARD, Review, handed_in, hands_in, names_institution, sends, stored
from tests.people.shipped_words import sentence
from tests.people.visitor import field, offered, page, post, replies, seen

PLACE = STANDARD.codes.index(FIRST)


async def test_evidence_at_rung_2_is_added_from_the_case_and_handed_in_again(client: ClientSession, review: Review) -> None:
    case, path = await handed_in(client, review)
    await review.accepts(case)
    await review.asks_more(case, FIRST)
    assert f'href="../a/{PLACE}"' in await page(client, path)
    answer = await page(client, f"/a/{PLACE}")
    assert sentence("answer-evidence-optional", "en") in answer
    await post(client, answer, reply=offered(answer, "evidence", FIRST))
    naming = await page(client)
    await post(client, naming, typed="Minutes of March", turn=field(naming, "turn"))
    dating = await page(client)
    after = await seen(client, dating, reply=offered(dating, "date", "1"))
    assert f'href="cases/{case}"' in after
    assert sentence("choice-to-asked-item", "en") in after
    again = {f"again__{FIRST}": "on"}
    status, place = await sends(client, path, do="answer", share="note", **again)
    assert (status, place) == (303, f"..{path}?done=answer")
    found = await stored(review, case)
    assert found.state is CaseState.in_review
    (item,) = found.answered
    assert (item.subdomain, item.share, item.claimed) == (FIRST, Share.note, 2)
    assert item.rating.evidence is not None
    assert item.rating.evidence.what == "Minutes of March"


async def test_a_changed_answer_leads_back_to_the_case_and_another_does_not(client: ClientSession, review: Review) -> None:
    case, path = await handed_in(client, review)
    await review.accepts(case)
    await review.asks_more(case, FIRST)
    other = await page(client, f"/q/{STANDARD.codes[1]}")
    assert f"cases/{case}" not in await seen(client, other, reply=offered(other, "rate", "1"))
    question = await page(client, f"/q/{FIRST}")
    after = await seen(client, question, reply=offered(question, "rate", "1"))
    assert sentence("notice-asked-item", "en", item=sentence(FIRST, "en")) in after
    assert f'href="cases/{case}"' in after
    await sends(client, path, do="answer", share="answer", **{f"again__{FIRST}": "on"})
    question = await page(client, f"/q/{FIRST}")
    assert f"cases/{case}" not in await seen(client, question, reply=offered(question, "rate", "2"))


async def test_after_a_quick_run_the_way_back_is_there_too(client: ClientSession, review: Review) -> None:
    made = await review.request()
    welcome = await page(client)
    await post(client, welcome, reply=offered(welcome, "consent"))
    choosing = await page(client)
    await post(client, choosing, reply=offered(choosing, "begin", "quick"))
    await _answered_quickly(client)
    await names_institution(client, made)
    path = await hands_in(client, made, share="answer")
    await review.accepts(made.case)
    code = (await stored(review, made.case)).items[0].subdomain
    await review.asks_more(made.case, code)
    question = await page(client, f"/q/{code}")
    after = await seen(client, question, reply=offered(question, "rate", "3"))
    assert f"cases/{made.case}" in after
    assert (await page(client, path)).count(f'name="again-{code}"') == 1


async def _answered_quickly(client: ClientSession) -> None:
    """Answer a quick run with rung 2 until its result is there."""
    steps = {"rate": "2", "go_on": "", "verdict": ""}
    while step := _next(html := await page(client), steps):
        await post(client, html, reply=offered(html, step, steps[step]))


def _next(html: str, steps: dict[str, str]) -> str:
    found = {reply.trigger for _, reply in replies(html)}
    return next((step for step in steps if step in found), "")
