"""`make faults`: rounds over each way of running until the goals are reached, then broadcasts and reviews; ends with 1 if a promise was broken.

The figures are in build/faults.json, one object a round, also of those that are not over. A call that was cut short is
taken up by the next one: what is in the file counts towards the goals, unless --fresh begins a new file.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from tests.faults import broadcast
from tests.faults.report import BUILD, Report, read, write
from tests.faults.reviews import engines
from tests.faults.run import Plan
from tests.faults.ways import PEOPLE, WAYS, one_round
from tests.postgres import place

KILLS, ANSWERS = 1_000, 300_000
# A round ends after these answers and its share of the kills, or after these minutes.
ROUND_ANSWERS, ROUND_MINUTES = 20_000, 20.0
# How many people a broadcast goes to, and how many processes are killed meanwhile.
BROADCAST, SHORT_BROADCAST = (2_000, 20), (300, 5)
# How many institutions hand in one case after another, and how often their server is killed meanwhile.
REVIEWS, SHORT_REVIEWS = (8, 40), (4, 6)
LOOK_S = 2.0
TELL_S = 60.0
# The number of rounds that may end by an error of their own before the run stops.
BROKEN_AT_MOST = 3


def main() -> int:
    """Make the rounds. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--minutes", type=float, help="all rounds together take about so long; without it, until the goals")
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--answers", type=int, default=ANSWERS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int, default=PEOPLE, help="so many in each round: in a short one, fewer get further")
    parser.add_argument("--only", default="", help="only ways whose name holds this")
    parser.add_argument("--kinds", default="", help="only these kinds of faults, by commas")
    parser.add_argument("--workers", type=int, default=2, help="so many rounds at the same time")
    parser.add_argument("--fresh", action="store_true", help="begin a new build/faults.json")
    parser.add_argument("--round", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    kinds = tuple(filter(None, wanted.kinds.split(",")))
    sized = [replace(way, people=wanted.people, kinds=kinds, born=not kinds or "born" in kinds) for way in WAYS]
    ways = [way for way in sized if wanted.only in way.name]
    if wanted.round is not None:
        return _round(wanted, ways[0])
    code = Series(wanted, ways).run()
    if wanted.only or kinds:
        return code
    people, kills = SHORT_BROADCAST if wanted.minutes else BROADCAST
    broadcasts_are_clean = asyncio.run(broadcast.measured(people, kills))
    institutions, deaths = SHORT_REVIEWS if wanted.minutes else REVIEWS
    reviews_are_clean = asyncio.run(engines.measured(institutions, deaths, seed=0))
    return code if broadcasts_are_clean and reviews_are_clean else 1


@dataclass
class Worker:
    """A round in a process of its own, which writes its figures into `file`."""

    way: str
    file: Path
    process: subprocess.Popen[bytes]

    @property
    def report(self) -> Report | None:
        """Its figures so far."""
        return next(iter(read(self.file)), None)


class Series:
    """Rounds one after another, some at a time, and their common file."""

    def __init__(self, wanted: argparse.Namespace, ways: list[Plan]) -> None:
        self._wanted = wanted
        self._ways = ways
        self._over = [] if wanted.fresh else [report for report in read(BUILD) if report.finished]
        self._new = 0
        self._working: list[Worker] = []
        self._broken = 0
        self._ends = time.monotonic() + 60 * wanted.minutes if wanted.minutes else None

    def run(self) -> int:
        """Until the goals, the end of the time, or too many rounds that broke. Returns the exit code."""
        told = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            while self._working or self._goes_on():
                while len(self._working) < self._wanted.workers and self._goes_on():
                    self._begin(Path(folder))
                time.sleep(LOOK_S)
                self._gather()
                if time.monotonic() > told + TELL_S:
                    told = time.monotonic()
                    self._tell()
        self._tell()
        reports = self._over
        enough = self._ends is not None or self._reached(reports)
        return 0 if enough and not self._broken and all(report.is_clean for report in reports) else 1

    def _reports(self) -> list[Report]:
        return self._over + [report for worker in self._working if (report := worker.report)]

    def _goes_on(self) -> bool:
        if self._broken >= BROKEN_AT_MOST:
            return False
        if self._ends is not None:
            return bool(self._new < max(len(self._ways), self._wanted.workers))
        return not self._reached(self._over, _round_answers(self._wanted) * len(self._working))

    def _reached(self, reports: list[Report], coming: int = 0) -> bool:
        """Return whether these rounds, answers and kills are enough."""
        kills_coming = coming * self._wanted.kills // max(1, self._wanted.answers)
        kills, answers = sum(each.kills for each in reports), sum(each.answers for each in reports)
        return bool(kills + kills_coming >= self._wanted.kills and answers + coming >= self._wanted.answers)

    def _begin(self, folder: Path) -> None:
        """Begin a round of the way that has run least."""
        counted = {way.name: 0 for way in self._ways}
        for report in self._reports():
            counted[report.run] = counted.get(report.run, 0) + max(1, report.answers)
        for worker in self._working:
            counted[worker.way] += _round_answers(self._wanted)
        way = min(self._ways, key=lambda way: counted[way.name])
        self._new += 1
        seed = 1000 * self._wanted.seed + len(self._over) + len(self._working) + self._broken
        file = folder / f"{self._new}.json"
        command = [sys.executable, "-m", "tests.faults", "--round", str(file), "--only", way.name, "--seed", str(seed)]
        command += ["--people", str(self._wanted.people), "--kinds", self._wanted.kinds]
        command += ["--kills", str(self._wanted.kills), "--answers", str(self._wanted.answers)]
        if self._wanted.minutes:
            at_once = -(-len(self._ways) // self._wanted.workers)
            command += ["--minutes", str(self._wanted.minutes / at_once)]
        self._working.append(Worker(way.name, file, subprocess.Popen(command)))

    def _gather(self) -> None:
        """Take the figures of what is over, and write all that there are."""
        for worker in [worker for worker in self._working if worker.process.poll() is not None]:
            self._working.remove(worker)
            report = worker.report
            if report is None or not report.finished:
                self._broken += 1
                print(f"{worker.way}: the round ended by an error of its own ({worker.process.returncode})", flush=True)
            if report is not None:
                self._over.append(report)
                failures = (f"{count} × {line}" for line, count in report.failures.items())
                print(report, *failures, *report.oddities[:20], sep="\n", flush=True)
        write(self._reports(), BUILD)

    def _tell(self) -> None:
        reports = self._reports()
        kills, answers = sum(report.kills for report in reports), sum(report.answers for report in reports)
        wrong = sum(not report.is_clean for report in reports)
        rounds = f"{len(self._over)} rounds over, {len(self._working)} under way, {wrong} with a finding"
        print(f"In all: {kills} kills, {answers} answers; {rounds}; {BUILD}", flush=True)


def _round_answers(wanted: argparse.Namespace) -> int:
    """Return the answers of one round, so that each way gets at least one round."""
    return min(ROUND_ANSWERS, max(1, int(wanted.answers) // len(WAYS)))


def _round(wanted: argparse.Namespace, way: Plan) -> int:
    """One round, its figures into a file of its own."""
    sized = replace(way, seed=wanted.seed, seconds=60 * (wanted.minutes or ROUND_MINUTES))
    if not wanted.minutes:
        answers = _round_answers(wanted)
        sized = replace(sized, kills=-(-wanted.kills * answers // wanted.answers), answers=answers)
    with tempfile.TemporaryDirectory(dir=place()) as folder:
        report = one_round(sized, Path(folder), lambda report: write([report], wanted.round))
    write([report], wanted.round)
    return 0


if __name__ == "__main__":
    sys.exit(main())
