"""Names what a file can do, or hides, beside what it shows, and says what makes us refuse it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from bot.attachments.formats.kinds import Fault


class Inside(StrEnum):
    """What a file can do or hides. The value is the end of the key of its words at the desk."""

    # What a document that shows something never needs. A file with one of these is refused.
    macros = "macros"
    scripts = "scripts"
    # It starts a program, or carries one.
    programs = "programs"
    # It fetches more of itself from elsewhere as soon as it is opened.
    loads = "loads"
    # The same bytes are a file of another format too.
    second = "second"
    # What honest documents also have. The reviewer is told.
    objects = "objects"
    attached = "attached"
    remote = "remote"
    formulas = "formulas"
    unread = "unread"


REFUSED_FOR: Mapping[Inside, Fault] = MappingProxyType(
    {
        Inside.macros: Fault.macros,
        Inside.scripts: Fault.scripts,
        Inside.programs: Fault.programs,
        Inside.loads: Fault.loads,
        Inside.second: Fault.second,
    }
)


def fault_of(found: Iterable[Inside]) -> Fault | None:
    """Return why a file with these contents is refused, the gravest reason first; None if it can be kept."""
    kept = frozenset(found)
    return next((fault for each, fault in REFUSED_FOR.items() if each in kept), None)
