"""Logs: readable on a terminal or JSON for machines; never an answer, a name or a token."""

from __future__ import annotations

import logging
from typing import Literal

import structlog


def configure_logs(form: Literal["console", "json"]) -> None:
    """Set up structlog for this process; libraries' own logs are shown from warning up."""
    render = structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    logging.basicConfig(level=logging.WARNING)
    logging.getLogger("aiogram").setLevel(logging.ERROR)
