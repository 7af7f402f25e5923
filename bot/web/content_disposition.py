"""Under which name a browser saves what it is given."""

from __future__ import annotations

from urllib.parse import quote


def saved_as(name: str, plain: str) -> str:
    """Return the header for a file that is saved under `name`; an old browser, which reads ASCII alone, saves it as `plain`.

    The source of the two forms is RFC 6266, section 4.3.
    """
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
