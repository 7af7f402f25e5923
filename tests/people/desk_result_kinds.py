"""Leads an administrator and two reviewers through the pages of what follows a result: its name, a second rating, the figures."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from sqlmodel import select

from flows.review.names import NameDoubt
from flows.review.states import CaseEvent
from flows.standard.loader import shipped
from storage.association_tables import AssociationRow
from storage.database import Database
from storage.review.check_pages import CheckPages
from storage.review.name_reports import NameReports
from tests.people.desk_case_kinds import invited, joins
from tests.people.desk_cases import FEW, ONCE
from tests.people.desk_screen import LONG, press
from tests.people.desk_visitor import COOKIE
from tests.people.phone import Phone
from tests.people.pre_screening import Review
from tests.people.rated_twice import a_quarter_passes, draw, ratings
from tests.people.review_releases import review_release, store_reviews
from tests.people.reviews import ANN, ReviewTown

CASES, FIGURES = "desk/cases", "desk/review-figures"
# The pages, by the names that they have here.
RESULT_KINDS = frozenset(
    {
        "no hours",
        "nothing rated twice",
        "no figures of reviews",
        "reported name",
        "page taken down without a reason",
        "page that was taken down",
        "confirmed name",
        "cases with a rating",
        "rating to be declared",
        "rating",
        "item to be rated",
        "item rated without a reason",
        "rating to be finished",
        "both ratings",
        "agreement of all",
        "hours",
        "hours out of range",
        "figures of reviews",
        "file of figures without the box",
    }
)


@dataclass(frozen=True, slots=True)
class Staff:
    """The browsers of three officers; nobody has opened a page yet."""

    administrator: Phone
    reader: Phone
    rater: Phone


async def every_desk_result_kind(staff: Staff, invitation: str, database: Database) -> AsyncIterator[tuple[str, Phone]]:
    """Yield the name of each kind of page and who shows it.

    `invitation` is the path that makes the first officer. `database` is that of the served program, which another process opens:
    a result is issued in it, a quarter passes, and releases are stored.
    """
    ann, ben, cat = staff.administrator, staff.reader, staff.rater
    await joins(ann, invitation, "Ann")
    await joins(ben, await invited(ann), "Ben")
    for who, place, name in (
        (ann, f"{CASES}/hours", "no hours"),
        (ann, f"{CASES}/agreement", "nothing rated twice"),
        (ann, FIGURES, "no figures of reviews"),
    ):
        yield await _at(who, place, name)
    case = await _issued(database, ann, ben)
    async for shown in _name(ann, database, case):
        yield shown
    await joins(cat, await invited(ann), "Cat " + "W" * 40)
    await a_quarter_passes(database)
    assert await draw(database, shipped().edition) == 1
    number = (await ratings(database))[-1].id
    async for shown in _rated(cat, number):
        yield shown
    yield await _at(ann, f"{CASES}/agreement", "agreement of all")
    yield await _at(ben, f"{CASES}/hours", "hours")
    await ben.page.locator(f"details:has(#hours-{case})").evaluate("it => { it.open = true; }")
    await ben.page.fill(f"#minutes-{case}", "75")
    await press(ben.page, "/hours")
    yield "hours out of range", ben
    async for shown in _figures(ann, database):
        yield shown


async def _at(who: Phone, path: str, name: str) -> tuple[str, Phone]:
    await who.open(path)
    return name, who


async def _session(who: Phone) -> str:
    """The secret of an officer's session, as their browser keeps it."""
    cookies = await who.context.cookies()
    return next(str(each.get("value")) for each in cookies if each.get("name") == COOKIE)


async def _issued(database: Database, administrator: Phone, reader: Phone) -> int:
    """Let a reader read a case, and the administrator issue its result; the number of the case."""
    town = ReviewTown(database, shipped().edition)
    town.ann, town.ben = await _session(administrator), await _session(reader)
    await town.rules.change(town.ann, ONCE)
    case, review = await town.handed_in(ANN, LONG, answers=FEW), Review(town)
    await review.accepts(case)
    await review.decides(case)
    await review.finishes(case)
    await town.says(ANN, case, CaseEvent.agree)
    await review.issues(case)
    return case


async def _name(administrator: Phone, database: Database, case: int) -> AsyncIterator[tuple[str, Phone]]:
    """A name that somebody reported: the page is taken down and allowed again, and the name is confirmed."""
    pages = CheckPages(database)
    assert await pages.publish(ANN, case, may_be_indexed=False)
    (own,) = await pages.of(ANN)
    assert await NameReports(database).report(own.check_number, NameDoubt.not_us, "W" * 200) is not None
    place = f"{CASES}/{case}/name"
    yield await _at(administrator, place, "reported name")
    page = administrator.page
    for reason, name in (("", "page taken down without a reason"), ("W" * 100 + "理由" * 50, "page that was taken down")):
        await page.locator("details:has(#down-reason)").evaluate("it => { it.open = true; }")
        await page.fill("#down-reason", reason)
        await page.locator('form[action$="/down"] [name=sure]').check()
        await press(page, "/down")
        yield name, administrator
    await press(page, "/back")
    await page.locator('form[action$="/confirm"] [name=sure]').check()
    await press(page, "/confirm")
    yield "confirmed name", administrator


async def _rated(rater: Phone, number: int) -> AsyncIterator[tuple[str, Phone]]:
    """A second rating from the list of cases to both ratings beside each other."""
    page, place = rater.page, f"{CASES}/ratings/{number}"
    yield await _at(rater, CASES, "cases with a rating")
    yield await _at(rater, place, "rating to be declared")
    await press(page, "/declare")
    yield "rating", rater
    async with page.expect_navigation():
        await page.locator("main a.button.primary").click()
    yield "item to be rated", rater
    await _sends(rater, "lowered")
    yield "item rated without a reason", rater
    await page.fill("#text", LONG)
    await page.locator('input[name="reason-no_evidence"]').check()
    await _sends(rater, "lowered")
    while await page.locator(".verdicts").count():
        await _sends(rater, "confirmed")
    yield "rating to be finished", rater
    await press(page, "/finish")
    yield "both ratings", rater


async def _sends(who: Phone, act: str) -> None:
    async with who.page.expect_navigation():
        await who.page.locator(f"button[value={act}]").click()


async def _figures(administrator: Phone, database: Database) -> AsyncIterator[tuple[str, Phone]]:
    """Two releases about reviews, and a file that was asked for without the box."""
    async with database.reading() as db:
        association = (await db.exec(select(AssociationRow.name))).one()
    await store_reviews(database, review_release(60), review_release(300, number=2), association=association)
    yield await _at(administrator, FIGURES, "figures of reviews")
    await press(administrator.page, "/file")
    yield "file of figures without the box", administrator
