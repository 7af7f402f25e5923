"""Carries a sheet that was read from a file through the pages that lead to its import.

The file is not stored, and neither is the sheet: the page that shows it holds it, compressed and signed. So a page can be sent
to another process, also after a restart. The signature binds it to the officer's session, the campaign and an hour.
"""

from __future__ import annotations

import base64
import time
import zlib
from collections.abc import Callable

from msgspec import json

from bot.roster.faults import FileFault, RosterFileRefused
from bot.web.cookies import Signer
from flows.campaign.roster.table import Table

PURPOSE = "desk-sheet"
CARRIED_AT_MOST = 3 * 1024 * 1024
CARRIED_S = 3600


class CarriedSheets:
    """Packs and unpacks sheets."""

    def __init__(self, signer: Signer, now: Callable[[], float] = time.time) -> None:
        self._signer = signer
        self._now = now

    def packed(self, table: Table, session: str, campaign: int) -> str:
        """Return what the page of a sheet carries. Raises RosterFileRefused if that would be more than CARRIED_AT_MOST."""
        words = base64.urlsafe_b64encode(zlib.compress(json.encode(table))).decode()
        if len(words) > CARRIED_AT_MOST:
            raise RosterFileRefused(FileFault.too_heavy)
        made = f"{int(self._now()):x}"
        return f"{words}.{made}.{self._signature(words, made, session, campaign)}"

    def unpacked(self, carried: str, session: str, campaign: int) -> Table | None:
        """Return the sheet of a page; None if it was altered, is over an hour old, or of another session or campaign."""
        words, _, rest = carried.partition(".")
        made, _, signature = rest.partition(".")
        if not self._signer.signed(PURPOSE, _bound(words, made, session, campaign), signature):
            return None
        if int(made, 16) < self._now() - CARRIED_S:
            return None
        return json.decode(zlib.decompress(base64.urlsafe_b64decode(words)), type=Table)

    def _signature(self, words: str, made: str, session: str, campaign: int) -> str:
        return self._signer.signature(PURPOSE, _bound(words, made, session, campaign))


def _bound(words: str, made: str, session: str, campaign: int) -> str:
    return f"{campaign}:{made}:{words}:{session}"
