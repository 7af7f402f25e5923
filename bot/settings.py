"""Reads every setting from the environment, `.env` or files of secrets; `.env.example` lists them with their defaults."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.attachments.limits import MB, FreeSpaceLimits, Quota
from bot.errors import OperatorError
from bot.words.folders import LOCALES
from flows.standard.loader import SHIPPED_FILE

TELEGRAM = "https://api.telegram.org"
TOKEN, SECRET = re.compile(r"\d+:[A-Za-z0-9_-]+"), re.compile(r"[A-Za-z0-9_-]{1,256}")
WEBHOOK_PORTS = {None, 443, 80, 88, 8443}


def parsed_web_address(url: str) -> SplitResult:
    """Return the parts of an http or https address. Raises ValueError saying what is wrong, without quoting the address."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an address such as https://example.org")
    if parts.username is not None or parts.query or parts.fragment or any(sign.isspace() for sign in url):
        raise ValueError("must have neither user, ?, # nor spaces")
    try:
        parts.port  # noqa: B018 - reading it raises
    except ValueError:
        raise ValueError("must have a port from 1 to 65535, or none") from None
    return parts


class UnreadableSettings(OperatorError):
    """SECRETS_DIR is not a readable folder, or a file of settings is not text. The message names it, without its content."""


class Settings(BaseSettings):
    """The settings of one process. Raises pydantic.ValidationError naming the setting that does not fit."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    bot_token: SecretStr | None = None
    telegram_api_url: str = TELEGRAM
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
    operator_name: str = Field(default="", max_length=100)
    operator_contact: str = Field(default="", max_length=200)
    proxies: int | None = Field(default=None, ge=0, le=9)
    metrics_token: SecretStr | None = Field(default=None, min_length=16)
    files_per_person: int = Field(default=100, ge=0)
    files_mb_per_person: int = Field(default=300, ge=0)
    files_mb: int = Field(default=10_000, ge=0)
    disk_reserve_mb: int = Field(default=500, ge=0)
    disk_least_mb: int = Field(default=20, ge=0)
    log_format: Literal["console", "json"] = "console"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("bot_token")
    @classmethod
    def _is_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("must look like 123456:ABC-def, as @BotFather gives it")
        return token

    @field_validator("webhook_secret")
    @classmethod
    def _is_secret(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("must be 1 to 256 letters, digits, _ or -")
        return secret

    @field_validator("telegram_api_url", "public_url")
    @classmethod
    def _is_address(cls, url: str | None) -> str | None:
        # Without a slash at its end, so that paths can be added.
        return url if url is None else parsed_web_address(url).geturl().rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _is_webhook(cls, url: str | None, info: ValidationInfo) -> str | None:
        if url is None:
            return None
        address = parsed_web_address(url)
        # Another Bot API server may also take plain http and every port.
        if info.data.get("telegram_api_url") == TELEGRAM:
            if address.scheme != "https":
                raise ValueError("must begin with https://")
            if address.port not in WEBHOOK_PORTS:
                raise ValueError("must have the port 443, 80, 88 or 8443: Telegram calls no other")
        return address.geturl()

    @property
    def quota(self) -> Quota:
        """Return the limits for files that people attach on the page."""
        return Quota(self.files_per_person, self.files_mb_per_person * MB, self.files_mb * MB)

    @property
    def free_space_limits(self) -> FreeSpaceLimits:
        """Return how much of the disk stays free."""
        return FreeSpaceLimits(self.disk_reserve_mb * MB, self.disk_least_mb * MB)

    @property
    def proxies_passed(self) -> int:
        """Return how many of our proxies a request to the page has passed: by default 1 if PUBLIC_URL is set, else 0."""
        return self.proxies if self.proxies is not None else int(self.public_url is not None)


def read_settings() -> Settings:
    """Read the settings. A secret may also be in a file of its name in the folder SECRETS_DIR (`bot_token`, `web_secret`, …).

    The environment wins over `.env`, and `.env` over files. Raises pydantic.ValidationError, UnreadableSettings, and the
    OSError of a file that this process may not read.
    """
    folder = os.environ.get("SECRETS_DIR")
    if folder and not os.access(folder, os.R_OK | os.X_OK):
        raise UnreadableSettings(f"SECRETS_DIR: {folder} cannot be read as a folder")
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
        raise UnreadableSettings(f"{file}: is not text in UTF-8") from None
