"""Reads the ids and names in the desk's addresses, and leads to other pages of the desk."""

from __future__ import annotations

from aiohttp import web

from bot.web.addresses import id_in
from bot.web.desk.guard import Visit
from bot.web.html import redirect

# The longest name of a district or a channel.
TEXT_AT_MOST = 200


def id_of(visit: Visit, name: str) -> int:
    """Return the id of that name in an address; 0, which nothing has, for one that cannot be an id."""
    return id_in(visit.request.match_info[name])


def text_of(visit: Visit, name: str) -> str:
    """Return a text of an address's query, without what no database can hold; "" if it has none."""
    return storable(visit.request.query.get(name, ""))


def storable(text: str) -> str:
    """Return a text that somebody sent, not too long and without what no database can hold."""
    return text[:TEXT_AT_MOST].replace("\0", "")


def lead_to(visit: Visit, place: str) -> web.Response:
    """Lead to a page; `place` is its address below `desk`, such as "/officers"."""
    return redirect(f"{visit.view.root}desk{place}")
