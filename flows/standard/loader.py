"""Reads an edition's data file into a checked, frozen Standard."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from flows.standard.criteria import Criterion, Ladder
from flows.standard.lint import check_structure
from flows.standard.model import CapabilityDomain, Contradiction, Effort, Standard, Subdomain
from flows.typed_text import escaped_line

EDITIONS = Path(__file__).parent / "editions"
SHIPPED = "zxgjxh-002-2023"
SHIPPED_FILE = EDITIONS / f"{SHIPPED}.toml"


class BrokenStandard(Exception):
    """An edition that cannot be used. The message names the file, the key and the cause."""


def load(path: Path) -> Standard:
    """Return the edition of a TOML file.

    Raises BrokenStandard, one line for each fault, if the file cannot be read or breaks a rule of `lint`.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BrokenStandard(escaped_line(f"{path.name}: cannot be read: {error}")) from error
    try:
        standard = Standard(
            edition=_text(data, "edition", ""),
            name=_text(data, "name", ""),
            source=_text(data, "source", ""),
            not_applicable_at_most=_number(data, "not_applicable_at_most", ""),
            evidence_months=tuple(_list(data, "evidence_months", "")),
            domains=tuple(_domain(domain, f"domains[{i}]") for i, domain in enumerate(_list(data, "domains", ""))),
            contradictions=tuple(
                _contradiction(item, f"contradictions[{i}]") for i, item in enumerate(_optional_list(data, "contradictions"))
            ),
            retired_criteria=_criteria_named(data, "retired_criteria"),
            waived_for_very_small=_criteria_named(data, "waived_for_very_small"),
        )
    except _Fault as fault:
        raise BrokenStandard(escaped_line(f"{path.name}: {fault}")) from fault
    faults = check_structure(standard)
    if faults:
        raise BrokenStandard("\n".join(escaped_line(f"{path.name}: {fault}") for fault in faults))
    return standard


@cache
def shipped() -> Standard:
    """Return the edition that comes with Xingjie. It is read once."""
    return load(SHIPPED_FILE)


class _Fault(Exception):
    """A key that is missing or has a value of the wrong kind."""


def _domain(data: Any, where: str) -> CapabilityDomain:
    code = _text(data, "code", where)
    subdomains = _list(data, "subdomains", where)
    return CapabilityDomain(
        code=code,
        source=_text(data, "source", where),
        subdomains=tuple(_subdomain(item, code, f"{where}.subdomains[{i}]") for i, item in enumerate(subdomains)),
    )


def _subdomain(data: Any, domain: str, where: str) -> Subdomain:
    code = _text(data, "code", where)
    return Subdomain(
        code=code,
        domain=domain,
        stars=tuple(_list(data, "stars", code)),
        effort=tuple(_effort(name, code) for name in _list(data, "effort", code)),
        builds_on=tuple(_list(data, "builds_on", code)),
        may_not_apply=_flag(data, "may_not_apply", code),
        source=_text(data, "source", code),
        criteria=_criteria(data, code),
    )


def _criteria(data: Any, code: str) -> Ladder:
    """Read the letters of each rung's criteria, such as `["a", "abc", "ab", "abc", "ab"]`. A subdomain may have none."""
    rungs = _optional_list(data, "criteria", code)
    if not all(isinstance(letters, str) for letters in rungs):
        raise _Fault(f"{code}.criteria: must be a list of texts")
    return tuple(tuple(Criterion(code, rung, letter) for letter in letters) for rung, letters in enumerate(rungs, 1))


def _criteria_named(data: Any, key: str) -> tuple[Criterion, ...]:
    try:
        return tuple(Criterion.parse(str(code)) for code in _optional_list(data, key))
    except ValueError as error:
        raise _Fault(f"{key}: {error}") from None


def _contradiction(data: Any, where: str) -> Contradiction:
    return Contradiction(
        code=_text(data, "code", where),
        claims=tuple(_list(data, "claims", where)),
        at_least=_number(data, "at_least", where),
        needs=_text(data, "needs", where),
        needs_at_least=_number(data, "needs_at_least", where),
    )


def _effort(name: Any, where: str) -> Effort:
    try:
        return Effort[name]
    except KeyError:
        raise _Fault(f"{where}.effort: {name!r} is not one of {', '.join(Effort.__members__)}") from None


def _value(data: Any, key: str, where: str, kind: type) -> Any:
    at = f"{where}.{key}" if where else key
    if not isinstance(data, dict) or key not in data:
        raise _Fault(f"{at}: is missing")
    if type(data[key]) is not kind:
        raise _Fault(f"{at}: must be of type {kind.__name__}")
    return data[key]


def _text(data: Any, key: str, where: str) -> str:
    return str(_value(data, key, where, str))


def _number(data: Any, key: str, where: str) -> int:
    return int(_value(data, key, where, int))


def _flag(data: Any, key: str, where: str) -> bool:
    return bool(_value(data, key, where, bool))


def _optional_list(data: Any, key: str, where: str = "") -> list[Any]:
    return _list(data, key, where) if key in data else []


def _list(data: Any, key: str, where: str) -> list[Any]:
    return list(_value(data, key, where, list))
