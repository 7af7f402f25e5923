"""`python -m benchmarks.page`: what the page asks of a person, measured in a real browser before the real program.

    python -m benchmarks.page [--short] [--before CHECKOUT]

`--short` plays the quick run once, in one language and on one screen. `--before` plays the runs of another version as well.
Chromium has to be installed. The figures are printed as Markdown.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
from collections.abc import Sequence
from pathlib import Path

from playwright.async_api import Browser

from benchmarks.page.cards import run_in_chat
from benchmarks.page.desk_tour import desk_faults, desk_tour, result_tour
from benchmarks.page.look import GZIP_LEVEL, ONCE, Care, Look
from benchmarks.page.runs import QUICK, RUNS, Effort, Run
from benchmarks.page.server import chromium, serving, serving_a_desk
from benchmarks.page.table import efforts, faults, in_view, sizes
from benchmarks.page.tour import tour, unseen
from benchmarks.page.visits import SETTLED_MS, run_on_page
from bot.web.pages import STATIC
from bot.words.wording import Wording

LANGUAGES = ("zh", "en")
# axe-core looks at one page of each kind, on the tour.
ON_THE_WAY = Care(schemes=())
Row = tuple[str, str, str, Effort]


def main(arguments: Sequence[str] | None = None) -> None:
    """See the module."""
    parser = argparse.ArgumentParser(prog="benchmarks.page")
    parser.add_argument("--short", action="store_true", help="the quick run, in one language and on one screen")
    parser.add_argument("--before", type=Path, help="a checkout of another version, whose runs are played too")
    options = parser.parse_args(arguments)
    asyncio.run(measure(options.short, options.before and options.before.resolve()))


async def measure(is_short: bool, before: Path | None) -> None:
    """Measure and print everything."""
    languages, runs = (LANGUAGES[1:], (QUICK,)) if is_short else (LANGUAGES, RUNS)
    wording = Wording.load()
    rows: list[Row] = [
        ("Telegram", language, run.name, await run_in_chat(run, language, wording)) for language in languages for run in runs
    ]
    async with chromium() as browser:
        made, looks = await _runs(browser, Path.cwd(), languages, runs, ONCE if is_short else ON_THE_WAY)
        rows += [("page", *row) for row in made]
        if before is not None:
            made, old = await _runs(browser, before, languages, runs, ON_THE_WAY)
            rows += [("page before", *row) for row in made]
            print("Before:", in_view(old), sizes(old), *faults(old), sep="\n")
        if not is_short:
            looks += await _tours(browser, languages)
            print(*desk_faults(await _desk_tours(browser, languages)), sep="\n")
            print("Not seen:", ", ".join(sorted(unseen(looks))) or "nothing")
    print(efforts(rows), in_view(looks), sizes(looks), *faults(looks), *static_files(), sep="\n")


def static_files() -> list[str]:
    """Return the bytes of the style sheet and of the script, as sent and compressed."""
    files = [STATIC / "xingjie.css", STATIC / "xingjie.js"]
    return [
        f"{file.name}: {len(body):,} bytes, {len(gzip.compress(body, GZIP_LEVEL)):,} by gzip"
        for file in files
        for body in [file.read_bytes()]
    ]


async def _runs(
    browser: Browser, checkout: Path, languages: Sequence[str], runs: Sequence[Run], care: Care
) -> tuple[list[tuple[str, str, Effort]], list[Look]]:
    """Play runs on the page of a checkout; what each took, and what was seen on the way."""
    rows, looks = [], []
    async with serving(checkout) as address:
        for language in languages:
            for run in runs:
                effort, seen = await run_on_page(browser, address, language, run, care)
                rows.append((language, run.name, effort))
                looks += seen
    return rows, looks


async def _tours(browser: Browser, languages: Sequence[str]) -> list[Look]:
    async with serving(Path.cwd()) as address:
        return [look for language in languages for look in await tour(browser, address, language, Care(), SETTLED_MS)]


async def _desk_tours(browser: Browser, languages: Sequence[str]) -> list[Look]:
    looks: list[Look] = []
    for language in languages:
        async with serving_a_desk(Path.cwd()) as (address, invitation, _):
            looks += await desk_tour(browser, address, invitation, language)
        async with serving_a_desk(Path.cwd()) as (address, invitation, database):
            looks += await result_tour(browser, address, invitation, database, language)
    return looks


if __name__ == "__main__":
    main()
