"""Values that limit the space of evidence files, and how much of the disk stays free."""

from __future__ import annotations

from msgspec import Struct

MB = 1024 * 1024


class Quota(Struct, frozen=True):
    """The most that is stored: files and bytes of one person, and bytes of all people together."""

    person_files: int = 100
    person_bytes: int = 300 * MB
    all_bytes: int = 10_000 * MB


class FreeSpaceLimits(Struct, frozen=True):
    """How many bytes stay free. Below `reserve` no file is accepted, below `least` the process is not ready."""

    reserve: int = 500 * MB
    least: int = 20 * MB
