"""Writes the workbook of everything stored about a person: what it is at a glance, then each table of the JSON export."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.xlsx.workbook_content import Column, Sheet, Value, WorkbookContent

# A spreadsheet keeps 15 digits of a number; a longer one is written as text, digit by digit.
LARGEST_NUMBER = 10**15 - 1
LABEL_WIDTH, FACT_WIDTH = 34, 70
NARROW, WIDE = 16, 40
# Columns that hold sentences, file names, long numbers or hashes.
WIDE_COLUMNS = frozenset(
    {
        "what",
        "reason",
        "not_applicable",
        "name",
        "subdomain",
        "file_name",
        "file_sha256",
        "file_place",
        "hash",
        "address",
        "about",
    }
)


def my_data(export: str, dossier: Dossier, words: DocumentWords) -> WorkbookContent:
    """Return the workbook of a JSON export, made of the same data; `dossier` gives the stars now.

    Every head has two lines: the words for people, then the key that the JSON has. A table without rows has one sentence.
    """
    tables = json.loads(export)
    return WorkbookContent(
        title=words("my-data-title"),
        made_on=dossier.today,
        summary=None,
        sheets=(_overview(tables, dossier, words), *(_sheet(name, table, words) for name, table in tables.items())),
        states=(),
    )


def _overview(tables: Mapping[str, Any], dossier: Dossier, words: DocumentWords) -> Sheet:
    """Return what is stored at a glance, a line each, and how to read the sheets after it."""
    person, number = tables["respondent"], tables["respondent"]["assessment"]
    current = [row for row in tables["ratings"] if row["assessment"] == number]
    last = max((row["at"] for row in tables["changes"]), default=None)
    plan = next(iter(tables["plans"]), None)
    facts: tuple[tuple[str, Value], ...] = (
        ("institution", dossier.institution or words("my-data-none")),
        ("stars", words.stars_now(dossier.stars, dossier.is_final) if dossier.ratings else words("my-data-none")),
        ("answered", f"{last[:10]} {last[11:16]} UTC" if last else words("my-data-none")),
        ("answers", words("my-data-answers-count", now=len(current), all=len(tables["ratings"]))),
        ("evidence", len(tables["evidence"])),
        (
            "plan",
            words("my-data-plan-what", star=plan["star"], steps=len(tables["planned_steps"]))
            if plan
            else words("my-data-none"),
        ),
        (
            "reminders",
            words(
                "my-data-reminders-what",
                are="wanted" if person["reminders"] else "unwanted",
                count=len(tables["reminders"]),
            ),
        ),
        ("campaigns", len(tables["participations"])),
        ("addresses", 1 + len(tables["addresses"])),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple((words(f"my-data-fact-{name}"), fact) for name, fact in facts)
    columns = (Column(words("my-data-what"), LABEL_WIDTH), Column(words("my-data-value"), FACT_WIDTH))
    notes: tuple[tuple[Value, ...], ...] = tuple(
        (words("my-data-note"), words(key)) for key in ("my-data-same", "workbook-guard")
    )
    return Sheet(words("my-data-overview"), columns, (*rows, *notes), frozen=1)


def _sheet(name: str, table: Any, words: DocumentWords) -> Sheet:
    """Return one table of the export; the respondent's own is one row."""
    title = words.maybe(f"my-data-table-{_dashed(name)}") or name
    rows = [table] if isinstance(table, dict) else table
    if not rows:
        return Sheet(title, (Column(words("my-data-empty"), WIDE),), (), frozen=0)
    keys = tuple(rows[0])
    columns = tuple(Column(_head(key, words), WIDE if key in WIDE_COLUMNS else NARROW) for key in keys)
    return Sheet(title, columns, tuple(tuple(_value(key, row[key], words) for key in keys) for row in rows), frozen=0)


def _head(key: str, words: DocumentWords) -> str:
    said = words.maybe(f"my-data-column-{_dashed(key)}")
    return f"{said}\n{key}" if said else key


def _value(key: str, value: Any, words: DocumentWords) -> Value:
    if isinstance(value, bool):
        return words("my-data-yes" if value else "my-data-no")
    if isinstance(value, int):
        return value if abs(value) <= LARGEST_NUMBER else str(value)
    if key == "subdomain" and (name := words.maybe(value)):
        return f"{value}\n{name}"
    return None if value is None else str(value)


def _dashed(key: str) -> str:
    return key.replace("_", "-")
