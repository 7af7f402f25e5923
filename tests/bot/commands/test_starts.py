"""Every command as a user starts it, in a Python of its own; most other tests fork one that has imported everything."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.standard.loader import shipped

ROOT = Path(__file__).parents[3]
ANSWERS = json.dumps({"ratings": dict.fromkeys(shipped().codes, 3)})
# In this order each finds what it needs: answers to report, a database to back up, a backup to restore.
COMMANDS = (
    (0, "score answers.json"),
    (0, "standard show"),
    (0, "standard document"),
    (0, "report answers.json --card"),
    (2, "verify answers.json"),
    (0, "key"),
    (0, "migrate"),
    (0, "chat"),
    (0, "officer list"),
    (0, "backup backup.db"),
    (0, "restore --replace backup.db"),
)


@pytest.mark.long("test_command.py starts four of them so")
def test_every_command_starts_from_nothing(tmp_path: Path) -> None:
    (tmp_path / "answers.json").write_text(ANSWERS)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATA_DIR": str(tmp_path / "data")}
    for code, command in COMMANDS:
        run = subprocess.run(
            [sys.executable, "-m", "bot", *command.split()],
            env=environment,
            cwd=tmp_path,
            input="",
            capture_output=True,
            text=True,
        )
        assert (run.returncode, run.stderr == "") == (code, code == 0), (command, run.stderr)
    assert (tmp_path / "answers.png").stat().st_size > 10_000
