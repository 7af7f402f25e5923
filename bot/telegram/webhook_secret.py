"""Whether a request to the webhook comes from Telegram: it alone knows the secret."""

from __future__ import annotations

import hmac

from aiogram import Bot
from aiogram.webhook.aiohttp_server import SimpleRequestHandler


def is_right(given: str, secret: str) -> bool:
    """Compared as bytes in constant time: text that is not ASCII is wrong, not an error."""
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode())


class SecretRequestHandler(SimpleRequestHandler):
    """aiogram's handler, which refuses with 401 whoever brings another secret or none."""

    def verify_secret(self, telegram_secret_token: str, bot: Bot) -> bool:
        """Whether this is the secret that was registered."""
        return is_right(telegram_secret_token, self.secret_token or "")
