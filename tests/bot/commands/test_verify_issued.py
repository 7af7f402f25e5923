"""`xingjie verify` on issued results, with and without what was handed in, and `xingjie key list`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.documents.sealed.association_keys import association_key
from bot.documents.sealed.keyring import revoke
from tests.flows.review.played import MONDAY
from tests.people.command_line import called
from tests.people.issued_results import ASSOCIATION, INSTITUTION, played, resealed

RESULT = played()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the installation keeps its keys."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def key(folder: Path) -> Ed25519PrivateKey:
    return association_key(folder, 7, ASSOCIATION, MONDAY.date())


def verified(tmp_path: Path, data: bytes, *options: str, submission: bytes | None = None) -> tuple[int, str]:
    file, handed_in = tmp_path / "result.json", tmp_path / "submission.json"
    file.write_bytes(data)
    if submission is not None:
        handed_in.write_bytes(submission)
        options = (*options, "--submission", str(handed_in))
    run = called("verify", str(file), "--language", "en", *options)
    return run.exit_code, run.stdout + run.stderr


def test_a_result_of_an_association_here_is_true_with_its_submission(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    issued = resealed(RESULT.file, key)
    code, says = verified(tmp_path, issued, submission=RESULT.submission)
    assert (code, says[:5]) == (0, "True:")
    assert INSTITUTION in says
    public = key.public_key().public_bytes_raw().hex()
    assert verified(tmp_path, issued, "--key", public)[0] == 0
    assert verified(tmp_path, issued, "--key", "0" * 64)[0] == 1
    code, says = verified(tmp_path, issued, submission=RESULT.submission + b" ")
    assert (code, "another file than the one that was reviewed" in says) == (1, True)
    assert f"{public}  from {MONDAY.date()}  until now  issues results of {ASSOCIATION}\n" in called("key", "list").stdout


def test_other_keys_have_exit_codes_of_their_own(tmp_path: Path, folder: Path, key: Ed25519PrivateKey) -> None:
    assert verified(tmp_path, RESULT.file)[0] == 3
    issued = resealed(RESULT.file, key)
    over = resealed(RESULT.file, key, valid_until="2026-11-03")
    assert verified(tmp_path, over)[0] == 5
    revoke(folder, key.public_key().public_bytes_raw(), datetime.now(UTC).date())
    assert verified(tmp_path, issued)[0] == 4


def test_a_submission_goes_with_a_result_only(tmp_path: Path) -> None:
    code, says = verified(tmp_path, RESULT.submission, submission=RESULT.submission)
    assert (code, "--submission goes with" in says) == (2, True)
    run = called("verify", str(tmp_path / "result.json"), "--submission", str(tmp_path / "missing"), "--language", "en")
    assert run.exit_code == 2
