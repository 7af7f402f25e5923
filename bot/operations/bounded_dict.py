"""A dict of bounded size that forgets its oldest entries."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class BoundedDict(Generic[Key, Value]):
    """Keeps the `at_most` entries that were kept last. Use it only for what may be lost without harm."""

    def __init__(self, at_most: int) -> None:
        self._entries: OrderedDict[Key, Value] = OrderedDict()
        self._at_most = at_most

    def keep(self, key: Key, value: Value) -> None:
        """Store a value as the newest entry, in place of an older one of this key.

        Drop the oldest entry if there are more than `at_most`.
        """
        self._entries[key] = value
        self._entries.move_to_end(key)
        if len(self._entries) > self._at_most:
            self._entries.popitem(last=False)

    def get(self, key: Key) -> Value | None:
        """Return the value of a key, or None if the key is unknown or forgotten."""
        return self._entries.get(key)

    def pop(self, key: Key) -> Value | None:
        """Remove a key and return its value, or None if the key is unknown or forgotten."""
        return self._entries.pop(key, None)

    def clear(self) -> None:
        """Remove every entry."""
        self._entries.clear()

    def __contains__(self, key: Key) -> bool:
        """Return whether a key has a value."""
        return key in self._entries

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._entries)
