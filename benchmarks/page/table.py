"""The figures of the page as Markdown tables."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator

from benchmarks.page.look import Look
from benchmarks.page.runs import Effort
from flows.stages import Stage

BYTES_AT_MOST = 10_000


def efforts(rows: Iterable[tuple[str, str, str, Effort]]) -> str:
    """Return what each run took: face, language and name of the run, then its figures."""
    lines = [
        f"| {where} | {language} | {run} | {it.taps} | {it.shown} | {it.characters:,} |" for where, language, run, it in rows
    ]
    return _table("where | language | run | taps | pages or cards | characters", lines)


def in_view(looks: list[Look]) -> str:
    """Return the share of pages with an answer in the first view, for each screen and size of text: questions, then others."""
    questions = [look for look in looks if look.stage == Stage.asking]
    others = [look for look in looks if look.stage != Stage.asking]
    lines = []
    for at, fit in enumerate(looks[0].fits):
        width, height = fit.size
        shares = " | ".join(_share(part, at) for part in (questions, others))
        lines.append(f"| {width}×{height}, text of {fit.percent} % | {shares} |")
    return _table("screen | questions | other pages with something to answer", lines)


def sizes(looks: list[Look]) -> str:
    """Return the bytes of a page: the median, and the largest by name."""
    lines = []
    for name, found in (("HTML", [it.html for it in looks]), ("HTML, gzip", [it.compressed for it in looks])):
        most = max(range(len(looks)), key=found.__getitem__)
        lines.append(f"| {name} | {statistics.median(found):,.0f} | {found[most]:,} | {_named(looks[most])} |")
    return _table("bytes a page | median | most | which", lines)


def faults(looks: list[Look]) -> Iterator[str]:
    """Yield what misses its goal, a line each: violations, sideways scroll, answers below the first view, large pages."""
    pages = len({_named(look) for look in looks})
    yield f"{pages} pages looked at; axe-core violations: {sum(len(look.violations) for look in looks)}"
    yield from (f"- {_named(look)}: {', '.join(look.violations)}" for look in looks if look.violations)
    yield f"sideways scroll: at most {max(fit.sideways_px for look in looks for fit in look.fits)} px"
    for look in looks:
        wide = [f"{_screen(look, at)} {fit.sideways_px} px" for at, fit in enumerate(look.fits) if fit.sideways_px]
        low = [_screen(look, at) for at, fit in enumerate(look.fits) if fit.is_in_view is False]
        if wide:
            yield f"- {_named(look)} runs off to the side at {', '.join(wide)}"
        if low:
            yield f"- {_named(look)} has no answer in the first view at {', '.join(low)}"
    for look in sorted(looks, key=lambda it: -it.html):
        if look.html > BYTES_AT_MOST:
            yield f"- {_named(look)}: {look.html:,} bytes, {look.compressed:,} by gzip"


def _share(looks: list[Look], at: int) -> str:
    seen = [is_in_view for look in looks if (is_in_view := look.fits[at].is_in_view) is not None]
    return f"{sum(seen)} of {len(seen)}" if seen else "–"


def _screen(look: Look, at: int) -> str:
    width, height = look.fits[at].size
    return f"{width}×{height}/{look.fits[at].percent} %"


def _named(look: Look) -> str:
    return f"{look.name} ({look.language})"


def _table(head: str, lines: list[str]) -> str:
    return "\n".join([f"| {head} |", "|" + "---|" * (head.count("|") + 1), *lines, ""])
