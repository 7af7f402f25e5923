"""A sealed file, its key, and the same file with other values."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.documents.sealed.seal import seal
from tests.bot.documents.dossiers import INSTITUTION, MIXED, made

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
MINE = KEY.public_key().public_bytes_raw()
AT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
SEALED = seal(made(MIXED, institution=INSTITUTION), KEY, AT)


def changed(**others: Any) -> bytes:
    """The file with other values, in canonical form, under its old seal."""
    document = {**json.loads(SEALED), **others}
    return (json.dumps(document, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def sealed_again(document: dict[str, object]) -> bytes:
    unsigned = {key: value for key, value in document.items() if key != "signature"}
    signature = KEY.sign(canonical(unsigned))
    return canonical({**unsigned, "signature": signature.hex()})


def canonical(document: dict[str, object]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()
