"""Holds what most commands share: reading the settings and the edition, running the work, reporting a failure."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from bot.errors import OperatorError
from flows.typed_text import escaped_line, escaped_lines

if TYPE_CHECKING:
    from bot.settings import Settings
    from flows.standard.model import Standard

# The exit codes of all commands are listed in docs/reference/commands.md.
FAILED = 2
INTERRUPTED = 130


def keep_private() -> None:
    """Make new files readable for their owner only from now on, and send warnings to standard error.

    For commands that write what people answered, or secrets. `report` writes documents to be passed on: they follow the umask.
    """
    import structlog

    os.umask(0o077)
    structlog.configure(logger_factory=lambda *_: structlog.PrintLogger(sys.stderr))


def settings_for(**instead: Path | None) -> Settings:
    """Return the settings; `instead` replaces some of them. End the command with FAILED if a setting is not valid."""
    from pydantic import ValidationError

    from bot.settings import read_settings

    try:
        settings = read_settings()
    except ValidationError as error:
        fail("; ".join(_setting_fault(*each["loc"], says=each["msg"]) for each in error.errors()))
    except OperatorError as error:
        fail(str(error))
    except OSError as error:
        fail(_barred(error))
    return settings.model_copy(update={name: value for name, value in instead.items() if value})


def _setting_fault(*place: str | int, says: str) -> str:
    """Return which setting is wrong and why. A secret's value is not part of it."""
    return f"{'.'.join(map(str, place)).upper()}: {says.removeprefix('Value error, ')}"


def standard_for(settings: Settings) -> Standard:
    """Return the edition of the settings. Ends the command with FAILED if it cannot be used."""
    from flows.standard.loader import BrokenStandard, load

    try:
        return load(settings.standard_file)
    except BrokenStandard as error:
        fail(str(error))


def run_to_end(work: Coroutine[Any, Any, None], *, ends_by_ctrl_c: bool = False) -> None:
    """Run the work of a command. Exit with INTERRUPTED on Ctrl-C, unless Ctrl-C is how this command normally ends."""
    from flows.standard.loader import BrokenStandard
    from storage.errors import DatabaseUnusable

    keep_private()
    try:
        asyncio.run(work)
    except (OperatorError, BrokenStandard, DatabaseUnusable) as error:
        fail(str(error))
    except OSError as error:
        fail(_barred(error))
    except KeyboardInterrupt:
        print()
        if not ends_by_ctrl_c:
            raise typer.Exit(INTERRUPTED) from None


def _barred(error: OSError) -> str:
    """Return which file or port, why, and as which user: in a container it is often not the one you expect."""
    return (
        f"{escaped_line(str(error.filename))}: {error.strerror} (user {os.getuid()})"
        if error.filename
        else f"cannot start: {error}"
    )


def fail(why: str) -> NoReturn:
    """End the command with FAILED and a sentence on standard error."""
    typer.echo(f"xingjie: {escaped_lines(why)}", err=True)
    raise typer.Exit(FAILED)
