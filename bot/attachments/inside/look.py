"""Looks into a file of an accepted kind."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import BinaryIO

from bot.attachments.formats.kinds import CSV, DOC, OFD, PDF, PPT, XLS
from bot.attachments.formats.package import MAIN_PARTS
from bot.attachments.inside.budget import Budget
from bot.attachments.inside.contents import Inside
from bot.attachments.inside.csv_formulas import look_into_csv
from bot.attachments.inside.office import look_into_package
from bot.attachments.inside.old_office import look_into_compound
from bot.attachments.inside.pdf_objects import look_into_pdf
from bot.attachments.inside.second_format import look_for_second_format

Look = Callable[[bytes, Budget], frozenset[Inside]]
# Files of these kinds have other files in them as a matter of course, and their own looks go through those.
OFFICE: Mapping[str, Look] = MappingProxyType(
    {
        **dict.fromkeys((kind.media_type for kind in (DOC, XLS, PPT)), look_into_compound),
        **dict.fromkeys((kind.media_type for kind in (OFD, *MAIN_PARTS.values())), look_into_package),
    }
)
OTHERS: Mapping[str, Look] = MappingProxyType({PDF.media_type: look_into_pdf, CSV.media_type: look_into_csv})
# A file is looked into as a whole, so only one of them is in memory.
ONE_AT_A_TIME = threading.Lock()


def look_inside(file: BinaryIO, media_type: str) -> frozenset[Inside]:
    """Return what a stored file can do or hides; `media_type` is what its inspection found. It takes time: call it in a thread.

    Nothing of the file is run, drawn or fetched. Raises OSError if it cannot be read.
    """
    with ONE_AT_A_TIME:
        file.seek(0)
        data = file.read()
        if media_type in OFFICE:
            return OFFICE[media_type](data, Budget())
        look = OTHERS.get(media_type)
        return look_for_second_format(data, media_type) | (look(data, Budget()) if look is not None else frozenset())
