"""Institutions with several people, over either database."""

from __future__ import annotations

from tests.people.either_engine import conversation as conversation
