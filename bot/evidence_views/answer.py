"""What the process that draws answers to the one that asked."""

from __future__ import annotations

from msgspec import Struct

from bot.evidence_views.faults import ViewFault


class Answer(Struct, frozen=True):
    """The pictures of some pages, how many pages there are (PAGES_COUNTED at most), or why there are no pictures."""

    pictures: tuple[bytes, ...] = ()
    pages: int = 0
    has_more: bool = False
    fault: ViewFault | None = None
