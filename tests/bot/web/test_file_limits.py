"""Files have their limits: of one person, of all together, and of the disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.attachments.inspection import FileRefused, Inspection
from bot.attachments.limits import MB, FreeSpaceLimits, Quota
from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from tests.bot.web.house import WHO, forget, house, name_evidence_next, sentence, sized
from tests.people.uploads import CODE, PDF, again, evidence, files, naming_evidence, send
from tests.people.visitor import begun, offered, page, post


async def test_the_files_of_a_person_are_limited(data: Path, wording: Wording, renderer: Renderer) -> None:
    async with house(data, wording, renderer, Quota(person_files=2)) as at, at.browser() as visitor, at.browser() as neighbour:
        await begun(visitor)
        assert [(await name_evidence_next(visitor))[0] for _ in range(2)] == [303, 303]
        status, shown = await name_evidence_next(visitor)
        assert (status, sentence(wording, "file-too-many", count=2, most=2) in shown) == (200, True)
        assert len(files(at.folder)) == len(await evidence(visitor)) == 2
        await begun(neighbour)
        assert (await name_evidence_next(neighbour))[0] == 303
        await forget(visitor)
        await begun(visitor)
        assert (await name_evidence_next(visitor))[0] == 303


async def test_the_bytes_of_a_person_are_limited_and_a_withdrawn_file_makes_room(
    data: Path, wording: Wording, renderer: Renderer
) -> None:
    async with house(data, wording, renderer, Quota(person_bytes=2 * MB)) as at, at.browser() as visitor:
        assert (await send(visitor, await naming_evidence(visitor), sized(MB)))[0] == 303
        status, shown = await name_evidence_next(visitor, sized(MB + 1))
        assert (status, sentence(wording, "file-too-much", used=1, most=2) in shown) == (200, True)
        assert [file.stat().st_size for file in files(at.folder)] == [MB]
        asked = await again(visitor)
        assert (await send(visitor, asked, sized(MB + 1)))[0] == 200
        await post(visitor, asked, reply=offered(asked, "withdraw"))
        assert files(at.folder) == []
        shown = await page(visitor)
        for view in ("answers.strategy", "answer.0"):
            shown = await page(visitor, f"/v/{view}")
        await post(visitor, shown, reply=offered(shown, "evidence", CODE))
        assert (await send(visitor, await page(visitor), sized(2 * MB)))[0] == 303


async def chunks(*pieces: bytes) -> AsyncIterator[bytes]:
    """The pieces of a file."""
    for piece in pieces:
        yield piece


async def test_simultaneous_uploads_of_a_person_count_together(data: Path, wording: Wording, renderer: Renderer) -> None:
    async with house(data, wording, renderer, Quota(person_bytes=MB, person_files=2)) as at:
        half_sent, go = asyncio.Semaphore(0), asyncio.Event()

        async def slowly() -> AsyncIterator[bytes]:
            yield sized(MB // 2)
            half_sent.release()
            await go.wait()
            yield b"x"

        slow = [asyncio.create_task(at.files.keep(WHO, Inspection("a.pdf"), slowly())) for _ in range(2)]
        for _ in slow:
            await half_sent.acquire()
        with pytest.raises(FileRefused) as refused:
            await at.files.keep(WHO, Inspection("b.pdf"), chunks(PDF))
        assert refused.value.why.key == "file-too-many"
        go.set()
        ends = await asyncio.gather(*slow, return_exceptions=True)
        # Together they are too large; when one is refused, the other one has room.
        assert [end.why.key for end in ends if isinstance(end, FileRefused)] == ["file-too-much"]
        assert [file.stat().st_size for file in files(at.folder)] == [MB // 2 + 1]


async def test_all_files_together_have_their_limit(data: Path, wording: Wording, renderer: Renderer) -> None:
    async with house(data, wording, renderer, Quota(all_bytes=MB)) as at, at.browser() as visitor, at.browser() as neighbour:
        await begun(visitor)
        assert (await name_evidence_next(visitor, sized(MB)))[0] == 303
        await begun(neighbour)
        status, shown = await name_evidence_next(neighbour)
        assert (status, sentence(wording, "file-no-room") in shown) == (200, True)
        assert len(files(at.folder)) == 1


async def test_no_file_is_taken_below_the_reserve(data: Path, wording: Wording, renderer: Renderer) -> None:
    async with (
        house(data, wording, renderer, free_space_limits=FreeSpaceLimits(50 * MB, 20 * MB)) as at,
        at.browser() as visitor,
    ):
        asked = await naming_evidence(visitor)
        at.free = 50 * MB - 1
        status, shown = await send(visitor, asked, PDF)
        assert (status, sentence(wording, "file-no-room") in shown) == (200, True)
        assert (files(at.folder), await at.ready()) == ([], "ready\n")
        at.free = 20 * MB - 1
        assert await at.ready() == "not ready: disk\n"
        at.free = 50 * MB
        assert (await send(visitor, await page(visitor), PDF))[0] == 303


async def test_a_file_ends_when_the_disk_reaches_its_reserve_meanwhile(
    data: Path, wording: Wording, renderer: Renderer
) -> None:
    async with house(data, wording, renderer, free_space_limits=FreeSpaceLimits(50 * MB, 20 * MB)) as at:

        async def filling() -> AsyncIterator[bytes]:
            yield PDF
            at.free = 0
            yield b"x"
            raise AssertionError("read on")

        with pytest.raises(FileRefused) as refused:
            await at.files.keep(WHO, Inspection("a.pdf"), filling())
        assert (refused.value.why.key, files(at.folder)) == ("file-no-room", [])
