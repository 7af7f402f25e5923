"""A change of a stored log outside the program is noticed, at the entry where it was made, on either engine."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from flows.assessment.rating import Rating
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.entries import Answered, Objection, Point
from flows.review.refusals import NotNow
from flows.review.states import CaseEvent
from flows.review.submission import Share, handed
from storage.case_chain import DELETED
from storage.review.chained_rows import Break, LogFault
from storage.review.checking import CheckedCase, checked_cases
from storage.review.issued_logs import LogOfResult, log_of_result
from storage.review.issuing import ToSeal
from storage.review_tables import CaseEntryRow
from tests.people.reviews import ANN, CONFIRMED, EVERYTHING, LOWERED, ReviewTown, supports

ASKED = Decision("s-b", DecisionKind.more_asked, None, (Reason.criterion_not_shown,), "Which meeting was that?")
WRITTEN = "We sent the list on paper"


def sealed(issue: ToSeal) -> bytes:
    """An issued file, as far as a check of the log reads it."""
    return json.dumps({"log_sha256": issue.log_sha256}).encode()


async def read(town: ReviewTown) -> int:
    """A case up to the opinion, with a finding, a question, an answer, decisions and what was written with them.

    Its entries: 1 request, 2 submit, 3 declare, 4 accept, 5 examine, 6 and 7 decide, 8 ask, 9 answer, 10 decide, 11 finish.
    """
    case = await town.handed_in()
    await town.accepted(case)
    await town.does(town.ben, case, CaseEvent.examine, supports("s-a"))
    await town.does(town.ben, case, CaseEvent.decide, ASKED)
    await town.does(town.ben, case, CaseEvent.decide, CONFIRMED)
    await town.does(town.ben, case, CaseEvent.ask_more)
    answer = Answered((handed("s-b", Rating(3), Share.note),), (Point("s-b", WRITTEN),))
    await town.says(ANN, case, CaseEvent.answer_more, answer)
    await town.does(town.ben, case, CaseEvent.decide, LOWERED)
    await town.does(town.ben, case, CaseEvent.finish_reading, EVERYTHING)
    return case


async def checked(town: ReviewTown) -> CheckedCase:
    """What a check of the only case shows."""
    async with town.database.reading() as db:
        (found,) = [each async for each in checked_cases(db)]
    return found


async def change(town: ReviewTown, *statements: str) -> None:
    """Change the database past the program."""
    async with town.database.writing() as db:
        connection = await db.connection()
        for statement in statements:
            await connection.execute(text(statement))


async def test_every_entry_has_a_hash_that_covers_the_one_before(town: ReviewTown) -> None:
    case = await read(town)
    found = await checked(town)
    assert (found.entries, found.broken) == (11, None)
    async with town.database.reading() as db:
        hashes = list(await db.exec(select(CaseEntryRow.hash).where(col(CaseEntryRow.case_id) == case)))
    assert len(set(hashes)) == 11
    assert all(len(each) == 64 for each in hashes)
    await town.says(ANN, case, CaseEvent.object, Objection((Point("s-b", WRITTEN),)))
    after = await checked(town)
    assert (after.entries, after.broken) == (12, None)
    assert after.head != found.head


REST = pytest.mark.long("ten other changes, one of each kind at least")


@pytest.mark.parametrize(
    ("statement", "entry", "fault"),
    [
        ("UPDATE review_entries SET reason = 'x' WHERE number = 3", 3, LogFault.changed),
        pytest.param("UPDATE review_entries SET person = person + 1 WHERE number = 4", 4, LogFault.changed, marks=REST),
        pytest.param("UPDATE review_entries SET used = 7 WHERE number = 10", 10, LogFault.changed, marks=REST),
        pytest.param("UPDATE review_entries SET due = '2030-01-01' WHERE number = 8", 8, LogFault.changed, marks=REST),
        pytest.param("UPDATE review_entries SET detail = replace(detail, 'seed-1', 'seed-2') WHERE number = 4", 4, LogFault.changed, marks=REST),
        ("UPDATE review_entries SET at = '2026-01-01 00:00:00' WHERE number = 11", 11, LogFault.changed),
        ("UPDATE review_decisions SET rung = 0 WHERE number = 10", 10, LogFault.changed),
        pytest.param("UPDATE review_decisions SET text = 'Well done' WHERE number = 7", 7, LogFault.changed, marks=REST),
        pytest.param("UPDATE review_decisions SET kind = 'confirmed', rung = claimed WHERE number = 10", 10, LogFault.changed, marks=REST),
        pytest.param("DELETE FROM review_decisions WHERE number = 10", 10, LogFault.changed, marks=REST),
        ("UPDATE review_findings SET finding = 'unrelated' WHERE number = 5", 5, LogFault.changed),
        pytest.param("UPDATE review_items SET level = 5 WHERE entry = 2 AND subdomain = 's-c'", 2, LogFault.changed, marks=REST),
        pytest.param("DELETE FROM review_items WHERE entry = 2 AND subdomain = 's-c'", 2, LogFault.changed, marks=REST),
        ("UPDATE review_items SET what = 'Other minutes' WHERE entry = 2 AND what <> ''", 2, LogFault.typed),
        pytest.param("UPDATE review_items SET file_sha256 = '' WHERE entry = 2", 2, LogFault.typed, marks=REST),
        ("UPDATE review_submissions SET sha256 = replace(sha256, 'a', 'b')", 2, LogFault.changed),
        pytest.param("UPDATE review_submissions SET sealed = zeroblob(1)", 2, LogFault.typed, marks=REST),
        ("UPDATE review_entries SET detail = replace(detail, 'paper', 'time') WHERE number = 9", 9, LogFault.typed),
        pytest.param("UPDATE review_entries SET salt = '' WHERE number = 9", 9, LogFault.typed, marks=REST),
        pytest.param("UPDATE review_entries SET salt = '', detail = replace(detail, 'We sent the list on paper', '–') WHERE number = 9", 9, LogFault.typed, marks=REST),
        ("UPDATE review_entries SET detail = '[{' WHERE number = 9", 9, LogFault.changed),
        pytest.param("UPDATE review_entries SET detail = '[7]' WHERE number = 4", 4, LogFault.changed, marks=REST),
        ("UPDATE review_entries SET hash = '' WHERE number = 6", 6, LogFault.unchained),
        ("DELETE FROM review_entries WHERE number = 5", 5, LogFault.changed),
        ("DELETE FROM review_entries WHERE number = 11", 10, LogFault.case),
        ("UPDATE review_cases SET state = 'ready'", 11, LogFault.case),
        pytest.param("UPDATE review_cases SET version = 12", 11, LogFault.case, marks=REST),
        pytest.param("INSERT INTO review_findings SELECT case_id, 14, subdomain, piece, finding, kinds FROM review_findings", 14, LogFault.changed, marks=REST),
    ],
)  # fmt: skip
async def test_what_was_changed_is_named(town: ReviewTown, statement: str, entry: int, fault: LogFault) -> None:
    case = await read(town)
    if "zeroblob" in statement and not await _is_sqlite(town):
        statement = statement.replace("zeroblob(1)", "'x'")
    await change(town, statement)
    assert (await checked(town)).broken == Break(case, entry, fault)


async def test_nothing_is_issued_from_a_changed_log(town: ReviewTown) -> None:
    case = await read(town)
    await town.says(ANN, case, CaseEvent.agree)
    await change(town, "UPDATE review_decisions SET rung = 0 WHERE number = 10")
    with pytest.raises(NotNow) as caught:
        await town.issued(case, sealed)
    assert (caught.value.why.key, caught.value.why.args) == ("case-log-broken", (("entry", 10),))


async def test_the_result_names_the_log_from_which_it_was_issued(town: ReviewTown) -> None:
    case = await read(town)
    await town.says(ANN, case, CaseEvent.agree)
    await town.issued(case, sealed)
    head = (await checked(town)).head
    async with town.database.reading() as db:
        assert await log_of_result(db, json.dumps({"log_sha256": head}).encode()) == (LogOfResult.whole, None)
        assert await log_of_result(db, b"{}") == (LogOfResult.unknown, None)
    # Rescinding is a later entry, and the result still names the log of its day.
    assert await town.issuing.rescind(town.ann, case, "The minutes were of another institution") is not None
    assert (await checked(town)).broken is None
    await change(town, f"UPDATE review_entries SET hash = '{'0' * 64}' WHERE number = 13")
    assert (await checked(town)).broken == Break(case, 13, LogFault.changed)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM review_results",
        "UPDATE review_results SET valid_until = '2098-01-01'",
        "UPDATE review_results SET sealed = NAME",
    ],
)
async def test_a_result_that_does_not_follow_from_the_log_is_named(town: ReviewTown, statement: str) -> None:
    case = await read(town)
    await town.says(ANN, case, CaseEvent.agree)
    await town.issued(case, sealed)
    written = json.dumps({"log_sha256": "0" * 64})
    as_bytes = f"CAST('{written}' AS BLOB)" if await _is_sqlite(town) else f"convert_to('{written}', 'UTF8')"
    await change(town, statement.replace("NAME", as_bytes.replace(":", r"\:")))
    assert (await checked(town)).broken == Break(case, 13, LogFault.result)


async def test_a_person_who_forgets_leaves_the_chain_whole_and_no_text(town: ReviewTown) -> None:
    case = await read(town)
    await town.says(ANN, case, CaseEvent.object, Objection((Point("s-b", WRITTEN),)))
    await town.sessions.forget(ANN)
    assert (await checked(town)).broken is None
    async with town.database.reading() as db:
        rows = list(await db.exec(select(CaseEntryRow).where(col(CaseEntryRow.case_id) == case)))
    assert not any(WRITTEN in row.detail or row.salt for row in rows)
    assert sum(DELETED in row.detail for row in rows) == 2
    # The case is closed as it would have been, and the chain goes on.
    assert await town.time.check() == 1
    assert (await checked(town)).broken is None
    await change(town, f"UPDATE review_entries SET detail = replace(detail, '{DELETED}', 'We agree') WHERE number = 12")
    assert (await checked(town)).broken == Break(case, 12, LogFault.typed)


async def test_who_forgets_leaves_nothing_of_a_text_that_cannot_be_read(town: ReviewTown) -> None:
    case = await read(town)
    await change(town, f"UPDATE review_entries SET detail = '[{{{WRITTEN}' WHERE number = 9")
    await town.sessions.forget(ANN)
    async with town.database.reading() as db:
        rows = list(await db.exec(select(CaseEntryRow).where(col(CaseEntryRow.case_id) == case)))
    assert not any(WRITTEN in row.detail or row.salt for row in rows)
    assert (await checked(town)).broken == Break(case, 9, LogFault.changed)


async def test_what_an_older_version_added_is_chained_by_the_next_move(town: ReviewTown) -> None:
    case = await read(town)
    await change(town, "UPDATE review_entries SET hash = '', salt = '', typed_sha256 = '' WHERE number >= 10")
    assert (await checked(town)).broken == Break(case, 10, LogFault.unchained)
    await town.says(ANN, case, CaseEvent.agree)
    found = await checked(town)
    assert (found.entries, found.broken) == (12, None)


async def _is_sqlite(town: ReviewTown) -> bool:
    async with town.database.reading() as db:
        return (await db.connection()).dialect.name == "sqlite"
