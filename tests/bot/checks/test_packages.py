"""The packages of the extra `check`: only `xingjie standard check` needs them, and it says so if they are missing."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bot.checks.packages import PACKAGES

ROOT = Path(__file__).parents[3]
# Runs the command as if packages were not installed: an import of them fails, and nothing finds them.
WITHOUT = "import sys; sys.modules.update(dict.fromkeys({hidden!r})); from bot.__main__ import main; main()"


def called_without(hidden: tuple[str, ...], *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", WITHOUT.format(hidden=hidden), *args], capture_output=True, text=True)


@pytest.mark.parametrize("hidden", [PACKAGES, PACKAGES[:1], PACKAGES[1:]], ids=", ".join)
@pytest.mark.long("the shorter tests of this file")
def test_without_a_package_the_check_says_what_to_install(hidden: tuple[str, ...]) -> None:
    run = called_without(hidden, "standard", "check")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == (
        f"xingjie: standard check needs packages that are not installed: {', '.join(hidden)}. "
        "In the folder of Xingjie, run: .venv/bin/python -m pip install -e '.[check]'\n"
    )


@pytest.mark.long("the shorter tests of this file")
def test_the_server_and_the_other_commands_need_none_of_them() -> None:
    run = called_without(PACKAGES, "standard", "show")
    assert (run.returncode, run.stderr) == (0, "")
    serving = f"import sys; sys.modules.update(dict.fromkeys({PACKAGES!r})); import bot.serving, bot.commands.report"
    assert subprocess.run([sys.executable, "-c", serving], capture_output=True, text=True).stderr == ""


def test_the_extra_holds_them_and_the_server_does_not_install_them() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    assert {re.split("[><=]", each)[0] for each in extras["check"]} == set(PACKAGES)
    assert "xingjie[check]" in extras["dev"]
    locked = {name: (ROOT / name).read_text() for name in ("requirements.lock", "requirements-dev.lock")}
    for package in PACKAGES:
        assert f"\n{package}==" not in locked["requirements.lock"]
        assert f"\n{package}==" in locked["requirements-dev.lock"]
