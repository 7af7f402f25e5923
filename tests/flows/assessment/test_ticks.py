"""Criteria as the short text that answers store."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.assessment.rating import Rating
from flows.assessment.ticks import criteria_in, ticks_of
from flows.standard.criteria import Criterion

CODE = "demand-management"
SETS = st.frozensets(st.builds(Criterion, st.just(CODE), st.integers(1, 5), st.sampled_from("abcd")))


def test_three_criteria_make_a_short_text() -> None:
    named = [Criterion(CODE, 4, "b"), Criterion(CODE, 3, "c"), Criterion(CODE, 3, "a")]
    assert ticks_of(named) == "3ac4b"
    assert criteria_in(CODE, "3ac4b") == frozenset(named)


@given(SETS)
def test_a_set_comes_back_from_its_text(named: frozenset[Criterion]) -> None:
    assert criteria_in(CODE, ticks_of(named)) == named


@pytest.mark.parametrize("text", ["3", "a", "6a", "0a", "3A", "3a 4b", "4b3a", "3ca", "3aa", "3a3b", "３a", "3a\n"])
def test_another_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"name|order"):
        criteria_in(CODE, text)


@pytest.mark.parametrize(
    ("level", "under_way", "ticked"),
    [
        pytest.param(3, False, "3a", id="a criterion that the level has"),
        pytest.param(3, True, "2b4a", id="a criterion below the level"),
        pytest.param(2, False, "3a", id="the next rung without being under way"),
        pytest.param(2, False, "x", id="no criteria"),
    ],
)
def test_an_answer_refuses_ticks_that_do_not_fit_it(level: int, under_way: bool, ticked: str) -> None:
    with pytest.raises(ValueError, match=r"tick|name"):
        Rating(level, under_way, ticked=ticked)


def test_an_answer_without_a_rung_may_keep_ticks() -> None:
    assert Rating(unsure=True, ticked="1a3b").ticked == "1a3b"
    assert Rating(2, ticked="4b").ticked == "4b"
