"""Ids that people send: none is larger than what both databases hold."""

from __future__ import annotations

import pytest

from flows.campaign.chat_cards import wanted_by
from flows.ids import id_in
from flows.interview.cases.actions import case_tap
from flows.interview.taking_part.card_actions import tap_of

LARGEST = "9223372036854775807"
TOO_LARGE = "9223372036854775808"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("1", 1),
        (LARGEST, 2**63 - 1),
        (TOO_LARGE, 0),
        ("9" * 19, 0),
        ("1" * 20, 0),
        ("", 0),
        ("-1", 0),
        (" 1", 0),
        ("1e9", 0),
        ("١", 0),
        ("²", 0),
    ],
)
def test_an_id_is_a_number_that_both_databases_hold(text: str, held: int) -> None:
    assert id_in(text) == held


def test_a_button_with_a_number_that_no_database_holds_is_about_nothing() -> None:
    officer, case, own = wanted_by(TOO_LARGE), case_tap(f"show-{TOO_LARGE}"), tap_of(f"mine-{TOO_LARGE}")
    assert case is not None
    assert own is not None
    assert (officer.campaign, case.case, own.campaign) == (0, 0, 0)
