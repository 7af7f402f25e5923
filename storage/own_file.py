"""Guards the SQLite file that this process opened: keeps it private, and notices if another file takes its place.

SQLite goes on writing into a file that was removed or replaced, and all of that is lost when the process ends. So the open file
is compared with the file of that name before and after every commit. Once they differ, or SQLite reports damage, nothing more
is stored until a restart: the new file may be empty or older, and the operator must decide.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import structlog

from storage.errors import DatabaseUnusable, Unstored

SIDES = ("-wal", "-shm", "-journal")
PRIVATE_FILE, PRIVATE_FOLDER, OTHERS = 0o600, 0o700, 0o077
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
SAID_EVERY_S = 60.0
LOOK_S = 1.0
log = structlog.get_logger()

# The identity of a file: its device and inode.
Mark = tuple[int, int]


class OwnFile:
    """One open file, shared by all connections of this process. Its methods may be called from any thread."""

    def __init__(self, file: Path) -> None:
        self.file = file
        # For new connections; mode=rw does not create a file.
        self.uri = f"{file.absolute().as_uri()}?mode=rw"
        self._path, self._log_path = str(file), f"{file}-wal"
        self._mark = _mark(self._path)
        self._log_mark: Mark | None = None
        self._writers = 0
        self._lost: str | None = None
        self._said_at = float("-inf")
        # One thread compares the log while another may close the connection and with it delete the log.
        self._looking = threading.Lock()

    def connected(self) -> None:
        """Note that a writing connection was opened: while one is open, the write-ahead log must stay the same file too.

        Without one the log may disappear: SQLite deletes it when the last of all connections closes.
        """
        with self._looking:
            self._writers += 1

    def disconnected(self) -> None:
        """Note that a writing connection is about to be closed."""
        with self._looking:
            self._writers -= 1
            if not self._writers:
                self._log_mark = None

    def check(self) -> None:
        """Raise Unstored if the file or its log was removed, replaced or found damaged since this process opened it."""
        with self._looking:
            self._compare()
        if self._lost is not None:
            self._refuse()

    def _compare(self) -> None:
        if self._lost is None:
            if _mark(self._path) != self._mark:
                self._lost = "was removed or replaced while Xingjie runs"
            elif self._writers and self._log_mark is None:
                self._log_mark = _mark(self._log_path)
            elif self._writers and _mark(self._log_path) != self._log_mark:
                self._lost = "has lost its write-ahead log (-wal), which was removed or replaced while Xingjie runs"

    def note(self, error: BaseException) -> None:
        """Remember an error if it means that the file is damaged; from then on `check` raises."""
        if is_damage(error) and self._lost is None:
            # SQLAlchemy's own text also holds the statement and its parameters: what somebody answered, and who.
            self._lost = f"is damaged ({_told_by_sqlite(error)})"

    def look(self) -> str:
        """Return the revision of the file, read through a new connection. Raises DatabaseUnusable if it cannot be read."""
        try:
            self.check()
            with closing(sqlite3.connect(self.uri, uri=True, timeout=LOOK_S)) as fresh:
                found = fresh.execute("SELECT version_num FROM alembic_version").fetchone()
        except Unstored as error:
            raise DatabaseUnusable(str(error)) from error
        except sqlite3.Error as error:
            self.note(error)
            raise DatabaseUnusable(f"the database file {self.file} cannot be read: {error}") from error
        return str(found[0]) if found else ""

    def _refuse(self) -> None:
        cause = f"the database file {self.file} {self._lost}; nothing is stored until it is put right and Xingjie restarted"
        now = time.monotonic()
        if now - self._said_at >= SAID_EVERY_S:
            self._said_at = now
            log.error("database_file_lost", cause=cause)
        raise Unstored(cause)


_open: dict[Path, tuple[OwnFile, int]] = {}
# Folders that were warned of: one warning per process is enough.
_warned: set[Path] = set()


@contextmanager
def own_file(file: Path) -> Iterator[OwnFile]:
    """Open the file of a path; everyone in this process who has it open at the same time shares one OwnFile."""
    file = file.absolute()
    own, users = _open.get(file) or (OwnFile(file), 0)
    _open[file] = (own, users + 1)
    try:
        yield own
    finally:
        own, users = _open.pop(file)
        if users > 1:
            _open[file] = (own, users - 1)


def make_private(file: Path) -> None:
    """Make a database file and the files beside it readable by their owner only; create the file and its folder if needed.

    A file that others could read is logged.
    """
    file.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        # An existing file is not opened: closing it would drop the locks that SQLite holds on it in this process.
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
    for each in (file, *(file.with_name(file.name + side) for side in SIDES)):
        _tighten(each)


def warn_of_open_folder(file: Path) -> None:
    """Warn if others may read the folder of a database. Its mode is not changed: the operator may have chosen it."""
    folder = file.absolute().parent
    if folder.stat().st_mode & OTHERS and folder not in _warned:
        _warned.add(folder)
        log.warning("folder_open_to_others", folder=str(folder), mode=_mode(folder), should_be=oct(PRIVATE_FOLDER))


def is_damage(error: BaseException) -> bool:
    """Return whether an error of SQLite, or SQLAlchemy's form of one, means that the file is damaged."""
    return (getattr(_told_by_sqlite(error), "sqlite_errorcode", 0) & 0xFF) in DAMAGED


def _told_by_sqlite(error: BaseException) -> BaseException:
    """Return the error that SQLite raised, without what SQLAlchemy adds to it."""
    return getattr(error, "orig", None) or error


def _tighten(file: Path) -> None:
    try:
        mode = file.stat().st_mode
        if mode & OTHERS:
            file.chmod(PRIVATE_FILE)
            log.warning("made_private", file=str(file), was=oct(mode & 0o777))
    except FileNotFoundError:
        return
    except PermissionError:
        log.warning("file_open_to_others", file=str(file), mode=_mode(file), should_be=oct(PRIVATE_FILE))


def _mode(path: Path) -> str:
    return oct(path.stat().st_mode & 0o777)


def _mark(path: str) -> Mark | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
