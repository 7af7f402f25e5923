"""Sealing, and checking a seal: what is true of a sealed file, and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bot.documents.dossier import Dossier
from bot.documents.edition import content_hash
from bot.documents.sealed import Content, SealedFile, Stars, answer_of, encoded, rating_of, sealed_bytes
from bot.documents.unsealing import NotSealed, decoded
from flows.assessment.evidence import as_of
from flows.assessment.rating import Lens, Ratings
from flows.assessment.scorecard import StarRange, star_range
from flows.dialogue import Phrase, phrase
from flows.standard.model import Standard


class Verdict(IntEnum):
    """What a check came to; the number is the command's exit code."""

    true = 0
    altered = 1
    unreadable = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict, the one line that says what is true and what is not, and the content where it could be read."""

    verdict: Verdict
    says: Phrase
    content: Content | None = None
    public_key: bytes = b""


def seal(dossier: Dossier, key: Ed25519PrivateKey, sealed_at: datetime) -> bytes:
    """The sealed file of a dossier; its evidence counts as of its `today`."""
    card = dossier.card
    public_key = key.public_key().public_bytes_raw()
    content = Content(
        edition=dossier.standard.edition,
        edition_sha256=content_hash(dossier.standard),
        organisation=dossier.organisation,
        assessed_on=dossier.assessed_on,
        as_of=dossier.today,
        sealed_at=sealed_at,
        answers={code: answer_of(rating) for code, rating in dossier.ratings.items()},
        claimed=_ends(card.claimed),
        under_way=_ends(card.under_way),
        evidenced=_ends(card.evidenced),
    )
    return encoded(SealedFile(content, public_key, key.sign(sealed_bytes(content, public_key))))


def verify(standard: Standard, data: bytes, pinned: bytes | None = None) -> Finding:
    """Check a sealed file offline: its form to the last byte, its seal, its key, its edition, its stars."""
    try:
        file = decoded(data)
    except NotSealed as fault:
        return Finding(Verdict.unreadable, phrase(fault.key, where=fault.where))
    content = file.content
    if not _is_sealed(file) or encoded(file) != data:
        agree = phrase("verify-stars-agree" if _stars_hold(standard, content) else "verify-stars-differ")
        return Finding(Verdict.altered, phrase("verify-altered", stars=agree), content, file.public_key)
    if pinned is not None and pinned != file.public_key:
        return Finding(Verdict.altered, phrase("verify-other-key", sealer=file.public_key.hex()), content, file.public_key)
    if (content.edition, content.edition_sha256) != (standard.edition, content_hash(standard)):
        says = phrase("verify-other-edition", edition=content.edition, hash=content.edition_sha256[:12])
        return Finding(Verdict.unreadable, says, content, file.public_key)
    if not _stars_hold(standard, content):
        return Finding(Verdict.altered, phrase("verify-wrong-stars"), content, file.public_key)
    return Finding(Verdict.true, _true(content, file.public_key, pinned), content, file.public_key)


def ratings_of(content: Content) -> Ratings:
    """The ratings that were sealed."""
    return {code: rating_of(answer) for code, answer in content.answers.items()}


def _true(content: Content, public_key: bytes, pinned: bytes | None) -> Phrase:
    return phrase(
        "verify-true",
        date=content.assessed_on.isoformat(),
        stars=_stars(content.claimed),
        answers=len(content.answers),
        edition=content.edition,
        sealer=phrase("verify-key-pinned" if pinned is not None else "verify-key-unpinned", sealer=public_key.hex()),
    )


def _stars(stars: Stars) -> Phrase:
    low, high = stars
    return phrase("document-stars", star=low) if low == high else phrase("document-stars-range", low=low, high=high)


def _is_sealed(file: SealedFile) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(file.public_key)
        key.verify(file.signature, sealed_bytes(file.content, file.public_key))
    except (InvalidSignature, ValueError):
        return False
    return True


def _stars_hold(standard: Standard, content: Content) -> bool:
    """Whether the stars follow from the answers, by this edition, on the day that the file names."""
    allowed = [code in standard and _may_stand(standard, code, content) for code in content.answers]
    left_out = sum(bool(answer.not_applicable) for answer in content.answers.values())
    if not all(allowed) or left_out > standard.not_applicable_at_most:
        return False
    ratings = as_of(standard, ratings_of(content), content.as_of)
    lenses = ((Lens.claimed, content.claimed), (Lens.under_way, content.under_way), (Lens.evidenced, content.evidenced))
    return all(_ends(star_range(standard, ratings, lens)) == stars for lens, stars in lenses)


def _may_stand(standard: Standard, code: str, content: Content) -> bool:
    return not content.answers[code].not_applicable or standard.subdomain(code).may_not_apply


def _ends(stars: StarRange) -> Stars:
    return stars.low, stars.high
