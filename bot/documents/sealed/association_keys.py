"""Keeps the keys with which associations issue results, one for each, beside the key of the installation.

They are on the same list (`bot.documents.sealed.keyring`), each with its association, and vouch for issued results only.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.documents.sealed.keyring import NAME_AT_MOST, HeldKey, keyring, note_keys
from bot.documents.sealed.keys import KeyUnusable, association_file, sealing_key
from flows.typed_text import escaped_line

# Two processes that each make a key must not write the list over each other.
LOCK = ".seal-keys.lock"


def association_key(folder: Path, association: int, name: str, today: date) -> Ed25519PrivateKey:
    """Return the key with which an association issues, and note it with the association's name. Raises KeyUnusable.

    It is made at the first call. `association` is the association's number.
    """
    name = escaped_line(name, NAME_AT_MOST)
    with _locked(folder):
        key = sealing_key(folder, association_file(association))
        public_key = key.public_key().public_bytes_raw()
        ring = keyring(folder)
        noted = ring.of_association(public_key)
        # A new name replaces the one before: the list shows today's, an issued file keeps that of its day.
        wanted = replace(noted, name=name) if noted else HeldKey(public_key, today, association=association, name=name)
        if wanted != noted:
            note_keys(folder, (*(held for held in ring.keys if held.public_key != public_key), wanted))
        return key


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise KeyUnusable(f"{folder / LOCK}: {error.strerror}") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
