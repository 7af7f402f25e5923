"""Files have their limits: of one person, of all, and of the disk; and a person can be forgotten on a full disk."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar, web

from bot.attachments.disk_room import BALLAST_BYTES, DiskRoom
from bot.attachments.inspection import FileRefused, Inspection
from bot.attachments.limits import MB, FreeSpaceLimits, Quota
from bot.attachments.stored_files import EvidenceFiles, FolderReplaced
from bot.conversation import Conversation, open_conversation
from bot.documents.renderer import Renderer
from bot.retention import watching_disk
from bot.serving import answering_probes, file_probes
from bot.settings import Settings
from bot.web.app import web_app
from bot.words.wording import Wording
from flows.dialogue import Address, Reply, phrase
from storage.errors import Unstored
from storage.respondents.sessions import StoredSessions
from tests.people.page_server import SECRET
from tests.people.uploads import CODE, PDF, again, evidence, files, naming_evidence, send
from tests.people.visitor import OURS, begun, offered, page, post

WHO = Address("web", "somebody")


@dataclass
class House:
    """The page of one installation, the folders it keeps things in, and how many bytes the test says are free."""

    address: str
    conversation: Conversation
    data: Path
    free: int = 1000 * MB

    @property
    def files(self) -> EvidenceFiles:
        assert self.conversation.files is not None
        return self.conversation.files

    @property
    def folder(self) -> Path:
        return self.data / "evidence"

    @asynccontextmanager
    async def browser(self) -> AsyncIterator[ClientSession]:
        async with ClientSession(self.address, cookie_jar=CookieJar(unsafe=True), headers=OURS) as session:
            yield session

    async def ready(self) -> str:
        async with ClientSession() as session, session.get(f"{self.address}readyz") as response:
            return await response.text()


@asynccontextmanager
async def house(
    data: Path,
    wording: Wording,
    renderer: Renderer,
    quota: Quota | None = None,
    marks: FreeSpaceLimits | None = None,
    real: bool = False,
) -> AsyncIterator[House]:
    """Serve the page over the SQLite database and the files in one folder; unless `real`, the test says what is free."""
    url = f"sqlite:///{data}/xingjie.db"
    async with open_conversation(url, data_dir=data, quota=quota, free_space_limits=marks) as conversation:
        app = web_app(conversation, wording, SECRET, None, renderer)
        async with answering_probes(app, Settings(database_url=url), conversation) as readiness:
            assert conversation.files is not None
            for probe in file_probes(conversation.files, keep_s=0):
                readiness.add(probe)
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            try:
                at = House(f"http://127.0.0.1:{runner.addresses[0][1]}/", conversation, data)
                if not real:
                    conversation.files.room = DiskRoom(data, data / "xingjie.db", marks, lambda _: at.free)
                yield at
            finally:
                await runner.cleanup()


@pytest.fixture
def data(sqlite_url: str) -> Path:
    """A folder with an empty database at head."""
    return Path(sqlite_url.removeprefix("sqlite:///")).parent


@pytest.fixture
def small_disk(tmp_path: Path, at_head: Path) -> Iterator[Path]:
    """A file system of 24 MB with an empty database at head; skipped if this user may not mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "none", str(folder)]
    tried = subprocess.run(mount, capture_output=True, text=True, check=False) if shutil.which("mount") else None
    if tried is None or tried.returncode:
        pytest.skip(f"no small disk can be mounted: {tried.stderr.strip() if tried else 'there is no mount'}")
    try:
        shutil.copyfile(at_head, folder / "xingjie.db")
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


async def name_evidence_next(client: ClientSession, data: bytes = PDF) -> tuple[int, str]:
    """Answer the question that is asked now with rung 3, and send a file as its evidence."""
    shown = await page(client)
    if "screen-dating" in shown:
        await post(client, shown, reply=offered(shown, "leave"))
        shown = await page(client)
    await post(client, shown, reply=offered(shown, "rate", "3"))
    shown = await page(client)
    await post(client, shown, reply=first_offered(shown, "prove"))
    return await send(client, await page(client), data)


def first_offered(html: str, trigger: str) -> str:
    """The encoded reply of the first button with this trigger."""
    replies = (Reply.decode(text) for text in re.findall(r'name="reply" value="([^"]*)"', html))
    return next(reply.encode() for reply in replies if reply and reply.trigger == trigger)


def sentence(wording: Wording, key: str, **args: int) -> str:
    """A sentence as the page shows it: in English, its marks escaped."""
    return escape(wording.say(phrase(key, **args), "en"))


async def forget(client: ClientSession) -> tuple[int, str]:
    asked = await page(client, "/command?name=forget")
    return await post(client, asked, reply=offered(asked, "forget"))


def sized(size: int) -> bytes:
    """A PDF of so many bytes."""
    return PDF.ljust(size, b"x")


async def test_a_person_has_so_many_files_at_most(data: Path, wording: Wording, renderer: Renderer) -> None:
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


async def test_a_person_has_so_many_bytes_at_most_and_a_withdrawn_file_makes_room(
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
        await post(visitor, shown, reply=offered(shown, "prove", CODE))
        assert (await send(visitor, await page(visitor), sized(2 * MB)))[0] == 303


async def chunks(*pieces: bytes) -> AsyncIterator[bytes]:
    """The pieces of a file."""
    for piece in pieces:
        yield piece


async def test_what_a_person_sends_at_the_same_time_counts_together(data: Path, wording: Wording, renderer: Renderer) -> None:
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
    async with house(data, wording, renderer, marks=FreeSpaceLimits(50 * MB, 20 * MB)) as at, at.browser() as visitor:
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
    async with house(data, wording, renderer, marks=FreeSpaceLimits(50 * MB, 20 * MB)) as at:

        async def filling() -> AsyncIterator[bytes]:
            yield PDF
            at.free = 0
            yield b"x"
            raise AssertionError("read on")

        with pytest.raises(FileRefused) as refused:
            await at.files.keep(WHO, Inspection("a.pdf"), filling())
        assert (refused.value.why.key, files(at.folder)) == ("file-no-room", [])


async def test_a_forget_deletes_files_and_gives_up_the_ballast_before_it_deletes_rows(
    data: Path, wording: Wording, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house(data, wording, renderer) as at, at.browser() as visitor:
        await send(visitor, await naming_evidence(visitor), PDF)
        ballast = data / "xingjie.db.ballast"
        at.files.room.restore_ballast()
        seen: list[tuple[list[Path], bool]] = []
        really = StoredSessions.forget

        async def forget_rows(self: StoredSessions, who: Address) -> None:
            seen.append((files(at.folder), ballast.exists()))
            if len(seen) == 1:
                raise Unstored("database or disk is full")
            await really(self, who)

        monkeypatch.setattr(StoredSessions, "forget", forget_rows)
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
        file.mkdir()  # what nobody can unlink, whoever runs this
        status, shown = await forget(visitor)
        assert (status, sentence(wording, "refusal-not-deleted") in shown) == (503, True)
        assert len(await evidence(visitor)) == 1
        file.rmdir()
        assert (await forget(visitor))[0] == 200


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
    marks = FreeSpaceLimits(8 * MB, 4 * MB)
    async with (
        house(small_disk, wording, renderer, marks=marks, real=True) as at,
        at.browser() as visitor,
        at.browser() as neighbour,
    ):
        await begun(neighbour)
        await begun(visitor)
        sent = [await name_evidence_next(visitor, sized(5 * MB)) for _ in range(4)]
        assert sent[-1][0] == 200
        assert sentence(wording, "file-no-room") in sent[-1][1]
        assert await at.ready() == "ready\n"
        shown = await page(neighbour)
        assert (await post(neighbour, shown, reply=offered(shown, "rate", "3")))[0] == 303


@pytest.mark.parametrize("has_files", [True, False])
async def test_a_person_is_forgotten_on_a_full_disk(
    small_disk: Path, wording: Wording, renderer: Renderer, has_files: bool
) -> None:
    async with house(small_disk, wording, renderer, marks=FreeSpaceLimits(0, 2 * MB), real=True) as at, at.browser() as visitor:
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
