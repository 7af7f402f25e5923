"""Measures what it takes to draw evidence files: `python -m benchmarks.evidence_views`."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.evidence_views.limits import PAGES_AT_ONCE
from bot.evidence_views.viewing import drawing_command

ROUNDS = 5
PAGE = "What an institution writes in its rules. " * 60
FILES = {
    "a PDF of 10 pages": "application/pdf",
    "a photo of 12 megapixels": "image/jpeg",
    "a photo of 48 megapixels": "image/jpeg",
}


def main() -> None:
    """Print the median seconds and the most memory of the processes that draw each file."""
    with tempfile.TemporaryDirectory() as folder:
        # In another process: a process counts as its own what the one that started it had in memory.
        subprocess.run([sys.executable, "-m", "benchmarks.evidence_views", folder], check=True)  # noqa: S603 - ourselves
        for name, media_type in FILES.items():
            drawn = [_drawn(Path(folder) / name, media_type) for _ in range(ROUNDS)]
            seconds, memory = statistics.median(second for second, _ in drawn), max(kilobytes for _, kilobytes in drawn)
            print(f"{name}: {seconds:.2f} s, {memory // 1024} MB")


def make(folder: Path) -> None:
    """Make the files."""
    from tests.bot.evidence_views.files import document, photo

    for name, data in zip(FILES, (document(10, PAGE), photo(4000, 3000), photo(8000, 6000)), strict=True):
        (folder / name).write_bytes(data)


def _drawn(file: Path, media_type: str) -> tuple[float, int]:
    """Return the seconds and the kilobytes of one process."""
    began = time.perf_counter()
    process = subprocess.Popen(drawing_command(file, media_type, 1, PAGES_AT_ONCE), stdout=subprocess.PIPE)  # noqa: S603
    assert process.stdout is not None
    process.stdout.read()
    _, process.returncode, used = os.wait4(process.pid, 0)
    return time.perf_counter() - began, used.ru_maxrss


if __name__ == "__main__":
    make(Path(sys.argv[1])) if sys.argv[1:] else main()
