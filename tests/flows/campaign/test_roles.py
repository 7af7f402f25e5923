"""Who may do what, cell by cell."""

from __future__ import annotations

from itertools import product
from unicodedata import lookup

import pytest

from flows.campaign.officers import Office, association_name, districts_in, office_of, officer_name
from flows.campaign.roles import RIGHTS, Right, Role, can_send, rights_of

# The table as people read it: one line for each right, one sign for each role.
ROLES = (Role.administrator, Role.liaison, Role.viewer, Role.reviewer)
TABLE = {
    Right.use_desk: "yyyy",
    Right.manage_officers: "y---",
    Right.read_log: "y---",
    Right.manage_campaigns: "y---",
    Right.see_rows: "yy--",
    Right.export_rows: "y---",
    Right.see_figures: "y-y-",
    Right.send: "y---",
    Right.see_cases: "y--y",
    Right.manage_cases: "y---",
    Right.review_files: "---y",
}


def test_the_table_names_every_role_and_every_right() -> None:
    assert set(ROLES) == set(Role) == set(RIGHTS)
    assert set(TABLE) == set(Right)


@pytest.mark.parametrize(("right", "role"), list(product(Right, Role)))
def test_each_cell(right: Right, role: Role) -> None:
    wanted = TABLE[right][ROLES.index(role)] == "y"
    assert (right in rights_of(role, may_send=True)) is wanted
    assert (right in rights_of(role, may_send=False)) is (wanted and right is not Right.send)


@pytest.mark.parametrize("role", list(Role))
def test_only_who_may_send_by_role_can_be_granted_it(role: Role) -> None:
    assert can_send(role) is (role is Role.administrator)
    assert office_of(role, may_send=True, districts=("North",)).may_send is (role is Role.administrator)


@pytest.mark.parametrize(
    ("office", "north", "south"),
    [
        (Office(Role.administrator), True, True),
        (Office(Role.liaison, districts=("North",)), True, False),
        (Office(Role.liaison), False, False),
        (Office(Role.viewer, districts=("North",)), False, False),
        (Office(Role.reviewer), False, False),
    ],
)
def test_a_liaison_sees_the_rows_of_their_districts_only(office: Office, north: bool, south: bool) -> None:
    assert (office.covers("North"), office.covers("South")) == (north, south)


def test_names_are_one_visible_line() -> None:
    assert officer_name("  Wang \u202e Fang\n") == "Wang Fang"
    assert officer_name("\u200b \ufe0f") is None
    assert officer_name("x" * 61) is None
    assert association_name("x" * 200) == "x" * 200
    assert association_name("x" * 201) is None


def test_districts_are_read_by_line_and_by_comma() -> None:
    assert districts_in(f"North\nSouth, North{lookup('FULLWIDTH SEMICOLON')}East{lookup('IDEOGRAPHIC COMMA')} ") == (
        "North",
        "South",
        "East",
    )
    assert districts_in("") == ()
    assert districts_in("x" * 61) is None
    assert districts_in("\n".join(f"d{n}" for n in range(101))) is None
