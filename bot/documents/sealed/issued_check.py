"""Checks an issued file offline: its seal, and the chain from what was handed in through the decisions to the verified star."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bot.documents.content.edition_hash import content_hash
from bot.documents.sealed.issued import IssuedContent, IssuedFile, encoded_issue, issued_bytes
from bot.documents.sealed.issued_reader import decoded_issue
from bot.documents.sealed.issued_stars import broken_item, broken_star, stars_in_words
from bot.documents.sealed.keyring import HeldKey, KeyRing
from bot.documents.sealed.possible_days import A_DAY, may_be_assessed_on
from bot.documents.sealed.public_keys import is_sound
from bot.documents.sealed.seal import NO_KEYS, SHOWN, Verdict, ratings_of, verify
from bot.documents.sealed.strict_fields import NotSealed
from flows.assessment.rating import Lens
from flows.days import day_before
from flows.dialogue import Phrase, phrase
from flows.standard.model import Standard
from flows.typed_text import escaped_line


@dataclass(frozen=True, slots=True)
class IssuedFinding:
    """A verdict on an issued file, the sentence that says what is true and what is not, and the content if it could be read.

    `held` is the entry of its key in the ring that it was checked with, if it has one.
    """

    verdict: Verdict
    says: Phrase
    content: IssuedContent | None = None
    held: HeldKey | None = None


def verify_issued(
    standard: Standard,
    data: bytes,
    today: date,
    pinned: bytes | None = None,
    ring: KeyRing = NO_KEYS,
    submission: bytes | None = None,
) -> IssuedFinding:
    """Check an issued file offline, and name the first break in its chain.

    `pinned` is the public key that must have sealed it; without it, the keys of associations in `ring` are believed.
    `submission` are the sealed bytes that were handed in; None if the reader does not have them. Nobody can know offline
    whether the result was rescinded or superseded.
    """
    try:
        file = decoded_issue(data)
    except NotSealed as fault:
        return IssuedFinding(Verdict.unreadable, fault.why)
    held = ring.of_association(file.public_key) if pinned is None else None
    verdict, says = _judged(standard, file, data, today, pinned, held, submission)
    return IssuedFinding(verdict, says, file.content, held)


def whole_issue(data: bytes) -> IssuedFile | None:
    """Return an issued file whose form and seal are whole; None for anything else. Who sealed it is not asked."""
    try:
        file = decoded_issue(data)
    except NotSealed:
        return None
    return file if is_sound(file.public_key) and _is_sealed(file) and encoded_issue(file) == data else None


def _judged(
    standard: Standard,
    file: IssuedFile,
    data: bytes,
    today: date,
    pinned: bytes | None,
    held: HeldKey | None,
    submission: bytes | None,
) -> tuple[Verdict, Phrase]:
    content = file.content
    fault = _fault_of_seal(file, data, pinned, held)
    if fault is not None:
        return fault
    if (content.edition, content.edition_sha256) != (standard.edition, content_hash(standard)):
        edition, digest = escaped_line(content.edition, SHOWN), escaped_line(content.edition_sha256, 12)
        return Verdict.unreadable, phrase("verify-other-edition", edition=edition, hash=digest)
    broken = next(_breaks(standard, content, today, submission), None)
    if broken is not None:
        return Verdict.altered, phrase("issued-broken", why=broken)
    return _verdict(standard, file, today, pinned is not None or held is not None, submission is not None)


def _verdict(
    standard: Standard, file: IssuedFile, today: date, is_known: bool, with_submission: bool
) -> tuple[Verdict, Phrase]:
    content = file.content
    whole = phrase(
        "issued-whole",
        association=escaped_line(content.association, SHOWN),
        institution=escaped_line(content.institution, SHOWN),
        stars=stars_in_words(content),
        claimed=phrase("document-stars", star=content.claimed),
        edition=content.edition,
        issued=content.issued_on.isoformat(),
        last=day_before(content.valid_until).isoformat(),
        sealer=file.public_key.hex(),
    )
    rest = (whole, phrase("issued-chain-whole" if with_submission else "issued-chain-without"), phrase("issued-offline"))
    if not is_known:
        return Verdict.unknown_key, _joined(phrase("issued-unknown-key"), *rest)
    if today >= content.valid_until:
        return Verdict.expired, _joined(phrase("issued-expired", last=day_before(content.valid_until).isoformat()), *rest)
    return Verdict.true, _joined(phrase("issued-true"), *rest)


def _joined(first: Phrase, *others: Phrase) -> Phrase:
    for other in others:
        first = phrase("report-joined", first=first, second=other)
    return first


def _fault_of_seal(file: IssuedFile, data: bytes, pinned: bytes | None, held: HeldKey | None) -> tuple[Verdict, Phrase] | None:
    """Return why a seal or its key cannot be believed; None if they can."""
    public_key = file.public_key
    if not is_sound(public_key):
        return Verdict.altered, phrase("verify-weak-key")
    if not _is_sealed(file) or encoded_issue(file) != data:
        return Verdict.altered, phrase("issued-altered")
    if pinned is not None and pinned != public_key:
        return Verdict.altered, phrase("verify-other-key", sealer=public_key.hex())
    if held is not None and held.revoked is not None:
        return Verdict.revoked_key, phrase("issued-revoked-key", sealer=public_key.hex(), day=held.revoked.isoformat())
    if held is not None and not held.covers(file.content.issued_at):
        day = file.content.issued_at.date().isoformat()
        return Verdict.altered, phrase("verify-outside-key", sealer=public_key.hex(), day=day)
    return None


def _is_sealed(file: IssuedFile) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(file.public_key)
        key.verify(file.signature, issued_bytes(file.content, file.public_key))
    except (InvalidSignature, ValueError):
        return False
    return True


def _breaks(standard: Standard, content: IssuedContent, today: date, submission: bytes | None) -> Iterator[Phrase]:
    """Yield what breaks the chain, from what was handed in to the star."""
    if submission is not None:
        yield from _breaks_of_submission(standard, content, today, submission)
    for found in (_broken_day(standard, content, today), broken_item(standard, content), broken_star(standard, content)):
        if found is not None:
            yield found


def _broken_day(standard: Standard, content: IssuedContent, today: date) -> Phrase | None:
    issued_at = content.issued_at.date()
    wrong = [
        (name, day)
        for name, day, is_possible in (
            ("finished_on", content.finished_on, may_be_assessed_on(standard, content.finished_on, today)),
            ("issued_on", content.issued_on, content.finished_on - content.issued_on <= A_DAY),
            ("issued_at", issued_at, issued_at <= today + A_DAY and abs(issued_at - content.issued_on) <= A_DAY),
            ("valid_until", content.valid_until, content.valid_until > content.issued_on),
        )
        if not is_possible
    ]
    return phrase("issued-broken-day", where=wrong[0][0], day=wrong[0][1].isoformat()) if wrong else None


def _breaks_of_submission(standard: Standard, content: IssuedContent, today: date, submission: bytes) -> Iterator[Phrase]:
    if sha256(submission).hexdigest() != content.submission_sha256:
        yield phrase("issued-broken-submission")
    handed_in = verify(standard, submission, today)
    if handed_in.content is None or handed_in.verdict not in (Verdict.true, Verdict.unknown_key):
        yield phrase("issued-broken-seal")
        return
    claims = {
        code: (rating.read(Lens.claimed), bool(rating.not_applicable)) for code, rating in ratings_of(handed_in.content).items()
    }
    if handed_in.content.institution != content.institution or handed_in.content.assessed_on != content.finished_on:
        yield phrase("issued-broken-institution")
    for code in sorted({*claims, *content.items}):
        item = content.items.get(code)
        if item is None or code not in claims or (not item.answered and (item.claimed, item.not_applicable) != claims[code]):
            yield phrase("issued-broken-claim", code=escaped_line(code, SHOWN))
