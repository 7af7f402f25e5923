"""Makes documents outside the event loop: two at a time, people in turn, and one that is unchanged only once."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import structlog
from anyio import BrokenWorkerProcess, to_process

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.fingerprint import card_fingerprint, dossier_fingerprint
from bot.documents.content.my_data import my_data
from bot.documents.fair_queue import Asker, FairQueue
from bot.documents.kinds import DocumentKind
from bot.documents.sealed.keyring import own_key, state_of_keys
from bot.documents.sealed.keys import KeyUnusable
from bot.documents.sealed.seal import seal
from bot.documents.typst.typst_input import TypstInput
from bot.documents.worker import Rendered, render_all_at_low_priority, render_at_low_priority
from bot.documents.writers import WRITERS
from bot.operations.background import Background
from bot.words.wording import Wording
from flows.dialogue import Phrase, Refusal, phrase

AT_ONCE = 2
# The most documents that may wait: in all, of one origin, and of one person (one of each kind).
WAITING_AT_MOST = 500
WAITING_OF_ORIGIN = 200
WAITING_OF_PERSON = 5
KEPT_BYTES = 8 * 1024 * 1024
# What a document is rendered from; bytes are finished already.
Content = Rendered | bytes
FAILED = phrase("document-failed")
Given = TypeVar("Given")
Made = TypeVar("Made")
log = structlog.get_logger()


class DocumentFailed(Refusal):
    """A document that cannot be made now. The log has the cause."""

    def __init__(self, why: Phrase = FAILED) -> None:
        super().__init__(why)


class QueueFull(DocumentFailed):
    """Too many documents wait; another one would come too late, so it was not started."""

    def __init__(self) -> None:
        super().__init__(phrase("document-crowded"))


class PersonQueueFull(DocumentFailed):
    """Too many documents of this person wait; another one was not started."""

    def __init__(self) -> None:
        super().__init__(phrase("document-yours-first"))


class Renderer:
    """Makes the documents of one process. `folder` holds the sealing key. Close it with `close`.

    A document that is requested while it is being made is made once. Documents are cached, up to KEPT_BYTES; the longest
    unused are dropped first. The key of the cache is what a document shows, so a card is made again only if it would change.
    """

    def __init__(
        self,
        wording: Wording,
        folder: Path,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        address: str | None = None,
    ) -> None:
        """`address` is where people reach the page; the card leads there, or to the check page of its result."""
        self.folder = folder
        self._wording = wording
        self._address = address or ""
        self._now = now
        self._queue = FairQueue(AT_ONCE)
        self._waiting: Counter[Hashable] = Counter()
        self._tasks = Background()
        self._making: dict[str, asyncio.Task[bytes]] = {}
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._kept_bytes = 0

    def check_page(self, number: str) -> str:
        """Return the address of the check page of this number; "" without a number, or if nobody said where the page is."""
        return f"{self._address}/check/{number}" if number and self._address else ""

    async def make(self, kind: DocumentKind, dossier: Dossier, asker: Asker) -> bytes:
        """Return a document of that kind, made when it is the asker's turn.

        Raises DocumentFailed if it cannot be made; the log has the cause (a sealed file also needs a key that can be read or
        made). Raises QueueFull if too many documents wait, PersonQueueFull if too many of the same person do.
        """
        key = f"{kind}:{card_fingerprint(dossier) if kind is DocumentKind.card else dossier_fingerprint(dossier)}"
        if kind is DocumentKind.sealed:
            # Nobody may get a file that a key sealed which is replaced or revoked since.
            key = f"{key}:{state_of_keys(self.folder)}"
        return await self._made(key, asker, kind.value, partial(self._content, kind, dossier))

    async def make_my_data(self, export: str, dossier: Dossier, asker: Asker) -> bytes:
        """Return the workbook of everything stored about the asker: `export` is the JSON of it.

        Raises DocumentFailed, QueueFull and PersonQueueFull as `make` does.
        """
        key = f"mydata:{dossier_fingerprint(dossier)}:{sha256(export.encode()).hexdigest()}"
        return await self._made(
            key, asker, "mydata", lambda: my_data(export, dossier, DocumentWords(self._wording, dossier.language))
        )

    async def typeset(self, content: TypstInput, asker: Asker) -> bytes:
        """Return a document that is about no self-check, such as an invitation. Raises what `make` raises."""
        key = sha256(repr(content).encode("utf-8", "replace")).hexdigest()
        return await self._made(f"typeset:{key}", asker, content.template, lambda: content)

    async def render_some(self, contents: Sequence[Rendered], asker: Asker) -> list[bytes]:
        """Return some documents of a larger work, made in one turn of the asker. They are not cached.

        Raises what `make` raises, DocumentFailed also if only one of them cannot be made.
        """
        self._require_room(asker)
        self._waiting.update(_counted(asker))
        try:
            async with self._queue.turn(asker):
                return await _in_process(render_all_at_low_priority, contents)
        except Exception as error:
            log.error("document_not_made", kind="several", exc_info=error)
            raise DocumentFailed from error
        finally:
            self._release(asker)

    async def _made(self, key: str, asker: Asker, kind: str, content: Callable[[], Content]) -> bytes:
        """Return the document of a key: from the cache, from who makes it already, or made of its content in words."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        task = self._making.get(key)
        if task is None:
            self._require_room(asker)
            task = self._tasks.start(self._render(key, asker, kind, content), awaited=True)
            self._making[key] = task
            self._waiting.update(_counted(asker))
        # If a waiting caller is cancelled, the document is still made for the others.
        return await asyncio.shield(task)

    async def close(self) -> None:
        """Cancel all documents that are being made."""
        for task in list(self._making.values()):
            task.cancel()
        await asyncio.gather(*self._making.values(), return_exceptions=True)

    def drop_kept(self) -> None:
        """Clear the cache. Call it after a person was forgotten, because their documents may be in it."""
        self._kept.clear()
        self._kept_bytes = 0

    def _require_room(self, asker: Asker) -> None:
        person, origin = _counted(asker)
        if self._waiting[person] >= WAITING_OF_PERSON:
            raise PersonQueueFull
        if len(self._making) >= WAITING_AT_MOST or self._waiting[origin] >= WAITING_OF_ORIGIN:
            raise QueueFull

    def _release(self, asker: Asker) -> None:
        """Count one document less that waits for an asker."""
        self._waiting.subtract(_counted(asker))
        self._waiting += Counter()  # drops those that are at zero

    async def _render(self, key: str, asker: Asker, kind: str, write: Callable[[], Content]) -> bytes:
        try:
            async with self._queue.turn(asker):
                content = await asyncio.to_thread(write)
                made = content if isinstance(content, bytes) else await _render_in_process(content)
            self._keep(key, made)
            return made
        except KeyUnusable as error:
            log.error("document_not_made", kind=kind, cause=str(error))
            raise DocumentFailed from error
        except Exception as error:
            log.error("document_not_made", kind=kind, exc_info=error)
            raise DocumentFailed from error
        finally:
            del self._making[key]
            self._release(asker)

    def _content(self, kind: DocumentKind, dossier: Dossier) -> Content:
        """Return the content of a document in words; for a sealed file, the finished file."""
        if kind is DocumentKind.sealed:
            now = self._now()
            return seal(dossier, own_key(self.folder, now.date()), now)
        address = self.check_page(dossier.check_number) or self._address
        return WRITERS[kind](replace(dossier, address=address), DocumentWords(self._wording, dossier.language))

    def _keep(self, key: str, made: bytes) -> None:
        self._kept[key] = made
        self._kept_bytes += len(made)
        while self._kept_bytes > KEPT_BYTES:
            _, oldest = self._kept.popitem(last=False)
            self._kept_bytes -= len(oldest)


def _counted(asker: Asker) -> tuple[Hashable, Hashable]:
    """Return the keys under which an asker's waiting documents are counted: the person and the origin."""
    return ("person", asker.person), ("origin", asker.origin)


async def _render_in_process(content: Rendered) -> bytes:
    return await _in_process(render_at_low_priority, content)


async def _in_process(render: Callable[[Given], Made], given: Given) -> Made:
    """Render in a worker process, so that no tap waits and the memory of typesetter and fonts stays there.

    If that process is killed, for example because memory is short, another one is tried once.
    """
    try:
        return await to_process.run_sync(render, given)
    except BrokenWorkerProcess:
        return await to_process.run_sync(render, given)
