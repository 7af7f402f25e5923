"""A person at the command line."""

from __future__ import annotations

import os
import subprocess
import sys


def xingjie(*args: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command with text on its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *args], input=given, capture_output=True, text=True, env={**os.environ, **environment}
    )
