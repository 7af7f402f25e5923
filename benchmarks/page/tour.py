"""A tour of every kind of page: each stage and each view that the page can show, looked at once in a language."""

from __future__ import annotations

from playwright.async_api import Browser

from benchmarks.page.look import Care, Look, Looker
from flows.stages import Stage
from flows.standard.loader import shipped
from flows.views import View
from tests.people.phone import Phone, phone

STANDARD = shipped()
CODE, DOMAIN = STANDARD.codes[1], STANDARD.domains[0].code
# Pages that a stranger can open.
STRANGERS = (
    "v/about",
    "v/privacy",
    "v/help",
    "v/language",
    "v/read",
    f"v/read.{DOMAIN}",
    f"v/read.{CODE}",
    "standard",
    "check",
    "nowhere",
)
# What a person has at their result.
RESULTS = (
    "v/result", "picture", "v/files", "v/more", "v/steps.0", "v/goals", "v/plan", "v/recheck", "v/history",
    "v/restart", "v/forget", "handin", "cases",
    "v/evidence.0", "v/elsewhere", "v/begin.quick", "v/help", "v/privacy",
)  # fmt: skip
# What no page leads to: what only a chat asks or can do, and views that a page shows as the page of a stage.
NOT_OF_A_PAGE = frozenset(
    {
        Stage.reminding, View.reminder, View.reminders, View.zones, View.rich_cards, View.rich_sample,
        Stage.assigning, Stage.assigning_team, Stage.dropping_team,  # fields of a step's form
        View.question, View.recorded, View.review_after,  # shown as asking, asking and reviewing
    }
)  # fmt: skip
# More than a run has of questions and checkpoints.
STEPS_AT_MOST = 60


class Tour:
    """One phone on its way through everything."""

    def __init__(self, visitor: Phone, language: str, care: Care, settled_ms: int) -> None:
        self._visitor = visitor
        self._looker = Looker(visitor, language, care)
        self._settled_ms = settled_ms
        # The way to the answers of the first phone, once it has made one.
        self._link = ""
        # The way into their institution.
        self._team_link = ""

    async def go(self) -> list[Look]:
        """Look at every kind of page; what was found."""
        await self._as_a_stranger()
        await self._at_the_first_questions()
        await self._to_the_result("full")
        await self._at_the_result()
        await self._at_the_plan()
        await self._at_a_second_check()
        return self._looker.looks

    async def go_from_elsewhere(self, first: Tour) -> list[Look]:
        """Begin on another phone and open the link of the first: two places have answers, and the page asks which to keep."""
        await self._visitor.begin("quick")
        await self._do("rate", "1")
        await self._visitor.open(first._link)
        await self._visitor.page.locator("button.does-consent").click()
        await self._visitor.page.locator("button[name=keep]").first.wait_for()
        await self._look("which answers to keep")
        await self._open(first._team_link)
        await self._visitor.page.locator("button.does-consent").click()
        await self._look("the colleagues")
        return self._looker.looks

    async def _as_a_stranger(self) -> None:
        await self._open("")
        for path in STRANGERS:
            await self._open(path)
        await self._visitor.open()
        await self._visitor.page.locator(".menu summary").click()
        await self._look("the open menu")
        await self._visitor.open()
        await self._tap("consent")

    async def _at_the_first_questions(self) -> None:
        await self._do("begin", "full")
        await self._look("a first question")
        await self._tap("excuse")
        await self._visitor.send("")
        await self._look("a reason that was refused")
        await self._do("cancel")
        await self._do("rate", "3")
        await self._look("a question below what was recorded")
        await self._tap("evidence", STANDARD.codes[0])
        await self._visitor.send("A rule of 2025")
        await self._look("dates of evidence")
        await self._open(f"v/{View.shows}.0")
        await self._visitor.open()
        await self._tap("leave")
        await self._open("v/explain")
        await self._open(f"v/{View.unsure}")
        await self._open(f"v/{View.points}.1.3")
        await self._open(f"q/{STANDARD.codes[0]}")
        await self._visitor.open()
        await self._tap("review")
        for path in ("v/answer.0", f"v/answers.{DOMAIN}", f"?changed={STANDARD.codes[0]}"):
            await self._open(path)
        await self._visitor.open()
        await self._tap("pause")
        await self._do("resume")

    async def _to_the_result(self, run: str) -> None:
        """Answer what is left of a run; its other pages are looked at once."""
        seen = {str(Stage.asking)}
        for _ in range(STEPS_AT_MOST):
            stage = await self._visitor.stage()
            if stage not in seen:
                await self._look(f"{stage} of a {run} run")
                seen.add(stage)
            if stage == Stage.finished:
                return
            if stage == Stage.asking:
                await self._do("rate", "3")
            else:
                await self._do({Stage.checkpoint: "go_on", Stage.deciding: "verdict"}[Stage(stage)])
        raise LookupError(f"the {run} run has no end")

    async def _at_the_result(self) -> None:
        for path in RESULTS:
            await self._open(path)
        await self._visitor.open("v/steps.0")
        first = next(
            value for trigger, value in await self._visitor.buttons() if trigger == "open" and value.startswith("step.")
        )
        await self._open(f"v/{first}")
        await self._open("v/elsewhere")
        await self._visitor.page.locator("button.does-consent").click()
        await self._look("a link that was made")
        link = await self._visitor.page.locator("input.address").first.input_value()
        self._link = link[link.index("/r/") + 1 :]
        await self._open(self._link)
        await self._visitor.open()
        await self._tap("call")
        await self._visitor.send("Yunhe Service Centre")
        await self._open("colleagues")
        await self._visitor.page.locator("button.does-consent").click()
        await self._look("a link for colleagues")
        team = await self._visitor.page.locator("input.address").first.input_value()
        self._team_link = team[team.index("/i/") + 1 :]
        for path in ("colleagues?leave", "together", "together/result", "together/plan", "results"):
            await self._open(path)

    async def _at_the_plan(self) -> None:
        await self._visitor.open()
        await self._tap("plan", "4")
        for path in ("v/if.0.0", "v/if.0.1", "v/met.1.0", "v/task.1", "v/done.1"):
            await self._open(path)
        await self._tap("state", "1.doing")
        await self._tap("drop", "1")
        await self._do("cancel")
        await self._do("to_plan")
        await self._do("leave")

    async def _at_a_second_check(self) -> None:
        await self._visitor.open("v/recheck")
        await self._tap("recheck")
        await self._do("walk")
        await self._look("a question of a re-check")
        while await self._visitor.stage() != Stage.confirming:
            await self._do("rate", "4")
        while await self._visitor.stage() == Stage.confirming:
            await self._do("confirm")
        await self._look("the result of a re-check")
        for path in ("v/history", "v/changed.1.2", "v/compare.1"):
            await self._open(path)
        await self._visitor.open("v/restart")
        await self._do("restart")
        await self._do("begin", "quick")
        await self._to_the_result("quick")

    async def _do(self, trigger: str, value: str = "") -> None:
        """Tap, after the page was shown for long enough."""
        await self._visitor.page.wait_for_timeout(self._settled_ms)
        await self._visitor.tap(trigger, value)

    async def _open(self, path: str) -> None:
        await self._visitor.open(path)
        await self._look(path or "the first page")

    async def _tap(self, trigger: str, value: str = "") -> None:
        await self._do(trigger, value)
        await self._look(f"after {trigger}")

    async def _look(self, name: str) -> None:
        stage = await self._visitor.stage()
        await self._looker.look(f"{stage}: {name}" if stage != name else name)


async def tour(browser: Browser, address: str, language: str, care: Care, settled_ms: int) -> list[Look]:
    """Look at every kind of page in a language; a question is answered when it was shown for `settled_ms`."""
    visitor = await phone(browser, address, language, scripts=True)
    first = Tour(visitor, language, care, settled_ms)
    looks = await first.go()
    await visitor.context.close()
    other = await phone(browser, address, language, scripts=True)
    looks += await Tour(other, language, care, settled_ms).go_from_elsewhere(first)
    await other.context.close()
    return looks


def unseen(looks: list[Look]) -> set[str]:
    """Return the stages and views that a page can show and that the tour has left out."""
    return {str(name) for name in (*Stage, *View)} - {str(name) for name in NOT_OF_A_PAGE} - {look.stage for look in looks}
