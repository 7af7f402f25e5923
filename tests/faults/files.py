"""What people here send as evidence: small files of the kinds that are taken, each with bytes of its own."""

from __future__ import annotations

import random

from bot.attachments import Inspection
from bot.telegram.downloads import PREFIX
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


def attachment(upload: Upload, name: str, file_id: str) -> Attachment:
    """What is remembered of it once it was read; a photo bears the name that it is given."""
    inspection = Inspection(name, len(upload.data))
    inspection.feed(upload.data)
    return inspection.finished(PREFIX + file_id)
