"""A case whose reviewer is gone says that another one is being looked for: on the page, in the message, at the desk."""

from __future__ import annotations

import pytest
from aiohttp import ClientSession

from flows.review.states import CaseEvent, CaseState
from tests.people.pre_screening import FIRST, Review, handed_in, sends, stored, with_opinion
from tests.people.shipped_words import sentence
from tests.people.visitor import page


@pytest.mark.parametrize("leaves", [True, pytest.param(False, marks=pytest.mark.long("a reviewer who leaves"))])
async def test_after_a_reviewer_has_gone_another_one_is_being_looked_for(
    client: ClientSession, review: Review, leaves: bool
) -> None:
    case, path = await handed_in(client, review)
    await review.accepts(case)
    assert sentence("own-case-in_review", "en") in await page(client, path)
    if leaves:
        await review.town.does(review.town.ben, case, CaseEvent.step_back)
    else:
        assert (await sends(client, path, f"{path}?refuse", do="refuse"))[0] == 303
    shown = await page(client, path)
    looking = sentence("own-case-looking-in_review", "en")
    assert sentence("own-case-in_review", "en") not in shown
    assert looking in shown
    assert sentence("own-case-turn-association", "en") in shown
    assert looking in await page(client, "/cases")
    (line,) = await review.town.cases.lines(review.town.ann)
    assert line.lacks_reader
    # Who refused a reviewer knows it. If they step back, the institution is told once.
    told = await page(client)
    assert (looking in told) is leaves
    assert looking not in await page(client)
    await review.takes_over(case)
    shown = await page(client, path)
    assert looking not in shown
    assert sentence("own-case-in_review", "en") in shown
    (line,) = await review.town.cases.lines(review.town.ann)
    assert not line.lacks_reader


@pytest.mark.long("a reviewer who leaves before the opinion")
async def test_after_an_opinion_the_institution_is_told_that_it_no_longer_holds(client: ClientSession, review: Review) -> None:
    case, path = await handed_in(client, review)
    await with_opinion(review, case)
    assert "The preliminary opinion of" in await page(client)
    await review.town.does(review.town.ben, case, CaseEvent.step_back)
    assert (await stored(review, case)).state is CaseState.in_review
    assert sentence("own-case-looking-in_review", "en") in await page(client)
    assert sentence("own-case-looking-in_review", "en") in await page(client, path)


async def test_what_was_not_told_in_time_is_told_as_the_case_is_now(client: ClientSession, review: Review) -> None:
    case, _ = await handed_in(client, review)
    await review.accepts(case)
    await review.asks_more(case, FIRST)
    await review.town.days_pass(20)
    assert await review.town.time.check() == 1
    assert (await stored(review, case)).state is CaseState.in_review
    assert sentence("own-case-in_review", "en") in await page(client)


async def test_while_more_is_asked_the_turn_stays_with_the_institution(client: ClientSession, review: Review) -> None:
    case, path = await handed_in(client, review)
    await review.accepts(case)
    await review.asks_more(case, FIRST)
    await review.town.does(review.town.ben, case, CaseEvent.step_back)
    shown = await page(client, path)
    assert sentence("own-case-looking", "en") in shown
    assert sentence("own-case-turn-institution", "en") in shown
