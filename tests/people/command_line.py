"""A person at the command line."""

from __future__ import annotations

import os
import subprocess

from tests.warm.starting import python


def xingjie(*args: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command with text on its standard input."""
    return subprocess.run(
        [*python("bot"), *args], input=given, capture_output=True, text=True, env={**os.environ, **environment}
    )
