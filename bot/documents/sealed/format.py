"""The sealed file's content as a value, and its one canonical form as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from bot.documents.sealed.rules import Rules
from bot.documents.sealed.together import together_document
from flows.assessment.evidence import Attachment, Evidence
from flows.assessment.rating import Rating
from flows.institution.answers import Together

FORMAT = "xingjie-sealed-2"
# As FORMAT, but without `rules`.
FIRST_FORMAT = "xingjie-sealed-1"


@dataclass(frozen=True, slots=True)
class SealedEvidence:
    """Evidence as it is sealed: its name, its rung and dates, and of a file name, size, media type and SHA-256 ("" unknown).

    `shows` are the criteria of its rung that it shows (`3ac`), "" for the whole rung.
    """

    what: str
    rung: int
    named_on: date | None
    in_force: date | None
    last_used: date | None
    file_name: str | None
    file_size: int
    file_type: str
    file_sha256: str
    shows: str = ""


@dataclass(frozen=True, slots=True)
class SealedRating:
    """The rating of one subdomain as it is sealed. `ticked` are the criteria above its level that are met (`3ac4b`).

    `verified` is the rung that a reviewer confirmed; None, and not in the file, if nobody looked at it.
    """

    level: int
    under_way: bool
    unsure: bool
    not_applicable: str
    evidence: SealedEvidence | None
    ticked: str = ""
    verified: int | None = None


Stars = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SealedContent:
    """All that the seal covers: the stars are lowest and highest per lens, with evidence that counts on the day `as_of`.

    `assessed_on` is the day that documents bear; `sealed_at` is UTC, whole seconds. `rules` are those that gave the stars; None
    if the file does not say, because it has the first format. `verified` is None, and not in the file, if nothing was reviewed.
    `together` is None, and not in the file, if one person answered.
    """

    edition: str
    edition_sha256: str
    institution: str
    assessed_on: date
    as_of: date
    sealed_at: datetime
    ratings: Mapping[str, SealedRating]
    claimed: Stars
    under_way: Stars
    evidenced: Stars
    rules: Rules | None
    verified: Stars | None = None
    together: Together | None = None


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A content, the public key it is sealed with (32 bytes) and the signature (64 bytes) over `sealed_bytes`."""

    content: SealedContent
    public_key: bytes
    signature: bytes


def sealed_bytes(content: SealedContent, public_key: bytes) -> bytes:
    """Return the bytes that are signed: the format, the content and the public key, in canonical form."""
    return canonical({**_document(content), "public_key": public_key.hex()})


def encoded(file: SealedFile) -> bytes:
    """Return the file as canonical JSON: keys sorted, indented by two, UTF-8, a final newline. A value has only one form."""
    document = {**_document(file.content), "public_key": file.public_key.hex(), "signature": file.signature.hex()}
    return canonical(document)


def rating_of(sealed: SealedRating) -> Rating:
    """Return the rating that was sealed. A seal does not say where its file is stored, so the file's place is ""."""
    known, evidence = sealed.evidence, None
    if known:
        kept = known.file_name is not None
        file = Attachment(known.file_name or "", known.file_size, known.file_type, known.file_sha256, "") if kept else None
        evidence = Evidence(known.what, known.rung, known.named_on, known.in_force, known.last_used, file, known.shows)
    return Rating(
        sealed.level, sealed.under_way, sealed.unsure, sealed.not_applicable, evidence, sealed.ticked, sealed.verified
    )


def sealed_rating(rating: Rating) -> SealedRating:
    """Return a rating in the form in which it is sealed."""
    evidence = _sealed_evidence(rating.evidence)
    return SealedRating(
        rating.level, rating.under_way, rating.unsure, rating.not_applicable, evidence, rating.ticked, rating.verified
    )


def _sealed_evidence(evidence: Evidence | None) -> SealedEvidence | None:
    if evidence is None:
        return None
    file = evidence.file
    return SealedEvidence(
        evidence.what,
        evidence.rung,
        evidence.named_on,
        evidence.in_force,
        evidence.last_used,
        file.name if file else None,
        file.size if file else 0,
        file.media_type if file else "",
        file.sha256 if file else "",
        evidence.shows,
    )


def _document(content: SealedContent) -> dict[str, Any]:
    lenses = {"claimed": content.claimed, "under_way": content.under_way, "evidenced": content.evidenced}
    if content.verified is not None:
        lenses["verified"] = content.verified
    rules = {"format": FIRST_FORMAT} if content.rules is None else {"format": FORMAT, "rules": content.rules.value}
    return {
        **rules,
        "edition": {"code": content.edition, "sha256": content.edition_sha256},
        "organisation": content.institution,
        "assessed_on": content.assessed_on.isoformat(),
        "as_of": content.as_of.isoformat(),
        "sealed_at": content.sealed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "stars": {lens: {"low": low, "high": high} for lens, (low, high) in lenses.items()},
        "answers": {code: _rating(rating) for code, rating in content.ratings.items()},
        **({} if content.together is None else {"together": together_document(content.together)}),
    }


def _rating(rating: SealedRating) -> dict[str, Any]:
    said: dict[str, Any] = {"level": rating.level}
    if rating.under_way:
        said["under_way"] = True
    if rating.unsure:
        said["unsure"] = True
    if rating.not_applicable:
        said["not_applicable"] = rating.not_applicable
    if rating.ticked:
        said["ticked"] = rating.ticked
    if rating.verified is not None:
        said["verified"] = rating.verified
    if rating.evidence:
        said["evidence"] = _evidence(rating.evidence)
    return said


def _evidence(evidence: SealedEvidence) -> dict[str, Any]:
    said: dict[str, Any] = {"what": evidence.what, "rung": evidence.rung}
    days = (("named_on", evidence.named_on), ("in_force", evidence.in_force), ("last_used", evidence.last_used))
    said |= {name: day.isoformat() for name, day in days if day}
    if evidence.shows:
        said["shows"] = evidence.shows
    if evidence.file_name is not None:
        said["file"] = {
            "name": evidence.file_name,
            "size": evidence.file_size,
            "media_type": evidence.file_type,
            "sha256": evidence.file_sha256,
        }
    return said


def canonical(document: dict[str, Any]) -> bytes:
    """Return the one form of a document as bytes: keys sorted, indented by two, UTF-8, a final newline."""
    # A lone half of a surrogate pair has no UTF-8: it is written as the replacement character.
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=2) + "\n"
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode()
