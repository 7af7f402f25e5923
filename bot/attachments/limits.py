"""How much the files of evidence may take, and how much of the disk stays free."""

from __future__ import annotations

from msgspec import Struct

MB = 1024 * 1024


class Quota(Struct, frozen=True):
    """The most that is kept: files and bytes of one person, and bytes of all together."""

    person_files: int = 100
    person_bytes: int = 300 * MB
    all_bytes: int = 10_000 * MB


class FreeSpaceLimits(Struct, frozen=True):
    """How many bytes stay free: below `reserve` no file is taken, below `least` the process is not ready."""

    reserve: int = 500 * MB
    least: int = 20 * MB
