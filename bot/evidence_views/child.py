"""Writes pictures of a file's pages, or why there are none, to its standard output.

Run by `bot.evidence_views.viewing` as a process of its own, which gives up the network and more before it reads a byte of
the file. Its arguments are the file, its media type, the first page and the number of pages.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bot.evidence_views.confinement import Unconfined, confine


def main() -> None:
    """Give up what is not needed, draw, answer."""
    # One thread draws: more of them only ask for more room.
    os.environ["RAYON_NUM_THREADS"] = "1"
    is_confined = True
    try:
        confine()
    except Unconfined:
        is_confined = False
    # Imported only now, so that the filter holds for every thread of theirs.
    from msgspec import msgpack

    from bot.evidence_views.answer import Answer
    from bot.evidence_views.drawing import draw
    from bot.evidence_views.faults import ViewFault

    path, media_type, first, count = sys.argv[1:]
    answer = draw(Path(path), media_type, int(first), int(count)) if is_confined else Answer(fault=ViewFault.not_here)
    sys.stdout.buffer.write(msgpack.encode(answer))


if __name__ == "__main__":
    main()
