"""Reads a sealed file back, key by key: nothing is guessed, nothing unknown is let through."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, NoReturn, TypeVar

from bot.documents.sealed.format import (
    FIRST_FORMAT,
    FORMAT,
    SealedContent,
    SealedEvidence,
    SealedFile,
    SealedRating,
    Stars,
    rating_of,
)
from bot.documents.sealed.rules import Rules
from flows.assessment.evidence import Evidence
from flows.dialogue import Refusal, phrase
from flows.standard.model import TOP
from flows.typed_text import escaped_line

AT_MOST = 2 * 1024 * 1024
SHOWN = 120
RULES_AT_MOST = 999
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
HEX = re.compile(r"(?:[0-9a-f]{2})*")
Time = TypeVar("Time", date, datetime)


class NotSealed(Refusal):
    """Bytes that are not a sealed file of a known format.

    `key` names the sentence that says why, `where` the place in the file ("" for the whole file). Both come with `where`
    escaped, because it holds keys of the file: it must neither break the one line nor fill the screen.
    """

    def __init__(self, key: str, where: str = "") -> None:
        super().__init__(phrase(key, where=escaped_line(where, SHOWN)))


def decoded(data: bytes) -> SealedFile:
    """Return the sealed file that bytes hold. Raises NotSealed. This does not check that the bytes are in canonical form."""
    if len(data) > AT_MOST:
        raise NotSealed("verify-too-large")
    try:
        document = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NotSealed("verify-no-json") from error
    if not isinstance(document, dict) or document.get("format") not in (FORMAT, FIRST_FORMAT):
        raise NotSealed("verify-foreign")
    keys = {
        "format",
        *(("rules",) if document["format"] == FORMAT else ()),
        "edition",
        "organisation",
        "assessed_on",
        "as_of",
        "sealed_at",
        "stars",
        "answers",
        "public_key",
        "signature",
    }
    _only(document, keys, "")
    edition = _object(document, "edition", "")
    _only(edition, {"code", "sha256"}, "edition")
    stars = _object(document, "stars", "")
    _only(stars, {"claimed", "under_way", "evidenced", "verified"}, "stars")
    answers = _object(document, "answers", "")
    content = SealedContent(
        edition=_text(edition, "code", "edition"),
        edition_sha256=_text(edition, "sha256", "edition"),
        institution=_text(document, "organisation", ""),
        assessed_on=_day(document, "assessed_on", ""),
        as_of=_day(document, "as_of", ""),
        sealed_at=_moment(document, "sealed_at"),
        ratings={code: _rating(answers, code) for code in answers},
        claimed=_stars(stars, "claimed"),
        under_way=_stars(stars, "under_way"),
        evidenced=_stars(stars, "evidenced"),
        rules=_rules(document) if document["format"] == FORMAT else None,
        verified=_stars(stars, "verified") if "verified" in stars else None,
    )
    return SealedFile(content, _hex(document, "public_key", 32), _hex(document, "signature", 64))


def _rules(document: dict[str, Any]) -> Rules:
    number = _number(document, "rules", "", RULES_AT_MOST)
    try:
        return Rules(number)
    except ValueError as error:
        raise NotSealed("verify-foreign") from error  # the rules of a later version


def _rating(answers: dict[str, Any], code: str) -> SealedRating:
    where = f"answers.{code}"
    said = _object(answers, code, "answers")
    _only(said, {"level", "under_way", "unsure", "not_applicable", "ticked", "verified", "evidence"}, where)
    rating = SealedRating(
        level=_number(said, "level", where, TOP),
        under_way=_flag(said, "under_way", where),
        unsure=_flag(said, "unsure", where),
        not_applicable=_text(said, "not_applicable", where) if "not_applicable" in said else "",
        evidence=_evidence(_object(said, "evidence", where), f"{where}.evidence") if "evidence" in said else None,
        ticked=_text(said, "ticked", where) if "ticked" in said else "",
        verified=_number(said, "verified", where, TOP) if "verified" in said else None,
    )
    if rating.under_way and rating.level == TOP:
        _refuse(f"{where}.under_way")
    if rating.ticked and not _is_answer(replace(rating, verified=None)):
        _refuse(f"{where}.ticked")
    if rating.verified is not None and not _is_answer(rating):
        _refuse(f"{where}.verified")
    if rating.evidence and rating.evidence.shows and not _can_be_shown(rating.evidence):
        _refuse(f"{where}.evidence.shows")
    return rating


def _is_answer(rating: SealedRating) -> bool:
    try:
        rating_of(replace(rating, evidence=None))
    except ValueError:
        return False
    return True


def _can_be_shown(evidence: SealedEvidence) -> bool:
    try:
        Evidence(evidence.what, evidence.rung, shows=evidence.shows)
    except ValueError:
        return False
    return True


def _evidence(said: dict[str, Any], where: str) -> SealedEvidence:
    _only(said, {"what", "rung", "named_on", "in_force", "last_used", "shows", "file"}, where)
    file = _object(said, "file", where) if "file" in said else None
    if file is not None:
        _only(file, {"name", "size", "media_type", "sha256"}, f"{where}.file")

    def day(name: str) -> date | None:
        return _day(said, name, where) if name in said else None

    return SealedEvidence(
        what=_text(said, "what", where),
        rung=_number(said, "rung", where, TOP),
        named_on=day("named_on"),
        in_force=day("in_force"),
        last_used=day("last_used"),
        file_name=None if file is None else _text(file, "name", f"{where}.file"),
        file_size=0 if file is None else _number(file, "size", f"{where}.file", 2**53),
        file_type="" if file is None else _text(file, "media_type", f"{where}.file"),
        file_sha256="" if file is None else _text(file, "sha256", f"{where}.file"),
        shows=_text(said, "shows", where) if "shows" in said else "",
    )


def _stars(said: dict[str, Any], lens: str) -> Stars:
    where = f"stars.{lens}"
    stars = _object(said, lens, "stars")
    _only(stars, {"low", "high"}, where)
    return _number(stars, "low", where, TOP), _number(stars, "high", where, TOP)


def _only(said: dict[str, Any], keys: set[str], where: str) -> None:
    for key in said:
        if key not in keys:
            _refuse(_path(where, key))


def _object(said: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    value = said.get(key)
    if not isinstance(value, dict):
        _refuse(_path(where, key))
    return value


def _text(said: dict[str, Any], key: str, where: str) -> str:
    value = said.get(key)
    if not isinstance(value, str):
        _refuse(_path(where, key))
    return value


def _number(said: dict[str, Any], key: str, where: str, most: int) -> int:
    value = said.get(key)
    if type(value) is not int or not 0 <= value <= most:
        _refuse(_path(where, key))
    return int(value)


def _flag(said: dict[str, Any], key: str, where: str) -> bool:
    value = said.get(key, False)
    if type(value) is not bool:
        _refuse(_path(where, key))
    return value


def _day(said: dict[str, Any], key: str, where: str) -> date:
    return _in_time(_text(said, key, where), DAY, date.fromisoformat, _path(where, key))


def _moment(said: dict[str, Any], key: str) -> datetime:
    return _in_time(_text(said, key, ""), MOMENT, lambda text: datetime.fromisoformat(text).astimezone(UTC), key)


def _in_time(text: str, pattern: re.Pattern[str], read: Callable[[str], Time], where: str) -> Time:
    try:
        if pattern.fullmatch(text):
            return read(text)
    except (ValueError, OverflowError):
        pass
    raise NotSealed("verify-no-day", where)


def _hex(said: dict[str, Any], key: str, length: int) -> bytes:
    text = _text(said, key, "")
    if len(text) != 2 * length or not HEX.fullmatch(text):
        _refuse(key)
    return bytes.fromhex(text)


def _path(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key


def _refuse(where: str) -> NoReturn:
    raise NotSealed("verify-broken", where)
