"""Reads answers from JSON: one object, checked to the last key."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any, NoReturn

from bot.score.fast_reader import TEXT_AT_MOST, plain_ratings
from flows.assessment.evidence import Evidence
from flows.assessment.point_by_point import reached
from flows.assessment.rating import Lens, Rating, Ratings
from flows.assessment.ticks import ticks_of
from flows.dialogue import Arg, Phrase, Refusal, phrase
from flows.standard.criteria import Criterion
from flows.standard.model import TOP, Standard, Subdomain

KEYS = frozenset({"level", "criteria", "under_way", "evidence", "unsure", "not_applicable", "verified"})
EVIDENCE_DATES = ("in_force", "last_used", "named_on")
EVIDENCE_KEYS = frozenset({"what", "shows", *EVIDENCE_DATES})
# The number of characters of a file's text that a fault repeats.
SHOWN = 120
# How a criterion is written within its subdomain.
EXAMPLE = "2.b"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Unreadable(Refusal):
    """Answers that cannot be taken. `why` names the key and the cause, `line` the line on which the text is no longer JSON.

    `where` is the path of keys to the fault, with dots between them.
    """

    def __init__(self, why: Phrase, line: int | None = None, where: str = "") -> None:
        super().__init__(why)
        self.line = line
        self.where = where

    def line_in(self, data: bytes) -> int:
        """Return the line (from 1) of `data` that has the fault. The keys of `where` are looked for one after the other."""
        at = 0
        for key in self.where.split("."):
            at = max(at, data.find(f'"{key}"'.encode(errors="replace"), at))
        return self.line or data.count(b"\n", 0, at) + 1


def ratings_of(standard: Standard, data: bytes) -> Ratings:
    """Return the ratings of one JSON object `{"ratings": {code: level or object}, "edition": …}`.

    docs/reference/score-json.md describes its keys.
    Raises Unreadable for text that is not UTF-8, broken JSON, a doubled or unknown key, an unknown subdomain or edition, a
    level outside 0..5, a verified rung above the claimed one, criteria that the edition does not know or that give another
    rung than the level, `under_way` at 5, evidence that shows criteria of another rung, a date that does not exist, a last use
    before the day of coming into force, and `not_applicable` if the edition does not allow it or not that often.
    """
    ratings = plain_ratings(standard, data)
    return careful_ratings(standard, data) if ratings is None else ratings


def careful_ratings(standard: Standard, data: bytes) -> Ratings:
    """Return the same ratings, read key by key. It takes whatever `plain_ratings` takes, and reads it in the same way."""
    try:
        found = DECODER.decode(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable(phrase("answers-no-text", byte=str(error.start + 1))) from error
    except RecursionError:
        _refuse("", "answers-nested")
    except json.JSONDecodeError as error:
        raise Unreadable(phrase("answers-no-json", column=str(error.colno)), error.lineno) from error
    except ValueError:
        _refuse("", "answers-number-long")
    if not isinstance(found, dict):
        _refuse("", "answers-no-object")
    for key in found:
        if key not in ("ratings", "edition"):
            _refuse(key, "answers-key", known="ratings, edition")
    if found.get("edition", standard.edition) != standard.edition:
        _refuse("edition", "answers-edition", given=repr(found["edition"])[:SHOWN], known=repr(standard.edition))
    given = found.get("ratings")
    if not isinstance(given, dict):
        _refuse("ratings", "answers-no-ratings")
    ratings = {code: _rating(standard, code, value) for code, value in given.items()}
    left_out = [code for code, rating in ratings.items() if rating.not_applicable]
    if len(left_out) > standard.not_applicable_at_most:
        where = f"ratings.{left_out[standard.not_applicable_at_most]}.not_applicable"
        _refuse(where, "answers-left-out", most=standard.not_applicable_at_most)
    return ratings


def _rating(standard: Standard, code: str, value: Any) -> Rating:
    where = f"ratings.{code}"
    if code not in standard:
        _refuse(where, "answers-no-subdomain")
    if type(value) is int:
        return Rating(_level(value, where))
    if not isinstance(value, dict):
        _refuse(where, "answers-no-rating")
    if not value.keys() <= KEYS:
        unknown = next(key for key in value if key not in KEYS)
        _refuse(f"{where}.{unknown}", "answers-key", known=", ".join(sorted(KEYS)))
    return _detailed(standard, code, value, where)


def _detailed(standard: Standard, code: str, value: dict[str, Any], where: str) -> Rating:
    subdomain = standard.subdomain(code)
    unsure = _flag(value, "unsure", where)
    under_way = _flag(value, "under_way", where)
    reason = _text(value, "not_applicable", where)
    met = _criteria(subdomain, value.get("criteria"), f"{where}.criteria")
    if "level" not in value and met is None and not unsure and not reason:
        _refuse(f"{where}.level", "answers-missing")
    level = _level(value.get("level", 0), f"{where}.level")
    if reason and not subdomain.may_not_apply:
        _refuse(f"{where}.not_applicable", "answers-must-apply")
    if met is not None and not unsure and not reason:
        level = _level_of(subdomain, met, value, where)
    if under_way and level == TOP:
        _refuse(f"{where}.under_way", "answers-no-rung")
    above = [criterion for criterion in met or () if criterion.rung > level]
    under_way |= not (unsure or reason) and any(criterion.rung == level + 1 for criterion in above)
    rating = Rating(level, under_way, unsure, reason, _evidence(subdomain, value, level, where), ticks_of(above))
    return rating if value.get("verified") is None else rating.with_verified(_verified(rating, value["verified"], where))


def _verified(rating: Rating, value: Any, where: str) -> int:
    """Return the rung that a reviewer confirmed. Raises Unreadable if it is above what the answer claims."""
    rung, claimed = _level(value, f"{where}.verified"), rating.read(Lens.claimed)
    if rung > claimed:
        _refuse(f"{where}.verified", "answers-verified-above", claimed=claimed)
    return rung


def _criteria(subdomain: Subdomain, given: Any, where: str) -> frozenset[Criterion] | None:
    """Return the named criteria of a subdomain: all that are met, from rung 1 up, as `3.b` or `demand-management.3.b`."""
    if given is None:
        return None
    if not subdomain.criteria:
        _refuse(where, "answers-no-criteria")
    if not isinstance(given, list):
        _refuse(where, "answers-criteria-list", example=EXAMPLE)
    known = {criterion.code: criterion for criterion in subdomain.all_criteria}
    met: set[Criterion] = set()
    for place, name in enumerate(given):
        found = known.get(name if str(name).startswith(subdomain.code) else f"{subdomain.code}.{name}")
        if found is None:
            _refuse(f"{where}.{place}", "answers-no-criterion", given=repr(name)[:SHOWN], example=EXAMPLE)
        if found in met:
            _refuse(f"{where}.{place}", "answers-twice")
        met.add(found)
    return frozenset(met)


def _level_of(subdomain: Subdomain, met: frozenset[Criterion], value: dict[str, Any], where: str) -> int:
    """Return the rung that the criteria give. Raises Unreadable if a level beside them says another."""
    level = reached(subdomain, met)
    if value.get("level", level) != level:
        _refuse(f"{where}.level", "answers-other-level", level=level)
    return level


def _evidence(subdomain: Subdomain, value: dict[str, Any], level: int, where: str) -> Evidence | None:
    """Return the named evidence: a text, or an object with a text and dates. It is named for the level beside it."""
    given = value.get("evidence")
    if not isinstance(given, dict):
        text = _text(value, "evidence", where)
        return Evidence(text, level) if text else None
    where = f"{where}.evidence"
    for key in given:
        if key not in EVIDENCE_KEYS:
            _refuse(f"{where}.{key}", "answers-key", known=", ".join(sorted(EVIDENCE_KEYS)))
    what = _text(given, "what", where)
    if not what:
        _refuse(f"{where}.what", "answers-missing")
    days = {key: _day(given.get(key), f"{where}.{key}") for key in EVIDENCE_DATES}
    since, used = days["in_force"], days["last_used"]
    if since and used and used < since:
        _refuse(f"{where}.last_used", "answers-used-before", used=str(used), since=str(since))
    return Evidence(what, level, days["named_on"], since, used, shows=_shows(subdomain, given, level, f"{where}.shows"))


def _shows(subdomain: Subdomain, given: dict[str, Any], level: int, where: str) -> str:
    """Return the criteria that the evidence shows. They are of the rung that it backs, and at least one."""
    shown = _criteria(subdomain, given.get("shows"), where)
    if shown is None:
        return ""
    if not shown or any(criterion.rung != level for criterion in shown):
        _refuse(where, "answers-shows", rung=level)
    return ticks_of(shown)


def _day(value: Any, where: str) -> date | None:
    if value is None:
        return None
    if not isinstance(value, str) or not DAY.fullmatch(value):
        _refuse(where, "answers-no-day")
    try:
        return date.fromisoformat(value)
    except ValueError:
        _refuse(where, "answers-no-such-day", given=value)


def _level(value: Any, where: str) -> int:
    if type(value) is not int or not 0 <= value <= TOP:
        _refuse(where, "answers-no-level")
    return int(value)


def _flag(value: dict[str, Any], key: str, where: str) -> bool:
    flag = value.get(key, False)
    if flag is None:
        return False
    if type(flag) is not bool:
        _refuse(f"{where}.{key}", "answers-no-flag")
    return flag


def _text(value: dict[str, Any], key: str, where: str) -> str:
    text = value.get(key)
    if text is None or (text is False and key == "not_applicable"):
        return ""
    if not isinstance(text, str):
        _refuse(f"{where}.{key}", "answers-no-words")
    if not text.strip():
        _refuse(f"{where}.{key}", "answers-empty")
    if len(text) > TEXT_AT_MOST:
        _refuse(f"{where}.{key}", "answers-long", most=TEXT_AT_MOST)
    return text


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        _refuse(next(key for key in keys if keys.count(key) > 1), "answers-twice")
    return found


def _constant(name: str) -> NoReturn:
    _refuse("", "answers-no-number", given=name)


DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_constant)


def _refuse(where: str, cause: str, **args: Arg) -> NoReturn:
    # A key comes from outside: it must neither break the one line nor fill the screen.
    shown = "".join(c if c.isprintable() else "?" for c in where)[:SHOWN]
    why = phrase(cause, **args)
    raise Unreadable(phrase("answers-at", where=shown, cause=why) if shown else why, where=where)
