"""Tours of every kind of page that the desk has for cases, and for what follows a result; each person has a browser."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.async_api import Browser

from benchmarks.page.look import Care, Look, Looker
from benchmarks.page.visits import SETTLED_MS
from storage.database import Database
from tests.people.desk_case_kinds import People, every_desk_case_kind
from tests.people.desk_result_kinds import Staff, every_desk_result_kind
from tests.people.phone import phone
from tests.people.phone_screens import AT_THE_DESK

CARE = Care(AT_THE_DESK)


async def desk_tour(browser: Browser, address: str, invitation: str, language: str, care: Care = CARE) -> list[Look]:
    """Look at every kind of page in a language; `invitation` is the path that makes the first officer of an association."""
    ann, ben, institution = [await phone(browser, address, language, scripts=True) for _ in range(3)]
    lookers = {id(who): Looker(who, language, care) for who in (ann, ben)}
    pages = every_desk_case_kind(People(ann, ben, institution), invitation, SETTLED_MS)
    looks = [await lookers[id(who)].look(name) async for name, who in pages]
    for who in (ann, ben, institution):
        await who.context.close()
    return looks


async def result_tour(
    browser: Browser, address: str, invitation: str, database: Database, language: str, care: Care = CARE
) -> list[Look]:
    """Look at every kind of page that follows a result, in a language; `database` is that of the served program."""
    staff = Staff(*[await phone(browser, address, language, scripts=True) for _ in range(3)])
    people = (staff.administrator, staff.reader, staff.rater)
    lookers = {id(who): Looker(who, language, care) for who in people}
    pages = every_desk_result_kind(staff, invitation, database)
    looks = [await lookers[id(who)].look(name) async for name, who in pages]
    for who in people:
        await who.context.close()
    return looks


def desk_faults(looks: list[Look]) -> Iterator[str]:
    """Yield what is wrong with the pages of the desk, a line each: violations and sideways scroll."""
    wide = [look for look in looks if any(fit.sideways_px for fit in look.fits)]
    yield f"{len(looks)} pages of the desk looked at, {max(look.html for look in looks):,} bytes at most"
    yield f"axe-core violations: {sum(len(look.violations) for look in looks)}; pages that run off to the side: {len(wide)}"
    yield from (f"- {look.name} ({look.language}): {', '.join(look.violations)}" for look in looks if look.violations)
    yield from (f"- {look.name} ({look.language}) runs off to the side" for look in wide)
