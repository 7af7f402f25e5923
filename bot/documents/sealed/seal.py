"""Sealing, and checking a seal: what is true of a sealed file, and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bot.documents.content.dossier import Dossier
from bot.documents.content.edition_hash import content_hash
from bot.documents.sealed.format import SealedContent, SealedFile, Stars, encoded, rating_of, sealed_bytes, sealed_rating
from bot.documents.sealed.keyring import HeldKey, KeyRing
from bot.documents.sealed.possible_days import impossible_day
from bot.documents.sealed.public_keys import is_sound
from bot.documents.sealed.reader import decoded
from bot.documents.sealed.rules import TODAYS, UNSAID, Rules, counting
from bot.documents.sealed.strict_fields import NotSealed
from bot.documents.sealed.together import together_holds
from flows.assessment.rating import Lens, Ratings
from flows.assessment.scorecard import StarRange, possible_stars, star_range
from flows.assessment.verified import is_reviewed
from flows.dialogue import Phrase, phrase
from flows.institution.words import together_line
from flows.standard.model import Standard
from flows.typed_text import escaped_line

NO_KEYS = KeyRing()
# The most characters of a text from a file that a verdict repeats.
SHOWN = 60


class Verdict(IntEnum):
    """The result of a check; the number is the command's exit code.

    `true` is only said of a key that the reader named, or of one of the reader's own. `unknown_key` means: nothing was changed
    since somebody sealed it, but anybody can make a key. `altered` means: not true, whatever the reason. `revoked_key` means:
    sealed with a key of ours that somebody else may have. `expired` is said of issued results only: true, but no longer valid.
    """

    true = 0
    altered = 1
    unreadable = 2
    unknown_key = 3
    revoked_key = 4
    expired = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict, the one line that says what is true and what is not, and the content if it could be read.

    `held` is the entry of its key in the ring that it was checked with, if it has one.
    """

    verdict: Verdict
    says: Phrase
    content: SealedContent | None = None
    public_key: bytes = b""
    held: HeldKey | None = None


def seal(dossier: Dossier, key: Ed25519PrivateKey, sealed_at: datetime) -> bytes:
    """Return the sealed file of a dossier. Evidence counts as of the dossier's `today`."""
    card = dossier.card
    public_key = key.public_key().public_bytes_raw()
    content = SealedContent(
        edition=dossier.standard.edition,
        edition_sha256=content_hash(dossier.standard),
        institution=dossier.institution,
        assessed_on=dossier.assessed_on,
        as_of=dossier.today,
        sealed_at=sealed_at,
        ratings={code: sealed_rating(rating) for code, rating in dossier.ratings.items()},
        claimed=_ends(card.claimed),
        under_way=_ends(card.under_way),
        evidenced=_ends(card.evidenced),
        rules=TODAYS,
        verified=_ends(card.verified) if card.verified else None,
        together=dossier.together,
    )
    return encoded(SealedFile(content, public_key, key.sign(sealed_bytes(content, public_key))))


def verify(standard: Standard, data: bytes, today: date, pinned: bytes | None = None, ring: KeyRing = NO_KEYS) -> Finding:
    """Check a sealed file offline: its form to the last byte, its seal, its key, its edition, its stars, its days.

    `pinned` is the public key that must have sealed it; without it, `ring` has the keys that are believed. A file of another
    key is `unknown_key` at best.
    """
    try:
        file = decoded(data)
    except NotSealed as fault:
        return Finding(Verdict.unreadable, fault.why)
    held = ring.find(file.public_key) if pinned is None else None
    verdict, says = _judged(standard, file, data, today, pinned, held)
    return Finding(verdict, says, file.content, file.public_key, held)


def _judged(
    standard: Standard, file: SealedFile, data: bytes, today: date, pinned: bytes | None, held: HeldKey | None
) -> tuple[Verdict, Phrase]:
    content = file.content
    fault = _fault_of_seal(standard, file, data, pinned, held)
    if fault is not None:
        return fault
    if (content.edition, content.edition_sha256) != (standard.edition, content_hash(standard)):
        edition, digest = escaped_line(content.edition, SHOWN), escaped_line(content.edition_sha256, 12)
        return Verdict.unreadable, phrase("verify-other-edition", edition=edition, hash=digest)
    if not _stars_hold(standard, content):
        return Verdict.altered, phrase("verify-wrong-stars")
    if content.together is not None and not together_holds(content.together, ratings_of(content)):
        return Verdict.altered, phrase("verify-wrong-together")
    impossible = impossible_day(standard, content, today)
    if impossible:
        where, day = impossible
        says = phrase("verify-impossible-day", where=where, day=day.isoformat(), today=today.isoformat())
        return Verdict.altered, says
    if pinned is not None:
        return Verdict.true, _whole(standard, "verify-true", file)
    if held is not None:
        return Verdict.true, _whole(standard, "verify-true-ours", file)
    return Verdict.unknown_key, _whole(standard, "verify-unknown-key", file)


def _fault_of_seal(
    standard: Standard, file: SealedFile, data: bytes, pinned: bytes | None, held: HeldKey | None
) -> tuple[Verdict, Phrase] | None:
    """Return why a seal or its key cannot be believed, whatever it seals; None if they can."""
    content, public_key = file.content, file.public_key
    if not is_sound(public_key):
        return Verdict.altered, phrase("verify-weak-key")
    if not _is_sealed(file) or encoded(file) != data:
        agree = phrase("verify-stars-agree" if _stars_hold(standard, content) else "verify-stars-differ")
        return Verdict.altered, phrase("verify-altered", stars=agree)
    if pinned is not None and pinned != public_key:
        return Verdict.altered, phrase("verify-other-key", sealer=public_key.hex())
    if held is not None and held.revoked is not None:
        return Verdict.revoked_key, phrase("verify-revoked-key", sealer=public_key.hex(), day=held.revoked.isoformat())
    if held is not None and not held.covers(content.sealed_at):
        day = content.sealed_at.date().isoformat()
        return Verdict.altered, phrase("verify-outside-key", sealer=public_key.hex(), day=day)
    return None


def ratings_of(content: SealedContent) -> Ratings:
    """Return the ratings that were sealed."""
    return {code: rating_of(rating) for code, rating in content.ratings.items()}


def _whole(standard: Standard, key: str, file: SealedFile) -> Phrase:
    """Return the sentence for a file in which everything was checked and is right, and what differs by today's rules."""
    content = file.content
    says = phrase(
        key,
        date=content.assessed_on.isoformat(),
        stars=_stars(standard, content),
        answers=len(content.ratings),
        edition=content.edition,
        sealer=file.public_key.hex(),
    )
    for more in (_reviewed(content), _answered_together(content), differs_today(standard, content)):
        says = says if more is None else phrase("report-joined", first=says, second=more)
    return says


def _reviewed(content: SealedContent) -> Phrase | None:
    """Return the sentence on what reviewers confirmed; None if nothing was reviewed."""
    if content.verified is None:
        return None
    looked_at = sum(rating.verified is not None for rating in content.ratings.values())
    return phrase("verify-reviewed", stars=_said(StarRange(*content.verified)), count=looked_at)


def _answered_together(content: SealedContent) -> Phrase | None:
    """Return the sentence on how several people came to these answers; None if one person answered."""
    found = content.together
    return together_line("verify-together", found) if found is not None else None


def differs_today(standard: Standard, content: SealedContent) -> Phrase | None:
    """Return the sentence on what today's rules would give, if the stars of a file follow only from older rules.

    The rules differ in what evidence counts, and so in one lens only.
    """
    older = next((version for version in _rules(content) if _follow(standard, content, version)), TODAYS)
    if older is TODAYS or _follow(standard, content, TODAYS):
        return None
    then, now = (_said(_evidenced(standard, content, version)) for version in (older, TODAYS))
    return phrase("verify-older-rules", then=then, now=now)


def stars_by_lens(standard: Standard, content: SealedContent) -> tuple[tuple[Lens, Phrase], ...]:
    """Return the stars of a file that was found true, in words, for each lens that is sealed, by the rules of its time."""
    version = next((version for version in _rules(content) if _follow(standard, content, version)), TODAYS)
    ratings = counting(standard, ratings_of(content), content.as_of, version)
    lenses = (Lens.claimed, Lens.under_way, Lens.evidenced, *((Lens.verified,) if content.verified is not None else ()))
    return tuple((lens, _said(possible_stars(standard, ratings, lens))) for lens in lenses)


def _evidenced(standard: Standard, content: SealedContent, rules: Rules) -> StarRange:
    return possible_stars(standard, counting(standard, ratings_of(content), content.as_of, rules), Lens.evidenced)


def _rules(content: SealedContent) -> tuple[Rules, ...]:
    """Return the rules that may have given a file's stars."""
    return UNSAID if content.rules is None else (content.rules,)


def _said(stars: StarRange) -> Phrase:
    if stars.decided:
        return phrase("document-stars", star=stars.low)
    return phrase("document-stars-range", low=stars.low, high=stars.high)


def _stars(standard: Standard, content: SealedContent) -> Phrase:
    """Return the stars that the sealed answers allow, in words. The file's own stars take an unsure answer as rung 0."""
    stars = possible_stars(standard, ratings_of(content))
    is_final = stars.decided and not any(rating.unsure for rating in content.ratings.values())
    return _said(stars) if is_final else phrase("document-now", stars=_said(stars))


def _is_sealed(file: SealedFile) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(file.public_key)
        key.verify(file.signature, sealed_bytes(file.content, file.public_key))
    except (InvalidSignature, ValueError):
        return False
    return True


def _stars_hold(standard: Standard, content: SealedContent) -> bool:
    """Return whether the stars follow from the answers, by this edition, on the day and by the rules of the file."""
    allowed = [code in standard and _may_stand(standard, code, content) for code in content.ratings]
    left_out = sum(bool(rating.not_applicable) for rating in content.ratings.values())
    if not all(allowed) or left_out > standard.not_applicable_at_most:
        return False
    return any(_follow(standard, content, version) for version in _rules(content))


def _follow(standard: Standard, content: SealedContent, rules: Rules) -> bool:
    ratings = counting(standard, ratings_of(content), content.as_of, rules)
    lenses = [(Lens.claimed, content.claimed), (Lens.under_way, content.under_way), (Lens.evidenced, content.evidenced)]
    if is_reviewed(ratings) != (content.verified is not None):
        return False
    if content.verified is not None:
        lenses.append((Lens.verified, content.verified))
    return all(_ends(star_range(standard, ratings, lens)) == stars for lens, stars in lenses)


def _may_stand(standard: Standard, code: str, content: SealedContent) -> bool:
    return not content.ratings[code].not_applicable or standard.subdomain(code).may_not_apply


def _ends(stars: StarRange) -> Stars:
    return stars.low, stars.high
