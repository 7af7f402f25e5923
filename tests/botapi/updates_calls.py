"""The calls by which a bot says how it wants its updates: getUpdates, and those of the webhook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import limits
from .delivery import Delivery, Webhook
from .schema import Json, Schema


class UpdatesCalls:
    """How updates reach the bot, changed by its calls."""

    def __init__(self, delivery: Callable[[], Delivery], schema: Schema) -> None:
        """`delivery` returns what delivers the updates now."""
        self._current = delivery
        self._schema = schema

    def handlers(self) -> dict[str, Callable[[Json], Any]]:
        """Return the handlers of these calls by method, except for getUpdates, which waits."""
        return {
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._webhook_info,
        }

    @property
    def _delivery(self) -> Delivery:
        return self._current()

    async def get_updates(self, values: Json) -> list[Json]:
        """Carry out getUpdates. Raises ApiError."""
        limits.polling(values)
        self._allow(values)
        return await self._delivery.poll(values.get("offset"), values.get("limit", 100), float(values.get("timeout", 0)))

    def _allow(self, values: Json) -> None:
        allowed = limits.allowed_updates(values, self._schema.types["Update"]["fields"])
        if allowed is not None:  # a list once given stays in force
            self._delivery.allowed = allowed

    def _set_webhook(self, values: Json) -> bool:
        if not values["url"]:
            return self._delete_webhook(values)
        limits.webhook(values)
        self._allow(values)
        if values.get("drop_pending_updates"):
            self._delivery.drop()
        hook = Webhook(values["url"], values.get("secret_token"), values.get("max_connections", 40))
        self._delivery.set_webhook(hook)
        return True

    def _delete_webhook(self, values: Json) -> bool:
        if values.get("drop_pending_updates"):
            self._delivery.drop()
        self._delivery.set_webhook(None)
        return True

    def _webhook_info(self, values: Json) -> Json:
        hook = self._delivery.webhook
        info: Json = {
            "url": hook.url if hook else "",
            "has_custom_certificate": False,
            "pending_update_count": self._delivery.waiting(),
        }
        if hook:
            info["max_connections"] = hook.max_connections
        if self._delivery.allowed:
            info["allowed_updates"] = self._delivery.allowed
        if self._delivery.last_error:
            info["last_error_date"], info["last_error_message"] = self._delivery.last_error
        return info
