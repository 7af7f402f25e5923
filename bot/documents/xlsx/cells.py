"""Text in a workbook's cells: always text, never a formula, also after somebody edits the cell or exports it to CSV."""

from __future__ import annotations

# What spreadsheets take for the beginning of a formula, their full-width twins, and what they skip before one.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GUARD = "'"
CELL_AT_MOST = 32_767


def cell(text: str) -> str:
    """The text as a cell holds it: with an apostrophe before what could be read as a formula, without what XML cannot hold."""
    kept = "".join(c for c in text if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"))
    kept = kept[: CELL_AT_MOST - 1]
    return GUARD + kept if kept.lstrip(" ").startswith(RISKY) else kept
