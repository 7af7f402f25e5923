"""Somebody who knows all rules and compares every world there can be: nothing is certain."""

from __future__ import annotations

import pytest

from tests.flows.campaign.attack.known_rules import Case, certain_views


@pytest.mark.parametrize(
    ("case", "is_closing"),
    [((20, 0, 11), False), ((20, 1, 10), False), ((21, 5, 5), False), ((20, 10, 0), False), ((20, 10, 0), True)],
    ids=str,
)
def test_who_knows_all_rules_is_not_certain_of_any_side(case: tuple[int, int, int], is_closing: bool) -> None:
    assert certain_views(Case(*case), is_closing) == []
