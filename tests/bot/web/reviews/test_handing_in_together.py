"""Handing in what several people answer: whose answers go, what each lets go, and what stays when people leave."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from bot.conversation.conversation import Conversation
from bot.documents.sealed.reader import decoded
from bot.documents.sealed.seal import Verdict, verify
from flows.days import day_of
from flows.review.states import CaseState
from tests.bot.web.house import forget
from tests.people.colleagues import change, invites, joins
from tests.people.handing_in_together import both_handed_in, round_sent
from tests.people.pre_screening import FIRST, SECOND, STANDARD, Review, hands_in, lowered, names_institution, sends
from tests.people.shipped_words import sentence
from tests.people.uploads import FILE_NAME, PDF
from tests.people.visitor import all_answered, begun, field, open_browser, page

RESULT, TOGETHER = "/together/result", "/together"


@pytest_asyncio.fixture
async def ben(address: str) -> AsyncIterator[ClientSession]:
    """A colleague, who names a file as evidence of the first question."""
    async with open_browser(address) as session:
        yield session


async def sealed_in(review: Review, case: int) -> bytes:
    sealed = await review.town.cases.sealed(review.town.ann, case)
    assert sealed is not None
    return sealed


async def test_while_people_answer_together_one_persons_answers_do_not_go(
    client: ClientSession, ben: ClientSession, review: Review
) -> None:
    made = await review.request()
    await all_answered(client, "3")
    await names_institution(client, made)
    await all_answered(ben, "1")
    await joins(ben, await invites(client))
    assert 'value="show"' in await page(client, f"/handin/{made.token}")
    await round_sent(client, do="begin", division="all")
    asked = await page(client, f"/handin/{made.token}")
    assert sentence("handin-lack-together", "en") in asked
    assert 'href="../together"' in asked
    shown = await page(ben, f"/handin/{made.token}")
    assert sentence("handin-lack-coordinator", "en") in shown
    # A label of a chat begins with a picture, which a screen reader would say aloud.
    assert sentence("choice-colleagues", "en") not in shown
    # A person who is alone again hands in their own.
    await change(ben, do="leave")
    assert 'value="show"' in await page(client, f"/handin/{made.token}")


async def test_the_result_is_shown_to_both_and_the_settled_answers_go(
    client: ClientSession, ben: ClientSession, review: Review
) -> None:
    made = await both_handed_in(client, ben, review)
    await round_sent(client, do="settle", item=SECOND, mark="1", reason="careful")
    for person in (client, ben):
        shown = await page(person, RESULT)
        assert "★☆☆☆☆" in shown
        assert "2 people answered. They differed on 26 items." in shown
        assert sentence("settle-why-careful", "en") in shown
        assert (sentence("choice-hand-in", "en") in shown) == (person is client)
    _, preview = await sends(client, f"/handin/{made.token}", do="show", share="note")
    assert "2 people answered. They differed on 26 items; the reasons go too; not settled: 25." in preview
    path = await hands_in(client, made)
    content = decoded(await sealed_in(review, made.case)).content
    assert {code: rating.level for code, rating in content.ratings.items()} == {**dict.fromkeys(STANDARD.codes, 1), FIRST: 3}
    together = content.together
    assert together is not None
    assert (together.people, len(together.differed), len(together.open), dict(together.votes)) == (2, 26, 25, {})
    assert next(each.reason for each in together.differed if each.code == SECOND) == "careful"
    for person in (client, ben):
        assert sentence("own-case-submitted", "en") in await page(person, path)


async def test_evidence_of_a_colleague_goes_only_if_they_lend_it_and_the_coordinator_chooses_it(
    client: ClientSession, ben: ClientSession, review: Review, conversation: Conversation
) -> None:
    made = await both_handed_in(client, ben, review)
    at = f"/handin/{made.token}"
    assert "Minutes of March" not in (await sends(client, at, do="show", share="answer"))[1]
    assert (await sends(ben, RESULT, do="lend"))[0] == 303
    assert "Minutes of March" in (await sends(client, at, do="show", share="file"))[1]
    assert (await sends(ben, RESULT, do="hold"))[0] == 303
    assert FILE_NAME not in await page(client, at)
    assert (await sends(ben, RESULT, do="lend"))[0] == 303
    await hands_in(client, made, share="file")
    evidence = decoded(await sealed_in(review, made.case)).content.ratings[FIRST].evidence
    assert evidence is not None
    assert evidence.file_sha256 == hashlib.sha256(PDF).hexdigest()
    # Ben forgets everything: what the institution handed in stays with it.
    await forget(ben)
    await review.accepts(made.case)
    file = await review.town.opening.file(review.town.ben, made.case, FIRST, 0)
    assert file is not None
    assert conversation.files is not None
    assert await conversation.files.path_of(file) is not None


@pytest.mark.long("the same rules over the storage, in tests/storage/institutions")
async def test_a_file_that_nobody_handed_in_goes_with_its_person(
    client: ClientSession, ben: ClientSession, review: Review, conversation: Conversation
) -> None:
    made = await both_handed_in(client, ben, review)
    await hands_in(client, made, share="answer")
    folder = conversation.files._folder  # type: ignore[union-attr]
    assert list(folder.iterdir())
    await forget(ben)
    assert not list(folder.iterdir())
    assert "2 people answered" in await page(client, RESULT)


@pytest.mark.long("the same rules over the storage, in tests/storage/institutions")
async def test_the_coordinator_forgets_and_the_next_one_goes_on(
    client: ClientSession, ben: ClientSession, review: Review, conversation: Conversation
) -> None:
    made = await both_handed_in(client, ben, review)
    await round_sent(client, do="settle", item=SECOND, mark="1", reason="careful")
    assert (await sends(ben, RESULT, do="lend"))[0] == 303
    path = await hands_in(client, made, share="file")
    await forget(client)
    shown = await page(ben, path)
    assert sentence("own-case-withdraw", "en") in shown
    assert sentence("settle-why-careful", "en") in await page(ben, RESULT)
    # Nobody else is left now, so everything goes that was handed in.
    await forget(ben)
    folder = conversation.files._folder  # type: ignore[union-attr]
    assert not list(folder.iterdir())
    assert await review.town.cases.sealed(review.town.ann, made.case) is None


@pytest.mark.long("the same rules over the storage, in tests/storage/institutions")
async def test_single_answers_go_with_everybodys_agreement_and_the_file_is_true(
    client: ClientSession, ben: ClientSession, review: Review
) -> None:
    made = await both_handed_in(client, ben, review)
    for person in (client, ben):
        assert (await sends(person, RESULT, do="share"))[0] == 303
    await round_sent(ben, do="show")
    await hands_in(client, made)
    sealed = await sealed_in(review, made.case)
    content = decoded(sealed).content
    assert content.together is not None
    assert [(each.level, each.who) for each in content.together.votes[SECOND]] == [(1, "Benny"), (3, "")]
    found = verify(STANDARD, sealed, day_of(content.sealed_at))
    assert found.verdict is Verdict.unknown_key


@pytest.mark.long("one person's answers that change before the seal, in test_handing_in.py")
async def test_what_changes_between_the_preview_and_the_seal_stops_it(
    client: ClientSession, ben: ClientSession, review: Review, conversation: Conversation
) -> None:
    made = await both_handed_in(client, ben, review)
    files = conversation.cases.files
    original = files.kept

    async def meanwhile(*given: object) -> object:
        assert (await sends(client, TOGETHER, do="settle", item=SECOND, mark="1", reason="careful"))[0] == 303
        return await original(*given)  # type: ignore[arg-type]

    files.kept = meanwhile  # type: ignore[method-assign, assignment]
    status, refused = await sends(client, f"/handin/{made.token}", do="give", share="note", accept="on")
    assert (status, sentence("handin-changed", "en") in refused) == (200, True)
    assert await review.town.own.requested(made.token) is not None


@pytest.mark.long("test_own_cases.py answers what is asked of one person")
async def test_more_that_is_asked_is_answered_with_the_institutions_answers(
    client: ClientSession, ben: ClientSession, review: Review
) -> None:
    made = await both_handed_in(client, ben, review)
    path = await hands_in(client, made, share="answer")
    await review.accepts(made.case)
    await review.asks_more(made.case, FIRST)
    lower = f"{RESULT}?lower={SECOND}"
    assert sentence("team-lower-title", "en") not in await page(client, lower)  # it is not settled
    lower = f"{RESULT}?lower={FIRST}"
    assert sentence("team-lower-title", "en") not in await page(ben, lower)
    form = await page(client, lower)
    data = {"token": field(form, "token"), "do": "lower", "item": FIRST, "mark": "0", "reason": ""}
    async with client.post(RESULT, data=data) as refused:
        assert sentence("settle-reason-empty", "en") in await refused.text()
    async with client.post(RESULT, data={**data, "reason": "No minutes"}) as taken:
        assert sentence("team-lowered", "en") in await taken.text()
    shown = await page(client, path)
    assert "rung 0" in shown
    data = {"token": field(shown, "token"), "language": "en", "do": "answer", f"again-{FIRST}": "on", "share": "answer"}
    async with client.post(path, data=data) as response:
        assert response.status == 200
    found = await review.town.cases.one(review.town.ben, made.case)
    assert found is not None
    assert found.case.ratings[FIRST].level == 0


@pytest.mark.long("the settled answers go and the result is shown")
async def test_what_was_reviewed_shows_on_the_institutions_result_and_on_nobodys_own(
    client: ClientSession, ben: ClientSession, review: Review
) -> None:
    made = await both_handed_in(client, ben, review)
    path = await hands_in(client, made, share="answer")
    await review.accepts(made.case)
    await review.decides(made.case, lowered(FIRST, 0))
    await review.finishes(made.case)
    found = await review.town.cases.one(review.town.ann, made.case)
    assert found is not None
    if found.case.state is CaseState.second_reading:  # one case in ten, drawn by its seed
        await review.second_reads(made.case, lowered(FIRST, 0))
    assert (await sends(client, path, do="agree"))[0] == 303
    await review.issues(made.case)
    for person in (client, ben):
        assert "Reviewed star" in await page(person, RESULT)
        assert "Reviewed star" not in await page(person, "/v/result")


@pytest.mark.long("strangers get no documents, and see and change no round")
async def test_people_of_other_institutions_and_former_ones_get_nothing(
    client: ClientSession, ben: ClientSession, address: str, review: Review
) -> None:
    made = await both_handed_in(client, ben, review)
    path = await hands_in(client, made)
    await change(client, do="hand", number="2")
    # The former coordinator reads on, and no longer acts.
    shown = await page(client, RESULT)
    assert sentence("choice-hand-in", "en") not in shown
    assert sentence("own-case-only-reads", "en") in await page(client, path)
    await change(client, do="leave")
    async with client.get(RESULT, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (303, "../colleagues")
    async with client.get(path, allow_redirects=False) as response:
        assert response.status == 303
    async with open_browser(address) as outsider:
        async with outsider.get(RESULT, allow_redirects=False) as response:
            assert response.status == 303
        await begun(outsider)
        await invites(outsider)
        assert sentence("team-result-none", "en") in await page(outsider, RESULT)
        for does in ("share", "lend", "lower", "nothing"):
            assert (await sends(outsider, RESULT, token_from="/colleagues", do=does, item=FIRST, mark="0"))[0] == 303
    assert "2 people answered" in await page(ben, RESULT)
