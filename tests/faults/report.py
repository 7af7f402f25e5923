"""The figures of a run."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Report:
    """One round; as far as it has come while it is not `finished`: the tables are compared at its end. `lost`: acknowledged or taken and not stored; `doubled`: stored beyond what was tapped; `oddities` say which.

    `update_failures` counts updates that ended in an error of ours; people read "something went wrong". No fault explains one:
    what a fault makes impossible is refused by name. `failures` is what the logs say, line by line. `elsewhere` counts updates
    from groups and channels, which get no answer.
    """

    run: str
    engine: str
    transport: str
    processes: int
    people: int
    seed: int
    kills: int
    answers: int
    lost: int
    doubled: int
    wrong_screen: int
    late_screen: int
    faults: dict[str, int]
    telegram_faults: int
    redelivered: int
    taps: int
    used: dict[str, int]
    reminded: int
    calls: int
    documents: int
    page_answers: int
    update_failures: int
    failures: dict[str, int]
    slowest_stop_s: float
    seconds: float
    violations: int
    oddities: list[str]
    finished: bool = True
    elsewhere: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether every promise was kept."""
        broken = (self.lost, self.doubled, self.wrong_screen, self.violations, self.update_failures)
        return not (any(broken) or self.oddities)

    def __str__(self) -> str:
        return (
            f"{self.run}: {self.answers} answers, {self.kills} kills in {self.seconds:.0f} s; "
            f"lost {self.lost}, doubled {self.doubled}, wrong screen {self.wrong_screen} (seed {self.seed})"
        )


BUILD = Path("build/faults.json")
# How the figures of runs are named that have other fields than a round.
OTHERS = ("broadcast", "reviews")


def write(reports: Iterable[Report], file: Path) -> None:
    """One JSON list, one object a round; a reader never sees half of it."""
    _write([*(asdict(report) for report in reports), *(each for each in _all(file) if _is_other(each))], file)


def add_others(found: list[dict[str, Any]], file: Path) -> None:
    """Add the figures of broadcasts or reviews to those of the rounds; they take the place of the same run's."""
    names = {each["run"] for each in found}
    kept = [each for each in _all(file) if not _is_other(each) or each["run"] not in names]
    _write([*kept, *found], file)


def _write(objects: list[dict[str, Any]], file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    part.write_text(json.dumps(objects, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(file)


def _all(file: Path) -> list[dict[str, Any]]:
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else []


def _is_other(each: dict[str, Any]) -> bool:
    return str(each["run"]).startswith(OTHERS)


def read(file: Path) -> list[Report]:
    """Return the rounds that were written; none if the file is missing."""
    return [Report(**each) for each in _all(file) if not _is_other(each)]
