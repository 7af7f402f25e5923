"""Checks that a request to the webhook comes from Telegram, which is the only one to know the secret."""

from __future__ import annotations

import hmac


def is_webhook_secret(given: str, secret: str) -> bool:
    """Return whether `given` is the secret. They are compared as bytes in constant time; text outside ASCII is just wrong."""
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode())
