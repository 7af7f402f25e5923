"""The `xingjie` command as it is called: score, standard, chat, and a start that says what is wrong."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from flows.standard.loader import shipped
from tests.people.command_line import xingjie
from tests.people.shipped_words import sentence
from tests.warm.starting import python

CODES = shipped().codes
# Rare characters, one of them beyond the basic plane.
NAME = "喆堃垚㛃𬭎中心"


def called(*args: str, given: str = "") -> Result:
    """Run a command in this process: faster, and enough if a test only reads what it prints."""
    return CliRunner().invoke(app, list(args), given)


def scored(answers: dict[str, Any]) -> dict[str, Any]:
    run = called("score", "-", given=json.dumps(answers))
    assert run.exit_code == 0, run.stderr
    result: dict[str, Any] = json.loads(run.stdout)
    return result


def dated(**evidence: Any) -> str:
    """Answers of one subdomain with this evidence."""
    return json.dumps({"ratings": {"risk-management": {"level": 3, "evidence": {"what": "list", **evidence}}}})


def test_score_reads_evidence_as_it_counts_today() -> None:
    fresh, old = (
        {"what": "x", "last_used": date.today().isoformat()},
        {"what": "x", "in_force": "2001-01-01", "last_used": "2001-02-02"},
    )
    evidenced = {code: {"level": 3, "evidence": fresh} for code in CODES}
    result = scored({"ratings": evidenced})
    assert result["stars"]["evidenced"]["low"] == 3
    assert (result["stale"], result["falls"]["star"]) == ([], 2)
    result = scored({"ratings": {**evidenced, "service-level": {"level": 3, "evidence": old}}})
    assert (result["stars"]["claimed"]["low"], result["stars"]["evidenced"]["low"]) == (3, 2)
    assert (result["stale"], result["falls"]) == (["service-level"], None)


def test_score_says_star_blockers_and_what_to_build() -> None:
    result = scored(
        {
            "edition": "zxgjxh-002-2023",
            "ratings": {
                **dict.fromkeys(CODES, 2),
                "risk-management": {"level": 1, "under_way": True, "evidence": "risk list 2026-03", "unsure": False},
                "knowledge-management": 0,
            },
        }
    )
    assert result["stars"]["claimed"] == {"low": 1, "high": 1, "decided": True}
    assert result["blocking"] == ["risk-management", "knowledge-management"]
    assert result["next"] == {
        "star": 2,
        "build": [
            {"subdomain": "risk-management", "from": 1, "to": 2, "under_way": True},
            {"subdomain": "knowledge-management", "from": 0, "to": 2, "under_way": False},
        ],
    }
    assert result["domains"]["strategy"] == {"met": 2, "required": 3}


def test_score_of_five_stars_has_nothing_to_build() -> None:
    result = scored({"ratings": dict.fromkeys(CODES, 5)})
    assert (result["blocking"], result["next"]) == ([], {"star": 5, "build": []})
    assert sum(domain["met"] for domain in result["domains"].values()) == 27


def test_score_lines_gives_one_line_each_in_order(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text("".join(json.dumps({"ratings": dict.fromkeys(CODES, level)}) + "\n" for level in range(6)))
    run = called("score", "--lines", str(file))
    assert [json.loads(line)["stars"]["claimed"]["low"] for line in run.stdout.splitlines()] == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(("bad", "says"), [("{}", "line 150: ratings: must be an object"), ("", "line 150: is empty")])
def test_a_fault_in_a_late_line_leaves_nothing_half_written(bad: str, says: str) -> None:
    good = json.dumps({"ratings": dict.fromkeys(CODES, 3)})
    run = called("score", "--lines", "-", given="\n".join([good] * 149 + [bad, good]) + "\n")
    assert (run.exit_code, run.stdout) == (2, "")
    assert says in run.stderr
    whole = called("score", "--lines", "-", given=f"{good}\n" * 149 + good)
    assert len(whole.stdout.splitlines()) == 150


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ('{"ratings": {"nonsense": 1}}', "ratings.nonsense: is no subdomain"),
        ('{"ratings": {"risk-management": 6}}', "ratings.risk-management: must be a whole number from 0 to 5"),
        ('{"ratings": {"risk-management": true}}', "ratings.risk-management: must be a level"),
        ('{"ratings": {"risk-management": {"level": 2.0}}}', "ratings.risk-management.level: must be a whole number"),
        (
            '{"ratings": {"risk-management": {"level": 5, "under_way": true}}}',
            "ratings.risk-management.under_way: there is no rung",
        ),
        (
            '{"ratings": {"service-assets": {"not_applicable": "x"}}}',
            "ratings.service-assets.not_applicable: this edition does not",
        ),
        ('{"ratings": {"risk-management": {"evidence": 3, "level": 1}}}', "ratings.risk-management.evidence: must be text"),
        (dated(last_used="2026-02-30"), "risk-management.evidence.last_used: there is no 2026-02-30 in the calendar"),
        (dated(in_force="2026-2-3"), "risk-management.evidence.in_force: must be a date such as 2026-10-30"),
        (dated(named_on=20260203), "risk-management.evidence.named_on: must be a date"),
        (dated(in_force="2026-02-03", last_used="2026-02-02"), "evidence.last_used: 2026-02-02 is before in_force 2026-02-03"),
        (dated(what=""), "risk-management.evidence.what: must not be empty"),
        (dated(what=None), "risk-management.evidence.what: is missing"),
        (dated(file="x"), "risk-management.evidence.file: is not a known key; known are in_force, last_used, named_on, what"),
        ('{"ratings": {"risk-management": {"levl": 3}}}', "ratings.risk-management.levl: is not a known key"),
        ('{"ratings": {"risk-management": {}}}', "ratings.risk-management.level: is missing"),
        ('{"ratings": {"risk-management": 1, "risk-management": 2}}', "risk-management: stands twice"),
        ('{"ratings": {}, "edition": "other"}', "edition: 'other' is not known"),
        ('{"rating": {}}', "rating: is not a known key"),
        ("{}", "ratings: must be an object"),
        ("[]", "must be a JSON object"),
        ('{"ratings": ', "is not JSON"),
        ('{"ratings": {"risk-management": NaN}}', "NaN is no number"),
        ("[" * 100_000, "nested too deeply"),
        (r'{"\ud800": 1}', "?: is not a known key"),
        ("", "is not JSON"),
    ],
)
def test_a_fault_is_one_line_and_nothing_is_half_written(given: str, says: str) -> None:
    run = called("score", "-", given=given)
    assert (run.exit_code, run.stdout) == (2, "")
    assert says in run.stderr
    assert run.stderr.startswith("xingjie: line 1: ")
    assert run.stderr.count("\n") == 1
    if given and "\n" not in given:
        good = json.dumps({"ratings": {}})
        run = called("score", "--lines", "-", given=f"{good}\n{given}\n{good}\n")
        assert (run.exit_code, run.stdout) == (2, "")
        assert "line 2: " in run.stderr


def test_a_process_scores_what_it_is_given_and_ends_with_the_code_of_its_outcome() -> None:
    run = xingjie("score", "-", given=json.dumps({"ratings": dict.fromkeys(CODES, 3)}))
    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout)["stars"]["claimed"]["low"] == 3
    run = xingjie("score", "-", given='{"ratings": {"nonsense": 1}}')
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "xingjie: line 1: ratings.nonsense: is no subdomain of this edition\n"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ('{\n "ratings": {\n  "risk-management": 1,,\n }\n}', "xingjie: line 3: is not JSON from column 24\n"),
        (
            '{\n "ratings": {\n  "risk-management": 9\n }\n}',
            "xingjie: line 3: ratings.risk-management: must be a whole number from 0 to 5\n",
        ),
        ('{"ratings": {"risk-management": ' + "9" * 5_000 + "}}", "xingjie: line 1: holds a number that is too long\n"),
        (
            '{"ratings": {\n "risk-management": {"level": 3},\n "service-assets":\n  {"level": 9}}}',
            "xingjie: line 4: ratings.service-assets.level: must be a whole number from 0 to 5\n",
        ),
    ],
)
def test_a_fault_in_a_file_of_many_lines_names_its_line(given: str, says: str) -> None:
    assert called("score", "-", given=given).stderr == says


def test_three_left_out_are_too_many() -> None:
    left_out = [sub.code for sub in shipped().subdomains if sub.may_not_apply][:3]
    answers = {"ratings": {code: {"not_applicable": "Another office does this"} for code in left_out}}
    run = called("score", "-", given=json.dumps(answers))
    assert run.exit_code == 2
    assert f"ratings.{left_out[2]}.not_applicable: at most 2" in run.stderr


def test_a_missing_file_is_said_plainly() -> None:
    run = called("score", "no-such-file.json")
    assert (run.exit_code, run.stdout) == (2, "")
    assert "no-such-file.json: cannot be read" in run.stderr


def test_the_name_of_a_file_is_one_harmless_line() -> None:
    run = called("score", "no\x1b[2J\nxingjie: all is well")
    assert run.stderr == "xingjie: no\\u{1b}[2J\\u{a}xingjie: all is well: cannot be read: No such file or directory\n"


@pytest.mark.parametrize("command", [("score", "-"), ("score", "--lines", "-"), ("standard", "show"), ("key",)])
def test_an_output_that_cannot_be_written_whole_fails(tmp_path: Path, command: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "bot", *command],
            input=json.dumps({"ratings": {}}).encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "DATA_DIR": str(tmp_path)},
        )
    says = "xingjie: standard output: No space left on device; what was written is not whole\n"
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


def test_chat_keeps_its_answers_between_two_calls(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    first = xingjie("chat", "--language", "en", given="a\n/full\n3\n", DATABASE_URL=url)
    assert "1\u00a0of\u00a027" in first.stdout
    assert "2\u00a0of\u00a027" in first.stdout
    second = xingjie("chat", "--language", "en", given="", DATABASE_URL=url)
    assert "2\u00a0of\u00a027" in second.stdout


def test_a_name_typed_in_a_chat_is_kept_and_asked_for_in_its_language(sqlite_url: str) -> None:
    first = xingjie(
        "chat", "--language", "zh", given=f"a\n/full\n3\n/result\nd\na\n{NAME}\n/result\nd\n", DATABASE_URL=sqlite_url
    )
    assert sentence("naming-institution-ask") in first.stdout
    assert sentence("notice-named") in first.stdout
    assert sentence("result-institution", name=NAME) in first.stdout
    second = xingjie("chat", given="/mydata\n", DATABASE_URL=sqlite_url)
    assert f'"name": "{NAME}"' in second.stdout


def test_run_says_what_it_serves_and_stops_cleanly(tmp_path: Path) -> None:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}", "DATA_DIR": str(tmp_path), "WEB_PORT": "0"}
    environment.pop("BOT_TOKEN", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
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
