"""Makes a file that an officer asked for at the desk, and gives it."""

from __future__ import annotations

from aiohttp import web

from bot.desk.days import today
from bot.documents.content.document_words import DocumentWords
from bot.documents.fair_queue import asking
from bot.documents.file_name import file_part
from bot.documents.renderer import DocumentFailed, Renderer
from bot.documents.worker import Rendered
from bot.web.content_disposition import saved_as
from bot.web.desk.guard import Visit
from bot.web.desk.pages import DeskPages
from bot.words.wording import Wording

XLSX, CSV, PDF = "xlsx", "csv", "pdf"
MEDIA = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv",
    PDF: "application/pdf",
}


class GivenFiles:
    """Gives workbooks, tables and reports."""

    def __init__(self, pages: DeskPages, wording: Wording, renderer: Renderer) -> None:
        self._pages = pages
        self._wording = wording
        self._renderer = renderer

    def words(self, visit: Visit) -> DocumentWords:
        """Return the words of a file in the language that its form asks for, else in that of the page."""
        language = visit.form.get("language", "")
        return DocumentWords(self._wording, language if language in self._wording.languages else visit.view.language)

    async def give(self, visit: Visit, content: Rendered, whose: str, name: str, plain: str, kind: str) -> web.Response:
        """Make a file in a worker process, and give it.

        `whose` and `name` say in its name what it is about and what it is, `plain` says the latter in ASCII.
        """
        try:
            [made] = await self._renderer.render_some([content], asking(visit.caller.officer))
        except DocumentFailed as error:
            return self._pages.message(visit.view, error.why.key, status=503)
        response = web.Response(body=made, content_type=MEDIA[kind], charset="utf-8" if kind == CSV else None)
        saved = f"{file_part(whose) or self.words(visit)('document-brand')}-{name}-{today()}.{kind}"
        response.headers["Content-Disposition"] = saved_as(saved, f"xingjie-{plain}-{today()}.{kind}")
        return response


def asked_wrongly(visit: Visit, formats: tuple[str, ...]) -> str | None:
    """Return the key of what is wrong with a form that asks for a file; None if the box is ticked and the format is known."""
    if not visit.is_sure:
        return "desk-export-unsure"
    return None if visit.form.get("format") in formats else "desk-export-wrong"
