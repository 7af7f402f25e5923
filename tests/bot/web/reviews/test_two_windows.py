"""Two windows of one institution: what an older page sends is never taken for an answer to something newer, and is kept."""

from __future__ import annotations

from html import unescape

import pytest
from aiohttp import ClientSession

from flows.review.deciding import TEXT_AT_MOST
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.states import CaseEvent, CaseState
from tests.people.desk_cases import ONCE
from tests.people.pre_screening import FIRST, STANDARD, Review, handed_in, lowered, stored, with_opinion
from tests.people.shipped_words import sentence
from tests.people.visitor import field, page

# A character of Chinese takes nine bytes in a form, and a rarer one twelve.
# The second one takes four bytes.
LONGEST = (pytest.param("星", marks=pytest.mark.long("the same with a longer character")), "𠮷")


async def sent(client: ClientSession, path: str, shown: str, **fields: str) -> tuple[int, str]:
    """Send a form of a page that was opened before; the status, and the page or where it leads."""
    data = {name: field(shown, name) for name in ("token", "language", "drawn")}
    data |= {name.replace("__", "-"): value for name, value in fields.items()}
    async with client.post(path, data=data, allow_redirects=False) as response:
        return response.status, response.headers.get("Location") or await response.text()


@pytest.mark.long("an old page answers no newer opinion")
async def test_a_second_objection_is_kept_beside_the_one_that_was_sent(client: ClientSession, review: Review) -> None:
    case, path = await handed_in(client, review)
    await with_opinion(review, case)
    first, second = await page(client, path), await page(client, path)
    assert (await sent(client, path, first, do="object", **{f"objects__{FIRST}": "It <is> dated"}))[0] == 303
    status, refused = await sent(client, path, second, do="object", **{f"objects__{FIRST}": "It <was> signed"})
    assert status == 200
    assert sentence("own-case-kept", "en") in refused
    assert "It &lt;was&gt; signed" in refused.partition('role="alert"')[2]
    assert sentence("own-case-wrote", "en") in unescape(refused)
    assert "It &lt;is&gt; dated" in refused
    found = (await stored(review, case)).objection
    assert found is not None
    assert [each.text for each in found.points] == ["It <is> dated"]


async def test_an_old_page_answers_no_newer_opinion(client: ClientSession, review: Review) -> None:
    await review.town.rules.change(review.town.ann, ONCE)
    case, path = await handed_in(client, review)
    await with_opinion(review, case)
    old, town = await page(client, path), review.town
    await town.does(town.ben, case, CaseEvent.step_back)
    await review.takes_over(case)
    for code in STANDARD.codes:
        await town.does(town.cat, case, CaseEvent.decide, lowered(code, 0, "Nothing at all"))
    await review.finishes(case, town.cat)
    assert (await stored(review, case)).state is CaseState.opinion
    for does in ("agree", "object"):
        status, refused = await sent(client, path, old, do=does, **{f"objects__{FIRST}": "It is dated"})
        assert status == 200
        assert sentence("case-overtaken", "en") in refused
        assert "Nothing at all" in refused
    assert ">It is dated</textarea>" in refused
    assert (await stored(review, case)).state is CaseState.opinion
    assert (await sent(client, path, refused, do="agree"))[0] == 303


async def test_another_reviewer_is_asked_for_in_place_of_the_one_that_the_page_shows(
    client: ClientSession, review: Review
) -> None:
    case, path = await handed_in(client, review)
    old, town = await page(client, f"{path}?refuse"), review.town
    await town.does(town.ben, case, CaseEvent.step_back)
    await review.takes_over(case)
    status, refused = await sent(client, path, old, do="refuse")
    assert (status, sentence("case-overtaken", "en") in refused) == (200, True)
    assert (await stored(review, case)).refused == ()
    assert (await sent(client, path, await page(client, f"{path}?refuse"), do="refuse"))[0] == 303


@pytest.mark.parametrize("character", LONGEST)
async def test_an_objection_to_every_item_fits_at_its_limit(client: ClientSession, review: Review, character: str) -> None:
    case, path = await handed_in(client, review)
    await review.accepts(case)
    fallen = [lowered(code, 1) for code in STANDARD.codes]
    await review.decides(case, *fallen)
    await review.finishes(case)
    if (await stored(review, case)).state is CaseState.second_reading:
        await review.second_reads(case, *fallen)
    shown = await page(client, path)
    assert sentence("own-case-text-most", "en", most=TEXT_AT_MOST) in shown
    texts = {f"objects__{code}": character * TEXT_AT_MOST for code in STANDARD.codes}
    # One text that is too long is given back with all the others.
    too_long = {f"objects__{FIRST}": character * (2 * TEXT_AT_MOST)}
    status, refused = await sent(client, path, shown, do="object", **(texts | too_long))
    assert (status, refused.count(character * TEXT_AT_MOST)) == (200, len(STANDARD.codes) + 1)
    status, place = await sent(client, path, shown, do="object", **texts)
    assert status == 303, place
    found = (await stored(review, case)).objection
    assert found is not None
    assert [len(each.text) for each in found.points] == [TEXT_AT_MOST] * len(STANDARD.codes)


@pytest.mark.parametrize("character", LONGEST)
async def test_an_answer_about_every_item_fits_at_its_limit(client: ClientSession, review: Review, character: str) -> None:
    case, path = await handed_in(client, review)
    await review.accepts(case)
    for code in STANDARD.codes:
        asked = Decision(code, DecisionKind.more_asked, None, (Reason.no_evidence,), "Please show it")
        await review.town.does(review.town.ben, case, CaseEvent.decide, asked)
    await review.town.does(review.town.ben, case, CaseEvent.ask_more)
    shown = await page(client, path)
    assert sentence("own-case-text-most", "en", most=TEXT_AT_MOST) in shown
    fields = {f"again__{code}": "on" for code in STANDARD.codes}
    fields |= {f"says__{code}": character * TEXT_AT_MOST for code in STANDARD.codes}
    too_long = {f"says__{FIRST}": character * (2 * TEXT_AT_MOST)}
    status, refused = await sent(client, path, shown, do="answer", share="answer", **(fields | too_long))
    assert (status, refused.count(character * TEXT_AT_MOST)) == (200, len(STANDARD.codes) + 1)
    status, place = await sent(client, path, shown, do="answer", share="answer", **fields)
    assert status == 303, place
    assert [len(each.text) for each in (await stored(review, case)).words] == [TEXT_AT_MOST] * len(STANDARD.codes)
