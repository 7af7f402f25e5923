"""`xingjie score`: answers from a file or standard input, results to standard output, all of them or none."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from bot.answers import Unreadable, ratings_of, result_of
from flows.standard.model import Standard

IN_MEMORY = 64 * 1024 * 1024


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
        result = result_of(standard, ratings_of(standard, _decoded(data)), date.today())
    except Unreadable as fault:
        return f"line {_line_of(fault)}: {fault}"
    print(result)
    return None


def _score_lines(standard: Standard, source: Iterable[bytes]) -> str | None:
    today = date.today()
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as results:
        for number, line in enumerate(source, 1):
            if not line.strip():
                return f"line {number}: is empty"
            try:
                result = result_of(standard, ratings_of(standard, _decoded(line)), today)
            except Unreadable as fault:
                return f"line {number}: {fault}"
            results.write(result.encode())
            results.write(b"\n")
        results.seek(0)
        _copy(results, sys.stdout.buffer)
    return None


def _copy(source: Iterable[bytes], target: BinaryIO) -> None:
    target.writelines(source)
    target.flush()


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"is not UTF-8 text: byte {error.start + 1}") from error


def _line_of(fault: Unreadable) -> int:
    """The line that the JSON reader stumbled over; 1 for faults of a single object's content."""
    cause = fault.__context__
    return int(getattr(cause, "lineno", 1))
