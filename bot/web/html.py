"""Answers with a page, or leads to one."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web


def html_response(text: str, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """Return a page as an answer."""
    return web.Response(text=text, status=status, headers=headers, content_type="text/html", charset="utf-8")


def redirect(address: str) -> web.Response:
    """Return the redirect after a form."""
    return web.Response(status=303, headers={"Location": address})
