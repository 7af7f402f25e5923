"""Many documents in one zip: bounded, and nothing of it left on the disk."""

from __future__ import annotations

import asyncio
import io
import zipfile
from pathlib import Path

import pytest
import segno
from PIL import Image

import bot.documents.renderer as renderer_module
from bot.documents.packing import AT_ONCE, PackedFile, Packer
from bot.documents.qr_picture import MASK, MODULE_PX, QUIET, QrPicture, qr_png
from bot.documents.renderer import WAITING_OF_PERSON, DocumentFailed, PersonQueueFull, Renderer
from tests.bot.documents.slow_cards import ASKER

LINK = "https://example.org/c/AAAAAAAAAAAAAAAAAAAAAA"


def codes(count: int) -> list[PackedFile]:
    return [PackedFile(f"{number:03}-Café.png", lambda number=number: QrPicture(f"{LINK}{number}")) for number in range(count)]  # type: ignore[misc]


def test_a_picture_of_a_code_shows_its_modules_in_a_quiet_zone() -> None:
    picture = Image.open(io.BytesIO(qr_png(QrPicture(LINK))))
    modules = segno.make(LINK, error="m", micro=False, mask=MASK).matrix
    side = len(modules) + 2 * QUIET
    assert picture.size == (side * MODULE_PX, side * MODULE_PX)
    half = MODULE_PX // 2
    for y in range(side):
        for x in range(side):
            inside = QUIET <= x < side - QUIET and QUIET <= y < side - QUIET
            is_dark = inside and bool(modules[y - QUIET][x - QUIET])
            corners = {picture.getpixel((x * MODULE_PX + dx, y * MODULE_PX + dy)) for dx in (0, half) for dy in (0, half)}
            assert corners == {0 if is_dark else 255}


async def test_a_zip_holds_all_files_and_leaves_none(renderer: Renderer, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with await Packer(renderer, folder).pack(codes(7), ASKER, 3) as packed:
        assert list(folder.iterdir()) == []
        with zipfile.ZipFile(packed) as archive:
            assert archive.testzip() is None
            assert archive.namelist() == [file.name for file in codes(7)]
            assert archive.read("003-Café.png") == qr_png(QrPicture(f"{LINK}3"))
            # Names that are not ASCII are marked as Unicode.
            assert all(entry.flag_bits & 0x800 for entry in archive.infolist())
    assert list(folder.iterdir()) == []


async def test_a_zip_that_gets_too_large_is_not_made(renderer: Renderer, tmp_path: Path) -> None:
    packer = Packer(renderer, tmp_path / "data", at_most=1000)
    with pytest.raises(DocumentFailed) as refused:
        await packer.pack(codes(7), ASKER, 2)
    assert refused.value.why.key == "document-package-too-large"


async def test_a_full_disk_is_said(renderer: Renderer, tmp_path: Path) -> None:
    with pytest.raises(DocumentFailed) as refused:
        await Packer(renderer, tmp_path / "data", lambda: False).pack(codes(7), ASKER, 2)
    assert refused.value.why.key == "document-package-no-room"
    # A file is where the folder should be.
    (tmp_path / "file").touch()
    with pytest.raises(DocumentFailed):
        await Packer(renderer, tmp_path / "file").pack(codes(1), ASKER, 2)


async def test_one_of_each_asker_and_few_in_all(renderer: Renderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = asyncio.Event()

    async def slow(_render: object, contents: list[object]) -> list[bytes]:
        await gate.wait()
        return [b""] * len(contents)

    monkeypatch.setattr(renderer_module, "_in_process", slow)
    packer = Packer(renderer, tmp_path / "data")
    askers = [ASKER._replace(person=number) for number in range(AT_ONCE + 1)]
    making = [asyncio.create_task(packer.pack(codes(1), asker, 1)) for asker in askers[:-1]]
    await asyncio.sleep(0)
    for asker in (askers[0], askers[-1]):
        with pytest.raises(DocumentFailed) as refused:
            await packer.pack(codes(1), asker, 1)
        assert refused.value.why.key == "document-package-waits"
    gate.set()
    for packed in await asyncio.gather(*making):
        packed.close()
    (await packer.pack(codes(1), askers[-1], 1)).close()


async def test_an_asker_waits_for_few_works_at_the_same_time(renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = asyncio.Event()

    async def slow(_render: object, contents: list[object]) -> list[bytes]:
        await gate.wait()
        return [b""] * len(contents)

    monkeypatch.setattr(renderer_module, "_in_process", slow)
    making = [asyncio.create_task(renderer.render_some([QrPicture(LINK)], ASKER)) for _ in range(WAITING_OF_PERSON)]
    await asyncio.sleep(0)
    with pytest.raises(PersonQueueFull):
        await renderer.render_some([QrPicture(LINK)], ASKER)
    gate.set()
    assert await asyncio.gather(*making) == [[b""]] * WAITING_OF_PERSON
    assert await renderer.render_some([QrPicture(LINK)], ASKER) == [b""]
