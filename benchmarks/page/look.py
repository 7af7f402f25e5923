"""One look at a page of the browser: its length, its size, what is in the first view, and what axe-core finds."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.async_api import Page, Response

from benchmarks.page.runs import length_of
from tests.people.phone import TAP_AT_LEAST, Phone
from tests.people.phone_screens import ALL, LARGER, Screens

AXE = Path(__file__).parents[2] / "tests" / "bot" / "web" / "browser" / "axe" / "axe.min.js"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
GZIP_LEVEL = 6
WORDS = "() => document.querySelector('main').innerText"
USUAL = "() => { document.documentElement.style.fontSize = ''; }"
# How far the page runs off to the side, as it is or with everything unfolded. Then whether what answers the page is in the
# first view, null if there is nothing to answer. What answers a question are its rungs; another page, any control
# of it, except those within its sentences, in the line of what was recorded, and in the profile.
FIT = """atLeast => {
  scrollTo(0, 0);
  const root = document.documentElement, sideways = () => Math.max(0, root.scrollWidth - root.clientWidth);
  const asItIs = sideways();
  const folds = [...document.querySelectorAll("main details:not([open])")];
  const trigger = it => (it.value || "").split("|")[2];
  const shown = [...document.querySelectorAll(
      "main button, main a.button, main .rows a, main input:not([type=hidden]), main a[download]")]
    .filter(it => it.checkVisibility() && !it.matches(".inline, .recorded *"));
  const rungs = shown.filter(it => it.closest(".ladder") && trigger(it) === "rate");
  const answers = rungs.length ? rungs : shown;
  const isInView = box => box.height > 0 && box.top >= 0 && innerHeight - box.top >= Math.min(atLeast, box.height);
  const inView = answers.length ? answers.some(it => isInView(it.getBoundingClientRect())) : null;
  folds.forEach(it => { it.open = true; });
  const unfolded = sideways();
  folds.forEach(it => { it.open = false; });
  return [Math.max(asItIs, unfolded), inView];
}"""
VIOLATIONS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(it => it.id)"""
UNFOLD = "() => document.querySelectorAll('main details').forEach(it => { it.open = true; })"


@dataclass(frozen=True, slots=True)
class Fit:
    """How a page fits a screen: how far it runs off to the side, and whether an answer is in the first view.

    `is_in_view` is None if the page has nothing to answer.
    """

    size: tuple[int, int]
    percent: int
    sideways_px: int
    is_in_view: bool | None


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a page found. Sizes are bytes of HTML, as sent and compressed; `violations` is what axe-core names."""

    name: str
    language: str
    stage: str
    characters: int
    html: int
    compressed: int
    fits: tuple[Fit, ...]
    violations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Care:
    """How closely a page is looked at: on which screens, and in which schemes axe-core looks at it."""

    screens: Screens = ALL
    schemes: tuple[Literal["light", "dark"], ...] = SCHEMES


ONCE = Care(Screens(ALL.sizes[:1], ALL.percents[:1]), ())


class Looker:
    """Looks at the pages of one phone, and keeps what it found."""

    def __init__(self, visitor: Phone, language: str, care: Care) -> None:
        self.looks: list[Look] = []
        self._visitor = visitor
        self._language = language
        self._care = care
        self._shown: Response | None = None
        visitor.page.on("response", self._note)

    async def look(self, name: str) -> Look:
        """Look at the page that the phone shows now; `name` is how the figures name it."""
        page = self._visitor.page
        words, stage = str(await page.evaluate(WORDS)), await self._visitor.stage()
        assert self._shown is not None, "the phone shows no page of ours"
        html = await self._shown.body()
        fits = await self._fits(page)
        found = Look(
            name,
            self._language,
            stage,
            length_of(words),
            len(html),
            len(gzip.compress(html, GZIP_LEVEL)),
            fits,
            await self._violations(page),
        )
        self.looks.append(found)
        return found

    def _note(self, response: Response) -> None:
        """Keep the newest page that was shown, not the redirects to it."""
        if response.request.is_navigation_request() and not 300 <= response.status < 400:
            self._shown = response

    async def _fits(self, page: Page) -> tuple[Fit, ...]:
        found = []
        for width, height in self._care.screens.sizes:
            await page.set_viewport_size({"width": width, "height": height})
            for percent in self._care.screens.percents:
                await page.evaluate(LARGER, percent)
                sideways, is_in_view = await page.evaluate(FIT, TAP_AT_LEAST)
                found.append(Fit((width, height), percent, int(sideways), is_in_view))
        await page.evaluate(USUAL)
        return tuple(found)

    async def _violations(self, page: Page) -> tuple[str, ...]:
        """What axe-core finds with everything unfolded. The page's own rules forbid other scripts: it runs beside them."""
        if not self._care.schemes:
            return ()
        session = await page.context.new_cdp_session(page)
        await page.evaluate(UNFOLD)
        found: list[str] = []
        for scheme in self._care.schemes:
            await page.emulate_media(color_scheme=scheme)
            await session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
            found += [f"{scheme}: {rule}" for rule in await page.evaluate(VIOLATIONS)]
        await page.emulate_media(color_scheme="light")
        await session.detach()
        return tuple(found)
