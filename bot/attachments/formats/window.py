"""The newest bytes of a stream."""

from __future__ import annotations


class Window:
    """Holds the last `keep` bytes of a stream and more: everything that was fed since the call before last."""

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self.start = 0
        self.data = bytearray()

    @property
    def end(self) -> int:
        """How many bytes were fed."""
        return self.start + len(self.data)

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes, and let go of old ones."""
        if len(self.data) > 2 * self._keep:
            old = len(self.data) - self._keep
            del self.data[:old]
            self.start += old
        self.data += chunk

    def since(self, offset: int) -> bytes:
        """The bytes from an offset in the stream on, as far as they are still held."""
        return bytes(self.data[max(offset - self.start, 0) :])
