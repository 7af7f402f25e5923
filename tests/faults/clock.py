"""A clock that jumps, for the bot's processes alone: a small library is laid under them where a C compiler is at hand."""

from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path

SOURCE = Path(__file__).with_name("clock.c")


class Clock:
    """The time of day of all processes that are started with `environment`."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock"
        self._library = folder / "clock.so"
        self._file.write_bytes(struct.pack("q", 0))
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
        with self._file.open("r+b") as file:
            file.write(struct.pack("q", seconds))
