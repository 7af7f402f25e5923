"""The secrets of an installation: made whole or not at all, agreed between starts, and refused by name if damaged."""

from __future__ import annotations

import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.documents.sealed.keys import KeyUnusable, sealing_key
from bot.operations.secret_files import SecretUnusable
from bot.settings import Settings
from bot.web.cookie_secret import BYTES, NAME, web_secret
from tests.people.command_line import xingjie


@contextmanager
def full_disk() -> Iterator[None]:
    """No file takes a byte, as on a full disk; only for as long as needed, for pytest writes too."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def secret_of(folder: Path) -> bytes:
    return web_secret(Settings(data_dir=folder, web_secret=None))


def test_a_first_start_on_a_full_disk_leaves_no_secret_behind(tmp_path: Path) -> None:
    with pytest.raises(SecretUnusable, match=NAME), full_disk():
        secret_of(tmp_path)
    with pytest.raises(KeyUnusable, match=r"seal-key\.pem"), full_disk():
        sealing_key(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert len(secret_of(tmp_path)) == BYTES
    assert sealing_key(tmp_path).private_bytes_raw() == sealing_key(tmp_path).private_bytes_raw()


def test_starts_at_the_same_moment_agree_on_one_secret(tmp_path: Path) -> None:
    folder, found = tmp_path / "data", list[bytes]()
    begin = threading.Barrier(8)

    def start() -> None:
        begin.wait()
        found.append(secret_of(folder))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert [(file.name, file.stat().st_mode & 0o777) for file in folder.iterdir()] == [(NAME, 0o600)]


@pytest.mark.parametrize("held", ["", "\n", "ab" * 31, "not in hexadecimal digits, though it is long enough for one", "ä" * 64])
def test_a_damaged_secret_is_refused_by_name_and_kept(tmp_path: Path, held: str) -> None:
    (tmp_path / NAME).write_text(held, encoding="utf-8")
    with pytest.raises(SecretUnusable, match=f"rm {tmp_path / NAME}"):
        secret_of(tmp_path)
    assert (tmp_path / NAME).read_text(encoding="utf-8") == held


def test_a_secret_that_an_operator_wrote_may_end_with_a_line(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("AB" * 40 + "\n")
    assert secret_of(tmp_path) == b"\xab" * 40


def test_a_start_with_an_empty_secret_ends_with_code_2_and_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / NAME).touch()
    run = xingjie("run", DATA_DIR=str(tmp_path), DATABASE_URL=f"sqlite:///{tmp_path / 'x.db'}", WEB_PORT="0", BOT_TOKEN="")
    assert (run.returncode, run.stdout) == (2, "")
    assert f"rm {tmp_path / NAME}" in run.stderr
