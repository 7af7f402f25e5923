"""Every setting, from the environment, `.env` or files of secrets; `.env.example` lists them with their defaults."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.file_limits import MB, Marks, Quota
from bot.locales import LOCALES
from flows.standard.loader import SHIPPED_FILE


class UnreadableSettings(Exception):
    """What SECRETS_DIR names is no folder, or a file of settings is no text; the message names it, and nothing of its text."""


class Settings(BaseSettings):
    """The settings of one process. Raises pydantic.ValidationError naming the setting that does not fit."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    bot_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    webhook_host: str = "127.0.0.1"
    webhook_port: int = Field(default=8081, ge=0, le=65535)
    database_url: str = "sqlite:///data/xingjie.db"
    data_dir: Path = Path("data")
    standard_file: Path = SHIPPED_FILE
    locales_dir: Path = LOCALES
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8080, ge=0, le=65535)
    web_secret: SecretStr | None = Field(default=None, min_length=32)
    public_url: str | None = None
    proxies: int | None = Field(default=None, ge=0, le=9)
    metrics_token: SecretStr | None = Field(default=None, min_length=16)
    files_per_person: int = Field(default=100, ge=0)
    files_mb_per_person: int = Field(default=300, ge=0)
    files_mb: int = Field(default=10_000, ge=0)
    disk_reserve_mb: int = Field(default=500, ge=0)
    disk_least_mb: int = Field(default=20, ge=0)
    log_format: Literal["console", "json"] = "console"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def quota(self) -> Quota:
        """The most that is kept of files that people attach on the page."""
        return Quota(self.files_per_person, self.files_mb_per_person * MB, self.files_mb * MB)

    @property
    def disk_marks(self) -> Marks:
        """How much of the disk stays free."""
        return Marks(self.disk_reserve_mb * MB, self.disk_least_mb * MB)

    @property
    def proxies_passed(self) -> int:
        """How many proxies of ours a request to the page has passed: by default one where there is a public address."""
        return self.proxies if self.proxies is not None else int(self.public_url is not None)


def read_settings() -> Settings:
    """The settings; a secret may also stand in a file of its name in the folder SECRETS_DIR (`bot_token`, `web_secret`, …).

    The environment wins over `.env`, `.env` over files. Raises pydantic.ValidationError, UnreadableSettings, and the OSError
    of a file that this process may not read.
    """
    folder = os.environ.get("SECRETS_DIR")
    if folder and not os.access(folder, os.R_OK | os.X_OK):
        raise UnreadableSettings(f"SECRETS_DIR: {folder} is no folder that can be read")
    secrets = [file for file in Path(folder).iterdir() if file.name.lower() in Settings.model_fields] if folder else []
    for file in (Path(".env"), *secrets):
        _require_text(file)
    return Settings(_secrets_dir=folder or None)


def _require_text(file: Path) -> None:
    try:
        file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    except UnicodeDecodeError:
        raise UnreadableSettings(f"{file}: is no text in UTF-8") from None
