"""The renderer makes two documents at a time, and the same document once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import bot.documents.renderer as renderer_module
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.kinds import MEDIA_TYPES, SUFFIXES, DocumentKind
from bot.documents.renderer import AT_ONCE, DocumentFailed, QueueFull, Renderer
from bot.documents.sealed.keyring import retire, revoke
from bot.documents.sealed.keys import sealing_key
from bot.documents.sealed.seal import Verdict, verify
from bot.documents.typst.typst_input import TypstInput
from bot.documents.writers import WRITERS
from tests.bot.documents.dossiers import MIXED, STANDARD, made
from tests.bot.documents.slow_cards import ASKER, Slow, ask


def test_every_kind_can_be_sent_and_downloaded() -> None:
    assert set(SUFFIXES) == set(MEDIA_TYPES) == set(DocumentKind)


async def test_each_kind_is_what_it_says(renderer: Renderer) -> None:
    dossier = made(MIXED, "en", "Centre")
    card, report, workbook, sealed = await asyncio.gather(
        *(
            renderer.make(kind, dossier, ASKER)
            for kind in (DocumentKind.card, DocumentKind.report, DocumentKind.workbook, DocumentKind.sealed)
        )
    )
    assert (card[:4], report[:5], workbook[:2]) == (b"\x89PNG", b"%PDF-", b"PK")
    assert verify(STANDARD, sealed, date.today()).verdict is Verdict.unknown_key


async def test_a_hundred_at_once_are_made_two_at_a_time_in_order(renderer: Renderer, slow: Slow) -> None:
    waiting = [asyncio.create_task(ask(renderer, str(number))) for number in range(100)]
    for _ in range(AT_ONCE):
        await slow.begun.acquire()
    slow.gate.set()
    assert await asyncio.gather(*waiting) == [str(number).encode() for number in range(100)]
    assert slow.most == AT_ONCE
    begun = [int(text) for text in slow.order]
    # Everyone who came before has begun too, except at most one that is noted at the same time.
    assert all(len(set(range(number)) - set(begun[:place])) < AT_ONCE for place, number in enumerate(begun))


async def test_the_same_document_is_made_once_even_if_the_first_asker_leaves(renderer: Renderer, slow: Slow) -> None:
    first = asyncio.create_task(ask(renderer, "a"))
    second = asyncio.create_task(ask(renderer, "a"))
    await slow.begun.acquire()
    first.cancel()
    slow.gate.set()
    assert await second == b"a"
    assert await ask(renderer, "a") == b"a"
    assert slow.order == ["a"]


async def test_too_many_waiting_are_refused_at_once(renderer: Renderer, slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renderer_module, "WAITING_AT_MOST", 3)
    waiting = [asyncio.create_task(ask(renderer, str(number))) for number in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(QueueFull):
        await ask(renderer, "one more")
    slow.gate.set()
    await asyncio.gather(*waiting)
    assert await ask(renderer, "one more") == b"one more"


async def test_the_cache_is_bounded(renderer: Renderer, slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    slow.gate.set()
    monkeypatch.setattr(renderer_module, "KEPT_BYTES", 2)
    for name in "abcab":
        await ask(renderer, name)
    assert slow.order == list("abcab")
    await ask(renderer, "b")
    assert slow.order == list("abcab")


async def test_a_failure_is_told_to_all_who_wait_and_not_kept(renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(dossier: Dossier, _voice: DocumentWords) -> TypstInput:
        return TypstInput("report", "{", dossier.assessed_on)

    monkeypatch.setitem(WRITERS, DocumentKind.report, broken)
    both = await asyncio.gather(
        renderer.make(DocumentKind.report, made(MIXED), ASKER),
        renderer.make(DocumentKind.report, made(MIXED), ASKER),
        return_exceptions=True,
    )
    assert [error.why.key for error in both if isinstance(error, DocumentFailed)] == ["document-failed"] * 2, both
    monkeypatch.undo()
    assert (await renderer.make(DocumentKind.report, made(MIXED), ASKER))[:5] == b"%PDF-"


@pytest.mark.parametrize("change", [retire, lambda folder, today: revoke(folder, _public(folder), today)])
async def test_no_file_is_handed_out_that_a_former_key_sealed(
    renderer: Renderer, change: Callable[[Path, date], object]
) -> None:
    dossier = made(MIXED, "en", "Centre")
    await renderer.make(DocumentKind.sealed, dossier, ASKER)
    before = await renderer.make(DocumentKind.sealed, dossier, ASKER)
    assert await renderer.make(DocumentKind.sealed, dossier, ASKER) == before
    change(renderer.folder, date.today())
    after = await renderer.make(DocumentKind.sealed, dossier, ASKER)
    assert verify(STANDARD, after, date.today(), _public(renderer.folder)).verdict is Verdict.true
    assert verify(STANDARD, before, date.today(), _public(renderer.folder)).verdict is not Verdict.true


def _public(folder: Path) -> bytes:
    return sealing_key(folder).public_key().public_bytes_raw()
