"""Makes text safe for cells: it stays text and never becomes a formula, even after editing or exporting to CSV."""

from __future__ import annotations

# What spreadsheets read as the beginning of a formula, the full-width forms, and what they skip before it.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GUARD = "'"
CELL_AT_MOST = 32_767


def cell(text: str) -> str:
    """Return a text for a cell: with an apostrophe before a possible formula, and without characters that XML cannot hold."""
    kept = "".join(c for c in text if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"))
    kept = kept[: CELL_AT_MOST - 1]
    return GUARD + kept if kept.lstrip(" ").startswith(RISKY) else kept
