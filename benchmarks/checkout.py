"""Starts the bot of a checkout, so that two versions can be compared in the same run."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

START_AT_MOST_S = 60.0
# Settings of the machine that would change what is measured.
NOT_INHERITED = ("BOT_TOKEN", "PUBLIC_URL")


@contextmanager
def bot_of(
    checkout: Path, folder: str, settings: Mapping[str, str], open_files: int | None = None, core: int | None = None
) -> Iterator[int]:
    """Run a checkout's bot over an empty database in a folder while the body runs; kill it afterwards. Yield its process.

    `open_files` is how many files and connections it may hold open, `core` the only processor it may use (None: any). The
    caller waits until the bot is ready.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    database = {"DATABASE_URL": f"sqlite:///{folder}/x.db", "DATA_DIR": folder}

    def limit() -> None:
        if open_files is not None:
            resource.setrlimit(resource.RLIMIT_NOFILE, (open_files, open_files))
        if core is not None:
            os.sched_setaffinity(0, {core})

    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        env={**inherited, **database, "PYTHONPATH": str(checkout), **settings},
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=limit,
    )
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()
