"""Keeps the newest bytes of a stream."""

from __future__ import annotations


class Window:
    """The last bytes of a stream: at least `keep`, and everything that was fed since the call before last."""

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self.start = 0
        self.data = bytearray()

    @property
    def end(self) -> int:
        """Return how many bytes were fed."""
        return self.start + len(self.data)

    def feed(self, chunk: bytes) -> None:
        """Append the next bytes, and drop old ones."""
        if len(self.data) > 2 * self._keep:
            old = len(self.data) - self._keep
            del self.data[:old]
            self.start += old
        self.data += chunk

    def since(self, offset: int) -> bytes:
        """Return the bytes from an offset of the stream on, as far as they are kept."""
        return bytes(self.data[max(offset - self.start, 0) :])
