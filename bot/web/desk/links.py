"""The page that shows a new link once, with its QR code."""

from __future__ import annotations

from aiohttp import web

from bot.desk.desk import MadeLink
from bot.web.addresses import public_root
from bot.web.desk.guard import Visit
from bot.web.desk.pages import DeskPages
from bot.web.return_pages import MadeLink as ShownLink
from flows.campaign.officers import LinkPurpose

# Where each link is opened; those that are not here sign in.
FOLDERS = {LinkPurpose.invitation: "invited"}


class LinkMaker:
    """Shows links that were just made."""

    def __init__(self, pages: DeskPages, public_url: str | None) -> None:
        self._pages = pages
        self._public_url = public_url

    def page(self, visit: Visit, made: MadeLink, *, back: str, to: str = "", chat: str = "") -> web.Response:
        """Return the page of a new link; `back` is the address that leads on from it, `to` the name of whom it is for.

        `chat` is the whole address of a link that opens a chat ("" if it opens the page).
        """
        root = public_root(visit.request, self._public_url)
        address = chat or f"{root}/desk/{FOLDERS.get(made.purpose, 'in')}/{made.token}"
        return self._pages.page(
            visit.view, "made_link.html", here=back, made=made, shown=ShownLink(address), back=back, to=to, chat=chat
        )
