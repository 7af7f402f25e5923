"""Under which name a browser saves what it is given."""

from __future__ import annotations

from urllib.parse import quote


def saved_as(name: str, plain: str, is_shown: bool = False) -> str:
    """Return the header for a file that is saved under `name`; an old browser, which reads ASCII alone, saves it as `plain`.

    One that `is_shown` is shown on a page first, and saved if a person asks for it.

    The source of the two forms is RFC 6266, section 4.3.
    """
    return f"{'inline' if is_shown else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
