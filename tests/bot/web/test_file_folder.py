"""The folder of files is ours, private, and holds what was kept in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.attachments.stored_files import FolderReplaced
from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from tests.bot.web.house import forget, house, name_evidence_next, sentence
from tests.people.uploads import PDF, evidence, files, naming_evidence, send
from tests.people.visitor import page


async def test_another_folder_in_the_place_of_ours_takes_no_file_and_loses_none(
    data: Path, wording: Wording, renderer: Renderer
) -> None:
    async with house(data, wording, renderer) as at, at.browser() as visitor:
        await send(visitor, await naming_evidence(visitor), PDF)
        await name_evidence_next(visitor, b"")
        right = at.folder.rename(data / "moved-away")
        for make in (None, at.folder.mkdir):
            if make:
                make()
            status, shown = await send(visitor, await page(visitor), PDF)
            assert (status, sentence(wording, "file-not-kept") in shown) == (200, True)
            assert await at.ready() == "not ready: files\n"
            assert (await forget(visitor))[0] == 503
            assert len(await evidence(visitor)) == 1
        at.folder.rmdir()
        right.rename(at.folder)
        assert await at.ready() == "ready\n"
        assert (await forget(visitor))[0] == 200
        assert files(at.folder) == []


async def test_nothing_is_swept_from_another_folder(data: Path, wording: Wording, renderer: Renderer) -> None:
    async with house(data, wording, renderer) as at:
        await at.files.require_folder()
        at.folder.rename(data / "moved-away")
        at.folder.mkdir()
        somebody_elses = at.folder / ("a" * 32)
        somebody_elses.write_bytes(PDF)
        os.utime(somebody_elses, (0, 0))
        with pytest.raises(FolderReplaced):
            await at.conversation.retention.erase_expired()
        assert somebody_elses.exists()


async def test_a_file_that_is_not_as_it_was_kept_is_not_handed_back(data: Path, wording: Wording, renderer: Renderer) -> None:
    async with house(data, wording, renderer) as at, at.browser() as visitor:
        await send(visitor, await naming_evidence(visitor), PDF)
        (file,) = files(at.folder)
        elsewhere = data / "elsewhere"

        def link_elsewhere() -> None:
            elsewhere.write_bytes(PDF)
            file.unlink()
            file.symlink_to(elsewhere)

        async with visitor.get(f"/evidence/{file.name}") as response:
            assert await response.read() == PDF
        for change in (lambda: file.write_bytes(PDF[:-1]), lambda: file.write_bytes(PDF[:-1] + b"y"), link_elsewhere):
            change()
            async with visitor.get(f"/evidence/{file.name}") as response:
                assert response.status == 404


async def test_a_folder_that_others_could_read_is_closed(data: Path, wording: Wording, renderer: Renderer) -> None:
    (data / "evidence").mkdir(mode=0o755)
    async with house(data, wording, renderer) as at, at.browser() as visitor:
        await send(visitor, await naming_evidence(visitor), PDF)
        assert at.folder.stat().st_mode & 0o777 == 0o700
