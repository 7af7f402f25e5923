"""The public page that reads a sealed file: it says what is true of it, keeps nothing, and sets no cookie."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import structlog
from aiohttp import web

from bot.attachments.inspection import FileRefused
from bot.connections.deadlines import ConnectionDeadlines
from bot.conversation.conversation import Conversation
from bot.documents.sealed.issued_check import verify_issued
from bot.documents.sealed.issued_reader import is_issued
from bot.documents.sealed.keyring import KeyRing, keyring
from bot.documents.sealed.keys import KeyUnusable
from bot.documents.sealed.seal import Finding, Verdict, differs_today, stars_by_lens, verify
from bot.documents.sealed.strict_fields import AT_MOST
from bot.web.addresses import root_of
from bot.web.cookies import VisitorCookies
from bot.web.csrf import ForgedRequest, is_same_origin
from bot.web.html import html_response
from bot.web.issued_facts import NOT_KNOWN, issued_facts
from bot.web.multipart import MalformedMultipart
from bot.web.pages import Pages
from bot.web.rate_limits import RateLimiter
from bot.web.responder import Responder, address_of
from bot.web.uploads import IncomingFile, OpenUploads, Upload, UploadLimits
from flows.days import day_of
from flows.dialogue import Phrase, Refusal, phrase
from flows.review.names import NameStanding
from flows.typed_text import escaped_line

# Files that are read into memory at the same time: of one address, and of everybody.
BY_ADDRESS, BY_ALL = 4, 20
EVERYBODY = ""
# What people mistake for the sealed file, by its first bytes.
DOCUMENTS = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0")
NAME_SHOWN = 120
# What is wrong with a file is said without a word of it. Some causes are the same to a reader.
SAME_CAUSE = {"no-day": "broken", "issued-altered": "altered", "issued-revoked-key": "revoked-key"}
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page says of a file: the verdict, its cause ("" if the file was not checked), and of a true one the facts.

    `facts` are pairs of a label's key and a value; `older_rules` is what today's rules would give, if that differs. Of an
    issued result, `says` is the key of what it is worth today, and `is_confirmed` that the association confirmed the name.
    `limits` are the keys of what the file does not say about reviews.
    """

    verdict: Verdict | None = None
    cause: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    older_rules: str = ""
    error: str = ""
    says: str = ""
    is_confirmed: bool = False
    limits: tuple[str, ...] = ()


NOTHING = Shown()


class CheckRoutes:
    """The route `/check`. To look at it changes nothing, and neither does sending a file."""

    def __init__(
        self,
        conversation: Conversation,
        responder: Responder,
        pages: Pages,
        identities: VisitorCookies,
        flood: RateLimiter,
        connections: ConnectionDeadlines,
        public_url: str | None,
        bounds: UploadLimits,
        folder: Path,
    ) -> None:
        """`folder` holds the keys of the installation."""
        self._conversation = conversation
        self._responder = responder
        self._pages = pages
        self._identities = identities
        self._flood = flood
        self._connections = connections
        self._public_url = public_url
        self._bounds = bounds
        self._folder = folder
        self._places = OpenUploads(replace(bounds, by_address=BY_ADDRESS, by_person=BY_ALL))

    async def show(self, request: web.Request) -> web.Response:
        """Show the form."""
        visitor, language = self._identities.of(request), self._responder.language(request)
        if visitor.known and "language" not in request.query:
            language = (await self._conversation.look(address_of(visitor), language)).language
        return self._page(request, language, NOTHING)

    async def take(self, request: web.Request) -> web.Response:
        """Check a file in memory and say what is true of it. Raises ForgedRequest for what no page of ours sends."""
        if not is_same_origin(request.headers, self._public_url):
            raise ForgedRequest
        self._flood.checked_file(request)
        with self._places.taken(EVERYBODY, self._flood.address(request)):
            # From here on every wait for the sender has a bound of its own.
            self._connections.suspend(request.protocol)
            upload = Upload(request, self._bounds)
            form = await upload.form()
            language = self._responder.language(request, form.fields.get("language"))
            if form.file is None:
                return self._page(request, language, Shown(error="check-none"))
            try:
                data = await _read(upload, form.file)
            except FileRefused as refused:
                return self._page(request, language, Shown(error=refused.why.key))
            return self._page(request, language, await self._checked(data, language))

    async def _checked(self, data: bytes, language: str) -> Shown:
        if not data:
            return Shown(Verdict.unreadable, "empty")
        if data.startswith(DOCUMENTS) and len(data) <= AT_MOST:
            return Shown(Verdict.unreadable, "document")
        ring = await self._ring()
        if is_issued(data):
            return await self._issued(data, ring, language)
        found = await asyncio.to_thread(verify, self._conversation.standard, data, _today(), None, ring)
        if found.verdict is not Verdict.true:
            return Shown(found.verdict, _cause(found))
        return await asyncio.to_thread(self._true, found, language)

    async def _issued(self, data: bytes, ring: KeyRing, language: str) -> Shown:
        """Return what is said of an issued result. People who hold the file learn what it is worth today."""
        found = await asyncio.to_thread(verify_issued, self._conversation.standard, data, _today(), None, ring)
        content = found.content
        if content is None or found.verdict not in (Verdict.true, Verdict.expired):
            cause = "unknown-key" if found.verdict is Verdict.unknown_key else found.says.key.removeprefix("verify-")
            return Shown(found.verdict, SAME_CAUSE.get(cause, cause))
        known = await self._conversation.result_pages.known(content.check_number, data)
        # It may be sealed with a key of ours, and this database does not know it: it is older, or another association's.
        state, name = (known.state, known.name) if known is not None else (None, NameStanding.declared)

        def said(words: Phrase) -> str:
            return self._pages.said(words, language)

        standard = self._conversation.standard
        facts = await asyncio.to_thread(issued_facts, standard, content, state, name, said)
        return Shown(
            found.verdict,
            "issued",
            facts,
            says=f"result-says-{state or NOT_KNOWN}",
            is_confirmed=name is NameStanding.confirmed,
            limits=("result-not-all",),
        )

    async def _ring(self) -> KeyRing:
        """Return the keys of the installation. Raises Refusal if they cannot be read: then nothing can be said of any file."""
        try:
            return await asyncio.to_thread(keyring, self._folder)
        except KeyUnusable as error:
            log.error("keys_unusable", cause=str(error))
            raise Refusal(phrase("check-not-now")) from error

    def _true(self, found: Finding, language: str) -> Shown:
        content, held, standard = found.content, found.held, self._conversation.standard
        assert content is not None
        assert held is not None

        def said(words: Phrase) -> str:
            return self._pages.said(words, language)

        name = escaped_line(content.institution, NAME_SHOWN)
        facts = (
            *((f"check-stars-{lens.value.replace('_', '-')}", said(stars)) for lens, stars in stars_by_lens(standard, content)),
            ("check-name", said(phrase("check-name-said", name=name)) if name else said(phrase("check-name-none"))),
            ("check-answers", f"{len(content.ratings)} / {len(standard.codes)}"),
            ("check-edition", standard.name_of(content.edition)),
            ("check-assessed-on", content.assessed_on.isoformat()),
            ("check-as-of", content.as_of.isoformat()),
            ("check-sealed-at", content.sealed_at.strftime("%Y-%m-%d %H:%M UTC")),
            ("check-key", held.public_key.hex()),
            ("check-key-since", held.since.isoformat() if held.since else said(phrase("check-key-unnoted"))),
            *((("check-key-until", held.until.isoformat()),) if held.until else ()),
        )
        older = differs_today(standard, content)
        limits = ("check-not-reviewed",) if content.verified is None else ("result-not-all", "check-not-still-reviewed")
        return Shown(Verdict.true, "true", facts, "" if older is None else said(older), limits=limits)

    def _page(self, request: web.Request, language: str, shown: Shown) -> web.Response:
        others = [other for other in self._responder.languages if other != language]
        root = root_of(request.rel_url.raw_path)
        return html_response(self._pages.render("check.html", language, root, shown=shown, languages=others))


async def _read(upload: Upload, file: IncomingFile) -> bytes:
    """Return the one file of a form, cut after one byte too many. Raises FileRefused if it is cut off, or not the only one.

    What is still being sent is read on and forgotten, so that its sender can read the answer.
    """
    data = bytearray()
    try:
        async for chunk in upload.chunks(file):
            data += chunk[: AT_MOST + 1 - len(data)]
        is_only = await file.parts.next() is None
    except MalformedMultipart as error:
        raise FileRefused(phrase("file-cut")) from error
    await upload.drain()
    if not is_only:
        raise FileRefused(phrase("check-several"))
    return bytes(data)


def _cause(found: Finding) -> str:
    """Return the end of the keys that say why a file is not true, and what to do."""
    if found.verdict is Verdict.unknown_key:
        return "unknown-key"
    cause = found.says.key.removeprefix("verify-")
    return SAME_CAUSE.get(cause, cause)


def _today() -> date:
    return day_of(datetime.now(UTC))
