"""Describes what an institution hands in: a snapshot that later answers never change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from msgspec.structs import replace

from flows.assessment.evidence import Attachment, Evidence
from flows.assessment.rating import Lens, Rating, Ratings

SHA256 = re.compile(r"[0-9a-f]{64}")


class Share(StrEnum):
    """How much of an item's evidence is handed over. Each level has all before it. The values are stored."""

    answer = "answer"
    note = "note"
    # The name, size and SHA-256 of the file, so that it can be recognised when it is shown elsewhere.
    file_hash = "file_hash"
    file = "file"


# In the order of how much goes.
SHARES = tuple(Share)


@dataclass(frozen=True, slots=True)
class Handed:
    """What is handed over for one subdomain. `rating` has no more of the evidence than `share` says; see `handed`."""

    subdomain: str
    rating: Rating
    share: Share

    @property
    def claimed(self) -> int:
        """The rung (0..5) that is claimed. What does not apply counts as 5, and "not sure" as 0, as everywhere."""
        return self.rating.read(Lens.claimed)


@dataclass(frozen=True)
class Submission:
    """One self-check as it was handed in.

    `institution` is the number of the institution. `items` are in the standard's order. `finished_on` is the day of the
    self-check. `sha256` is the digest of the sealed bytes. `accepts_statement` says that the person accepted the statement that
    the answers are true to their knowledge. Raises ValueError if they did not, if a subdomain occurs twice or never, or if
    `sha256` is not a digest.
    """

    edition: str
    institution: int
    items: tuple[Handed, ...]
    finished_on: date
    sha256: str
    accepts_statement: bool

    def __post_init__(self) -> None:
        if not self.accepts_statement:
            raise ValueError("the statement was not accepted")
        if not self.items or len(self.by_code) != len(self.items):
            raise ValueError("a submission has items, and each subdomain once")
        if not SHA256.fullmatch(self.sha256):
            raise ValueError("sha256 is 64 hexadecimal digits in small letters")

    @cached_property
    def by_code(self) -> Mapping[str, Handed]:
        """The items by the code of their subdomain."""
        return {item.subdomain: item for item in self.items}

    @property
    def ratings(self) -> Ratings:
        """The answers as they were handed in, by the code of their subdomain."""
        return {item.subdomain: item.rating for item in self.items}


def handed(subdomain: str, rating: Rating, share: Share) -> Handed:
    """Return what goes to the association for one answer.

    What the institution does not share is left out, and so is what an earlier review verified. A level above what there is
    becomes the level that there is.
    """
    rating = rating.with_verified(None)
    evidence = rating.evidence
    if evidence is None or share is Share.answer:
        return Handed(subdomain, rating.with_evidence(None), Share.answer)
    if evidence.file is None or share is Share.note:
        return Handed(subdomain, rating.with_evidence(replace(evidence, file=None)), Share.note)
    # Without a digest nobody could recognise the file.
    if share is Share.file_hash and not evidence.file.sha256:
        return Handed(subdomain, rating.with_evidence(replace(evidence, file=None)), Share.note)
    return Handed(subdomain, rating.with_evidence(_with_file(evidence, share)), share)


def is_new(now: Handed, before: Handed) -> bool:
    """Return whether an item claims or shows something that it did not claim or show before.

    Less of the same evidence is nothing new. A file is the same if its SHA-256 is, wherever it is kept.
    """
    if SHARES.index(now.share) > SHARES.index(before.share):
        return True
    reduced = handed(before.subdomain, before.rating, now.share)
    return _without_file(now.rating) != _without_file(reduced.rating) or not _is_same(_file(now), _file(before))


def _without_file(rating: Rating) -> Rating:
    evidence = rating.evidence
    return rating if evidence is None else rating.with_evidence(replace(evidence, file=None))


def _file(item: Handed) -> Attachment | None:
    return item.rating.evidence.file if item.rating.evidence is not None else None


def _is_same(now: Attachment | None, before: Attachment | None) -> bool:
    """Return whether a file is the one of before; nothing new comes without a file. Not every face knows the digest."""
    if now is None or before is None:
        return now is None
    if now.sha256 and before.sha256:
        return now.sha256 == before.sha256
    return (now.name, now.size) == (before.name, before.size)


def _with_file(evidence: Evidence, share: Share) -> Evidence:
    """Return the evidence with its file. If only the digest is shared, nobody learns the place from which to fetch it."""
    assert evidence.file is not None
    place = evidence.file.place if share is Share.file else ""
    return replace(evidence, file=replace(evidence.file, place=place))
