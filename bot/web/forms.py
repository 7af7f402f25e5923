"""Reads the forms of our pages, and finds out who sent them."""

from __future__ import annotations

from urllib.parse import parse_qsl

from aiohttp import web

from bot.connections.bodies import read_body
from bot.web.cookies import Signer, Visitor, VisitorCookies, stranger
from bot.web.csrf import ForgedRequest, is_consent_of, is_same_origin, require_form
from flows.typed_text import without_nul

# An answer to what was asked of every subdomain has a box and words for each.
FIELDS_AT_MOST = 100
# Room for 10,000 typed characters of any script, percent-encoded.
BODY_AT_MOST = 128 * 1024
# What a typed character takes in a form at most: four bytes of UTF-8, each percent-encoded.
CHARACTER_AT_MOST = 12
# The field that carries the mark of what a form was drawn from. A page of an older version has none: nothing is compared then.
DRAWN = "drawn"
FORM_TYPE = "application/x-www-form-urlencoded"


class Forms:
    """Forms that a page of ours sent."""

    def __init__(self, seals: Signer, identities: VisitorCookies, public_url: str | None) -> None:
        self._seals = seals
        self._identities = identities
        self._public_url = public_url

    async def read(self, request: web.Request, at_most: int | None = None) -> dict[str, str]:
        """Return the fields of a form of ours, with one character for a line end. Raises ForgedRequest for anything else.

        `at_most` is how many bytes a form with many long texts may have; None: as many as any other. A larger one is refused
        (HTTPRequestEntityTooLarge). Browsers send two characters for a line end, and a text must not be longer for us than for
        the person who typed it.
        """
        if not is_same_origin(request.headers, self._public_url) or request.content_type != FORM_TYPE:
            raise ForgedRequest
        body = await read_body(request if at_most is None else request.clone(client_max_size=at_most))
        try:
            fields = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=FIELDS_AT_MOST)
        except ValueError as error:
            raise ForgedRequest from error
        return {without_nul(name): without_nul(value.replace("\r\n", "\n")) for name, value in fields}

    def sender(self, request: web.Request, form: dict[str, str]) -> Visitor:
        """Return who sends a form. Raises ForgedRequest if its token is another person's or none of ours."""
        token = form.get("token", "")
        visitor, key = self._identities.of(request), self._identities.welcomed(request)
        if key is not None and is_consent_of(self._seals, token, key):
            return stranger()  # also for the cookie of a person who is gone: they read the welcome page
        require_form(self._seals, visitor, token)
        return visitor
