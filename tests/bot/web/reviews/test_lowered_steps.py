"""A lowered claim becomes a step of the plan with the reviewer's reasons, from the issue of the result until it is rescinded."""

from __future__ import annotations

import io
from html import unescape

from aiohttp import ClientSession
from openpyxl import load_workbook
from pypdf import PdfReader

from flows.review.states import CaseState
from tests.people.issued_results import STANDARD
from tests.people.pre_screening import FIRST, Review, handed_in, lowered, sends, stored
from tests.people.shipped_words import sentence
from tests.people.visitor import html_scripts, offered, page, post

TEXT = "=HYPERLINK(1) <b>The rule</b> has no date"


async def read(client: ClientSession, path: str) -> bytes:
    async with client.get(path) as response:
        assert response.status == 200, path
        return await response.read()


async def step_of_the_lowered_claim(client: ClientSession) -> tuple[str, str]:
    """The path and the page of the step that a review has made."""
    confirmed = sentence("verified-of-step", "en", claimed=2, verified=1)
    for number in range(1, len(STANDARD.codes) + 1):
        shown = await page(client, f"/v/task.{number}")
        if confirmed in shown:
            return str(number), shown
    raise AssertionError("no step says what the review confirmed")


async def issued(client: ClientSession, review: Review) -> int:
    """A review that lowers one claim, up to the issue; its case."""
    case, path = await handed_in(client, review)
    await review.accepts(case)
    await review.decides(case, lowered(FIRST, 1, TEXT))
    await review.finishes(case)
    if (await stored(review, case)).state is CaseState.second_reading:
        await review.second_reads(case, lowered(FIRST, 1, TEXT))
    assert (await sends(client, path, do="agree"))[0] == 303
    await review.issues(case)
    goals = await page(client, "/v/goals")
    assert (await post(client, goals, reply=offered(goals, "plan", "5")))[0] == 303
    return case


async def test_the_step_says_the_reasons_until_the_result_is_rescinded(client: ClientSession, review: Review) -> None:
    case = await issued(client, review)
    number, shown = await step_of_the_lowered_claim(client)
    reason = sentence("own-reason-no_evidence", "en")
    assert reason in shown
    assert TEXT in unescape(shown)
    assert "<b>The rule" not in shown
    assert html_scripts(shown) == []
    workbook = load_workbook(io.BytesIO(await read(client, "/document/workbook")))
    cells = [str(cell.value) for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(reason in cell and TEXT in cell for cell in cells)
    report = "".join(each.extract_text() for each in PdfReader(io.BytesIO(await read(client, "/document/report"))).pages)
    assert reason in " ".join(report.replace("\u200b", "").split())
    for path in ("/calendar/plan.ics", f"/calendar/step/{number}.ics"):
        assert reason.encode() in (await read(client, path)).replace(b"\r\n ", b"")
    assert await review.town.issuing.rescind(review.town.ann, case, "The minutes were of another institution") is not None
    after = await page(client, f"/v/task.{number}")
    assert reason not in after
    assert TEXT not in unescape(after)
    assert reason.encode() not in (await read(client, "/calendar/plan.ics")).replace(b"\r\n ", b"")
