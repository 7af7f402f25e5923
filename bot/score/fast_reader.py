"""Reads plainly valid answers quickly: the JSON reader itself checks their shape.

It may take fewer answers than `strict_reader`, which decides what is valid and names faults: it leaves all criteria to it, of
answers and of evidence. It never takes more, and never reads them differently.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from types import GenericAlias
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec.structs import astuple

from flows.assessment.evidence import Evidence
from flows.assessment.rating import Rating, Ratings
from flows.standard.model import TOP, Standard

TEXT_AT_MOST = 200

Level = Annotated[int, Meta(ge=0, le=TOP)]
Text = Annotated[str, Meta(min_length=1, max_length=TEXT_AT_MOST)]
Day = date | None | UnsetType
Flag = bool | None | UnsetType


class _Evidence(Struct, frozen=True, forbid_unknown_fields=True):
    what: Text
    in_force: Day = UNSET
    last_used: Day = UNSET
    named_on: Day = UNSET


class _Answer(Struct, frozen=True, forbid_unknown_fields=True):
    level: Level | UnsetType = UNSET
    under_way: Flag = UNSET
    unsure: Flag = UNSET
    not_applicable: Text | UnsetType | None = UNSET
    evidence: _Evidence | Text | UnsetType | None = UNSET
    verified: Level | UnsetType | None = UNSET


@lru_cache(maxsize=8)
def _reader(standard: Standard) -> msgspec.json.Decoder[Any]:
    one_of: Any = Literal
    ratings = GenericAlias(dict, (one_of[standard.codes], Level | _Answer))
    edition = one_of[standard.edition] | UnsetType
    sheet = msgspec.defstruct("Sheet", [("ratings", ratings), ("edition", edition, UNSET)], forbid_unknown_fields=True)
    return msgspec.json.Decoder(sheet)


class _NotPlain(Exception):
    """The answers have a fault that the JSON reader does not check, or need a closer look."""


def plain_ratings(standard: Standard, data: bytes) -> Ratings | None:
    """Return the ratings of one JSON object, read as `answers_of` does; None if it is not plainly valid."""
    try:
        sheet = _reader(standard).decode(data)
        given = sheet.ratings
        answers = [answer for answer in given.values() if type(answer) is _Answer]
        _check_keys(data, sheet, answers)
        if sum([bool(answer.not_applicable) for answer in answers]) > standard.not_applicable_at_most:
            return None
        return {code: PLAIN[level] if type(level) is int else _rating(standard, code, level) for code, level in given.items()}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, _NotPlain):
        return None


def _check_keys(data: bytes, sheet: Any, answers: list[_Answer]) -> None:
    """Raise _NotPlain if a key is given twice. The JSON reader would keep the last one and say nothing.

    Every written key has its colon. If there are no more colons than keys that were kept, no key was lost.
    """
    named = [answer.evidence for answer in answers if type(answer.evidence) is _Evidence]
    objects = [astuple(each) for each in (sheet, *answers, *named)]
    if data.count(b":") != len(sheet.ratings) + sum([len(values) - values.count(UNSET) for values in objects]):
        raise _NotPlain


def _rating(standard: Standard, code: str, answer: _Answer) -> Rating:
    level, under_way, unsure, reason, evidence, verified = astuple(answer)
    if (level is UNSET and not unsure and not reason) or (under_way and level == TOP):
        raise _NotPlain
    if verified is not UNSET and verified is not None:
        raise _NotPlain  # rare, and it must fit what the answer claims
    if not reason and not evidence:
        return _tapped(level or 0, bool(under_way), bool(unsure))
    if reason and not (reason.strip() and standard.subdomain(code).may_not_apply):
        raise _NotPlain
    return Rating(level or 0, bool(under_way), bool(unsure), reason or "", _evidence(evidence, level or 0))


def _evidence(evidence: _Evidence | str | UnsetType | None, level: int) -> Evidence | None:
    if not evidence:
        return None
    what, since, used, named = (evidence, None, None, None) if isinstance(evidence, str) else astuple(evidence)
    if not what.strip() or (since and used and used < since):
        raise _NotPlain
    return Evidence(what, level, named or None, since or None, used or None)


# Values are frozen, so answers can share them. Looking one up is cheaper than building it.
_tapped = cache(Rating)
PLAIN = tuple([_tapped(level, False, False) for level in range(TOP + 1)])
