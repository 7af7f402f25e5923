"""Checks the keys of the words: those that every language needs, those it may have, and their variables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from bot.words.files import WordFile, Words, patterns
from flows.standard.model import STARS, TOP, Standard

# The character that a reading has in place of a value that is put in later: the object replacement character.
HOLE = "\ufffc"
RUNGS = range(1, TOP + 1)
# What is true of one edition alone and so is among its words: whose wording it is, what of it is public.
OF_THE_EDITION = ("standard-name", "disclaimer", "about-public", "about-rule", "bot-description")
OPTIONAL = frozenset(f"build-{rung}c" for rung in RUNGS)
ATTRIBUTES = frozenset(
    {"question", "why", "enough", "not-enough", "neighbour", "rung-0"}
    | {f"{part}-{rung}" for part in ("rung", "evidence", "done") for rung in RUNGS}
    | {f"build-{rung}{letter}" for letter in "ab" for rung in RUNGS}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One key in one language: the file that holds it, the ways it can read, and the variables it uses.

    `readings` holds the text once for every way through its choices, with HOLE in place of a variable or another key.
    """

    file: str
    readings: tuple[str, ...]
    variables: frozenset[str]


Entries = dict[str, Entry]


def entries_of(files: Sequence[WordFile]) -> Entries:
    """Return all keys of a language, attributes as `message.attribute`. A key that occurs twice keeps its first place."""
    found: Entries = {}
    for file in files:
        for entry in file.entries:
            if isinstance(entry, (ast.Message, ast.Term)):
                for key, pattern in patterns(entry):
                    found.setdefault(key, Entry(file.name, tuple(_readings(pattern)), _variables(pattern)))
    return found


def check_words(standard: Standard, words: Words) -> list[str]:
    """Return the faults of the keys: broken lines, doubled, missing or unknown keys, variables that differ by language."""
    all_entries = {language: entries_of(files) for language, files in words.items()}
    needed = _needed(standard)
    faults = [fault for files in words.values() for fault in _broken(files)]
    for language, entries in all_entries.items():
        others = {key: entry for other in all_entries.values() for key, entry in other.items()}
        for key in [*needed, *others]:
            if key not in entries:
                file = others[key].file.split("/", 1)[1] if key in others else "standard/"
                faults.append(f"{language}/{file}: {key}: is missing")
        for key, entry in entries.items():
            if (
                entry.file.startswith(f"{language}/standard/")
                and not _may_occur(key, needed)
                and not _is_left_over(key, standard)
            ):
                faults.append(f"{entry.file}: {key}: is not a key of this edition")
            if entry.variables != others[key].variables:
                faults.append(f"{entry.file}: {key}: uses other variables than {others[key].file}")
    return list(dict.fromkeys(faults))


def _needed(standard: Standard) -> dict[str, None]:
    keys = [*OF_THE_EDITION, *(f"star-{star}" for star in STARS)]
    for domain in standard.domains:
        keys += [domain.code, f"{domain.code}.about"]
        for sub in domain.subdomains:
            keys += [sub.code, *(f"{sub.code}.{attribute}" for attribute in sorted(ATTRIBUTES))]
            keys += [key for item in sub.all_criteria for key in (item.words, item.shown)]
    return dict.fromkeys([*keys, *(rule.code for rule in standard.contradictions)])


def _may_occur(key: str, needed: dict[str, None]) -> bool:
    code, _, attribute = key.partition(".")
    return key in needed or (attribute in OPTIONAL and f"{code}.question" in needed)


def _is_left_over(key: str, standard: Standard) -> bool:
    """Return whether a key is of criteria that this edition does not have: ours, read beside an operator's own words."""
    code, found, _ = key.partition("-criteria.")
    return bool(found) and not (code in standard and standard.subdomain(code).criteria)


def _broken(files: Sequence[WordFile]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for file in files:
        name = file.name
        for entry in file.entries:
            if isinstance(entry, ast.Junk):
                line = (entry.content or "").strip().splitlines()[0]
                yield f"{name}: {line[:60]}: cannot be read"
            elif isinstance(entry, (ast.Message, ast.Term)):
                for key, _ in patterns(entry):
                    if key in seen:
                        yield f"{name}: {key}: occurs twice, first in {seen[key]}"
                    seen[key] = name


def _readings(pattern: ast.Pattern) -> list[str]:
    parts = [_parts(element) for element in pattern.elements]
    return list(dict.fromkeys("".join(chosen) for chosen in product(*parts)))


def _parts(element: ast.TextElement | ast.Placeable) -> list[str]:
    """Return the texts that one element of a pattern can have."""
    if isinstance(element, ast.TextElement):
        return [str(element.value)]
    match element.expression:
        case ast.SelectExpression(variants=variants):
            return [reading for variant in variants for reading in _readings(variant.value)]
        case ast.StringLiteral() | ast.NumberLiteral() as literal:
            return [str(literal.parse()["value"])]
        case ast.Placeable() as inner:
            return _parts(inner)
    return [HOLE]


def _variables(pattern: ast.Pattern) -> frozenset[str]:
    found = _Variables()
    found.visit(pattern)
    return frozenset(found.names)


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        """Note the name. The visitor calls this for every `{ $name }`."""
        self.names.add(node.id.name)
