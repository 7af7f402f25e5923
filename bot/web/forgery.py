"""Whether a form was sent from our own page, and not by another site in the person's name."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit


def is_own_form(headers: Mapping[str, str], host: str, public_url: str | None) -> bool:
    """What the browser says of where the form comes from: `Sec-Fetch-Site`, else `Origin`, against our own address.

    Browsers send at least one of them with every form; a request that bears neither comes from no browser, and brings no
    person's cookie along unless that person sends it.
    """
    site = headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("Origin")
    if origin is None:
        return True
    own = {host} | ({urlsplit(public_url).netloc} if public_url else set())
    return urlsplit(origin).netloc in own
