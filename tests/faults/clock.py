"""A clock that jumps and a disk that refuses, for the bot's processes alone.

A small library is laid under them (`interposed.c`) where a C compiler is at hand.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import time
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.interview.session import TIMEZONE

SOURCE = Path(__file__).with_name("interposed.c")
HOME = ZoneInfo(TIMEZONE)


class Clock:
    """The time of day of all processes that are started with `environment`."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock"
        self._library = folder / "clock.so"
        self._leaps = [(0.0, 0)]
        self._file.write_bytes(struct.pack("qq", 0, 0))
        compiler = shutil.which("cc")
        self.can_jump = compiler is not None
        if compiler:
            command = [compiler, "-shared", "-fPIC", "-O2", "-o", str(self._library), str(SOURCE)]
            subprocess.run(command, check=True)

    @property
    def environment(self) -> dict[str, str]:
        """What a process must be started with."""
        return {"LD_PRELOAD": str(self._library), "CLOCK_FILE": str(self._file)} if self.can_jump else {}

    def jump(self, seconds: int) -> None:
        """Set the clock `seconds` off the true time, at once, also for processes that run."""
        self._leaps.append((time.time(), seconds))
        self._write(0, seconds)

    def refuse_writes(self, error: int) -> None:
        """Let every write to a file fail with this errno from now on; 0: let it succeed."""
        self._write(8, error)

    def _write(self, place: int, value: int) -> None:
        with self._file.open("r+b") as file:
            file.seek(place)
            file.write(struct.pack("q", value))

    def hours(self, since: float) -> frozenset[datetime]:
        """The hours, by UTC, that it may have shown from a moment (true, in seconds of the epoch) until now."""
        found: set[datetime] = set()
        until = time.time()
        for begun, seconds in reversed(self._leaps):
            found |= {_hour(moment + seconds) for moment in (max(begun, since), until)}
            if begun <= since:
                break
            until = begun
        return frozenset(found)

    @property
    def widest_jump(self) -> timedelta:
        """The largest difference between two times of day that it has shown at the same moment of true time."""
        shifts = [seconds for _, seconds in self._leaps]
        return timedelta(seconds=max(shifts) - min(shifts))

    def until(self, days: int, hour: int) -> int:
        """Return the seconds from now until that hour of the day at home, `days` days later."""
        now = datetime.now(HOME)
        return round((now.replace(hour=hour, minute=0) + timedelta(days=days) - now).total_seconds())


def days_of(hours: Iterable[datetime], timezone: str) -> frozenset[date]:
    """The days that they lie in, in a time zone (an IANA name) that is whole hours from UTC."""
    return frozenset(hour.astimezone(ZoneInfo(timezone)).date() for hour in hours)


def _hour(moment: float) -> datetime:
    return datetime.fromtimestamp(moment, UTC).replace(minute=0, second=0, microsecond=0)
