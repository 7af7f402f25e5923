"""What sets up and audits a checkout: a set-up that failed is mended by the next, and an audit says what it looked at."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
LOCK = "alpha==1.0 \\\n    --hash=sha256:0\nBeta_two==2.0 ; sys_platform == 'win32' \\\n    --hash=sha256:0\ngamma==3.0\n"
SKIPPED = {"name": "beta-two", "skip_reason": "Dependency not found on PyPI and could not be audited: beta-two (2.0)"}


def audited(tmp_path: Path, report: Any, lock: str = LOCK) -> subprocess.CompletedProcess[str]:
    """What is said of a report of pip-audit."""
    (tmp_path / "audit.json").write_text(report if isinstance(report, str) else json.dumps(report))
    (tmp_path / "lock").write_text(lock)
    command = [sys.executable, str(ROOT / ".ci" / "audited.py"), str(tmp_path / "audit.json"), str(tmp_path / "lock")]
    return subprocess.run(command, capture_output=True, text=True)


def clean(name: str, *flaws: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "version": "1.0", "vulns": list(flaws)}


def test_an_audit_that_looked_at_everything_says_so(tmp_path: Path) -> None:
    run = audited(tmp_path, {"dependencies": [clean("alpha"), clean("beta-two"), clean("gamma")], "fixes": []})
    assert run.returncode == 0
    assert run.stdout == ("Audit: 3 of 3 locked dependencies audited, 0 not.\n  No published weakness in the 3 audited.\n")


def test_an_audit_that_skipped_everything_claims_nothing(tmp_path: Path) -> None:
    reason = "Dependency not found on PyPI and could not be audited: {} (1.0)"
    found = [{"name": name, "skip_reason": reason.format(name)} for name in ("alpha", "beta-two", "gamma")]
    run = audited(tmp_path, {"dependencies": found, "fixes": []})
    assert run.stdout.splitlines() == [
        "Audit: 0 of 3 locked dependencies audited, 3 not.",
        "  3 skipped: Dependency not found on PyPI and could not be audited: …",
        "  Nothing was audited: whether there are published weaknesses is unknown.",
    ]


def test_skipped_and_missing_checks_do_not_count_as_audited(tmp_path: Path) -> None:
    run = audited(tmp_path, {"dependencies": [clean("alpha"), SKIPPED], "fixes": []})
    assert (run.returncode, run.stdout.splitlines()) == (
        0,
        [
            "Audit: 1 of 3 locked dependencies audited, 2 not.",
            "  1 skipped: Dependency not found on PyPI and could not be audited: …",
            "  1 not in the report: gamma",
            "  No published weakness in the 1 audited.",
        ],
    )


def test_a_weakness_is_named_and_ends_the_audit(tmp_path: Path) -> None:
    flaws = [{"id": "PYSEC-1", "fix_versions": ["1.1", "2.0"]}, {"id": "GHSA-2", "fix_versions": []}]
    run = audited(tmp_path, {"dependencies": [clean("alpha", *flaws), SKIPPED], "fixes": []})
    assert run.returncode == 1
    assert "  alpha 1.0: PYSEC-1, fixed in 1.1, 2.0\n  alpha 1.0: GHSA-2, fixed in nothing yet\n" in run.stdout
    assert "No published weakness" not in run.stdout


@pytest.mark.parametrize("report", ["", "{}", "[]", '{"dependencies": [{}]}', '{"dependencies": null}'])
def test_a_report_that_cannot_be_read_fails(tmp_path: Path, report: str) -> None:
    run = audited(tmp_path, report)
    assert run.returncode == 1
    assert run.stdout.startswith("Audit: nothing can be said")


# A Python that makes a virtual environment as Debian's does without python3-venv (MODE half) or with it (MODE whole).
FAKE_PYTHON = """#!/bin/sh
case "$1" in
-c) exit 0 ;;
-m)
  [ "$2" = venv ] || exit 9
  for folder; do :; done
  [ "$3" != --clear ] || rm -rf "$folder"
  mkdir -p "$folder/bin"
  mode=$(cat "{mode}")
  printf '#!/bin/sh\\n[ %s = whole ] || {{ echo "No module named pip" >&2; exit 1; }}\\necho "$@" >>"{log}"\\n' \
    "$mode" >"$folder/bin/python"
  chmod +x "$folder/bin/python"
  [ "$mode" = whole ] ;;
esac
"""


class Checkout:
    """A copy of what `make` needs to set up, with a Python that does as it is told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / ".ci", folder / ".ci")
        for name in ("Makefile", "pyproject.toml", "requirements.lock"):
            shutil.copy(ROOT / name, folder)
        self.python = folder / "fake-python"
        self.python.write_text(FAKE_PYTHON.format(mode=folder / "mode", log=folder / "log"))
        self.python.chmod(0o755)

    def set_up(self, mode: str) -> subprocess.CompletedProcess[str]:
        (self.folder / "mode").write_text(mode)
        command = ["make", f"PYTHON={self.python}", ".venv/.run"]
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True)

    @property
    def installed(self) -> str:
        log = self.folder / "log"
        return log.read_text() if log.exists() else ""


def test_after_a_set_up_that_failed_the_next_one_works(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path)
    run = checkout.set_up("half")
    assert run.returncode != 0
    assert "apt install python3-venv" in run.stderr
    assert not (tmp_path / ".venv").exists()
    run = checkout.set_up("whole")
    assert (run.returncode, run.stderr) == (0, "")
    assert "--require-hashes -r requirements.lock" in checkout.installed
    assert (tmp_path / ".venv" / ".run").exists()


def test_a_half_made_environment_that_is_already_there_is_made_again(tmp_path: Path) -> None:
    """As a set-up leaves it that was killed, or that an earlier version of ours began."""
    checkout = Checkout(tmp_path)
    (tmp_path / "mode").write_text("half")
    subprocess.run([str(checkout.python), "-m", "venv", str(tmp_path / ".venv")], check=False)
    assert (tmp_path / ".venv" / "bin" / "python").exists()
    run = checkout.set_up("whole")
    assert (run.returncode, run.stderr) == (0, "")
    assert "install" in checkout.installed


def test_a_second_call_sets_nothing_up_again(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path)
    assert checkout.set_up("whole").returncode == 0
    before = checkout.installed
    assert "install" in before
    assert checkout.set_up("whole").returncode == 0
    assert checkout.installed == before
    shutil.rmtree(tmp_path / ".venv" / "bin")
    assert checkout.set_up("whole").returncode == 0
    assert checkout.installed.count("--require-hashes") == 2
