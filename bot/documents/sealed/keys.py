"""Makes the sealing key on first use, and keeps it in a file that only its owner can read.

It is overwritten only by `replace_key`, for which `bot.documents.sealed.keyring` keeps a list of the keys before.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from bot.operations.atomic_write import Unwritable, write_secret
from bot.operations.secret_files import SecretUnusable, read_or_make_secret

NAME = "seal-key.pem"


class KeyUnusable(SecretUnusable):
    """The key cannot be read or made; the message names the file and the cause."""


def sealing_key(folder: Path, name: str = NAME) -> Ed25519PrivateKey:
    """Return the sealing key in a folder; create it at the first call. Raises KeyUnusable. An existing file is kept.

    `name` is the file's: the key of the installation, or that of an association (`association_file`).
    """
    file = folder / name
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


def association_file(association: int) -> str:
    """Return the name of the file that holds the key with which an association issues results."""
    return f"association-key-{association}.pem"


def replace_key(folder: Path, note: Callable[[bytes], None]) -> bytes:
    """Put a new key in the place of the one in a folder, if there is one, and return its public half. Raises KeyUnusable.

    `note` is called with the public half before the old key is gone; if it raises, nothing has changed.
    """
    key = Ed25519PrivateKey.generate()
    public_key = key.public_key().public_bytes_raw()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        note(public_key)
        write_secret(folder / NAME, _as_pem(key))
    except OSError as error:
        raise KeyUnusable(f"{folder}: {error.strerror}") from error
    except Unwritable as error:
        raise KeyUnusable(str(error)) from error
    return public_key


def _new_key() -> bytes:
    return _as_pem(Ed25519PrivateKey.generate())


def _as_pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _mend(file: Path) -> str:
    return f"Restore it from a backup, or run `mv {file} {file}.broken`: a new key is then made, and `xingjie key` shows it."
