"""The `xingjie` command as it is called: what it prints, how it fails, `chat` and the start of `run`."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from flows.standard.loader import shipped
from tests.people.command_line import called, xingjie
from tests.people.shipped_words import sentence
from tests.warm.starting import python

CODES = shipped().codes
# Rare characters, one of them beyond the basic plane.
NAME = "喆堃垚㛃𬭎中心"


def test_a_missing_file_is_reported_by_its_name() -> None:
    run = called("score", "no-such-file.json")
    assert (run.exit_code, run.stdout) == (2, "")
    assert "no-such-file.json: cannot be read" in run.stderr


def test_the_name_of_a_file_is_one_harmless_line() -> None:
    run = called("score", "no\x1b[2J\nxingjie: all is well")
    assert run.stderr == "xingjie: no\\u{1b}[2J\\u{a}xingjie: all is well: cannot be read: No such file or directory\n"


@pytest.mark.parametrize(
    "command",
    [
        ("score", "-"),
        pytest.param(("score", "--lines", "-"), marks=pytest.mark.long("`score` without lines")),
        ("standard", "show"),
        pytest.param(("key",), marks=pytest.mark.long("two other commands")),
    ],
)
def test_an_output_that_cannot_be_written_whole_fails(tmp_path: Path, command: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "bot", *command],
            input=json.dumps({"ratings": {}}).encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "DATA_DIR": str(tmp_path)},
        )
    says = "xingjie: standard output: No space left on device; the output is incomplete\n"
    assert (run.returncode, run.stderr.decode()) == (2, says)


def test_the_words_are_written_in_utf_8_whatever_the_terminal_speaks() -> None:
    run = subprocess.run(
        [*python("bot"), "standard", "document"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"},
    )
    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout == (Path(__file__).parents[3] / "docs" / "reference" / "content.md").read_bytes()


def test_a_sentence_is_in_the_encoding_of_the_terminal_and_never_a_traceback(tmp_path: Path) -> None:
    file = tmp_path / "𬭎.json"
    file.write_text('{"ratings": {}}')

    def reported(*options: str) -> subprocess.CompletedProcess[bytes]:
        command = [*python("bot"), "report", str(file), "--out", str(tmp_path), "--card", *options]
        return subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"})

    assert sentence("batch-done", files=1, made=1) in reported().stdout.decode("gbk")
    assert r"\U0002cb4e.json" in reported("--key", "ab" * 32).stderr.decode("gbk")


def test_standard_show_is_a_table() -> None:
    shown = called("standard", "show").stdout
    assert all(code in shown for code in CODES)
    assert "10  17  25  27  27" in shown


def test_help_imports_no_aiogram() -> None:
    code = (
        "import sys, bot.__main__ as m\ntry:\n m.app(['--help'])\nexcept SystemExit: pass\nassert 'aiogram' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0


@pytest.mark.long("the shorter tests of this file")
def test_chat_keeps_its_answers_between_two_calls(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    first = xingjie("chat", "--language", "en", given="a\n/full\n3\n", DATABASE_URL=url)
    assert "1\u00a0of\u00a027" in first.stdout
    assert "2\u00a0of\u00a027" in first.stdout
    second = xingjie("chat", "--language", "en", given="", DATABASE_URL=url)
    assert "2\u00a0of\u00a027" in second.stdout


@pytest.mark.long("the shorter tests of this file")
def test_a_name_typed_in_a_chat_is_kept_and_asked_for_in_its_language(sqlite_url: str) -> None:
    first = xingjie(
        "chat", "--language", "zh", given=f"a\n/full\n3\n/result\nd\na\n{NAME}\n/result\nd\n", DATABASE_URL=sqlite_url
    )
    assert sentence("naming-institution-ask") in first.stdout
    assert sentence("notice-named") in first.stdout
    assert sentence("result-institution", name=NAME) in first.stdout
    second = xingjie("chat", given="/mydata\n", DATABASE_URL=sqlite_url)
    assert f'"name": "{NAME}"' in second.stdout


def test_a_chat_in_the_terminal_lists_ones_campaigns(sqlite_url: str) -> None:
    shown = xingjie("chat", "--language", "en", given="a\n/campaigns\na\n", DATABASE_URL=sqlite_url)
    assert sentence("mine-none", language="en") in shown.stdout
    assert sentence("notice-unknown-command", language="en") not in shown.stdout


@pytest.mark.parametrize(
    "warm", [True, pytest.param(False, marks=pytest.mark.long("the same in a fork of a process that has imported the program"))]
)
def test_run_says_what_it_serves_and_stops_cleanly(tmp_path: Path, warm: bool) -> None:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}", "DATA_DIR": str(tmp_path), "WEB_PORT": "0"}
    environment.pop("BOT_TOKEN", None)
    command = [*(python("bot") if warm else (sys.executable, "-m", "bot")), "run"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(2)]
    process.send_signal(signal.SIGINT)
    rest, errors = process.communicate(timeout=20)
    assert said[0].startswith("No BOT_TOKEN")
    assert "http://127.0.0.1:" in said[1]
    assert (process.returncode, errors) == (0, "")
    assert "Stopped" in rest
    assert (tmp_path / "web-secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("setting", ["WEB_PORT", "WEBHOOK_PORT"])
def test_a_taken_port_is_reported_with_its_setting(tmp_path: Path, setting: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ports = {"WEB_PORT": "0", "WEBHOOK_PORT": "0", setting: str(port)}
        webhook = {"BOT_TOKEN": "42:TEST", "WEBHOOK_URL": "https://example.org/x", "TELEGRAM_API_URL": "http://127.0.0.1:9"}
        environment = {"DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}", "DATA_DIR": str(tmp_path), **ports, **webhook}
        run = xingjie("run", **environment)
    assert run.returncode == 2
    assert f"xingjie: {setting}={port}: Address already in use" in run.stderr


@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [("WEB_PORT", "none", "WEB_PORT"), ("DATABASE_URL", "mysql://x/y", "DATABASE_URL begins with mysql://")],
)
def test_a_wrong_setting_is_named(tmp_path: Path, setting: str, value: str, says: str) -> None:
    run = xingjie("run", **{"DATA_DIR": str(tmp_path), setting: value})
    assert run.returncode == 2
    assert says in run.stderr


def test_ctrl_c_in_the_middle_of_a_backup_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.commands.backup.make_backup", interrupted)
    assert called("backup", str(tmp_path / "x.db")).exit_code == 130


def test_an_unknown_language_is_refused_with_the_names_of_those_there_are(tmp_path: Path) -> None:
    for command in (["chat"], ["report", str(tmp_path)], ["verify", str(tmp_path / "none.json")]):
        refused = subprocess.run([*python("bot"), *command, "--language", "fr"], input=b"", capture_output=True)
        said = refused.stderr.decode()
        assert refused.returncode == 2, command
        assert "'fr'" in said
        assert "'zh', 'en'" in said
