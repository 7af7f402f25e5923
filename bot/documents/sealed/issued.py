"""The issued file: the result of a review, sealed by the association, as a value and in its one canonical form as JSON.

It has no word that a person wrote in the review, neither of the reviewers nor of the institution, apart from names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from bot.documents.sealed.format import Stars, canonical
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.states import Seat
from flows.standard.criteria import Criterion

FORMAT = "xingjie-issued-1"


@dataclass(frozen=True, slots=True)
class IssuedDecision:
    """What was decided about a claim: confirmed or lowered, the rung (0..5) it leaves, the reasons, the criteria not shown."""

    kind: DecisionKind
    rung: int
    reasons: tuple[Reason, ...] = ()
    not_shown: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuedItem:
    """The claim (0..5) of one subdomain, and what was decided about it (None: nobody looked at it).

    `not_applicable` says that the subdomain was left out, which counts as 5. `answered` says that the item was handed in again
    because more was asked, so its claim may differ from that of the submission.
    """

    claimed: int
    not_applicable: bool = False
    answered: bool = False
    decision: IssuedDecision | None = None


@dataclass(frozen=True, slots=True)
class IssuedContent:
    """All that the seal of an issued file covers.

    `institution` is the name that it gave itself. `submission_sha256` is the digest of the sealed bytes that were handed in,
    `decisions_sha256` that of the decisions with the reviewers' words (`digest_of`). `valid_until` is the first day on which it
    is no longer valid. `seed` is that of the draw, `must_look` the items without whose decision nothing is issued. `read_by`
    says which readings there were. `claimed` is a star, `verified` the range that the review leaves. `log_sha256` is the hash
    of the log at the issue, which covers every entry; "" in files from before logs were chained.
    """

    edition: str
    edition_sha256: str
    association: str
    institution: str
    submission_sha256: str
    finished_on: date
    issued_on: date
    issued_at: datetime
    valid_until: date
    seed: str
    must_look: tuple[str, ...]
    items: Mapping[str, IssuedItem]
    read_by: tuple[Seat, ...]
    claimed: int
    verified: Stars
    check_number: str
    decisions_sha256: str
    log_sha256: str = ""


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """A content, the public key it is sealed with (32 bytes) and the signature (64 bytes) over `issued_bytes`."""

    content: IssuedContent
    public_key: bytes
    signature: bytes


def issued_bytes(content: IssuedContent, public_key: bytes) -> bytes:
    """Return the bytes that are signed: the format, the content and the public key, in canonical form."""
    return canonical({**_document(content), "public_key": public_key.hex()})


def encoded_issue(file: IssuedFile) -> bytes:
    """Return the file as canonical JSON. A value has only one form."""
    document = {**_document(file.content), "public_key": file.public_key.hex(), "signature": file.signature.hex()}
    return canonical(document)


def digest_of(decisions: Sequence[Decision]) -> str:
    """Return the SHA-256, in hexadecimal, over decisions with the words of the reviewers, whatever their order.

    The words are not in the file. The digest shows later whether they are still those of the day of issue.
    """
    said = {
        each.subdomain: {
            "kind": each.kind.value,
            "rung": each.rung,
            "reasons": [reason.value for reason in each.reasons],
            "not_shown": [criterion.code for criterion in each.not_shown],
            "text": each.text,
        }
        for each in decisions
    }
    return hashlib.sha256(canonical(said)).hexdigest()


def _document(content: IssuedContent) -> dict[str, Any]:
    low, high = content.verified
    return {
        "format": FORMAT,
        "edition": {"code": content.edition, "sha256": content.edition_sha256},
        "association": content.association,
        "organisation": content.institution,
        "submission_sha256": content.submission_sha256,
        "finished_on": content.finished_on.isoformat(),
        "issued_on": content.issued_on.isoformat(),
        "issued_at": content.issued_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "valid_until": content.valid_until.isoformat(),
        "seed": content.seed,
        "must_look": list(content.must_look),
        "items": {code: _item(item) for code, item in content.items.items()},
        "read_by": [seat.value for seat in content.read_by],
        "stars": {"claimed": content.claimed, "verified": {"low": low, "high": high}},
        "check_number": content.check_number,
        "decisions_sha256": content.decisions_sha256,
        **({"log_sha256": content.log_sha256} if content.log_sha256 else {}),
    }


def _item(item: IssuedItem) -> dict[str, Any]:
    said: dict[str, Any] = {"claimed": item.claimed}
    if item.not_applicable:
        said["not_applicable"] = True
    if item.answered:
        said["answered"] = True
    if item.decision:
        said["decision"] = _decision(item.decision)
    return said


def _decision(decision: IssuedDecision) -> dict[str, Any]:
    said: dict[str, Any] = {"kind": decision.kind.value, "rung": decision.rung}
    if decision.reasons:
        said["reasons"] = [reason.value for reason in decision.reasons]
    if decision.not_shown:
        said["not_shown"] = [f"{criterion.rung}{criterion.letter}" for criterion in decision.not_shown]
    return said
