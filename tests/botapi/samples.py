"""Smallest valid objects of every type of the Bot API, made from its published facts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .rich_types import snake
from .schema import Json, Schema

_PLAIN: dict[str, Any] = {"String": "x", "Integer": 1, "Float": 1.0, "Boolean": True, "True": True}
# In the members of these families one of these fields says which they are, by the rest of their name.
_WORD_FIELDS = ("type", "status", "source")
# These bear a family's name and are not of it.
_STRANGERS = frozenset({"PaidMediaInfo", "PaidMediaPurchased"})
_FAMILIES = (
    "MessageOrigin", "BackgroundFill", "BackgroundType", "ChatBoostSource", "ChatMember", "PaidMedia", "ReactionType",
    "RichBlock", "RevenueWithdrawalState", "TransactionPartner", "StoryAreaType", "OwnedGift",
)  # fmt: skip
_STATUS = {"Owner": "creator", "Banned": "kicked"}
# Values that a reader checks beyond their type.
_WORDS = {
    ("Chat", "type"): "private",
    ("MessageEntity", "type"): "bold",
    ("Sticker", "type"): "regular",
    ("Poll", "type"): "regular",
    ("Gift", "id"): "1",
    ("UniqueGiftInfo", "origin"): "upgrade",
    ("EncryptedPassportElement", "type"): "email",
    ("RefundedPayment", "currency"): "XTR",
}


class Samples:
    """Makes an object of any type: with its required fields, and what is given beside them."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def of(self, type_name: str, **given: Any) -> Any:
        """Input: a type as the documentation words it, and fields to set. Output: a smallest value of it."""
        if type_name.startswith("Array of "):
            return [self.of(type_name.removeprefix("Array of "))]
        first = re.split(r", | or | and ", type_name)[0]
        if first in _PLAIN:
            return _PLAIN[first]
        if first == "RichText":
            return "x"
        return self._object(self._member(first), given)

    def _member(self, name: str) -> str:
        """Output: the type itself, or for a family its first member."""
        if name == "MaybeInaccessibleMessage":
            return "Message"
        if self._schema.types[name]["fields"] or name not in _FAMILIES:
            return name
        return next(iter(self.members(name)))

    def members(self, family: str) -> Iterable[str]:
        """Input: a family. Output: the names of its members."""
        named = (other for other in self._schema.types if re.fullmatch(rf"{family}[A-Z]\w*", other))
        return (other for other in named if other not in _STRANGERS)

    def _object(self, name: str, given: Json) -> Json:
        facts = self._schema.types[name]["fields"]
        made = {field: self._field(name, field, fact["type"]) for field, fact in facts.items() if fact["required"]}
        return {**made, **given}

    def _field(self, name: str, field: str, type_name: str) -> Any:
        if (name, field) in _WORDS:
            return _WORDS[name, field]
        family = next((family for family in _FAMILIES if name.startswith(family) and name != family), None)
        if family and field in _WORD_FIELDS:
            rest = name.removeprefix(family)
            return _STATUS.get(rest, snake(rest))
        return self.of(type_name)
