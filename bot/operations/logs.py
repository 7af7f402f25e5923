"""Writes logs, readable on a terminal or as JSON. They never hold an answer, a name, typed text or a token.

The message of an exception may quote values: a database error its parameters, an HTTP error the address with the token. So may
log lines of libraries. Of an exception only types and places are logged, of a library's line its place and its template.
"""

from __future__ import annotations

import errno
import logging
import sys
import threading
from collections.abc import Iterator, MutableMapping
from contextvars import ContextVar
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any, Literal

import structlog

from bot.operations.log_limit import LogLimit

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
CHAIN_AT_MOST = 5
# Errors of accepting a connection if this process or the machine has no file or memory left.
NO_ROOM = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
ROOTS = tuple(sorted((str(Path(path).resolve()) + "/" for path in sys.path if path), key=len, reverse=True))
# What a line is about, if known: Telegram's number of the update, and the turn of the interview.
UPDATE: ContextVar[int | None] = ContextVar("update", default=None)
TURN: ContextVar[int | None] = ContextVar("turn", default=None)
# Set if every update gets a line. Checking it is ten times cheaper than a log call that is filtered out.
VERBOSE = threading.Event()

Entry = MutableMapping[str, Any]
log = structlog.get_logger()


def configure_logs(form: Literal["console", "json"], level: str = "info") -> None:
    """Set up all logs of this process, on standard error. Lines of libraries are shown from level warning up."""
    if level == "debug":
        VERBOSE.set()
    structlog.configure(
        processors=processors(form),
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, handlers=[LibraryLogHandler()], force=True)
    logging.lastResort = None
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: log.error("thread_failed", exc_info=args.exc_value)
    sys.unraisablehook = lambda args: log.error("finalizer_failed", exc_info=args.exc_value)


def processors(form: Literal["console", "json"]) -> list[structlog.typing.Processor]:
    """Return the steps that turn an event into a line: its context, level and time, and no message of an exception."""
    render = (
        structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    return [
        LogLimit(),
        _add_what_it_is_about,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_messages,
        render,
    ]


def log_loop_error(_loop: object, context: dict[str, Any]) -> None:
    """Log an error of the event loop. Its message may quote arguments of a callback, so only the kinds are logged."""
    error = context.get("exception")
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        # Without the exception: its places are asyncio's own, and it may come a hundred times a second.
        log.error("accept_failed", cause=error.strerror)
        return
    log.error("loop_failed", about=sorted(context.keys() - {"message", "exception"}), exc_info=context.get("exception"))


class LibraryLogHandler(logging.Handler):
    """Logs lines of libraries: name, place and the template without its values.

    A line without separate values may have them in its text, so that text is left out.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Log one line of a library."""
        words = {"says": str(record.msg)} if record.args else {}
        error = record.exc_info[1] if record.exc_info else None
        at = f"{record.filename}:{record.lineno}"
        log.log(record.levelno, "library", library=record.name, at=at, exc_info=error, **words)


def _add_what_it_is_about(_logger: object, _method: str, entry: Entry) -> Entry:
    for name, value in (("update", UPDATE.get()), ("turn", TURN.get())):
        if value is not None:
            entry.setdefault(name, value)
    return entry


def _without_messages(_logger: object, _method: str, entry: Entry) -> Entry:
    """Replace `exc_info` by the types and places of the exception and its causes."""
    given = entry.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        entry["exception"] = "\n".join(_described(error))
    return entry


def _described(error: BaseException | None) -> Iterator[str]:
    for _ in range(CHAIN_AT_MOST):
        if error is None:
            return
        yield _kind(error)
        for frame in extract_tb(error.__traceback__):
            yield f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
        for part in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
            yield f"  of {_kind(part)}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _kind(error: BaseException) -> str:
    """Return the exception's name, with the error code of the database or the system if it has one."""
    names = [type(error).__module__ + "." + type(error).__qualname__]
    for cause in (error, getattr(error, "orig", None)):
        names += [str(code) for name in ("sqlite_errorname", "sqlstate") if (code := getattr(cause, name, None))]
    if isinstance(error, OSError) and error.strerror:
        names.append(error.strerror if error.errno else "")
    return " ".join(name for name in names if name)


def _short(filename: str) -> str:
    return next((filename.removeprefix(root) for root in ROOTS if filename.startswith(root)), filename)


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        log.critical("stopped_by_a_bug", exc_info=error)
