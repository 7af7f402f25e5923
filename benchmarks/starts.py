"""What a start costs in several versions: processor time until the page answers, and the memory at its peak until then.

    python -m benchmarks.starts CHECKOUT... [--rounds 5]

The versions take turns. Each starts over a new database, and once more over that one. Printed are the medians of the rounds,
and the ratio of each to the first checkout.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
import urllib.request
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from benchmarks.checkout import START_AT_MOST_S, bot_of
from benchmarks.measure import PEAK, cpu_s, memory_mb
from tests.ports import free_port

WAYS = ("a new database", "an existing one")


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds of processor time, and MB at the peak, of a bot and of what it has started, until its page answers."""

    processor_s: float
    memory_mb: float


def started(checkout: Path, folder: str) -> Start:
    """Start a checkout's bot over the database of a folder. Raises TimeoutError if its page does not answer in time."""
    port = free_port()
    with bot_of(checkout, folder, {"WEB_PORT": str(port)}) as process:
        until = time.monotonic() + START_AT_MOST_S
        while not _answers(port):
            if time.monotonic() > until:
                raise TimeoutError(f"{checkout} does not answer")
            time.sleep(0.02)
        return Start(cpu_s(process), sum(memory_mb(process, PEAK)))


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(prog="benchmarks.starts")
    parser.add_argument("checkouts", nargs="+", type=Path, help="the first one is what the others are compared with")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    found: dict[tuple[str, Path], list[Start]] = defaultdict(list)
    for _ in range(options.rounds):
        for checkout in (path.resolve() for path in options.checkouts):
            with tempfile.TemporaryDirectory() as folder:
                for way in WAYS:
                    found[way, checkout].append(started(checkout, folder))
    first = options.checkouts[0].resolve()
    for (way, checkout), starts in found.items():
        processor, memory = (statistics.median(values) for values in zip(*map(_figures, starts), strict=True))
        base = [statistics.median(values) for values in zip(*map(_figures, found[way, first]), strict=True)]
        print(f"{way}, {checkout}: {processor:.2f} s ({processor / base[0]:.2f}), {memory:.0f} MB ({memory / base[1]:.2f})")


def _figures(start: Start) -> tuple[float, float]:
    return start.processor_s, start.memory_mb


if __name__ == "__main__":
    main()
