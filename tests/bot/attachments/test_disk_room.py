"""Room on the disk: the reserve, the mark of readiness, and the ballast, by figures that the test gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.attachments.disk_room import BALLAST_BYTES, CHUNK_BYTES, LEFT_FOR_OTHERS, DiskRoom, DiskShort, free_bytes, room_of
from bot.attachments.limits import MB, FreeSpaceLimits
from bot.operations.metrics import exposition

MARKS = FreeSpaceLimits(reserve=50 * MB, least=20 * MB)


class Disks:
    """A data folder and a database folder on two disks with as much room as the test says."""

    def __init__(self, folder: Path) -> None:
        self.data, self.database = folder / "data", folder / "database" / "xingjie.db"
        self.database.parent.mkdir()
        self.ballast = self.database.with_name("xingjie.db.ballast")
        self.free = {self.data: 100 * MB, self.database.parent: 100 * MB}
        self.room = DiskRoom(self.data, self.database, MARKS, self.free.__getitem__)


@pytest.fixture
def disks(tmp_path: Path) -> Disks:
    return Disks(tmp_path)


@pytest.mark.parametrize("full", ["data", "database"])
def test_no_file_is_taken_below_the_reserve_of_either_disk(disks: Disks, full: str) -> None:
    assert disks.room.has_room_for_files()
    disks.free[disks.data if full == "data" else disks.database.parent] = MARKS.reserve - 1
    assert not disks.room.has_room_for_files()


def test_only_the_disk_of_the_database_makes_the_process_unready(disks: Disks) -> None:
    disks.free[disks.data] = 0
    disks.room.require_room()
    disks.free[disks.database.parent] = MARKS.least - 1
    with pytest.raises(DiskShort, match=str(MARKS.least)):
        disks.room.require_room()


def test_a_server_database_has_no_disk_of_ours(tmp_path: Path) -> None:
    room = DiskRoom(tmp_path, None, MARKS, lambda _: 0)
    room.require_room()
    room.begin_deletion()
    room.restore_ballast()
    assert list(tmp_path.iterdir()) == []


def test_the_gauges_show_what_is_free(disks: Disks) -> None:
    disks.free[disks.data] = 30 * MB
    disks.room.measure()
    found = {
        (sample.name, sample.labels.get("kind")): sample.value
        for family in text_string_to_metric_families(exposition().decode())
        for sample in family.samples
    }
    assert found["xingjie_disk_free_bytes", "data"] == 30 * MB
    assert found["xingjie_disk_free_bytes", "database"] == 100 * MB
    assert found["xingjie_disk_reserve_bytes", None] == MARKS.reserve


def test_the_ballast_is_given_up_on_a_full_disk_only_and_made_again(disks: Disks) -> None:
    disks.room.restore_ballast()
    assert (disks.ballast.stat().st_size, disks.ballast.stat().st_mode & 0o777) == (BALLAST_BYTES, 0o600)
    disks.room.begin_deletion()
    assert disks.ballast.exists()
    disks.free[disks.database.parent] = 0
    disks.room.begin_deletion()
    assert not disks.ballast.exists()
    disks.free[disks.database.parent] = 100 * MB
    disks.room.end_deletion()
    disks.room.restore_ballast()
    assert not disks.ballast.exists()  # one of two deletions still needs the room
    disks.room.end_deletion()
    assert disks.ballast.stat().st_size == BALLAST_BYTES


def test_the_ballast_never_takes_the_last_of_the_disk(disks: Disks) -> None:
    disks.free[disks.database.parent] = LEFT_FOR_OTHERS + CHUNK_BYTES - 1
    disks.room.restore_ballast()
    assert not disks.ballast.exists()
    disks.free[disks.database.parent] = LEFT_FOR_OTHERS + 2 * CHUNK_BYTES
    disks.room.restore_ballast()
    assert disks.ballast.stat().st_size == 2 * CHUNK_BYTES
    disks.free[disks.database.parent] = 100 * MB
    disks.room.restore_ballast()
    assert disks.ballast.stat().st_size == BALLAST_BYTES


def test_a_ballast_that_cannot_be_made_or_deleted_stops_nothing(disks: Disks) -> None:
    disks.ballast.mkdir()
    disks.free[disks.database.parent] = 3 * MB
    disks.room.restore_ballast()
    disks.room.begin_deletion()


def test_free_space_is_known_before_the_folder_is_made(tmp_path: Path) -> None:
    assert free_bytes(tmp_path / "not" / "yet") > 0


@pytest.mark.parametrize(
    ("url", "has_ballast"), [("sqlite:///{}/x.db", True), ("sqlite://", False), ("postgresql://u:p@h/x", False)]
)
def test_the_database_file_is_found_by_its_address(tmp_path: Path, url: str, has_ballast: bool) -> None:
    room_of(url.format(tmp_path), tmp_path, FreeSpaceLimits(0, 0)).restore_ballast()
    assert (tmp_path / "x.db.ballast").exists() is has_ballast
