"""A memory of bounded size: what was kept last stays, what was kept first goes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class BoundedDict(Generic[Key, Value]):
    """The `at_most` entries that were kept last. For what may be lost without harm."""

    def __init__(self, at_most: int) -> None:
        self._entries: OrderedDict[Key, Value] = OrderedDict()
        self._at_most = at_most

    def keep(self, key: Key, value: Value) -> None:
        """Remember it as the newest, in place of what the key had."""
        self._entries[key] = value
        self._entries.move_to_end(key)
        if len(self._entries) > self._at_most:
            self._entries.popitem(last=False)

    def get(self, key: Key) -> Value | None:
        """What the key has; None where nothing is remembered."""
        return self._entries.get(key)

    def __contains__(self, key: Key) -> bool:
        """Whether anything is remembered of the key."""
        return key in self._entries
