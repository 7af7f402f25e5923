"""The key that seals: made on first use, kept in a file that its owner alone can read, never written over."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

NAME = "seal-key.pem"


class KeyUnusable(Exception):
    """The key cannot be read or made; the message names the file and the cause."""


def sealing_key(folder: Path) -> Ed25519PrivateKey:
    """The key of a folder, made at the first call. Raises KeyUnusable; a file that is there is never written over.

    It is written whole under another name first and then linked to its own, which fails where somebody was faster: nobody
    ever sees half a key, and two processes that start at once seal with the same one.
    """
    file = folder / NAME
    try:
        if not file.exists():
            folder.mkdir(parents=True, exist_ok=True)
            _make(file)
        return _read(file)
    except OSError as error:
        raise KeyUnusable(f"{file}: {error.strerror}") from error


def _make(file: Path) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    # mkstemp opens with O_EXCL and mode 0600.
    descriptor, name = tempfile.mkstemp(prefix=f".{NAME}.", dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(pem)
            opened.flush()
            os.fsync(opened.fileno())
        try:
            os.link(name, file)
        except FileExistsError:
            return
    finally:
        os.unlink(name)


def _read(file: Path) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(file.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyUnusable(f"{file}: is no private key in PEM form; move it away and a new one is made") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnusable(f"{file}: is no Ed25519 key; move it away and a new one is made")
    return key
