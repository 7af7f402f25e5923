"""Campaigns as respondents meet them, over either database."""

from __future__ import annotations

from tests.people.either_engine import conversation as conversation
from tests.people.either_engine import desk as desk
