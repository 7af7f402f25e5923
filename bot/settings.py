"""Every setting, from the environment or `.env`; `.env.example` lists them with their defaults."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.locales import LOCALES
from flows.standard.loader import SHIPPED_FILE


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
    public_url: str | None = None
    log_format: Literal["console", "json"] = "console"
