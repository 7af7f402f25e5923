"""Reads PDFs: whether one opens without a password. Many are encrypted only to forbid changes, and open for everybody.

Names and numbers are those of ISO 32000-2, 7.6. If a file says that it is encrypted but not how, it counts as open.
"""

from __future__ import annotations

import hashlib
import re

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msgspec import Struct

from bot.attachments.formats.kinds import PDF, Fault, Verdict
from bot.attachments.formats.window import Window

ENCRYPTED = re.compile(rb"/Encrypt\s{0,9}(?:\d{1,9}\s{1,9}\d{1,9}\s{1,9}R|<<)")
STANDARD = re.compile(rb"/Filter\s{0,9}/Standard\b")
ID = re.compile(rb"/ID\s{0,9}\[\s{0,9}(?=[<(])")
MARK = re.compile(b"|".join((ENCRYPTED.pattern, STANDARD.pattern, ID.pattern)))
# Bytes kept before and after a mark: the dictionary of encryption has some 300, a trailer about as many.
AROUND_BYTES = 2048
OLDEST_HELD, NEWEST_HELD = 4, 12
PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
ESCAPE = re.compile(rb"([0-7]{1,3})|\r\n|.", re.DOTALL)
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}


class Protection(Struct, frozen=True):
    """The encryption of a PDF. Passwords are checked against `owner` and `user`."""

    revision: int
    key_bytes: int
    owner: bytes
    user: bytes
    permissions: int
    first_id: bytes
    hides_metadata: bool


class PdfReader:
    """Reads a PDF."""

    def __init__(self) -> None:
        self._window = Window(2 * AROUND_BYTES)
        self._searched = 0
        self._held: list[bytes] = []

    def feed(self, chunk: bytes) -> None:
        """See Reader."""
        self._window.feed(chunk)
        self._hold(self._window.end - AROUND_BYTES)

    def verdict(self) -> Verdict:
        """See Reader."""
        self._hold(self._window.end)
        return Fault.locked if is_locked(self._held) else PDF

    def _hold(self, until: int) -> None:
        """Keep the bytes around the marks that begin before an offset of the file."""
        data, start = self._window.data, self._window.start
        at = max(self._searched - start, 0)
        while (mark := MARK.search(data, at)) and start + mark.start() < until:
            self._held.append(bytes(data[max(mark.start() - AROUND_BYTES, 0) : mark.start() + AROUND_BYTES]))
            at = mark.start() + AROUND_BYTES // 2  # nearer marks are kept together with this one
        self._searched = max(until, start + at)
        del self._held[OLDEST_HELD:-NEWEST_HELD]


def is_locked(places: list[bytes]) -> bool:
    """Return whether a PDF needs a password or a certificate to open, judged by the bytes around its marks."""
    if not any(map(ENCRYPTED.search, places)):
        return False
    dictionary = next(filter(None, map(_dictionary, reversed(places))), None)
    if dictionary is None:
        return True  # for the owners of certificates, or of a kind of its own
    protection = _protection(dictionary, places)
    return protection is not None and not _opens_without_password(protection)


def _dictionary(place: bytes) -> bytes | None:
    """Return the dictionary of the standard password encryption in some bytes, or None."""
    mark = STANDARD.search(place)
    if mark is None:
        return None
    begin = max(place.rfind(b" obj", 0, mark.start()), place.rfind(b"/Encrypt", 0, mark.start()), 0)
    end = place.find(b"endobj", mark.start())
    return place[begin : end if end >= 0 else None]


def _protection(dictionary: bytes, places: list[bytes]) -> Protection | None:
    """Return what a dictionary of encryption says, or None if something is missing."""
    revision, permissions = _number(dictionary, b"R"), _number(dictionary, b"P")
    owner, user = _string(dictionary, rb"/O\s*(?=[<(])"), _string(dictionary, rb"/U\s*(?=[<(])")
    first_id = next((found for place in places if (found := _string(place, ID.pattern)) is not None), b"")
    if revision is None or permissions is None or owner is None or user is None:
        return None
    bits = (_number(dictionary, b"Length") or 40) if revision == 3 else 128 if revision > 3 else 40
    hides = not re.search(rb"/EncryptMetadata\s+false", dictionary)
    return Protection(revision, min(max(bits // 8, 5), 16), owner, user, permissions, first_id, hides)


def _opens_without_password(protection: Protection) -> bool:
    """Return whether the user's password is empty (algorithms 6 and 11)."""
    if protection.revision >= 5:
        check, salt = protection.user[:32], protection.user[32:40]
        return check == (hashlib.sha256(salt).digest() if protection.revision == 5 else _hash(salt))
    key = _key(protection)
    if protection.revision == 2:
        return protection.user == _rc4(key, PADDING)
    found = _rc4(key, _md5(PADDING + protection.first_id))
    for number in range(1, 20):
        found = _rc4(bytes(byte ^ number for byte in key), found)
    return protection.user[:16] == found


def _key(protection: Protection) -> bytes:
    """Return the key of the empty password (algorithm 2)."""
    permissions = (protection.permissions & 0xFFFFFFFF).to_bytes(4, "little")
    text = PADDING + protection.owner[:32] + permissions + protection.first_id
    if protection.revision >= 4 and not protection.hides_metadata:
        text += b"\xff" * 4
    key = _md5(text)[: protection.key_bytes]
    for _ in range(50 if protection.revision >= 3 else 0):
        key = _md5(key)[: protection.key_bytes]
    return key


def _hash(salt: bytes) -> bytes:
    """Return the hash of the empty password (algorithm 2.B)."""
    key, rounds = hashlib.sha256(salt).digest(), 0
    while True:
        cipher = Cipher(algorithms.AES(key[:16]), modes.CBC(key[16:32])).encryptor()
        text = cipher.update(key * 64) + cipher.finalize()
        key = (hashlib.sha256, hashlib.sha384, hashlib.sha512)[sum(text[:16]) % 3](text).digest()
        rounds += 1
        if rounds >= 64 and text[-1] <= rounds - 32:
            return key[:32]


def _md5(text: bytes) -> bytes:
    return hashlib.md5(text, usedforsecurity=False).digest()


def _rc4(key: bytes, text: bytes) -> bytes:
    box, at = list(range(256)), 0
    for number in range(256):
        at = (at + box[number] + key[number % len(key)]) % 256
        box[number], box[at] = box[at], box[number]
    found, at = bytearray(), 0
    for number, byte in enumerate(text, 1):
        first = number % 256
        at = (at + box[first]) % 256
        box[first], box[at] = box[at], box[first]
        found.append(byte ^ box[(box[first] + box[at]) % 256])
    return bytes(found)


def _number(dictionary: bytes, name: bytes) -> int | None:
    found = re.search(rb"/" + name + rb"\s+(-?\d{1,12})\b", dictionary)
    return int(found[1]) if found else None


def _string(text: bytes, before: bytes) -> bytes | None:
    """Return the string after a pattern, in hexadecimal or in parentheses, or None if there is none."""
    found = re.search(before, text)
    if found is None:
        return None
    in_hex = HEX.match(text, found.end())
    if in_hex:
        digits = b"".join(in_hex[1].split()).decode()
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    return _literal(text, found.end() + 1)


def _literal(text: bytes, at: int) -> bytes:
    """Return the string in parentheses whose first character is at an offset."""
    found, depth = bytearray(), 1
    while at < len(text):
        byte = text[at : at + 1]
        at += 1
        if byte == b"\\":
            escape = ESCAPE.match(text, at)
            if escape is None:
                break
            at = escape.end()
            found += bytes([int(escape[1], 8) & 255]) if escape[1] else ESCAPED.get(escape[0], escape[0])
            continue
        depth += {b"(": 1, b")": -1}.get(byte, 0)
        if not depth:
            break
        found += byte
    return bytes(found)
