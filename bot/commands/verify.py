"""Checks a sealed file offline (`xingjie verify`), and reads the public key to check it against."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.commands.file_errors import why_unread
from bot.documents.sealed.issued_check import verify_issued
from bot.documents.sealed.issued_reader import is_issued
from bot.documents.sealed.keyring import KeyRing
from bot.documents.sealed.seal import NO_KEYS, Verdict, verify
from bot.documents.sealed.strict_fields import AT_MOST
from bot.words.wording import Wording
from flows.dialogue import Refusal, phrase
from flows.standard.model import Standard

KEY = re.compile(r"[0-9a-fA-F]{64}")
KEY_FILE_AT_MOST = 1024
# Of these the log can still be asked for: nothing was changed since they were issued here.
UNCHANGED = (Verdict.true, Verdict.revoked_key, Verdict.expired)


class BadKey(Refusal):
    """The value of --key is neither a public key nor a file that holds one."""

    def __init__(self) -> None:
        super().__init__(phrase("verify-bad-key"))


@dataclass(frozen=True, slots=True)
class Verified:
    """The verdict on a file, the line that states it, and the bytes that were checked (b"" if none could be read)."""

    verdict: Verdict
    says: str
    data: bytes = b""


def verified(
    standard: Standard,
    file: str,
    key: str | None,
    today: date,
    language: str,
    ring: KeyRing = NO_KEYS,
    submission: str | None = None,
) -> Verified:
    """Return the verdict on a sealed file or an issued result.

    `key` is as in `public_key`; with None, the keys in `ring` are believed. `submission` names the file that was handed in for
    an issued result.
    """
    wording = Wording.load()
    try:
        pinned = public_key(key)
    except BadKey as error:
        return Verified(Verdict.unreadable, wording.say(error.why, language))
    try:
        data, handed_in = _read(file), _read(submission) if submission is not None else None
    except OSError as error:
        return Verified(Verdict.unreadable, wording.say(phrase("verify-no-file", cause=why_unread(error)), language))
    if is_issued(data):
        issued = verify_issued(standard, data, today, pinned, ring, handed_in)
        return Verified(issued.verdict, wording.say(issued.says, language), data)
    if handed_in is not None:
        return Verified(Verdict.unreadable, wording.say(phrase("issued-submission-needs-result"), language), data)
    found = verify(standard, data, today, pinned, ring)
    return Verified(found.verdict, wording.say(found.says, language), data)


def _read(file: str) -> bytes:
    """Return the bytes of a file, cut after one byte too many. Raises OSError."""
    with open(file, "rb") as opened:
        return opened.read(AT_MOST + 1)


def public_key(given: str | None) -> bytes | None:
    """Return the 32 bytes of a key given as 64 hexadecimal digits or as a file with them; None for None. Raises BadKey."""
    if given is None:
        return None
    if not KEY.fullmatch(given):
        try:
            with open(given, encoding="ascii") as opened:
                given = opened.read(KEY_FILE_AT_MOST).strip()
        except (OSError, ValueError) as error:
            raise BadKey from error
    if not KEY.fullmatch(given):
        raise BadKey
    return bytes.fromhex(given)
