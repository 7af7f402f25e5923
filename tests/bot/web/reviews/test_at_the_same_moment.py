"""Two people at the same moment: two institutions with one link, and a hand-in while a file of it is deleted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.attachments.stored_files import EvidenceFiles
from bot.conversation.conversation import Conversation
from flows.review.states import CaseEvent, CaseState
from storage.respondents.attachments import hold_files
from storage.review_tables import CaseEntryRow, CaseItemRow, CaseRow, SubmissionRow
from tests.bot.web.house import forget
from tests.people.colleagues import invites, joins
from tests.people.pre_screening import FIRST, STANDARD, Review, names_institution, sends, stored
from tests.people.shipped_words import sentence
from tests.people.uploads import FILE_NAME, PDF, evidence, files, naming_evidence, send
from tests.people.visitor import all_answered, answered_rest, field, offered, open_browser, page, post

RESULT, TOGETHER = "/together/result", "/together"
# A hand-in that has to wait has not ended by then; one that has not, has.
WAITS_S = 0.5


@pytest_asyncio.fixture
async def ben(address: str) -> AsyncIterator[ClientSession]:
    """Another person."""
    async with open_browser(address) as session:
        yield session


async def with_file(client: ClientSession, content: bytes = PDF) -> None:
    """Answer everything, the first question with a file as its evidence."""
    await send(client, await naming_evidence(client), content, typed="Minutes of March")
    dates = await page(client)
    await post(client, dates, reply=offered(dates, "leave"))
    await answered_rest(client)


async def gives(client: ClientSession, path: str, html: str) -> tuple[int, str]:
    """Press the last button of a page that was opened before."""
    data = {"token": field(html, "token"), "language": "en", "do": "give", "share": "file", "accept": "on"}
    async with client.post(path, data=data, allow_redirects=False) as response:
        return response.status, response.headers.get("Location") or await response.text()


def all_checked_first(conversation: Conversation, people: int) -> None:
    """Let nobody's hand-in go to the database before all of these people have checked their files."""
    handed, together = conversation.cases.files, asyncio.Barrier(people)
    really = handed.kept

    async def kept(*given: object) -> object:
        done = await really(*given)  # type: ignore[arg-type]
        await together.wait()
        return done

    handed.kept = kept  # type: ignore[method-assign, assignment]


async def test_of_two_institutions_with_one_link_one_gets_the_case_and_the_other_loses_nothing(
    client: ClientSession, ben: ClientSession, review: Review, conversation: Conversation
) -> None:
    made, people = await review.request(), {"First Help": client, "Second Help": ben}
    for name, person in people.items():
        await with_file(person, PDF + name.encode())
        await names_institution(person, made, name)
    path = f"/handin/{made.token}"
    opened = [await page(person, path) for person in people.values()]
    before = [await evidence(person) for person in people.values()]
    all_checked_first(conversation, 2)
    answers = await asyncio.gather(*(gives(person, path, html) for person, html in zip(people.values(), opened, strict=True)))
    assert sorted(status for status, _ in answers) == [200, 303]
    winner, loser = sorted(range(2), key=lambda number: answers[number][0], reverse=True)
    said, late = answers[loser][1], list(people.values())[loser]
    assert sentence("case-link-used", "en") in said
    case = await stored(review, made.case)
    assert case.state is CaseState.submitted
    row = next(line for line in await review.town.cases.lines(review.town.ann) if line.id == made.case)
    assert row.institution == list(people)[winner]
    # The other has its answers and files as before, no case, and can hand in by another link.
    assert [await evidence(person) for person in people.values()] == before
    assert conversation.files is not None
    assert len(files(conversation.files._folder)) == 2
    assert sentence("own-cases-none", "en") in await page(late, "/cases")
    async with review.town.database.reading() as db:
        assert len(list(await db.exec(select(SubmissionRow)))) == 1
        assert {item.case_id for item in await db.exec(select(CaseItemRow))} == {made.case}
        submitted = select(CaseEntryRow).where(col(CaseEntryRow.event) == CaseEvent.submit)
        assert len(list(await db.exec(submitted))) == 1
        assert [each.institution for each in await db.exec(select(CaseRow))] == [list(people)[winner]]
    del conversation.cases.files.kept
    again = await review.request()
    _, shown = await sends(late, f"/handin/{again.token}", do="show", share="file")
    assert FILE_NAME in shown
    assert (await sends(late, f"/handin/{again.token}", do="give", share="file", accept="on"))[0] == 303


async def lent(client: ClientSession, ben: ClientSession, review: Review) -> str:
    """An institution of two whose answers are ready to go, with a file that Ben lends; the path of a request."""
    made = await review.request()
    await all_answered(client, "3")
    await names_institution(client, made)
    await with_file(ben)
    await joins(ben, await invites(client), nickname="Benny")
    assert (await sends(client, TOGETHER, do="begin", division="all"))[0] == 303
    for person in (client, ben):
        for domain in STANDARD.domains:
            assert (await sends(person, TOGETHER, do="hand-in", domain=domain.code))[0] == 303
    assert (await sends(ben, RESULT, do="lend"))[0] == 303
    return f"/handin/{made.token}"


async def file_handed_in(review: Review, conversation: Conversation) -> bool:
    """Whether a case has the file of the first question, and that file can be opened."""
    assert conversation.files is not None
    async with review.town.database.reading() as db:
        row = (await db.exec(select(CaseRow))).one()
    if row.state == CaseState.requested:
        return False
    await review.accepts(row.id)
    file = await review.town.opening.file(review.town.ben, row.id, FIRST, 0)
    assert file is not None
    assert await conversation.files.path_of(file) is not None
    return True


@pytest.mark.long("the order of locks in tests/storage/institutions, and two institutions with one link")
async def test_a_hand_in_while_a_colleague_forgets_waits_and_hands_in_no_deleted_file(
    client: ClientSession, ben: ClientSession, review: Review, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = await lent(client, ben, review)
    opened = await page(client, path)
    loop, deletes, forgetting = asyncio.get_running_loop(), asyncio.Event(), list[asyncio.Task[tuple[int, str]]]()
    really_kept, really_deleted = conversation.cases.files.kept, EvidenceFiles._delete_all

    async def kept(*chosen: object) -> object:
        """Find the file of Ben, who then begins to forget."""
        done = await really_kept(*chosen)  # type: ignore[arg-type]
        forgetting.append(asyncio.create_task(forget(ben)))
        await deletes.wait()
        return done

    def delete_all(self: EvidenceFiles, names: list[str]) -> None:
        """Delete the file after the hand-in had all the time that it needs, if it does not wait."""
        loop.call_soon_threadsafe(deletes.set)
        asyncio.run_coroutine_threadsafe(asyncio.wait([giving], timeout=WAITS_S), loop).result()
        really_deleted(self, names)

    monkeypatch.setattr(conversation.cases.files, "kept", kept)
    monkeypatch.setattr(EvidenceFiles, "_delete_all", delete_all)
    giving = asyncio.create_task(gives(client, path, opened))
    status, said = await giving
    assert (status, sentence("handin-changed", "en") in said) == (200, True)
    assert (await forgetting[0])[0] == 200
    assert not await file_handed_in(review, conversation)


@pytest.mark.long("the order of locks in tests/storage/institutions, and two institutions with one link")
async def test_a_file_that_is_handed_in_stays_though_its_person_forgets_meanwhile(
    client: ClientSession, ben: ClientSession, review: Review, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = await lent(client, ben, review)
    opened = await page(client, path)
    meanwhile: list[asyncio.Task[tuple[int, str]]] = []

    async def held(db: AsyncSession, places: frozenset[str]) -> bool:
        """Hold the files, and let Ben act before the hand-in is committed."""
        named = await hold_files(db, places)
        meanwhile.append(asyncio.create_task(forget(ben)))
        await asyncio.wait(meanwhile, timeout=WAITS_S)
        return named

    monkeypatch.setattr("storage.review.institution_cases.hold_files", held)
    status, said = await gives(client, path, opened)
    assert status == 303, said
    await meanwhile[0]
    assert await file_handed_in(review, conversation)
