"""Reads an issued file back, key by key: nothing is guessed, nothing unknown is let through."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import Any, TypeVar

from bot.documents.sealed.issued import FORMAT, IssuedContent, IssuedDecision, IssuedFile, IssuedItem
from bot.documents.sealed.strict_fields import (
    AT_MOST,
    day_at,
    document_in,
    flag_at,
    hex_at,
    moment_at,
    number_at,
    object_at,
    only_keys,
    path_of,
    refuse,
    text_at,
)
from flows.review.decisions import DecisionKind, Reason
from flows.review.states import Seat
from flows.standard.criteria import Criterion
from flows.standard.model import TOP

DIGEST = 32
CHECK_NUMBER = re.compile(r"[A-Za-z0-9_-]{1,32}")
Word = TypeVar("Word", bound=StrEnum)


def is_issued(data: bytes) -> bool:
    """Return whether bytes say that they are an issued file. Whether they are one, `decoded_issue` says."""
    if len(data) > AT_MOST:
        return False
    try:
        document = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    return isinstance(document, dict) and document.get("format") == FORMAT


def decoded_issue(data: bytes) -> IssuedFile:
    """Return the issued file that bytes hold. Raises NotSealed. This does not check that the bytes are in canonical form."""
    document = document_in(data, FORMAT)
    keys = {
        "format",
        "edition",
        "association",
        "organisation",
        "submission_sha256",
        "finished_on",
        "issued_on",
        "issued_at",
        "valid_until",
        "seed",
        "must_look",
        "items",
        "read_by",
        "stars",
        "check_number",
        "decisions_sha256",
        "log_sha256",
        "public_key",
        "signature",
    }
    only_keys(document, keys, "")
    edition, stars = object_at(document, "edition", ""), object_at(document, "stars", "")
    only_keys(edition, {"code", "sha256"}, "edition")
    only_keys(stars, {"claimed", "verified"}, "stars")
    verified, items = object_at(stars, "verified", "stars"), object_at(document, "items", "")
    only_keys(verified, {"low", "high"}, "stars.verified")
    if not CHECK_NUMBER.fullmatch(text_at(document, "check_number", "")):
        refuse("check_number")
    content = IssuedContent(
        edition=text_at(edition, "code", "edition"),
        edition_sha256=text_at(edition, "sha256", "edition"),
        association=text_at(document, "association", ""),
        institution=text_at(document, "organisation", ""),
        submission_sha256=hex_at(document, "submission_sha256", DIGEST).hex(),
        finished_on=day_at(document, "finished_on", ""),
        issued_on=day_at(document, "issued_on", ""),
        issued_at=moment_at(document, "issued_at"),
        valid_until=day_at(document, "valid_until", ""),
        seed=text_at(document, "seed", ""),
        must_look=_texts(document, "must_look", ""),
        items={code: _item(items, code) for code in items},
        read_by=_words(document, "read_by", "", Seat),
        claimed=number_at(stars, "claimed", "stars", TOP),
        verified=(number_at(verified, "low", "stars.verified", TOP), number_at(verified, "high", "stars.verified", TOP)),
        check_number=text_at(document, "check_number", ""),
        decisions_sha256=hex_at(document, "decisions_sha256", DIGEST).hex(),
        log_sha256=hex_at(document, "log_sha256", DIGEST).hex() if "log_sha256" in document else "",
    )
    return IssuedFile(content, hex_at(document, "public_key", 32), hex_at(document, "signature", 64))


def _item(items: dict[str, Any], code: str) -> IssuedItem:
    where = f"items.{code}"
    said = object_at(items, code, "items")
    only_keys(said, {"claimed", "not_applicable", "answered", "decision"}, where)
    item = IssuedItem(
        claimed=number_at(said, "claimed", where, TOP),
        not_applicable=flag_at(said, "not_applicable", where),
        answered=flag_at(said, "answered", where),
        decision=_decision(code, object_at(said, "decision", where), f"{where}.decision") if "decision" in said else None,
    )
    if item.not_applicable and item.claimed != TOP:
        refuse(f"{where}.not_applicable")
    return item


def _decision(code: str, said: dict[str, Any], where: str) -> IssuedDecision:
    only_keys(said, {"kind", "rung", "reasons", "not_shown"}, where)
    kind = _word(DecisionKind, text_at(said, "kind", where), path_of(where, "kind"))
    if kind is DecisionKind.more_asked:
        refuse(path_of(where, "kind"))  # nothing is issued while more is asked
    return IssuedDecision(
        kind,
        number_at(said, "rung", where, TOP),
        _words(said, "reasons", where, Reason) if "reasons" in said else (),
        _not_shown(code, said, where) if "not_shown" in said else (),
    )


def _not_shown(code: str, said: dict[str, Any], where: str) -> tuple[Criterion, ...]:
    try:
        return tuple(Criterion.parse(f"{code}.{text[:1]}.{text[1:]}") for text in _texts(said, "not_shown", where))
    except ValueError:
        refuse(path_of(where, "not_shown"))


def _texts(said: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = said.get(key)
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value) or len(set(value)) < len(value):
        refuse(path_of(where, key))
    return tuple(value)


def _words(said: dict[str, Any], key: str, where: str, words: type[Word]) -> tuple[Word, ...]:
    return tuple(_word(words, text, path_of(where, key)) for text in _texts(said, key, where))


def _word(words: type[Word], text: str, where: str) -> Word:
    try:
        return words(text)
    except ValueError:
        refuse(where)
