"""Reads the file on its standard input and writes its cells, or why it cannot, to its standard output.

Run by `bot.roster.reading` as a process of its own, because a file can be made so that reading it takes all memory or all time.
"""

from __future__ import annotations

import resource
import sys

from msgspec import Struct, json

from bot.attachments.formats import compound, package
from bot.roster.faults import FileFault, RosterFileRefused
from bot.roster.limits import MEMORY_BYTES, PROCESSOR_S
from bot.roster.text_file import read_text_file
from flows.campaign.roster.table import Table


class Answer(Struct, frozen=True):
    """The cells of a file, or why it cannot be read."""

    table: Table | None = None
    fault: FileFault | None = None


def read(data: bytes) -> Answer:
    """Return the cells of a file of a size that is allowed. Its bytes say what it is, because names are often wrong."""
    try:
        return Answer(_table(data))
    except RosterFileRefused as refused:
        return Answer(fault=refused.fault)
    except MemoryError:
        return Answer(fault=FileFault.too_heavy)


def _table(data: bytes) -> Table:
    # The reader of spreadsheets is imported only for a spreadsheet.
    if data.startswith(package.SIGNATURE):
        from bot.roster.workbook import read_package

        return read_package(data)
    if data.startswith(compound.SIGNATURE):
        from bot.roster.workbook import read_old_workbook

        return read_old_workbook(data)
    return read_text_file(data)


def main() -> None:
    """Set the limits, read, answer."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_S, PROCESSOR_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(json.encode(read(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
