"""Handing in on the page: what a link asks, what goes item by item, the statement, and who may not."""

from __future__ import annotations

import hashlib

from aiohttp import ClientSession

from bot.conversation.conversation import Conversation
from bot.documents.sealed.reader import decoded
from flows.review.submission import Share
from tests.people.pre_screening import FIRST, Review, hands_in, names_institution, sends
from tests.people.shipped_words import sentence
from tests.people.uploads import FILE_NAME, PDF, naming_evidence, send
from tests.people.visitor import all_answered, answered_rest, begun, field, offered, open_browser, page, post


async def with_evidence(client: ClientSession) -> None:
    """Answer everything on rung 1, the first question on rung 3 with a file as its evidence."""
    await send(client, await naming_evidence(client), PDF, typed="Minutes of March")
    dates = await page(client)
    await post(client, dates, reply=offered(dates, "leave"))
    await answered_rest(client)


async def test_a_link_says_who_asks_and_what_has_to_be_done_first(client: ClientSession, review: Review) -> None:
    made = await review.request("Help & Co")
    stranger = await page(client, f"/handin/{made.token}")
    assert sentence("handin-lack-begin", "en") in stranger
    assert "Help &amp; Co" in stranger
    await begun(client)
    assert sentence("handin-lack-finish", "en") in await page(client, f"/handin/{made.token}")
    await answered_rest(client)
    assert sentence("handin-lack-name", "en") in await page(client, f"/handin/{made.token}")
    status, refused = await sends(client, f"/handin/{made.token}", do="name", name="W" * 500)
    assert status == 200
    assert "W" * 300 in refused
    await names_institution(client, made, "First Help")
    ready = await page(client, f"/handin/{made.token}")
    assert "First Help" in ready
    assert 'value="show"' in ready


async def test_what_goes_is_shown_item_by_item_and_needs_the_statement(client: ClientSession, review: Review) -> None:
    made = await review.request()
    await with_evidence(client)
    await names_institution(client, made)
    _, notes = await sends(client, f"/handin/{made.token}", do="show", share="note")
    assert "Minutes of March" in notes
    assert FILE_NAME not in notes
    _, without = await sends(client, f"/handin/{made.token}", do="show", share="file", **{f"without__{FIRST}": "on"})
    assert "Minutes of March" not in without
    _, files = await sends(client, f"/handin/{made.token}", do="show", share="file")
    assert FILE_NAME in files
    assert sentence("handin-accept-box", "en") in files
    status, refused = await sends(client, f"/handin/{made.token}", do="give", share="file")
    assert status == 200
    assert sentence("handin-needs-statement", "en") in refused
    assert await review.town.own.requested(made.token) is not None


async def test_what_was_handed_in_is_sealed_and_holds_no_more_than_was_chosen(
    client: ClientSession, review: Review, conversation: Conversation
) -> None:
    made = await review.request()
    await with_evidence(client)
    await names_institution(client, made)
    path = await hands_in(client, made, share="note")
    town = review.town
    sealed = await town.cases.sealed(town.ben, made.case)
    found = await town.cases.one(town.ben, made.case)
    assert sealed is not None
    assert found is not None
    assert found.case.submission is not None
    content = decoded(sealed).content
    assert found.case.submission.sha256 == hashlib.sha256(sealed).hexdigest()
    assert content.institution == "First Help"
    evidence = content.ratings[FIRST].evidence
    assert evidence is not None
    assert (evidence.what, evidence.file_name) == ("Minutes of March", None)
    assert found.case.submission.by_code[FIRST].share is Share.note
    shown = await page(client, path)
    assert sentence("own-case-submitted", "en") in shown
    assert sentence("own-case-turn-association", "en") in shown


async def test_a_used_link_leads_its_institution_to_the_case_and_nobody_else(
    client: ClientSession, address: str, review: Review
) -> None:
    made = await review.request()
    await begun(client)
    await answered_rest(client)
    await names_institution(client, made)
    first = await page(client, f"/handin/{made.token}")
    pressed = {"token": field(first, "token"), "language": "en", "do": "give", "share": "answer", "accept": "on"}
    for done in ("?done=handed", ""):  # the button is pressed twice
        async with client.post(f"/handin/{made.token}", data=pressed, allow_redirects=False) as given:
            assert (given.status, given.headers["Location"]) == (303, f"../cases/{made.case}{done}")
    assert sentence("own-case-submitted", "en") in await page(client, f"/handin/{made.token}")
    async with open_browser(address) as stranger:
        await begun(stranger)
        async with stranger.get(f"/handin/{made.token}", allow_redirects=False) as gone:
            assert gone.status == 404
            assert sentence("handin-gone", "en") in await gone.text()


async def test_a_file_that_is_gone_is_named_and_nothing_is_handed_in(
    client: ClientSession, review: Review, conversation: Conversation
) -> None:
    made = await review.request()
    await with_evidence(client)
    await names_institution(client, made)
    folder = conversation.files._folder  # type: ignore[union-attr]
    for kept in folder.iterdir():
        kept.write_bytes(b"something else")
    status, refused = await sends(client, f"/handin/{made.token}", do="give", share="file", accept="on")
    assert status == 200
    assert sentence("handin-file-gone", "en") in refused
    assert await review.town.own.requested(made.token) is not None


async def test_a_typed_code_leads_to_the_same_page(client: ClientSession, review: Review) -> None:
    made = await review.request()
    status, place = await sends(client, "/c", code=made.code)
    assert status == 303
    assert place.startswith("handin/")
    assert sentence("handin-lack-begin", "en") in await page(client, f"/{place}")
    async with client.get(f"/handin/{made.code}") as untried:
        assert untried.status == 404


async def test_a_deciding_item_without_evidence_is_warned_of_and_can_go(client: ClientSession, review: Review) -> None:
    made = await review.request()
    await all_answered(client)
    await names_institution(client, made)
    _, shown = await sends(client, f"/handin/{made.token}", do="show", share="answer")
    assert "without evidence" in shown
    await hands_in(client, made, share="answer")


async def test_a_link_works_for_one_institution(address: str, client: ClientSession, review: Review) -> None:
    made = await review.request()
    await all_answered(client)
    await names_institution(client, made)
    async with open_browser(address) as other:
        await all_answered(other)
        await names_institution(other, made, "Second Help")
        opened = await page(other, f"/handin/{made.token}")
        assert "Second Help" in opened
        await hands_in(client, made, share="answer")
        data = {"token": field(opened, "token"), "language": "en", "do": "give", "share": "answer", "accept": "on"}
        async with other.post(f"/handin/{made.token}", data=data) as late:
            assert late.status == 404
        assert sentence("own-cases-none", "en") in await page(other, "/cases")
