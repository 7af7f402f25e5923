"""Names why the file of a roster cannot be read."""

from __future__ import annotations

from enum import StrEnum


class FileFault(StrEnum):
    """What is wrong with a file as a whole. The officer is told each by a sentence of its own."""

    empty = "empty"
    too_large = "too_large"
    not_a_table = "not_a_table"
    encrypted = "encrypted"
    damaged = "damaged"
    # Unpacked, or read, it would take more room or time than any roster needs.
    too_heavy = "too_heavy"
    too_wide = "too_wide"
    unknown_letters = "unknown_letters"
    merged_unseen = "merged_unseen"


class RosterFileRefused(Exception):
    """A file of which nothing is read; `fault` says why."""

    def __init__(self, fault: FileFault) -> None:
        super().__init__(fault.value)
        self.fault = fault
