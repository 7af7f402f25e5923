"""`make fuzz`: hypothesis over the conversation, atheris over what bytes reach, each for the given seconds; new cases in build/fuzz.

atheris ends its own process, so every target runs in one of its own: `python -m tests.fuzz reply --seconds 60`.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import subprocess
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fuzz.corpus import FOLDER

if TYPE_CHECKING:
    from tests.fuzz.targets import Target

BYTES = ("update", "reply", "score", "lines")
TARGETS = ("talk", *BYTES)
BUILD = Path("build/fuzz")


def main() -> int:
    """One target, or all of them one after another. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", nargs="?", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    wanted = parser.parse_args()
    if wanted.target is None:
        commands = [[sys.executable, "-m", "tests.fuzz", target, "--seconds", str(wanted.seconds)] for target in TARGETS]
        return max(subprocess.run(command).returncode != 0 for command in commands)
    if wanted.target == "talk":
        _talk(wanted.seconds)
    else:
        _bytes(wanted.target, wanted.seconds)
    return 0


def _talk(seconds: int) -> None:
    from hypothesis import HealthCheck, settings
    from hypothesis.stateful import run_state_machine_as_test

    from bot.conversation.opening import open_conversation
    from bot.words.wording import Wording
    from storage.database import open_database
    from storage.respondents.sessions import StoredSessions
    from tests.fuzz.talk import Talk

    wild = settings(
        deadline=None, max_examples=25, stateful_step_count=80, database=None, suppress_health_check=list(HealthCheck)
    )
    end, rounds = time.monotonic() + seconds, 0
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as runner:
        Talk.loop, Talk.wording = runner.get_loop(), Wording.load()
        url, stack = f"sqlite:///{folder}/fuzz.db", AsyncExitStack()
        Talk.conversation = runner.run(stack.enter_async_context(open_conversation(url)))
        database = runner.run(stack.enter_async_context(open_database(url)))
        Talk.sessions = StoredSessions(database, Talk.standard.edition)
        while time.monotonic() < end:
            run_state_machine_as_test(Talk, settings=wild)
            rounds += 1
        runner.run(stack.aclose())
    print(f"talk: {rounds * 25} conversations, none broken", flush=True)


def _bytes(name: str, seconds: int) -> None:
    import atheris

    with atheris.instrument_imports(include=["bot", "flows"]):
        importlib.import_module("tests.fuzz.targets")
    kept = BUILD / name
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        target = _target(name, Path(folder))
        seeds = FOLDER / ("score" if name == "lines" else name)
        options = [
            f"-max_total_time={seconds}",
            "-max_len=4096",
            "-verbosity=0",
            "-print_final_stats=1",
            f"-artifact_prefix={kept}/",
        ]
        atheris.Setup([sys.argv[0], *options, str(kept), str(seeds)], target)
        atheris.Fuzz()


def _target(name: str, folder: Path) -> Target:
    from bot.words.wording import Wording
    from tests.fuzz import targets

    if name == "reply":
        return targets.reply
    if name == "update":
        return targets.Webhook(folder, Wording.load())
    return targets.Scoring(folder, name == "lines")


if __name__ == "__main__":
    sys.exit(main())
