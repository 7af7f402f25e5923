"""Answers as JSON: one object, checked to the last key."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any, NoReturn

from bot.plain_answers import TEXT_AT_MOST, plain_ratings
from flows.assessment.evidence import Evidence
from flows.assessment.rating import Rating, Ratings
from flows.standard.model import TOP, Standard

KEYS = frozenset({"level", "under_way", "evidence", "unsure", "not_applicable"})
EVIDENCE_DATES = ("in_force", "last_used", "named_on")
EVIDENCE_KEYS = frozenset({"what", *EVIDENCE_DATES})
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Unreadable(Exception):
    """Answers that cannot be taken; the message names the key and the cause."""


def ratings_of(standard: Standard, data: bytes) -> Ratings:
    """The ratings of one JSON object `{"ratings": {code: level or object}, "edition": …}`; see the README for its keys.

    Raises Unreadable for what is not UTF-8, broken JSON, a doubled or unknown key, an unknown subdomain or edition, a level out
    of 0..5, `under_way` at 5, a date that does not exist or a last use before the day of coming into force, and
    `not_applicable` where the edition does not allow it or more often than it does.
    """
    ratings = plain_ratings(standard, data)
    return careful_ratings(standard, data) if ratings is None else ratings


def careful_ratings(standard: Standard, data: bytes) -> Ratings:
    """The same, key by key; whatever `plain_ratings` takes, this takes too, and alike."""
    try:
        found = DECODER.decode(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable(f"is not UTF-8 text: byte {error.start + 1}") from error
    except RecursionError:
        _refuse("", "the JSON is nested too deeply")
    except ValueError as error:
        _refuse("", f"is not JSON: {error}")
    if not isinstance(found, dict):
        _refuse("", "must be a JSON object")
    for key in found:
        if key not in ("ratings", "edition"):
            _refuse(key, "is not a known key; known are ratings, edition")
    if found.get("edition", standard.edition) != standard.edition:
        _refuse("edition", f"{found['edition']!r} is not known; known is {standard.edition!r}")
    given = found.get("ratings")
    if not isinstance(given, dict):
        _refuse("ratings", "must be an object of subdomain codes")
    ratings = {code: _rating(standard, code, value) for code, value in given.items()}
    left_out = [code for code, rating in ratings.items() if rating.not_applicable]
    if len(left_out) > standard.not_applicable_at_most:
        where = f"ratings.{left_out[standard.not_applicable_at_most]}.not_applicable"
        _refuse(where, f"at most {standard.not_applicable_at_most} subdomains can be left out")
    return ratings


def _rating(standard: Standard, code: str, value: Any) -> Rating:
    where = f"ratings.{code}"
    if code not in standard:
        _refuse(where, "is no subdomain of this edition")
    if type(value) is int:
        return Rating(_level(value, where))
    if not isinstance(value, dict):
        _refuse(where, "must be a level from 0 to 5, or an object")
    if not value.keys() <= KEYS:
        unknown = next(key for key in value if key not in KEYS)
        _refuse(f"{where}.{unknown}", f"is not a known key; known are {', '.join(sorted(KEYS))}")
    return _detailed(standard, code, value, where)


def _detailed(standard: Standard, code: str, value: dict[str, Any], where: str) -> Rating:
    unsure = _flag(value, "unsure", where)
    under_way = _flag(value, "under_way", where)
    reason = _text(value, "not_applicable", where)
    if "level" not in value and not unsure and not reason:
        _refuse(f"{where}.level", "is missing")
    level = _level(value.get("level", 0), f"{where}.level")
    if under_way and level == TOP:
        _refuse(f"{where}.under_way", "there is no rung above 5")
    if reason and not standard.subdomain(code).may_not_apply:
        _refuse(f"{where}.not_applicable", "this edition does not allow it here")
    return Rating(level, under_way, unsure, reason, _evidence(value, level, where))


def _evidence(value: dict[str, Any], level: int, where: str) -> Evidence | None:
    """What is named as proof: a text, or an object of a text and its days. Named for the level that it stands beside."""
    given = value.get("evidence")
    if not isinstance(given, dict):
        text = _text(value, "evidence", where)
        return Evidence(text, level) if text else None
    where = f"{where}.evidence"
    for key in given:
        if key not in EVIDENCE_KEYS:
            _refuse(f"{where}.{key}", f"is not a known key; known are {', '.join(sorted(EVIDENCE_KEYS))}")
    what = _text(given, "what", where)
    if not what:
        _refuse(f"{where}.what", "is missing")
    days = {key: _day(given.get(key), f"{where}.{key}") for key in EVIDENCE_DATES}
    since, used = days["in_force"], days["last_used"]
    if since and used and used < since:
        _refuse(f"{where}.last_used", f"{used} is before in_force {since}")
    return Evidence(what, level, days["named_on"], since, used)


def _day(value: Any, where: str) -> date | None:
    if value is None:
        return None
    if not isinstance(value, str) or not DAY.fullmatch(value):
        _refuse(where, "must be a date such as 2026-10-30")
    try:
        return date.fromisoformat(value)
    except ValueError:
        _refuse(where, f"there is no {value} in the calendar")


def _level(value: Any, where: str) -> int:
    if type(value) is not int or not 0 <= value <= TOP:
        _refuse(where, "must be a whole number from 0 to 5")
    return int(value)


def _flag(value: dict[str, Any], key: str, where: str) -> bool:
    flag = value.get(key, False)
    if flag is None:
        return False
    if type(flag) is not bool:
        _refuse(f"{where}.{key}", "must be true or false")
    return flag


def _text(value: dict[str, Any], key: str, where: str) -> str:
    text = value.get(key)
    if text is None or (text is False and key == "not_applicable"):
        return ""
    if not isinstance(text, str):
        _refuse(f"{where}.{key}", "must be text")
    if not text.strip():
        _refuse(f"{where}.{key}", "must not be empty; leave the key out instead")
    if len(text) > TEXT_AT_MOST:
        _refuse(f"{where}.{key}", f"is longer than {TEXT_AT_MOST} characters")
    return text


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        _refuse(next(key for key in keys if keys.count(key) > 1), "stands twice in one object")
    return found


def _constant(name: str) -> NoReturn:
    _refuse("", f"is not JSON: {name} is no number")


DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_constant)


def _refuse(key: str, cause: str) -> NoReturn:
    # A key comes from outside: it must neither break the one line nor fill the screen.
    shown = "".join(c if c.isprintable() else "?" for c in key)[:120]
    raise Unreadable(f"{shown}: {cause}" if shown else cause)
