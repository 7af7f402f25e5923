"""Reads the ids and names in the desk's addresses, and leads to other pages of the desk."""

from __future__ import annotations

from aiohttp import web

from bot.web.desk.guard import Visit
from bot.web.html import redirect
from flows.ids import id_in
from flows.typed_text import without_nul

# The longest name of a district or a channel.
TEXT_AT_MOST = 200
OVERVIEW = "/desk"


def id_of(visit: Visit, name: str) -> int:
    """Return the id of that name in an address; 0, which nothing has, for one that cannot be an id."""
    return id_in(visit.request.match_info[name])


def text_of(visit: Visit, name: str) -> str:
    """Return a text of an address's query, without what no database can hold; "" if it has none."""
    return storable(visit.request.query.get(name, ""))


def storable(text: str) -> str:
    """Return a text that somebody sent, not too long and without what no database can hold."""
    return without_nul(text[:TEXT_AT_MOST])


def lead_to(visit: Visit, place: str) -> web.Response:
    """Lead to a page; `place` is its address below `desk`, such as "/officers"."""
    return redirect(f"{visit.view.root}desk{place}")


def page_behind(app: web.Application, address: str) -> str:
    """Return the address of the page of the desk on which a form was, as far as it can be opened again.

    `address` is where the page was shown, as the form says. If a form was answered there and nothing can be opened at it, the
    page is the one right above it, such as that of a case. Anything that leads to no page of the desk gives the overview.
    """
    if not address.startswith(f"{OVERVIEW}/") or not (address.isascii() and address.isprintable()):
        return OVERVIEW
    path = address.partition("?")[0]
    above = path.rpartition("/")[0]
    pages = {path: address, above: above}
    return next((whole for place, whole in pages.items() if _can_be_opened(app, place)), OVERVIEW)


def _can_be_opened(app: web.Application, path: str) -> bool:
    """Return whether a page is shown at a path. A path of our own counts before one with a place for a number or a name."""
    known: dict[str, bool] = {}
    for resource in app.router.resources():
        info = resource.get_info()
        pattern = info.get("pattern")
        if pattern.fullmatch(path) if pattern is not None else info.get("path") == path:
            shows = any(route.method == "GET" for route in resource)
            known[resource.canonical] = known.get(resource.canonical, False) or shows
    own = min(known, key=lambda canonical: canonical.count("{"), default="")
    return known.get(own, False)
