"""Whether a request to the webhook comes from Telegram: it alone knows the secret."""

from __future__ import annotations

import hmac


def is_webhook_secret(given: str, secret: str) -> bool:
    """Compared as bytes in constant time: text that is not ASCII is wrong, not an error."""
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode())
