"""Limits how much of a file is unpacked and how deep, so that a small file cannot take the machine."""

from __future__ import annotations

MB = 1024 * 1024
# Unpacked, of one file with everything inside it. An honest document of 20 MB has mostly pictures, which are not unpacked.
UNPACKED_BYTES = 64 * MB
DEEPEST = 3


class TooMuch(Exception):
    """A file that unpacks to more than is looked through."""


class Budget:
    """How many unpacked bytes and levels are left."""

    def __init__(self, unpacked: int = UNPACKED_BYTES, depth: int = DEEPEST) -> None:
        self.left = unpacked
        self._depth = depth

    def spend(self, size: int) -> None:
        """Count unpacked bytes. Raises TooMuch if none are left."""
        self.left -= size
        if self.left < 0:
            raise TooMuch

    def deeper(self) -> None:
        """Go one level deeper, into a file inside the file. Raises TooMuch."""
        if not self._depth:
            raise TooMuch
        self._depth -= 1

    def back(self) -> None:
        """Come back from a file inside the file."""
        self._depth += 1
