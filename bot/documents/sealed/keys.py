"""Makes the sealing key on first use, and keeps it in a file that only its owner can read. It is never overwritten."""

from __future__ import annotations

from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from bot.operations.secret_files import SecretUnusable, read_or_make_secret

NAME = "seal-key.pem"


class KeyUnusable(SecretUnusable):
    """The key cannot be read or made; the message names the file and the cause."""


def sealing_key(folder: Path) -> Ed25519PrivateKey:
    """Return the sealing key in a folder; create it at the first call. Raises KeyUnusable. An existing file is kept."""
    file = folder / NAME
    try:
        data = read_or_make_secret(file, _new_key)
    except SecretUnusable as error:
        raise KeyUnusable(str(error)) from error
    try:
        key = load_pem_private_key(data, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyUnusable(f"{file}: not a private key in PEM form. {_mend(file)}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnusable(f"{file}: not an Ed25519 key. {_mend(file)}")
    return key


def _new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _mend(file: Path) -> str:
    return f"Restore it from a backup, or run `mv {file} {file}.broken`: a new key is then made, and `xingjie key` shows it."
