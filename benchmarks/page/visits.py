"""The runs on the page, tapped by a phone: every page on the way is looked at once."""

from __future__ import annotations

from playwright.async_api import Browser

from benchmarks.page.look import Care, Look, Looker
from benchmarks.page.runs import END, Effort, Run
from tests.people.phone import phone

# A little longer than a question must have been on screen before its answer counts.
SETTLED_MS = 450


async def run_on_page(browser: Browser, address: str, language: str, run: Run, care: Care) -> tuple[Effort, list[Look]]:
    """Play a run from the welcome to the result; what it took, and what every page on the way looked like."""
    visitor = await phone(browser, address, language, scripts=True)
    looker = Looker(visitor, language, care)
    await visitor.open()
    while True:
        taps = len(looker.looks)
        look = await looker.look(f"{run.name} run, page {taps + 1}")
        if look.stage == END:
            await visitor.context.close()
            return Effort(taps, taps + 1, sum(look.characters for look in looker.looks)), looker.looks
        trigger, value = run.next_tap(await visitor.buttons())
        await visitor.page.wait_for_timeout(SETTLED_MS)
        await visitor.tap(trigger, value)
