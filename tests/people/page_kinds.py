"""Leads a phone through every kind of page, from the welcome to the page that is not there."""

from __future__ import annotations

from collections.abc import AsyncIterator

from flows.stages import Stage
from flows.standard.loader import shipped
from flows.views import View
from tests.people.page_run import always, answer_all
from tests.people.phone import Phone

STANDARD = shipped()
CODES = STANDARD.codes
LONG_NAME = "W" * 60 + " " + "名称" * 60
# Pages that no screen makes: their own names here.
EDITION, MESSAGE, PICTURE, OPENED, JOIN, CHECK = "edition", "message", "picture", "opened", "join", "check"
TEAM, TEAM_ASKED, JOIN_TEAM = "team", "team_asked", "join_team"
TOGETHER, ASSIGNING, RESULTS = "together", "together_assign", "results"
TEAM_RESULT, LOWERING, TEAM_PLAN, TEAM_STEP = "team_result", "team_lower", "team_plan", "team_step"
# Those of a request and of a case need reviewers: see tests/bot/web/browser/test_reviews_on_a_phone.py.
HAND_IN, CASES = "handin_how", "cases"
# A step's form asks on the page who does it, and why it is dropped. Nothing is sent to a page: nothing asks about messages, or
# about cards.
ABOUT_MESSAGES = frozenset({Stage.reminding, View.reminder, View.reminders, View.zones, View.rich_cards, View.rich_sample})
FOR_OTHER_FACES = ABOUT_MESSAGES | {Stage.assigning, Stage.assigning_team, Stage.dropping_team}
# Views that look like a stage or like another view, and what a page shows in place.
LIKE_OTHERS = frozenset({View.begin, View.question, View.recorded, View.review_after, View.explain, View.unsure})
KINDS = (
    frozenset(
        {
            *Stage,
            *View,
            EDITION,
            MESSAGE,
            PICTURE,
            OPENED,
            JOIN,
            CHECK,
            TEAM,
            TEAM_ASKED,
            JOIN_TEAM,
            TOGETHER,
            ASSIGNING,
            TEAM_RESULT,
            LOWERING,
            TEAM_PLAN,
            TEAM_STEP,
            HAND_IN,
            CASES,
            RESULTS,
        }
    )
    - FOR_OTHER_FACES
    - LIKE_OTHERS
)


async def every_kind(visitor: Phone, other: Phone) -> AsyncIterator[str]:
    """Yield the name of each kind of page as `visitor` shows it; some come more than once. `other` is one more browser."""
    yield await _at(visitor, "")
    async for name in _checked_file(visitor):
        yield name
    for name in ("help", "privacy", "about", "language"):
        yield await _at(visitor, f"command?name={name}")
    await visitor.open()
    for part in (_begun, _evidence, _run, _result, _plan, _checked_again):
        async for name in part(visitor):
            yield name
    for both in (_elsewhere, _colleagues):
        async for name in both(visitor, other):
            yield name
    yield await _at(visitor, "results")
    for path in ("help", "privacy", "about", "language", "standard", "restart", "forget"):
        yield await _at(visitor, f"command?name={path}")
    for path in (f"v/read.{STANDARD.domains[0].code}", f"v/read.{CODES[0]}", "standard", "nowhere"):
        yield await _at(visitor, path)


async def _at(visitor: Phone, path: str) -> str:
    await visitor.open(path)
    return await visitor.stage()


async def _tapped(visitor: Phone, trigger: str, value: str = "") -> str:
    await visitor.tap(trigger, value)
    return await visitor.stage()


async def _checked_file(visitor: Phone) -> AsyncIterator[str]:
    """The public page that checks a sealed file: its form, without a file, and with one that cannot be checked."""
    yield await _at(visitor, "check")
    await _submit(visitor, "form.fields button")
    yield await visitor.stage()
    await visitor.page.set_input_files("#file", {"name": "center.json", "mimeType": "application/json", "buffer": b"x"})
    await _submit(visitor, "form.fields button")
    yield await visitor.stage()


async def _submit(visitor: Phone, button: str) -> None:
    async with visitor.page.expect_navigation():
        await visitor.page.locator(button).first.click()


async def _begun(visitor: Phone) -> AsyncIterator[str]:
    yield await _tapped(visitor, "consent")
    yield await _tapped(visitor, "begin", "full")
    yield await _at(visitor, "command?name=result")
    yield await _at(visitor, f"v/{View.points}.0.3")
    await visitor.open()
    yield await _tapped(visitor, "excuse")
    await visitor.send("")
    yield await visitor.stage()
    await visitor.tap("cancel")
    yield await _tapped(visitor, "pause")
    await visitor.tap("resume")
    yield await _tapped(visitor, "rate", "3")


async def _evidence(visitor: Phone) -> AsyncIterator[str]:
    yield await _at(visitor, f"v/{View.lacking_evidence}.0")
    await visitor.open()
    yield await _tapped(visitor, "evidence", CODES[0])
    for words in ("", LONG_NAME):  # refused, then taken
        await visitor.page.fill("#typed", words)
        await _submit(visitor, "button.does-attach")
        yield await visitor.stage()
    yield await _at(visitor, f"v/{View.shows}.0")
    for number in range(len(STANDARD.subdomain(CODES[0]).criteria_of(3))):
        await visitor.page.locator(f"input[name=box-shows-{number}]").uncheck()
    await _submit(visitor, "button[form=fill]")
    yield await visitor.stage()  # no box is checked, so it says so
    await visitor.open()
    await _submit(visitor, "button[form=fill]")
    yield await visitor.stage()  # both fields are empty, so it says so
    await visitor.page.fill("#field-last_used", "2026-01-15")
    await _submit(visitor, "button[form=fill]")
    yield await visitor.stage()


async def _run(visitor: Phone) -> AsyncIterator[str]:
    yield await _tapped(visitor, "review")
    for path in (f"v/answers.{STANDARD.domains[0].code}", "v/answer.0"):
        yield await _at(visitor, path)
    await visitor.open()
    await visitor.tap("close")
    yield await visitor.stage()
    for at_most in (len(STANDARD.domains[0].subdomains) - 1, len(CODES) + len(STANDARD.domains)):
        await answer_all(visitor, always("1"), at_most)
        yield await visitor.stage()


async def _result(visitor: Phone) -> AsyncIterator[str]:
    yield await _tapped(visitor, "call")
    await visitor.send(LONG_NAME)
    yield await visitor.stage()
    views = ("result", "steps.0", f"step.{CODES[1]}", "goals", "files", "more", "history")
    for path in (*(f"v/{view}" for view in views), "picture", "v/plan", "handin", "cases"):
        yield await _at(visitor, path)


async def _plan(visitor: Phone) -> AsyncIterator[str]:
    await visitor.open("v/goals")
    yield await _tapped(visitor, "plan", "5")
    for path in ("task.1", "if.0.0", "if.0.3", "met.1.0", "done.1"):
        yield await _at(visitor, f"v/{path}")
    await visitor.open("v/task.1")
    yield await _tapped(visitor, "state", "1.doing")
    await visitor.open("v/task.1")
    yield await _tapped(visitor, "drop", "1")
    for words in ("", "W" * 150):
        await visitor.send(words)
        yield await visitor.stage()
    await visitor.open()
    await visitor.tap("leave")


async def _checked_again(visitor: Phone) -> AsyncIterator[str]:
    for run in range(2):
        yield await _at(visitor, "v/recheck")
        await visitor.tap("recheck")
        mark = str(run + 1)
        # The first domain; the pages of the other ones are alike.
        while (stage := await visitor.stage()) in (Stage.confirming, Stage.asking, Stage.checkpoint):
            yield stage
            if stage == Stage.checkpoint:
                break
            await visitor.tap(*(("rate", mark) if stage == Stage.asking else ("confirm",)))
        await answer_all(visitor, always(mark))
        yield await visitor.stage()
    for path in ("history", "compare.1", "changed.1.2"):
        yield await _at(visitor, f"v/{path}")
    await visitor.open("v/restart")
    yield await _tapped(visitor, "restart")
    await visitor.tap("begin", "quick")
    await answer_all(visitor, always("1"))
    yield await visitor.stage()


async def _elsewhere(visitor: Phone, other: Phone) -> AsyncIterator[str]:
    yield await _at(visitor, "v/elsewhere")
    await _submit(visitor, "input[value=make] ~ button")
    yield await visitor.stage()
    link = await visitor.page.locator("input.address").input_value()
    await other.begin("full")
    await other.tap("rate", "3")
    own, visitor.page = visitor.page, other.page
    await visitor.page.goto(link)
    yield OPENED
    await _submit(visitor, "main form button")
    yield JOIN
    visitor.page = own


async def _colleagues(visitor: Phone, other: Phone) -> AsyncIterator[str]:
    """The people of an institution with long names: made, joined by another browser, and asked about."""
    yield await _at(visitor, "colleagues")
    await _submit(visitor, "input[value=make] ~ button")
    yield await visitor.stage()
    link = await visitor.page.locator("input.address").first.input_value()
    mine, visitor.page = visitor.page, other.page
    await visitor.page.goto(link)
    yield await visitor.stage()
    for nickname in ("W" * 31, "W" * 20 + "名称" * 5):  # refused, then taken
        await visitor.page.fill("#nickname", nickname)
        await _submit(visitor, "main form button")
        yield await visitor.stage()
    visitor.page = mine
    for path in ("colleagues", "colleagues?leave", "colleagues?hand", "colleagues?remove"):
        yield await _at(visitor, path)
    yield await _at(visitor, "together")
    await _submit(visitor, "input[value=all] ~ button")
    yield await visitor.stage()
    yield await _at(visitor, f"together?assign={STANDARD.domains[0].code}")
    for person, mark in ((visitor, "1"), (other, "4")):
        await person.open("together")
        if await person.page.locator("input[value=answer] ~ button").count():
            await _submit(person, "input[value=answer] ~ button")
            await answer_all(person, always(mark))
            await person.open("together")
        while await person.page.locator("input[value=hand-in] ~ button").count():
            await _submit(person, "input[value=hand-in] ~ button")
        visitor.page = person.page
        yield await visitor.stage()
    visitor.page = mine
    yield await _at(visitor, "together")
    await _submit(visitor, "input[value=settle] ~ button")
    yield await visitor.stage()  # it needs a reason
    await visitor.page.locator("input[name=reason]").first.fill("W" * 100 + "理由" * 50)
    await _submit(visitor, "input[value=settle] ~ button")
    yield await _at(visitor, "together/result")
    lower = await visitor.page.locator("a[href*='lower=']").first.get_attribute("href")
    yield await _at(visitor, (lower or "").replace("../", ""))
    await _submit(visitor, "main form button")
    yield await visitor.stage()  # it needs a reason
    yield await _at(visitor, "together/plan")
    await _submit(visitor, "button[name=star][value='5']")
    yield await visitor.stage()
    yield await _at(visitor, "together/plan?step=1")
    await visitor.page.fill("#person", "W" * 61)
    await _submit(visitor, "main form button")
    yield await visitor.stage()  # the name is too long
