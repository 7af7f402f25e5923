"""Keeps the files that are handed in for a review: those at another face are fetched, and inspected as uploads are."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace

from msgspec.structs import replace as replaced

from bot.attachments.inspection import FileRefused, Inspection
from bot.attachments.stored_files import PREFIX, EvidenceFiles
from flows.dialogue import Address, Attachment, Phrase, Refusal, phrase
from flows.interview.cases.handover import file_of
from flows.review.submission import Handed
from flows.typed_text import in_short

# Yields the bytes of a file at a place of a face. Raises FileRefused if it cannot be fetched.
Fetch = Callable[[Attachment], AsyncIterator[bytes]]


class HandedFiles:
    """The files of items that are handed in. `files` is None if this installation keeps none."""

    def __init__(self, files: EvidenceFiles | None) -> None:
        self._files = files
        # By what begins the places of a face. A face adds itself when it can fetch.
        self._fetchers: dict[str, Fetch] = {}

    def fetched_by(self, prefix: str, fetch: Fetch) -> None:
        """Register how files are fetched whose places begin with `prefix`."""
        self._fetchers[prefix] = fetch

    async def kept(self, who: Address, items: tuple[Handed, ...]) -> tuple[Handed, ...]:
        """Return the items with the place of each file in our folder.

        Raises Refusal, which names the file and its item, if one of them cannot be handed over. Nothing stays then of those
        that were fetched before it.
        """
        done: list[Handed] = []
        for item in items:
            try:
                done.append(await self._item(who, item))
            except FileRefused as refused:
                await self.drop(tuple(done), items)
                raise Refusal(_lost(item, refused.why)) from refused
            except BaseException:
                await self.drop(tuple(done), items)
                raise
        return tuple(done)

    async def drop(self, kept: tuple[Handed, ...], before: tuple[Handed, ...]) -> None:
        """Delete the files that were fetched for these items, because they are not handed in after all."""
        if self._files is not None:
            await self._files.delete_unused(places_in(kept) - places_in(before))

    async def _item(self, who: Address, item: Handed) -> Handed:
        file = file_of(item)
        if file is None:
            return item
        if self._files is None:
            raise FileRefused(phrase("file-not-kept"))
        if file.place.startswith(PREFIX):
            # It may be a colleague's, who lets the institution hand it in.
            if await self._files.path_of(file) is None:
                raise FileRefused(phrase("handin-file-gone"))
            return item
        return _with_place(item, await self._fetch(self._files, who, file))

    async def _fetch(self, files: EvidenceFiles, who: Address, file: Attachment) -> Attachment:
        fetch = self._fetchers.get(file.place.partition(":")[0] + ":")
        if fetch is None:
            raise FileRefused(phrase("file-unreachable"))
        kept = await files.keep(who, Inspection(file.name, file.size), fetch(file))
        if kept.size != file.size or (file.sha256 and kept.sha256 != file.sha256):
            await files.delete_unused([kept.place])
            raise FileRefused(phrase("handin-file-gone"))
        return kept


def _with_place(item: Handed, kept: Attachment) -> Handed:
    evidence = item.rating.evidence
    assert evidence is not None
    return replace(item, rating=item.rating.with_evidence(replaced(evidence, file=kept)))


def places_in(items: tuple[Handed, ...]) -> frozenset[str]:
    """Return the places of the files of these items."""
    return frozenset(file.place for item in items if (file := file_of(item)) is not None)


def _lost(item: Handed, why: Phrase) -> Phrase:
    file = file_of(item)
    return phrase("handin-file-lost", file=in_short(file.name) if file else "", item=Phrase(item.subdomain), why=why)
