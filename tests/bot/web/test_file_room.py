"""A person can be forgotten on a full disk, which is watched from the start."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest
from aiohttp import ClientSession
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.attachments.disk_room import BALLAST_BYTES, DiskRoom
from bot.attachments.limits import MB, FreeSpaceLimits
from bot.documents.renderer import Renderer
from bot.retention import watching_disk
from bot.words.wording import Wording
from storage.errors import Unstored
from storage.respondents import personal_data
from tests.bot.web.house import forget, house, name_evidence_next, sentence, sized
from tests.people.uploads import PDF, evidence, files, naming_evidence, send
from tests.people.visitor import begun, offered, page, post


async def test_a_forget_deletes_files_and_gives_up_the_ballast_before_it_deletes_rows(
    data: Path, wording: Wording, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house(data, wording, renderer) as at, at.browser() as visitor:
        await send(visitor, await naming_evidence(visitor), PDF)
        ballast = data / "xingjie.db.ballast"
        at.files.room.restore_ballast()
        seen: list[tuple[list[Path], bool]] = []
        really = personal_data.erase

        async def erase_rows(db: AsyncSession, ids: list[int]) -> None:
            seen.append((files(at.folder), ballast.exists()))
            if len(seen) == 1:
                raise Unstored("database or disk is full")
            await really(db, ids)

        monkeypatch.setattr(personal_data, "erase", erase_rows)
        at.free = 0
        assert (await forget(visitor))[0] == 503
        assert len(await evidence(visitor)) == 1
        assert (await forget(visitor))[0] == 200
        assert seen == [([], False), ([], False)]
        at.free = 1000 * MB
        at.files.room.restore_ballast()
        assert ballast.stat().st_size == BALLAST_BYTES


async def test_nothing_is_called_deleted_while_a_file_stays(data: Path, wording: Wording, renderer: Renderer) -> None:
    async with house(data, wording, renderer) as at, at.browser() as visitor:
        await send(visitor, await naming_evidence(visitor), PDF)
        (file,) = files(at.folder)
        file.unlink()
        file.mkdir()  # nobody can unlink it, not even root
        status, shown = await forget(visitor)
        assert (status, sentence(wording, "refusal-not-deleted") in shown) == (503, True)
        assert len(await evidence(visitor)) == 1
        file.rmdir()
        assert (await forget(visitor))[0] == 200


async def test_the_disk_is_watched_from_the_start(
    data: Path, wording: Wording, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tended, loop = asyncio.Semaphore(0), asyncio.get_running_loop()
    really = DiskRoom.restore_ballast

    def restore_ballast(self: DiskRoom) -> None:
        really(self)
        loop.call_soon_threadsafe(tended.release)

    monkeypatch.setattr(DiskRoom, "restore_ballast", restore_ballast)
    async with house(data, wording, renderer) as at, watching_disk(at.files, every_s=0), asyncio.timeout(20):
        ballast = data / "xingjie.db.ballast"
        await tended.acquire()
        assert ballast.stat().st_size == BALLAST_BYTES
        ballast.unlink()
        for _ in range(2):
            await tended.acquire()
        assert ballast.stat().st_size == BALLAST_BYTES


async def test_one_person_cannot_fill_a_small_disk(small_disk: Path, wording: Wording, renderer: Renderer) -> None:
    free_space_limits = FreeSpaceLimits(8 * MB, 4 * MB)
    async with (
        house(small_disk, wording, renderer, free_space_limits=free_space_limits, real=True) as at,
        at.browser() as visitor,
        at.browser() as neighbour,
    ):
        await begun(neighbour)
        await begun(visitor)
        # Less than 5 MB, so that what the database writes after the last file does not reach the reserve.
        sent = [await name_evidence_next(visitor, sized(5 * MB - 100_000)) for _ in range(4)]
        assert sent[-1][0] == 200
        assert sentence(wording, "file-no-room") in sent[-1][1]
        assert await at.ready() == "ready\n"
        shown = await page(neighbour)
        assert (await post(neighbour, shown, reply=offered(shown, "rate", "3")))[0] == 303


@pytest.mark.parametrize("has_files", [True, False])
async def test_a_person_is_forgotten_on_a_full_disk(
    small_disk: Path, wording: Wording, renderer: Renderer, has_files: bool
) -> None:
    async with (
        house(small_disk, wording, renderer, free_space_limits=FreeSpaceLimits(0, 2 * MB), real=True) as at,
        at.browser() as visitor,
    ):
        await begun(visitor)
        if has_files:
            assert (await name_evidence_next(visitor, sized(MB)))[0] == 303
        at.files.room.restore_ballast()
        full = fill(small_disk / "somebody-elses")
        assert await at.ready() == "not ready: disk\n"
        await exhaust(visitor)
        assert (await forget(visitor))[0] == 200
        assert files(at.folder) == []
        async with visitor.get("/mydata") as response:
            assert response.content_type == "text/html"
        full.unlink()
        at.files.room.restore_ballast()
        assert (small_disk / "xingjie.db.ballast").stat().st_size == BALLAST_BYTES


def fill(file: Path) -> Path:
    """Write into a file until the disk is full to the last byte."""
    with file.open("wb", buffering=0) as opened_file:
        for size in (MB, 4096, 1):
            with suppress(OSError):
                while opened_file.write(b"x" * size):
                    pass
    return file


async def exhaust(client: ClientSession) -> None:
    """Answer until the full disk takes no answer any more: the write-ahead log has some room left from before."""
    for _ in range(20):
        shown = await page(client)
        reply = offered(shown, "leave") if "screen-dating" in shown else offered(shown, "rate", "1")
        if (await post(client, shown, reply=reply))[0] == 503:
            return
    raise AssertionError("the disk is not full")
