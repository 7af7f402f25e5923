"""Reads moments as they are stored."""

from __future__ import annotations

from datetime import UTC, datetime


def aware(stored: datetime) -> datetime:
    """Return a stored moment in UTC; SQLite forgets the time zone."""
    return stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored.astimezone(UTC)
