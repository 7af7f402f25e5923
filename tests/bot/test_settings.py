"""Settings come from the environment, `.env` or files of secrets; secrets are never shown; every setting is described."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from bot.settings import Settings, UnreadableSettings, read_settings
from bot.web.cookie_secret import web_secret
from tests.warm.starting import python

ROOT = Path(__file__).parent.parent.parent
TOKEN = "42:FROM-A-FILE"


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without an `.env`, an environment without our settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_a_secret_may_be_in_a_file_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bot_token").write_text(TOKEN + "\n")
    (tmp_path / "database_url").write_text("postgresql://xingjie:secret@database/xingjie\n")
    monkeypatch.setenv("SECRETS_DIR", str(tmp_path))
    settings = read_settings()
    assert settings.bot_token == SecretStr(TOKEN)
    assert settings.database_url == "postgresql://xingjie:secret@database/xingjie"
    assert TOKEN not in repr(settings)
    monkeypatch.setenv("BOT_TOKEN", "42:FROM-THE-ENVIRONMENT")
    assert read_settings().bot_token == SecretStr("42:FROM-THE-ENVIRONMENT")


def test_a_folder_of_secrets_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRETS_DIR", "/nowhere/at/all")
    with pytest.raises(UnreadableSettings, match="/nowhere/at/all"):
        read_settings()


@pytest.mark.parametrize("name", [".env", "bot_token"])
def test_a_binary_file_of_settings_is_named_but_not_shown(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / name).write_bytes(b"\xff\xfe42:FROM-A-FILE")
    monkeypatch.setenv("SECRETS_DIR", str(tmp_path))
    with pytest.raises(UnreadableSettings, match=f"{name}: is not text") as raised:
        read_settings()
    assert TOKEN not in str(raised.value)


def test_a_secret_that_cannot_be_read_is_named_with_the_cause_and_the_user(tmp_path: Path) -> None:
    (tmp_path / "bot_token").mkdir()
    run = subprocess.run(
        [*python("bot"), "key"],
        env={"SECRETS_DIR": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert run.returncode == 2
    assert run.stderr == f"xingjie: {tmp_path / 'bot_token'}: Is a directory (user {os.getuid()})\n"


def test_a_secret_that_does_not_fit_is_named_but_not_shown(tmp_path: Path) -> None:
    run = subprocess.run(
        [*python("bot"), "migrate"],
        env={"WEB_SECRET": "too-short-TO-SIGN", "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert run.returncode == 2
    assert "WEB_SECRET" in run.stderr
    assert "TO-SIGN" not in run.stderr


@pytest.mark.parametrize(
    ("given", "proxies"),
    [({}, 0), ({"public_url": "https://x.example.org"}, 1), ({"public_url": "https://x", "proxies": 2}, 2)],
)
def test_a_public_address_means_a_proxy(given: dict[str, str], proxies: int) -> None:
    assert Settings.model_validate(given).proxies_passed == proxies


def test_addresses_end_without_a_slash_so_that_paths_can_be_added() -> None:
    settings = Settings(public_url="https://check.example.org/", telegram_api_url="https://api.telegram.org/")
    assert (settings.public_url, settings.telegram_api_url) == ("https://check.example.org", "https://api.telegram.org")


def test_many_processes_can_share_the_secret_of_the_cookies(tmp_path: Path) -> None:
    shared = Settings(web_secret=SecretStr("s" * 32), data_dir=tmp_path / "none")
    assert web_secret(shared) == b"s" * 32
    assert not (tmp_path / "none").exists()
    own = Settings(data_dir=tmp_path / "own")
    assert web_secret(own) == web_secret(own)
    with pytest.raises(ValidationError, match="web_secret"):
        Settings(web_secret=SecretStr("short"))


def test_every_setting_is_described() -> None:
    for file in (".env.example", "docs/reference/settings.md"):
        text = (ROOT / file).read_text()
        assert [name for name in Settings.model_fields if name.upper() not in text] == []
