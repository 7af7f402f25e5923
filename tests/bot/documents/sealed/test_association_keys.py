"""The keys of associations: one for each, listed with its name, private, revocable, and never one for self-checks."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest

from bot.documents.sealed.association_keys import association_key
from bot.documents.sealed.keyring import RING, keyring, own_key, retire, revoke
from bot.documents.sealed.keys import KeyUnusable, association_file
from flows.typed_text import escaped_line

DAY, LATER = date(2026, 11, 1), date(2026, 11, 24)
# A name that tries to write into the list.
NAME = '嘉定喆𬭎"\n[[key]]\\ Association'


def public(folder: Path, number: int, name: str = NAME) -> bytes:
    return association_key(folder, number, name, DAY).public_key().public_bytes_raw()


def test_each_association_has_one_key_that_is_listed_with_its_name(tmp_path: Path) -> None:
    own = own_key(tmp_path, DAY).public_key().public_bytes_raw()
    first, second = public(tmp_path, 1), public(tmp_path, 2, "Another")
    assert len({own, first, second}) == 3
    assert public(tmp_path, 1) == first
    ring = keyring(tmp_path)
    assert len(ring.keys) == 3
    held = ring.of_association(first)
    assert held is not None
    assert (held.association, held.since, held.until) == (1, DAY, None)
    assert held.name == escaped_line(NAME, 200)
    assert ring.find(first) is None
    assert ring.of_association(own) is None
    assert (tmp_path / association_file(1)).stat().st_mode & 0o777 == 0o600


def test_a_new_name_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    first = public(tmp_path, 1, "Old")
    assert public(tmp_path, 1, "New") == first
    held = keyring(tmp_path).of_association(first)
    assert held is not None
    assert (held.name, held.since) == ("New", DAY)


def test_the_keys_of_associations_outlive_a_change_of_the_installations_key(tmp_path: Path) -> None:
    own_key(tmp_path, DAY)
    first = public(tmp_path, 1)
    retire(tmp_path, LATER)
    held = keyring(tmp_path).of_association(first)
    assert held is not None
    assert held.until is None


def test_after_a_revocation_the_next_issue_makes_a_new_key(tmp_path: Path) -> None:
    first = public(tmp_path, 1)
    assert revoke(tmp_path, first, LATER) is None
    assert not (tmp_path / association_file(1)).exists()
    second = public(tmp_path, 1)
    assert second != first
    held = keyring(tmp_path).of_association(first)
    assert held is not None
    assert (held.revoked, held.until, held.association) == (LATER, LATER, 1)


def test_keys_that_are_made_at_the_same_moment_are_all_listed(tmp_path: Path) -> None:
    threads = [threading.Thread(target=public, args=(tmp_path, number % 6)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(held.association or 0 for held in keyring(tmp_path).keys) == list(range(6))


@pytest.mark.parametrize("line", ["association = -1", "association = true", 'association = "1"', 'name = "x"', "name = 3"])
def test_a_list_that_is_wrong_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / RING).write_text(f'[[key]]\npublic = "{"0" * 64}"\n{line}\n')
    with pytest.raises(KeyUnusable, match="key 1"):
        keyring(tmp_path)


def test_a_key_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / association_file(1)).write_text("no key")
    with pytest.raises(KeyUnusable, match="association-key-1"):
        public(tmp_path, 1)
