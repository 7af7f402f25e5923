"""States of an institution, and what an officer may see of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.campaign.states import Progress, State, best
from flows.campaign.visibility import Visibility, narrowed, visible


def test_the_best_attempt_counts() -> None:
    attempts = [Progress(State.in_progress, 4), Progress(State.result), Progress(State.withdrawn), Progress(State.opened)]
    assert best(attempts) == Progress(State.result)
    assert best(attempts).has_finished
    assert best([Progress(State.in_progress, 2), Progress(State.in_progress, 4)]).domain == 4
    assert best([]) == Progress(State.not_opened)
    assert best([Progress(State.withdrawn)]) == Progress(State.withdrawn)


@pytest.mark.parametrize(("state", "domain"), [(State.in_progress, -1), (State.in_progress, 6), (State.result, 3)])
def test_a_domain_goes_with_progress_alone(state: State, domain: int) -> None:
    with pytest.raises(ValueError, match="in_progress"):
        Progress(state, domain)


@given(st.sampled_from(Visibility), st.sampled_from(Visibility))
def test_an_officer_sees_no_more_than_either_side_allows(campaign: Visibility, agreed: Visibility) -> None:
    assert visible(campaign, agreed) <= campaign
    assert visible(campaign, agreed) <= agreed


def test_visibility_only_narrows() -> None:
    assert narrowed(Visibility.star, Visibility.counts) is Visibility.counts
    with pytest.raises(ValueError, match="show less"):
        narrowed(Visibility.status, Visibility.star)
