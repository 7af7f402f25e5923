"""What people here send as evidence: small files of the kinds that are taken, each with bytes of its own."""

from __future__ import annotations

import io
import random

from bot.attachments.inspection import Inspection
from flows.dialogue import Attachment
from tests.botapi import Upload

SIZES = (200, 20_000, 300_000)
KINDS = {
    "plan.pdf": ("application/pdf", b"%PDF-1.7\n"),
    "photo.jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "list.csv": ("text/csv", b"name;date\n"),
}


def file(dice: random.Random) -> Upload:
    """A file; no two are alike."""
    name = dice.choice(list(KINDS))
    media_type, head = KINDS[name]
    return Upload(name, head + f"{dice.getrandbits(64):x}\n".encode() * (dice.choice(SIZES) // 17), media_type)


def inspected(data: bytes, name: str, place: str) -> Attachment:
    """What is remembered of a file once it was read, under the name it is given and where it is kept."""
    inspection = Inspection(name, len(data))
    inspection.feed(data)
    return inspection.finish(place, io.BytesIO(data))
