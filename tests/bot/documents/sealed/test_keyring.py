"""The keys of an installation: each counts for its own days, a revoked one for nothing, and a list that is wrong for nobody."""

from __future__ import annotations

import resource
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.documents.sealed.keyring import RING, HeldKey, KeyRing, keyring, own_key, retire, revoke
from bot.documents.sealed.keys import NAME, KeyUnusable, sealing_key
from bot.documents.sealed.seal import Verdict, seal, verify
from tests.bot.documents.dossiers import MIXED, STANDARD, TODAY, made
from tests.bot.documents.sealed.sealed_file import AT, MINE, SEALED, changed

DAY, LATER, LAST = date(2026, 11, 1), date(2026, 11, 24), date(2026, 12, 24)


def public(folder: Path) -> bytes:
    return sealing_key(folder).public_key().public_bytes_raw()


def sealed_with(folder: Path, at: datetime = AT) -> bytes:
    return seal(made(MIXED), sealing_key(folder), at)


def test_the_first_key_is_noted_with_its_day_and_made_only_once(tmp_path: Path) -> None:
    first = own_key(tmp_path, DAY).public_key().public_bytes_raw()
    assert own_key(tmp_path, LATER).public_key().public_bytes_raw() == first == public(tmp_path)
    assert keyring(tmp_path) == KeyRing((HeldKey(first, since=DAY),))


def test_looking_for_keys_makes_none(tmp_path: Path) -> None:
    assert keyring(tmp_path) == KeyRing()
    assert list(tmp_path.iterdir()) == []


def test_a_key_from_before_the_list_counts_without_its_first_day(tmp_path: Path) -> None:
    sealing_key(tmp_path)
    assert keyring(tmp_path) == KeyRing((HeldKey(public(tmp_path)),))
    assert verify(STANDARD, sealed_with(tmp_path), TODAY, ring=keyring(tmp_path)).verdict is Verdict.true


def test_what_a_retired_key_sealed_stays_true_and_its_private_half_is_gone(tmp_path: Path) -> None:
    old = own_key(tmp_path, DAY).public_key().public_bytes_raw()
    data, private = sealed_with(tmp_path), (tmp_path / NAME).read_bytes()
    new = retire(tmp_path, LATER)
    assert keyring(tmp_path) == KeyRing((HeldKey(old, DAY, LATER), HeldKey(new, LATER)))
    found = verify(STANDARD, data, TODAY, ring=keyring(tmp_path))
    assert (found.verdict, found.says.key, found.held) == (Verdict.true, "verify-true-ours", HeldKey(old, DAY, LATER))
    assert private not in [file.read_bytes() for file in tmp_path.iterdir()]
    assert {file.stat().st_mode & 0o777 for file in (tmp_path / NAME,)} == {0o600}


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, Verdict.true),
        (AT.date(), AT.date(), Verdict.true),
        (AT.date() + timedelta(days=1), None, Verdict.true),
        (None, AT.date() - timedelta(days=1), Verdict.true),
        (AT.date() + timedelta(days=2), None, Verdict.altered),
        (None, AT.date() - timedelta(days=2), Verdict.altered),
    ],
)
def test_a_key_counts_for_its_own_days_and_one_more_on_each_side(
    since: date | None, until: date | None, expected: Verdict
) -> None:
    assert verify(STANDARD, SEALED, TODAY, ring=KeyRing((HeldKey(MINE, since, until),))).verdict is expected


def test_a_revoked_key_counts_for_nothing_whatever_day_it_writes(tmp_path: Path) -> None:
    old = own_key(tmp_path, DAY).public_key().public_bytes_raw()
    data = sealed_with(tmp_path)
    new = revoke(tmp_path, old, LATER)
    assert new == public(tmp_path) != old
    assert keyring(tmp_path) == KeyRing((HeldKey(old, DAY, LATER, LATER), HeldKey(new, LATER)))
    found = verify(STANDARD, data, TODAY, ring=keyring(tmp_path))
    assert (found.verdict, found.says.key, int(found.verdict)) == (Verdict.revoked_key, "verify-revoked-key", 4)


def test_a_key_that_was_retired_can_be_revoked_later_and_keeps_its_first_day_of_that(tmp_path: Path) -> None:
    old = own_key(tmp_path, DAY).public_key().public_bytes_raw()
    new = retire(tmp_path, LATER)
    for day in (LAST, LAST + timedelta(days=9)):
        assert revoke(tmp_path, old, day) is None
        assert keyring(tmp_path) == KeyRing((HeldKey(old, DAY, LATER, LAST), HeldKey(new, LATER)))


def test_only_a_key_of_ours_can_be_revoked(tmp_path: Path) -> None:
    own_key(tmp_path, DAY)
    with pytest.raises(KeyUnusable, match="is not a key of this installation"):
        revoke(tmp_path, MINE, LATER)


def test_a_retirement_on_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    own_key(tmp_path, DAY)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        with pytest.raises(KeyUnusable, match=RING):
            retire(tmp_path, LATER)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_retirement_that_was_cut_off_has_not_happened(tmp_path: Path) -> None:
    old = own_key(tmp_path, DAY).public_key().public_bytes_raw()
    private = (tmp_path / NAME).read_bytes()
    retire(tmp_path, LATER)
    (tmp_path / NAME).write_bytes(private)  # as if the process had died after it noted, before it wrote the new key
    data = sealed_with(tmp_path, datetime(2026, 12, 24, tzinfo=UTC))
    held = keyring(tmp_path).find(old)
    assert held == HeldKey(old, DAY)
    assert verify(STANDARD, data, LAST, ring=keyring(tmp_path)).verdict is Verdict.true


@pytest.mark.parametrize(
    "text",
    [
        "[[key]\n",
        "other = 1\n",
        "key = 1\n",
        "key = [1]\n",
        "[[key]]\n",
        '[[key]]\npublic = "abc"\n',
        f'[[key]]\npublic = "{MINE.hex().upper()}"\n',
        f'[[key]]\npublic = "{MINE.hex()}"\nfrom = "2026-11-01"\n',
        f'[[key]]\npublic = "{MINE.hex()}"\nfrom = 2026-11-01T00:00:00\n',
        f'[[key]]\npublic = "{MINE.hex()}"\nrevokd = 2026-11-01\n',
        f'[[key]]\npublic = "{MINE.hex()}"\n' * 2,
        "\xff",
    ],
)
def test_a_list_that_is_wrong_vouches_for_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / RING).write_bytes(text.encode("latin-1"))
    with pytest.raises(KeyUnusable, match=RING):
        keyring(tmp_path)


def test_a_list_can_be_written_by_hand(tmp_path: Path) -> None:
    (tmp_path / RING).write_text(f'# from the old server\n[[key]]\npublic = "{MINE.hex()}"\nuntil = 2026-11-30\n')
    assert keyring(tmp_path) == KeyRing((HeldKey(MINE, None, date(2026, 11, 30)),))
    assert verify(STANDARD, SEALED, TODAY, ring=keyring(tmp_path)).verdict is Verdict.true


def test_a_ring_does_not_make_another_key_true_nor_hide_a_change() -> None:
    ring = KeyRing((HeldKey(bytes(32)),))
    assert verify(STANDARD, SEALED, TODAY, ring=ring).verdict is Verdict.unknown_key
    ring = KeyRing((HeldKey(MINE),))
    assert verify(STANDARD, changed(organisation="Other"), TODAY, ring=ring).verdict is Verdict.altered
    assert verify(STANDARD, SEALED, TODAY, bytes(31) + b"\x02", ring).says.key == "verify-other-key"
