"""Reads what the address of an invitation or a request holds: a link's token, or a code that was tried before."""

from __future__ import annotations

from aiohttp import web

from bot.web.cookies import Signer
from flows.campaign.codes import read_code

# A code that was tried is sealed into the address that it leads to: opening it again counts as no try.
SEALED_CODE = "campaign-code"


def sealed_code(seals: Signer, code: str) -> str:
    """Return what an address holds in place of a code that was tried."""
    return seals.seal(SEALED_CODE, code)


def typed_in(request: web.Request, seals: Signer) -> str:
    """Return the link's token or the tried code that an address holds; "" for a code that was not tried."""
    typed = request.match_info["typed"]
    return "" if read_code(typed) else seals.unseal(SEALED_CODE, typed) or typed
