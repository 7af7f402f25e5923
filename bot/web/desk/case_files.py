"""The files that are handed in with a case: pictures of their pages, drawn by us, and the original as a download.

Those who read a case open them, and those who rate it a second time.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.attachments.inside.contents import Inside
from bot.conversation.response import CaseDocumentKind
from bot.desk.item_view import EvidenceView
from bot.evidence_views.faults import NotShown
from bot.evidence_views.viewing import EvidenceViewer, Views
from bot.web.addresses import number_in
from bot.web.desk.addresses import id_of
from bot.web.desk.case_places import CASE, CASES, ITEM, PIECE, RATED, RATINGS
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.pages import DeskPages
from bot.web.result_page import sealed_file
from bot.web.uploads import file_download
from flows.assessment.evidence import Attachment
from flows.campaign.roles import Right
from flows.dialogue import Phrase

PAGE_DIGITS, PIECE_DIGITS = 4, 2


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file of a case, and where it is kept; None if it is not there any more, or was changed."""

    file: Attachment
    path: Path | None


class CaseFileRoutes:
    """Gives files to readers who have declared; that they opened one is recorded. A stranger's file never opens here."""

    def __init__(self, guard: Guard, pages: DeskPages, viewer: EvidenceViewer) -> None:
        self._guard = guard
        self._pages = pages
        self._viewer = viewer

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses of files."""
        read = Right.review_files
        return (
            *(DeskRoute("GET", f"{item}{PIECE}/file", read, self.download) for item in (ITEM, RATED)),
            *(DeskRoute("GET", f"{item}{PIECE}/pages", read, self.look) for item in (ITEM, RATED)),
            DeskRoute("GET", f"{CASE}/result.json", Right.see_cases, self.result),
            DeskRoute("GET", f"{CASE}/handed-in.json", read, self.handed_in),
        )

    async def download(self, visit: Visit) -> web.StreamResponse:
        """Give the original, to be saved and never to be opened here."""
        found = await self._file(visit)
        if found is None:
            return self._pages.missing(visit.view)
        if found.path is None:
            return self._pages.message(visit.view, "desk-file-gone", status=410)
        return file_download(found.file, found.path)

    async def look(self, visit: Visit) -> web.StreamResponse:
        """Show a picture of one page of a file, or say why there is none."""
        found = await self._file(visit)
        if found is None:
            return self._pages.missing(visit.view)
        if found.path is None:
            return self._pages.message(visit.view, "desk-file-gone", status=410)
        page = number_in(visit.request.query.get("page", ""), PAGE_DIGITS) or 1
        views: Views | None = None
        why: Phrase | None = None
        try:
            views = await self._viewer.pages_of(found.path, found.file.media_type, page, 1)
        except NotShown as fault:
            why = fault.why
        return self._pages.page(
            visit.view,
            "case_pages.html",
            here=CASES,
            place=_place(visit),
            subdomain=visit.request.match_info["subdomain"],
            piece=visit.request.match_info["piece"],
            file=found.file,
            inside=await inside_of(self._guard, found.file),
            views=views,
            page=page,
            picture=base64.b64encode(views.pictures[0]).decode() if views is not None else "",
            why=why,
        )

    async def result(self, visit: Visit) -> web.StreamResponse:
        """Give the issued file of a case."""
        sealed = await self._guard.cases.issued(visit.session, id_of(visit, "case"))
        return sealed_file(sealed) if sealed is not None else self._pages.missing(visit.view)

    async def handed_in(self, visit: Visit) -> web.StreamResponse:
        """Give the sealed file that the institution handed in."""
        sealed = await self._guard.cases.opening.submission(visit.session, id_of(visit, "case"))
        if sealed is None:
            return self._pages.missing(visit.view)
        return sealed_file(sealed, CaseDocumentKind.handed_in)

    async def _file(self, visit: Visit) -> OpenFile | None:
        """Return the file of an address, if the officer may open it."""
        given = visit.request.match_info
        piece, files = number_in(given["piece"], PIECE_DIGITS), self._guard.files
        if piece is None or files is None:
            return None
        cases, code = self._guard.cases, given["subdomain"]
        if "rating" in given:
            file = await cases.ratings.file(visit.session, id_of(visit, "rating"), code, piece)
        else:
            file = await cases.opening.file(visit.session, id_of(visit, "case"), code, piece)
        return OpenFile(file, await files.path_of(file)) if file is not None else None


async def inside_of(guard: Guard, file: Attachment) -> tuple[Inside, ...]:
    """Return what a file of a case can do or hides; () if it is not there any more."""
    return await guard.files.inside(file) if guard.files is not None else ()


async def inside_pieces(guard: Guard, evidence: tuple[EvidenceView, ...]) -> Mapping[int, tuple[Inside, ...]]:
    """Return the same for each piece of evidence whose file was handed over."""
    files = {one.piece: one.evidence.file for one in evidence if one.has_file}
    return {piece: await inside_of(guard, file) for piece, file in files.items() if file is not None}


def _place(visit: Visit) -> str:
    """Return the address, below `desk`, of the case or the double rating to which a file belongs."""
    is_rating = "rating" in visit.request.match_info
    return f"{RATINGS}/{id_of(visit, 'rating')}" if is_rating else f"{CASES}/{id_of(visit, 'case')}"
