"""Scores answers from a file or standard input (`xingjie score`). It prints all results or none."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import islice
from typing import IO, TYPE_CHECKING

from bot.commands.output import OutputFailed, put, put_file
from bot.score.fields import Unreadable
from bot.score.result_json import result_of
from bot.score.strict_reader import Answers, answers_of
from flows.dialogue import Phrase, phrase
from flows.standard.model import Standard
from flows.typed_text import escaped_line

if TYPE_CHECKING:
    from bot.words.wording import Wording

WORDS = "en/answers.ftl"
IN_MEMORY = 64 * 1024 * 1024
# The number of lines that are read before they are scored. Switching at every line would empty the processor's caches.
BATCH = 64


def score(standard: Standard, file: str, lines: bool) -> str | None:
    """Score a file (or `-`): one JSON object, or with `lines` one on each line. Return the fault in one line, or None.

    Results are held back until the last line is read, so that a fault in line 9,000 leaves nothing half-written.
    """
    try:
        with sys.stdin.buffer if file == "-" else open(file, "rb") as source:
            return _score_lines(standard, source) if lines else _score_one(standard, source.read())
    except OSError as error:
        return f"{escaped_line(file)}: cannot be read: {error.strerror}"


def _score_one(standard: Standard, data: bytes) -> str | None:
    try:
        result = _result(standard, answers_of(standard, data), date.today())
    except Unreadable as fault:
        return _said(_in_line(fault.line_in(data), fault))
    put(result.decode() + "\n")
    return None


def _score_lines(standard: Standard, source: Iterable[bytes]) -> str | None:
    today = date.today()
    answers = _read_lines(standard, source)
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as results:
        try:
            while batch := list(islice(answers, BATCH)):
                scored = b"".join([_result(standard, each, today) + b"\n" for each in batch])
                _hold(results, scored)
        except Unreadable as fault:
            return _said(fault.why)
        results.seek(0)
        put_file(results)
    return None


def _result(standard: Standard, answers: Answers, today: date) -> bytes:
    return result_of(standard, answers.ratings, today, answers.together)


def _hold(results: IO[bytes], scored: bytes) -> None:
    try:
        results.write(scored)
    except OSError as error:
        raise OutputFailed(f"{tempfile.gettempdir()}: the results cannot be held there: {error.strerror}") from error


def _read_lines(standard: Standard, source: Iterable[bytes]) -> Iterator[Answers]:
    for number, line in enumerate(source, 1):
        if not line.strip():
            raise Unreadable(_in_line(number, Unreadable(phrase("answers-line-empty"))))
        try:
            yield answers_of(standard, line)
        except Unreadable as fault:
            raise Unreadable(_in_line(number, fault)) from fault


def _in_line(number: int, fault: Unreadable) -> Phrase:
    return phrase("answers-in-line", line=str(number), fault=fault.why)


def _said(why: Phrase) -> str:
    return _words().say(why, "en")


@cache
def _words() -> Wording:
    """Return this command's words from its one file. Reading all files takes seconds."""
    from bot.words.files import read_file
    from bot.words.folders import LOCALES
    from bot.words.wording import Wording

    return Wording({"en": (read_file(WORDS, LOCALES / WORDS),)})
