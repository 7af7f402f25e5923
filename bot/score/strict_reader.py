"""Reads answers from JSON: one object, checked to the last key."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from bot.score.fast_reader import plain_ratings
from bot.score.fields import SHOWN, check_keys, day_at, flag_at, level_at, object_in, refuse, text_at
from bot.score.together_reader import together_of
from flows.assessment.evidence import Evidence
from flows.assessment.point_by_point import reached
from flows.assessment.rating import Lens, Rating, Ratings
from flows.assessment.ticks import ticks_of
from flows.institution.answers import Together
from flows.standard.criteria import Criterion
from flows.standard.model import TOP, Standard, Subdomain

SHEET_KEYS = frozenset({"ratings", "edition", "together"})
KEYS = frozenset({"level", "criteria", "under_way", "evidence", "unsure", "not_applicable", "verified"})
EVIDENCE_DATES = ("in_force", "last_used", "named_on")
EVIDENCE_KEYS = frozenset({"what", "shows", *EVIDENCE_DATES})
# How a criterion is written within its subdomain.
EXAMPLE = "2.b"


class Answers(Struct, frozen=True):
    """Answers as they were read. `together` says how several people came to them, None if nothing is said of that."""

    ratings: Ratings
    together: Together | None = None


def answers_of(standard: Standard, data: bytes) -> Answers:
    """Return the answers of one JSON object `{"ratings": {code: level or object}, "together": …, "edition": …}`.

    docs/reference/score-json.md describes its keys.
    Raises Unreadable for text that is not UTF-8, broken JSON, a doubled or unknown key, an unknown subdomain or edition, a
    level outside 0..5, a verified rung above the claimed one, criteria that the edition does not know or that give another
    rung than the level, `under_way` at 5, evidence that shows criteria of another rung, a date that does not exist, a last use
    before the day of coming into force, `not_applicable` if the edition does not allow it or not that often, and what does not
    fit to the answers in `together`.
    """
    ratings = plain_ratings(standard, data)
    return careful_answers(standard, data) if ratings is None else Answers(ratings)


def careful_answers(standard: Standard, data: bytes) -> Answers:
    """Return the same answers, read key by key. It takes whatever `plain_ratings` takes, and reads it in the same way."""
    found = object_in(data)
    check_keys(found, SHEET_KEYS, "")
    if found.get("edition", standard.edition) != standard.edition:
        refuse("edition", "answers-edition", given=repr(found["edition"])[:SHOWN], known=repr(standard.edition))
    given = found.get("ratings")
    if not isinstance(given, dict):
        refuse("ratings", "answers-no-ratings")
    ratings = {code: _rating(standard, code, value) for code, value in given.items()}
    left_out = [code for code, rating in ratings.items() if rating.not_applicable]
    if len(left_out) > standard.not_applicable_at_most:
        where = f"ratings.{left_out[standard.not_applicable_at_most]}.not_applicable"
        refuse(where, "answers-left-out", most=standard.not_applicable_at_most)
    together = found.get("together")
    return Answers(ratings, together_of(ratings, together) if together is not None else None)


def _rating(standard: Standard, code: str, value: Any) -> Rating:
    where = f"ratings.{code}"
    if code not in standard:
        refuse(where, "answers-no-subdomain")
    if type(value) is int:
        return Rating(level_at(value, where))
    if not isinstance(value, dict):
        refuse(where, "answers-no-rating")
    check_keys(value, KEYS, where)
    return _detailed(standard, code, value, where)


def _detailed(standard: Standard, code: str, value: dict[str, Any], where: str) -> Rating:
    subdomain = standard.subdomain(code)
    unsure = flag_at(value, "unsure", where)
    under_way = flag_at(value, "under_way", where)
    reason = text_at(value, "not_applicable", where)
    met = _criteria(subdomain, value.get("criteria"), f"{where}.criteria")
    if "level" not in value and met is None and not unsure and not reason:
        refuse(f"{where}.level", "answers-missing")
    level = level_at(value.get("level", 0), f"{where}.level")
    if reason and not subdomain.may_not_apply:
        refuse(f"{where}.not_applicable", "answers-must-apply")
    if met is not None and not unsure and not reason:
        level = _level_of(subdomain, met, value, where)
    if under_way and level == TOP:
        refuse(f"{where}.under_way", "answers-no-rung")
    above = [criterion for criterion in met or () if criterion.rung > level]
    under_way |= not (unsure or reason) and any(criterion.rung == level + 1 for criterion in above)
    rating = Rating(level, under_way, unsure, reason, _evidence(subdomain, value, level, where), ticks_of(above))
    return rating if value.get("verified") is None else rating.with_verified(_verified(rating, value["verified"], where))


def _verified(rating: Rating, value: Any, where: str) -> int:
    """Return the rung that a reviewer confirmed. Raises Unreadable if it is above what the answer claims."""
    rung, claimed = level_at(value, f"{where}.verified"), rating.read(Lens.claimed)
    if rung > claimed:
        refuse(f"{where}.verified", "answers-verified-above", claimed=claimed)
    return rung


def _criteria(subdomain: Subdomain, given: Any, where: str) -> frozenset[Criterion] | None:
    """Return the named criteria of a subdomain: all that are met, from rung 1 up, as `3.b` or `demand-management.3.b`."""
    if given is None:
        return None
    if not subdomain.criteria:
        refuse(where, "answers-no-criteria")
    if not isinstance(given, list):
        refuse(where, "answers-criteria-list", example=EXAMPLE)
    known = {criterion.code: criterion for criterion in subdomain.all_criteria}
    met: set[Criterion] = set()
    for place, name in enumerate(given):
        found = known.get(name if str(name).startswith(subdomain.code) else f"{subdomain.code}.{name}")
        if found is None:
            refuse(f"{where}.{place}", "answers-no-criterion", given=repr(name)[:SHOWN], example=EXAMPLE)
        if found in met:
            refuse(f"{where}.{place}", "answers-twice")
        met.add(found)
    return frozenset(met)


def _level_of(subdomain: Subdomain, met: frozenset[Criterion], value: dict[str, Any], where: str) -> int:
    """Return the rung that the criteria give. Raises Unreadable if a level beside them says another."""
    level = reached(subdomain, met)
    if value.get("level", level) != level:
        refuse(f"{where}.level", "answers-other-level", level=level)
    return level


def _evidence(subdomain: Subdomain, value: dict[str, Any], level: int, where: str) -> Evidence | None:
    """Return the named evidence: a text, or an object with a text and dates. It is named for the level beside it."""
    given = value.get("evidence")
    if not isinstance(given, dict):
        text = text_at(value, "evidence", where)
        return Evidence(text, level) if text else None
    where = f"{where}.evidence"
    check_keys(given, EVIDENCE_KEYS, where)
    what = text_at(given, "what", where)
    if not what:
        refuse(f"{where}.what", "answers-missing")
    days = {key: day_at(given.get(key), f"{where}.{key}") for key in EVIDENCE_DATES}
    since, used = days["in_force"], days["last_used"]
    if since and used and used < since:
        refuse(f"{where}.last_used", "answers-used-before", used=str(used), since=str(since))
    return Evidence(what, level, days["named_on"], since, used, shows=_shows(subdomain, given, level, f"{where}.shows"))


def _shows(subdomain: Subdomain, given: dict[str, Any], level: int, where: str) -> str:
    """Return the criteria that the evidence shows. They are of the rung that it backs, and at least one."""
    shown = _criteria(subdomain, given.get("shows"), where)
    if shown is None:
        return ""
    if not shown or any(criterion.rung != level for criterion in shown):
        refuse(where, "answers-shows", rung=level)
    return ticks_of(shown)
