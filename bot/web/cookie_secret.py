"""The secret that signs the page's cookies."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from bot.operations.secret_files import SecretUnusable, read_or_make_secret
from bot.settings import Settings

NAME = "web-secret"
BYTES = 32
# A signer's messages hold a colon after their purpose, so none of its signatures is ever this key.
INVITATIONS = b"secret of invitations"


def web_secret(settings: Settings) -> bytes:
    """Return WEB_SECRET, or 32 bytes made at the first start and kept in DATA_DIR, readable by its owner only.

    Raises SecretUnusable: the file cannot be read or made, or does not hold at least 32 bytes in hexadecimal digits.
    """
    if settings.web_secret is not None:
        return settings.web_secret.get_secret_value().encode()
    file = settings.data_dir / NAME
    kept = read_or_make_secret(file, lambda: secrets.token_hex(BYTES).encode())
    try:
        secret = bytes.fromhex(kept.decode("ascii"))
    except ValueError:
        secret = b""
    if len(secret) < BYTES:
        raise SecretUnusable(
            f"{file}: does not hold {BYTES} bytes in hexadecimal digits, so it cannot sign cookies. Restore it from a backup, "
            f"or run `rm {file}`: the next start makes a new one, and every browser then begins as a stranger."
        )
    return secret


def invitation_secret(secret: bytes) -> bytes:
    """Return the secret from which the links of campaigns are made: another key than the page's `secret`, and made from it.

    All processes that share the page's secret share this one. With another secret, links cannot be shown again.
    """
    return hmac.digest(secret, INVITATIONS, hashlib.sha256)
