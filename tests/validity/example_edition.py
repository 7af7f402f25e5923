"""The example edition: another standard in its own words."""

from __future__ import annotations

from pathlib import Path

# Its data, and its words by language.
EDITION = Path(__file__).parent / "edition"
