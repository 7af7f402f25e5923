"""Strangers' files are shown as pictures that we made: nothing of the file itself is left, and no file takes the machine."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from bot.evidence_views.faults import NotShown, ViewFault
from bot.evidence_views.limits import LONGER_SIDE, PAGES_AT_ONCE, PAGES_COUNTED, WAIT_S
from bot.evidence_views.viewing import EvidenceViewer, Views
from bot.words.wording import Wording
from tests.bot.evidence_views.files import (
    MAKER,
    document,
    empty_picture,
    encrypted,
    endless_document,
    photo,
    stored,
    with_archive,
)

PDF, JPEG, PNG, WEBP = "application/pdf", "image/jpeg", "image/png", "image/webp"
# The tests share the machine: what is not about time waits long.
PATIENT = EvidenceViewer(4 * WAIT_S)
THREE = document(3)


async def shown(folder: Path, data: bytes, media_type: str, first: int = 1, count: int = PAGES_AT_ONCE) -> Views:
    return await PATIENT.pages_of(stored(folder, data), media_type, first, count)


async def fault(folder: Path, data: bytes, media_type: str, first: int = 1) -> ViewFault:
    with pytest.raises(NotShown) as refused:
        await shown(folder, data, media_type, first)
    return refused.value.fault


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("JPEG", JPEG),
        pytest.param("PNG", PNG, marks=pytest.mark.long("the same with a JPEG")),
        pytest.param("WEBP", WEBP, marks=pytest.mark.long("the same with a JPEG")),
    ],
)
async def test_a_photo_is_encoded_again_upright_and_without_place_and_device(
    tmp_path: Path, kind: str, media_type: str
) -> None:
    data = photo(kind=kind)
    assert MAKER.encode() in data
    views = await shown(tmp_path, data, media_type)
    assert (views.first, views.pages, views.has_more) == (1, 1, False)
    (picture,) = views.pictures
    opened = Image.open(io.BytesIO(picture))
    opened.load()
    assert (opened.format, opened.size) == ("PNG", (LONGER_SIDE * 3 // 4, LONGER_SIDE))
    assert (dict(opened.getexif()), opened.info.keys() & {"exif", "xmp", "icc_profile", "comment"}) == ({}, set())
    assert MAKER.encode() not in picture


async def test_the_pages_of_a_document_are_counted_and_drawn_in_their_order(tmp_path: Path) -> None:
    views = await shown(tmp_path, THREE, PDF)
    assert (views.first, views.pages, views.has_more, len(views.pictures)) == (1, 3, False, 3)
    assert len(set(views.pictures)) == 3
    assert {max(Image.open(io.BytesIO(picture)).size) for picture in views.pictures} == {LONGER_SIDE}
    later = await shown(tmp_path, THREE, PDF, first=2, count=1)
    assert (later.first, later.pages, later.pictures) == (2, 3, views.pictures[1:2])


async def test_of_a_long_document_some_pages_are_drawn_and_many_are_counted(tmp_path: Path) -> None:
    views = await shown(tmp_path, document(PAGES_COUNTED + 1), PDF, count=PAGES_AT_ONCE + 5)
    assert (len(views.pictures), views.pages, views.has_more) == (PAGES_AT_ONCE, PAGES_COUNTED, True)


@pytest.mark.parametrize("page", [0, -1, 4, 10**9])
async def test_a_page_that_is_not_there_is_said_to_be_missing(tmp_path: Path, page: int) -> None:
    assert await fault(tmp_path, THREE, PDF, page) is ViewFault.no_such_page


async def test_a_document_that_may_only_not_be_changed_is_shown(tmp_path: Path) -> None:
    assert (await shown(tmp_path, encrypted(THREE, ""), PDF)).pages == 3


@pytest.mark.parametrize(
    ("data", "media_type", "expected"),
    [
        (encrypted(THREE, "secret"), PDF, ViewFault.locked),
        (THREE[: len(THREE) // 2], PDF, ViewFault.damaged),
        (b"%PDF-1.7\n" + b"x" * 3000, PDF, ViewFault.damaged),
        (b"", PDF, ViewFault.damaged),
        (photo()[:200], JPEG, ViewFault.damaged),
        (THREE, JPEG, ViewFault.damaged),
        (photo(), PDF, ViewFault.damaged),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>', PNG, ViewFault.damaged),
        (partial(empty_picture, 40_000), PNG, ViewFault.too_heavy),
    ],
    ids=["locked", "cut off", "no document", "empty", "half a photo", "a PDF as a photo", "a photo as a PDF", "SVG", "bomb"],
)
async def test_a_bad_file_is_not_shown_and_says_why(
    tmp_path: Path, data: bytes | Callable[[], bytes], media_type: str, expected: ViewFault
) -> None:
    assert await fault(tmp_path, data if isinstance(data, bytes) else data(), media_type) is expected


@pytest.mark.parametrize("media_type", ["application/msword", "text/csv", "image/heic", "image/svg+xml", "text/html", ""])
async def test_what_is_neither_a_picture_nor_a_pdf_can_only_be_downloaded(tmp_path: Path, media_type: str) -> None:
    assert await fault(tmp_path, b"anything", media_type) is ViewFault.other_kind


@pytest.mark.parametrize(
    ("data", "media_type"),
    [(photo(), JPEG), pytest.param(photo(kind="PNG"), PNG, marks=pytest.mark.long("the same with a JPEG")), (THREE, PDF)],
)
async def test_nothing_of_a_file_that_is_two_things_at_once_is_left(tmp_path: Path, data: bytes, media_type: str) -> None:
    both = with_archive(b"".join((data, b"<script>alert(1)</script>")) if media_type != PDF else data)
    views = await shown(tmp_path, both, media_type)
    assert views.pictures
    for picture in views.pictures:
        assert picture.startswith(b"\x89PNG")
        assert [mark for mark in (b"PK\x03\x04", b"<script", b"run.js") if mark in picture] == []


async def test_a_document_that_never_ends_is_given_up(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(NotShown) as refused:
        await EvidenceViewer(wait_s=1.0).pages_of(stored(tmp_path, endless_document(40)), PDF)
    assert refused.value.fault is ViewFault.too_heavy
    assert time.monotonic() - began < WAIT_S


async def test_a_file_that_is_gone_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(NotShown) as refused:
        await PATIENT.pages_of(tmp_path / "gone", PDF)
    assert refused.value.fault is ViewFault.damaged


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_fault_has_its_sentence(wording: Wording, language: str) -> None:
    said = {wording.say(NotShown(fault).why, language) for fault in ViewFault}
    assert len(said) == len(ViewFault)
