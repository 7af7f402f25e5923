"""Leads an administrator, a reviewer and an institution through every kind of page that the desk has for cases."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import typst

from flows.standard.loader import shipped
from tests.people.desk_screen import LONG, press
from tests.people.page_run import always, answer_all
from tests.people.phone import Phone

FIRST, SECOND = shipped().codes[:2]
ITEM, OTHER = f"items/{FIRST}", f"items/{SECOND}"
# The pages, by the names that they have here. An officer has a page before and after what can be done on it.
KINDS = frozenset(
    {
        "no cases",
        "new case",
        "new case without a name",
        "link that was made",
        "asked",
        "handed in, to be assigned",
        "cases",
        "cases of one turn",
        "to be declared",
        "tie that was declared",
        "to be accepted",
        "refused without a reason",
        "being read",
        "item",
        "pictures of a file",
        "item without evidence",
        "lowered without a reason",
        "item after another",
        "log",
        "rules",
        "rules out of range",
        "rules for reading",
    }
)


@dataclass(frozen=True, slots=True)
class People:
    """The browsers of three people; nobody has opened a page yet."""

    administrator: Phone
    reviewer: Phone
    institution: Phone


async def every_desk_case_kind(people: People, invitation: str, settled_ms: int = 0) -> AsyncIterator[tuple[str, Phone]]:
    """Yield the name of each kind of page and who shows it. `invitation` is the path that makes the first officer.

    A question is answered when it was shown for `settled_ms`.
    """
    ann, ben = people.administrator, people.reviewer
    await joins(ann, invitation, "Ann")
    await joins(ben, await invited(ann), "Ben " + "W" * 40)
    yield await _at(ann, "desk/cases", "no cases")
    yield await _at(ben, "desk/cases/new", "new case")
    await press(ben.page, "cases/new")
    yield "new case without a name", ben
    await ben.page.fill("#label", LONG[:60])
    await press(ben.page, "cases/new")
    yield "link that was made", ben
    shown = await ben.page.content()
    token, number = re.search(r"/handin/([\w-]{22})", shown), re.search(r"desk/cases/(\d{5,})", shown)
    assert token is not None
    assert number is not None
    case = f"desk/cases/{number[1]}"
    yield await _at(ben, case, "asked")
    await _hands_in(people.institution, token[1], settled_ms)
    yield await _at(ann, case, "handed in, to be assigned")
    yield await _at(ben, "desk/cases", "cases")
    yield await _at(ben, "desk/cases?turn=institution", "cases of one turn")
    for part in (_accepting, _reading):
        async for shown_page in part(ben, case):
            yield shown_page
    yield await _at(ben, f"{case}/log", "log")
    yield await _at(ben, "desk/cases/rules", "rules for reading")
    yield await _at(ann, "desk/cases/rules", "rules")
    await ann.page.fill("#accept_days", "0")
    await press(ann.page, "cases/rules")
    yield "rules out of range", ann


async def _at(who: Phone, path: str, name: str) -> tuple[str, Phone]:
    await who.open(path)
    return name, who


async def joins(who: Phone, invitation: str, name: str) -> None:
    """Use an invitation; `invitation` is its path."""
    await who.open(invitation.lstrip("/"))
    await who.page.fill("#name", name)
    async with who.page.expect_navigation():
        await who.page.locator("main button.primary").click()


async def invited(administrator: Phone) -> str:
    """Invite a reviewer; the path of the link."""
    await administrator.open("desk/officers")
    form = administrator.page.locator('form[action$="/invite"]')
    await form.locator("select[name=role]").select_option("reviewer")
    await form.locator("[name=sure]").check()
    await press(administrator.page, "/invite")
    link = await administrator.page.locator("input.address").input_value()
    return link[link.index("/desk/") :]


async def _hands_in(institution: Phone, token: str, settled_ms: int) -> None:
    """Answer everything with a file as evidence for the first item, and hand all of it in."""
    page = institution.page
    await institution.begin("full")
    for tapped in (("rate", "3"), ("evidence", FIRST)):
        await page.wait_for_timeout(settled_ms)
        await institution.tap(*tapped)
    await page.fill("#typed", LONG)
    await page.set_input_files(
        "#file", {"name": f"{LONG[:40]}.pdf", "mimeType": "application/pdf", "buffer": typst.compile(b"= Minutes of March")}
    )
    await _sends(institution, "button.does-attach")
    await institution.tap("leave")
    await answer_all(institution, always("3"))
    await institution.open(f"handin/{token}")
    await page.fill("#name", LONG)
    await _sends(institution, "button[value=name]")
    await page.locator("input[name=share]").last.check()
    for button in ("show", "give"):
        if button == "give":
            await page.check("input[name=accept]")
        await _sends(institution, f"button[value={button}]")


async def _sends(who: Phone, button: str) -> None:
    async with who.page.expect_navigation():
        await who.page.locator(button).first.click()


async def _accepting(reviewer: Phone, case: str) -> AsyncIterator[tuple[str, Phone]]:
    """Whether anything ties the reviewer to the institution, and whether the case is accepted."""
    yield await _at(reviewer, case, "to be declared")
    await reviewer.page.locator('form[action$="/declare"] input[type=checkbox]').first.check()
    await press(reviewer.page, "/declare")
    yield "tie that was declared", reviewer
    await reviewer.open(case)
    await press(reviewer.page, "/declare")
    yield await _at(reviewer, case, "to be accepted")
    await reviewer.page.locator("details:has(#refuse-reason)").evaluate("it => { it.open = true; }")
    await press(reviewer.page, "/refuse")
    yield "refused without a reason", reviewer
    await reviewer.open(case)
    await press(reviewer.page, "/accept")
    yield await _at(reviewer, case, "being read")


async def _reading(reviewer: Phone, case: str) -> AsyncIterator[tuple[str, Phone]]:
    """The items: with a file and without, a decision that lacks something, and one that was recorded."""
    yield await _at(reviewer, f"{case}/{ITEM}", "item")
    yield await _at(reviewer, f"{case}/{ITEM}/pieces/0/pages", "pictures of a file")
    yield await _at(reviewer, f"{case}/{OTHER}", "item without evidence")
    await _sends(reviewer, "button[value=lowered]")
    yield "lowered without a reason", reviewer
    await reviewer.open(f"{case}/{ITEM}")
    await reviewer.page.fill("#text", LONG)
    await _sends(reviewer, "button[value=confirmed]")
    yield "item after another", reviewer
