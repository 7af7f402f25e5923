"""A roster is brought again: what is added, what changes, and that nothing is deleted."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from flows.campaign.roster.names import normalised
from flows.campaign.roster.preview import RosterRow
from flows.campaign.roster.update import ChangedInstitution, HeldInstitution, roster_update


def test_a_second_import_adds_and_changes_and_deletes_nothing() -> None:
    held = [
        HeldInstitution("k1", "First Help", "North"),
        HeldInstitution("k2", "Second Help", "South"),
        HeldInstitution("k3", "Gone Help"),
    ]
    rows = [RosterRow(2, "first help", "North"), RosterRow(3, "Second Help", "South"), RosterRow(4, "New Help")]
    update = roster_update(held, rows)
    assert update.added == (rows[2],)
    assert update.changed == (ChangedInstitution(held[0], rows[0]),)
    assert update.unchanged == 1
    assert update.missing == (held[2],)


def test_the_same_import_again_changes_nothing() -> None:
    held = [HeldInstitution("k1", "Help", "North"), HeldInstitution("k2", "Help", "South")]
    update = roster_update(held, [RosterRow(2, "Help", "South"), RosterRow(3, "Help", "North")])
    assert (update.added, update.changed, update.unchanged, update.missing) == ((), (), 2, ())


def test_institutions_of_the_same_name_are_told_apart_by_their_district() -> None:
    held = [HeldInstitution("k1", "Help", "North"), HeldInstitution("k2", "Help", "South")]
    update = roster_update(held, [RosterRow(2, "Help", "East"), RosterRow(3, "Help", "South")])
    assert [(change.held.key, change.row.district) for change in update.changed] == [("k1", "East")]


NAMES, DISTRICTS = st.sampled_from(["Help", "help", "Other", "Third"]), st.sampled_from(["", "North", "South"])


@given(st.lists(st.tuples(NAMES, DISTRICTS), max_size=12), st.lists(st.tuples(NAMES, DISTRICTS), max_size=12))
def test_every_row_and_every_institution_is_told_exactly_once(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    held = [HeldInstitution(str(number), *each) for number, each in enumerate(before)]
    rows = [RosterRow(number, *each) for number, each in enumerate(after, 2)]
    update = roster_update(held, rows)
    assert len(update.added) + len(update.changed) + update.unchanged == len(rows)
    assert len(update.missing) + len(update.changed) + update.unchanged == len(held)
    ours, theirs = (Counter(normalised(name) for name, _ in side) for side in (before, after))
    assert Counter(normalised(row.name) for row in update.added) == theirs - ours
    assert Counter(normalised(each.name) for each in update.missing) == ours - theirs
