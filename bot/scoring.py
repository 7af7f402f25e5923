"""`xingjie score`: answers from a file or standard input, results to standard output, all of them or none."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from bot.answers import Unreadable, ratings_of
from bot.results import result_of
from flows.assessment.rating import Ratings
from flows.standard.model import Standard

IN_MEMORY = 64 * 1024 * 1024
# Lines are read so many at a time and then worked out: taking turns at every line drives each other's code out of the caches.
BATCH = 64


def score(standard: Standard, file: str, lines: bool) -> str | None:
    """Score a file (or `-`): one JSON object, or with `lines` one in each line. Returns the fault in one line, or None.

    Results are held back until the last line is read, so that a fault in line 9,000 leaves nothing half-written.
    """
    try:
        with sys.stdin.buffer if file == "-" else open(file, "rb") as source:
            return _score_lines(standard, source) if lines else _score_one(standard, source.read())
    except OSError as error:
        return f"{file}: cannot be read: {error.strerror}"


def _score_one(standard: Standard, data: bytes) -> str | None:
    try:
        result = result_of(standard, ratings_of(standard, data), date.today())
    except Unreadable as fault:
        return f"line {_line_of(fault)}: {fault}"
    print(result.decode())
    return None


def _score_lines(standard: Standard, source: Iterable[bytes]) -> str | None:
    today = date.today()
    answers = _read_lines(standard, source)
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as results:
        try:
            while batch := list(islice(answers, BATCH)):
                results.write(b"".join([result_of(standard, ratings, today) + b"\n" for ratings in batch]))
        except Unreadable as fault:
            return str(fault)
        results.seek(0)
        shutil.copyfileobj(results, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    return None


def _read_lines(standard: Standard, source: Iterable[bytes]) -> Iterator[Ratings]:
    for number, line in enumerate(source, 1):
        if not line.strip():
            raise Unreadable(f"line {number}: is empty")
        try:
            yield ratings_of(standard, line)
        except Unreadable as fault:
            raise Unreadable(f"line {number}: {fault}") from fault


def _line_of(fault: Unreadable) -> int:
    """The line that the JSON reader stumbled over; 1 for faults of a single object's content."""
    cause = fault.__context__
    return int(getattr(cause, "lineno", 1))
