"""What goes wrong is one calm sentence on a page, and every response carries the headers that protect its reader."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.web.addresses import root_of
from bot.web.csrf import ForgedRequest
from bot.web.html import html_response
from bot.web.pages import Pages
from flows.dialogue import Refusal
from flows.review.log import BrokenLog

FOR_EVER = "public, max-age=31536000, immutable"
HSTS = "max-age=31536000"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": with that a browser sends "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SENTENCES = {400: "web-forged", 408: "web-too-slow", 429: "web-too-fast"}
# The addresses of files that strangers made. Nothing of them may run here, whatever a browser takes them for.
FILES = re.compile(r"/evidence/|/desk/cases/.+/file$")
KEPT_HEADERS = ("Allow", "Retry-After")
log = structlog.get_logger()


class ErrorPages:
    """The outermost middleware but one: whatever a handler raises becomes a page of one sentence."""

    def __init__(self, pages: Pages, language: Callable[[web.Request], str]) -> None:
        self._pages = pages
        self._language = language

    @web.middleware
    async def answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Pass the request on; log a fault of ours without a word of the person."""
        try:
            return await handler(request)
        except Refusal as refusal:
            return self._message(request, 503, refusal.why.key)
        except BrokenLog:
            log.error("case_log_broken")
            return self._message(request, 409, "case-unreadable")
        except ForgedRequest:
            return self._message(request, 403, "web-forged")
        except web.HTTPRequestEntityTooLarge:
            return self._message(request, 413, "web-too-long")
        except web.HTTPClientError as error:
            response = self._message(request, error.status, SENTENCES.get(error.status, "web-missing"))
            response.headers.update({name: error.headers[name] for name in KEPT_HEADERS if name in error.headers})
            return response
        except web.HTTPException:
            raise
        except Exception as error:
            # The place in the code, not the message: a database's error quotes the values that it was given.
            log.error("web_failed", error=type(error).__name__, at="".join(traceback.format_tb(error.__traceback__)))
            return self._message(request, 500, "web-error")

    def _message(self, request: web.Request, status: int, key: str) -> web.Response:
        html = self._pages.message(key, self._language(request), root_of(request.rel_url.raw_path))
        return html_response(html, status)


class SecurityHeaders:
    """Puts the protecting headers on every response; only a static file named with its version may be kept."""

    def __init__(self, is_https: bool) -> None:
        """`is_https`: people reach the page by https only, and their browsers may remember that."""
        self._headers = HEADERS | ({"Strict-Transport-Security": HSTS} if is_https else {})

    async def protect(self, request: web.Request, response: web.StreamResponse) -> None:
        """Add the headers to a response. Handles the signal on_response_prepare."""
        response.headers.update(self._headers)
        response.headers.popall("Server", None)
        if FILES.match(request.path):
            response.headers["Content-Security-Policy"] += "; sandbox"
        is_versioned = request.path.startswith("/static/") and "v" in request.query and response.status < 400
        response.headers["Cache-Control"] = FOR_EVER if is_versioned else "no-store"
