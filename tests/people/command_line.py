"""A person at the command line."""

from __future__ import annotations

import os
import subprocess

from typer.testing import CliRunner, Result

from bot.__main__ import app
from tests.warm.starting import python


def xingjie(*args: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command with text on its standard input."""
    return subprocess.run(
        [*python("bot"), *args], input=given, capture_output=True, text=True, env={**os.environ, **environment}
    )


def called(*args: str, given: str = "") -> Result:
    """Run a command in this process: faster, and enough if a test only reads what it prints."""
    return CliRunner().invoke(app, list(args), given)
