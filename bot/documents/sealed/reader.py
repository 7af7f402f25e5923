"""Reads a sealed file back, key by key: nothing is guessed, nothing unknown is let through."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

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
from bot.documents.sealed.strict_fields import (
    NotSealed,
    day_at,
    document_in,
    flag_at,
    hex_at,
    moment_at,
    number_at,
    object_at,
    only_keys,
    refuse,
    text_at,
)
from bot.documents.sealed.together import together_in
from flows.assessment.evidence import Evidence
from flows.standard.model import TOP

RULES_AT_MOST = 999


def decoded(data: bytes) -> SealedFile:
    """Return the sealed file that bytes hold. Raises NotSealed. This does not check that the bytes are in canonical form."""
    document = document_in(data, FORMAT, FIRST_FORMAT)
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
        *(("together",) if "together" in document else ()),
        "public_key",
        "signature",
    }
    only_keys(document, keys, "")
    edition = object_at(document, "edition", "")
    only_keys(edition, {"code", "sha256"}, "edition")
    stars = object_at(document, "stars", "")
    only_keys(stars, {"claimed", "under_way", "evidenced", "verified"}, "stars")
    answers = object_at(document, "answers", "")
    content = SealedContent(
        edition=text_at(edition, "code", "edition"),
        edition_sha256=text_at(edition, "sha256", "edition"),
        institution=text_at(document, "organisation", ""),
        assessed_on=day_at(document, "assessed_on", ""),
        as_of=day_at(document, "as_of", ""),
        sealed_at=moment_at(document, "sealed_at"),
        ratings={code: _rating(answers, code) for code in answers},
        claimed=_stars(stars, "claimed"),
        under_way=_stars(stars, "under_way"),
        evidenced=_stars(stars, "evidenced"),
        rules=_rules(document) if document["format"] == FORMAT else None,
        verified=_stars(stars, "verified") if "verified" in stars else None,
        together=together_in(document) if "together" in document else None,
    )
    return SealedFile(content, hex_at(document, "public_key", 32), hex_at(document, "signature", 64))


def _rules(document: dict[str, Any]) -> Rules:
    number = number_at(document, "rules", "", RULES_AT_MOST)
    try:
        return Rules(number)
    except ValueError as error:
        raise NotSealed("verify-foreign") from error  # the rules of a later version


def _rating(answers: dict[str, Any], code: str) -> SealedRating:
    where = f"answers.{code}"
    said = object_at(answers, code, "answers")
    only_keys(said, {"level", "under_way", "unsure", "not_applicable", "ticked", "verified", "evidence"}, where)
    rating = SealedRating(
        level=number_at(said, "level", where, TOP),
        under_way=flag_at(said, "under_way", where),
        unsure=flag_at(said, "unsure", where),
        not_applicable=text_at(said, "not_applicable", where) if "not_applicable" in said else "",
        evidence=_evidence(object_at(said, "evidence", where), f"{where}.evidence") if "evidence" in said else None,
        ticked=text_at(said, "ticked", where) if "ticked" in said else "",
        verified=number_at(said, "verified", where, TOP) if "verified" in said else None,
    )
    if rating.under_way and rating.level == TOP:
        refuse(f"{where}.under_way")
    if rating.ticked and not _is_answer(replace(rating, verified=None)):
        refuse(f"{where}.ticked")
    if rating.verified is not None and not _is_answer(rating):
        refuse(f"{where}.verified")
    if rating.evidence and rating.evidence.shows and not _can_be_shown(rating.evidence):
        refuse(f"{where}.evidence.shows")
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
    only_keys(said, {"what", "rung", "named_on", "in_force", "last_used", "shows", "file"}, where)
    file = object_at(said, "file", where) if "file" in said else None
    if file is not None:
        only_keys(file, {"name", "size", "media_type", "sha256"}, f"{where}.file")

    def day(name: str) -> date | None:
        return day_at(said, name, where) if name in said else None

    return SealedEvidence(
        what=text_at(said, "what", where),
        rung=number_at(said, "rung", where, TOP),
        named_on=day("named_on"),
        in_force=day("in_force"),
        last_used=day("last_used"),
        file_name=None if file is None else text_at(file, "name", f"{where}.file"),
        file_size=0 if file is None else number_at(file, "size", f"{where}.file", 2**53),
        file_type="" if file is None else text_at(file, "media_type", f"{where}.file"),
        file_sha256="" if file is None else text_at(file, "sha256", f"{where}.file"),
        shows=text_at(said, "shows", where) if "shows" in said else "",
    )


def _stars(said: dict[str, Any], lens: str) -> Stars:
    where = f"stars.{lens}"
    stars = object_at(said, lens, "stars")
    only_keys(stars, {"low", "high"}, where)
    return number_at(stars, "low", where, TOP), number_at(stars, "high", where, TOP)
