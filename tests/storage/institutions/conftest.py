"""Every test here that asks for a database runs on both engines."""

from __future__ import annotations

from tests.both_engines import database_url as database_url
