"""A kind of line is logged a limited number of times a minute, and the rest is counted."""

from __future__ import annotations

import errno
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot.operations.log_limit import AT_MOST, WINDOW_S, LogLimit
from bot.operations.logs import LibraryLogHandler, log_loop_error, processors


class Clock:
    """A clock that goes when told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def passed(limit: LogLimit, event: str, method: str = "warning", **entry: Any) -> dict[str, Any] | None:
    """The line as it is logged; None if it is left out."""
    try:
        return dict(limit(None, method, {"event": event, **entry}))
    except structlog.DropEvent:
        return None


def test_one_kind_does_not_silence_another_and_what_is_left_out_is_counted() -> None:
    clock = Clock()
    limit = LogLimit(clock)
    assert sum(passed(limit, "web_failed", at="here") is not None for _ in range(AT_MOST + 7)) == AT_MOST
    assert passed(limit, "web_failed", at="there") is not None
    assert passed(limit, "unstored", exc_info=ValueError()) is not None
    clock.now = WINDOW_S
    assert passed(limit, "web_failed", at="here") == {"event": "web_failed", "at": "here", "left_out": 7}
    assert passed(limit, "web_failed", at="here") == {"event": "web_failed", "at": "here"}


def test_log_lines_that_strangers_cause_come_once_a_minute() -> None:
    clock = Clock()
    limit = LogLimit(clock)
    said = []
    for second in range(125):
        clock.now = float(second)
        said.append(passed(limit, "malformed_request"))
    assert [line.get("left_out", 0) for line in said if line] == [0, 59, 59]


def test_lines_that_nobody_outside_causes_are_not_counted() -> None:
    limit = LogLimit(Clock())
    assert all(passed(limit, "ready_again", method="info") for _ in range(AT_MOST * 2))


@pytest.fixture
def fresh() -> Iterator[None]:
    """Logs in JSON with a limit of their own."""
    structlog.configure(processors=processors("json"))
    yield
    structlog.configure(processors=processors("console"))


def test_no_file_left_for_a_connection_is_one_line_a_minute(fresh: None, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(500):
        log_loop_error(None, {"message": "m", "exception": OSError(errno.EMFILE, "Too many open files"), "socket": "s"})
    (line,) = [json.loads(line) for line in "".join(capsys.readouterr()).splitlines()]
    assert (line["event"], line["cause"]) == ("accept_failed", "Too many open files")


def test_a_library_says_the_same_once_a_minute(fresh: None, capsys: pytest.CaptureFixture[str]) -> None:
    logger = logging.Logger("aiohttp.server")
    logger.addHandler(LibraryLogHandler())
    for number in range(500):
        logger.error("Error handling request from %s", number)
    assert len("".join(capsys.readouterr()).splitlines()) == 1
