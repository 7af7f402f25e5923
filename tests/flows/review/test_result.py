"""The verified star, what differs from the claims, and until when the result is valid."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.assessment.evidence import Evidence
from flows.assessment.rating import Lens, Rating, Ratings
from flows.assessment.scorecard import StarRange, star_range
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.result import Difference, differences, ending_evidence, remind_on, valid_until, verified_star
from flows.standard.criteria import Criterion
from flows.standard.loader import shipped
from flows.standard.model import TOP
from tests.people.claimants import DOES_NOT_APPLY

STANDARD = shipped()
ISSUED = date(2026, 3, 31)
THREES = {code: Rating(3) for code in STANDARD.codes}


def confirmed(*codes: str, rung: int = 3) -> list[Decision]:
    """Decisions that confirm these claims."""
    return [Decision(code, DecisionKind.confirmed, rung) for code in codes]


def lowered(code: str, rung: int) -> Decision:
    """A decision that lowers a claim."""
    return Decision(code, DecisionKind.lowered, rung, (Reason.lower_rung,))


def used(rung: int, last_used: date) -> Rating:
    """A claim with evidence that was last used on a day."""
    return Rating(rung, evidence=Evidence("minutes", rung, last_used=last_used))


@pytest.mark.parametrize(
    ("ratings", "decisions", "star"),
    [
        ({}, [], (0, 0)),
        (THREES, [], (2, 3)),
        (THREES, confirmed(*STANDARD.codes), (3, 3)),
        (THREES, confirmed(*(code for code in STANDARD.codes if code != "service-level")), (2, 3)),
        (THREES, confirmed(*(code for code in STANDARD.codes if code != "service-capacity")), (3, 3)),
        (THREES, [lowered("service-level", 2)], (2, 2)),
        (THREES, [lowered("service-level", 0)], (1, 1)),
        (THREES, [lowered("service-capacity", 0)], (2, 3)),
        (THREES, [Decision("service-level", DecisionKind.more_asked, None, (Reason.no_evidence,))], (2, 3)),
        (THREES, [lowered("service-level", 0), *confirmed("service-level")], (2, 3)),
        (THREES | {"risk-management": DOES_NOT_APPLY}, [], (1, 3)),
        (THREES | {"risk-management": DOES_NOT_APPLY}, [lowered("risk-management", 1)], (1, 1)),
        (THREES | {"service-level": Rating(unsure=True)}, [], (1, 1)),
        (THREES | {"service-level": Rating(2, under_way=True)}, confirmed(*STANDARD.codes), (2, 2)),
        (THREES, confirmed("no-such-subdomain"), (2, 3)),
        # A reviewer never raises a claim, whatever the decision says.
        (THREES | {"service-level": Rating(2)}, [*confirmed(*STANDARD.codes), lowered("service-level", 5)], (2, 2)),
    ],
)
def test_stars(ratings: Ratings, decisions: list[Decision], star: tuple[int, int]) -> None:
    assert verified_star(STANDARD, ratings, decisions) == StarRange(*star)


kinds = st.sampled_from(DecisionKind)
any_decisions = st.lists(
    st.builds(Decision, st.sampled_from(STANDARD.codes), kinds, st.integers(0, TOP) | st.none(), st.just((Reason.other,)))
)
any_ratings = st.dictionaries(
    st.sampled_from(STANDARD.codes),
    st.sampled_from([*(Rating(level) for level in range(TOP + 1)), Rating(unsure=True), DOES_NOT_APPLY]),
) | st.integers(0, TOP).map(lambda level: {code: Rating(level) for code in STANDARD.codes})


@given(any_ratings, any_decisions)
def test_the_verified_star_is_never_above_the_claimed_one(ratings: Ratings, decisions: list[Decision]) -> None:
    star = verified_star(STANDARD, ratings, decisions)
    assert 0 <= star.low <= star.high <= star_range(STANDARD, ratings, Lens.claimed).low
    assert all(row.verified < row.claimed for row in differences(STANDARD, ratings, decisions))


@given(any_ratings, any_decisions, st.sampled_from(STANDARD.codes), st.integers(0, TOP))
def test_lowering_one_more_claim_never_raises_the_star(
    ratings: Ratings, decisions: list[Decision], code: str, rung: int
) -> None:
    undecided = [decision for decision in decisions if decision.subdomain != code]
    before, after = (verified_star(STANDARD, ratings, made) for made in (undecided, [*undecided, lowered(code, rung)]))
    assert after.high <= before.high


def test_only_lowered_claims_differ_in_the_standards_order() -> None:
    not_shown = (Criterion.parse("service-level.3.b"),)
    first = Decision(
        "service-level", DecisionKind.lowered, 2, (Reason.criterion_not_shown,), "No figures of this year.", not_shown
    )
    made = [first, lowered("demand-management", 1), *confirmed("service-catalogue")]
    assert differences(STANDARD, THREES, made) == (
        Difference("demand-management", 3, 1, (Reason.lower_rung,), (), ""),
        Difference("service-level", 3, 2, (Reason.criterion_not_shown,), not_shown, "No figures of this year."),
    )


@pytest.mark.parametrize(
    ("ratings", "decisions", "until"),
    [
        (THREES, [], date(2027, 3, 31)),
        # Evidence of a deciding claim ends first.
        (THREES | {"service-level": used(3, date(2025, 9, 1))}, [], date(2026, 9, 1)),
        # It ends later than a year after the issue.
        (THREES | {"service-level": used(3, date(2026, 6, 1))}, [], date(2027, 3, 31)),
        # A rung above the star's counts without evidence as rung 2, so three stars need its evidence too.
        (THREES | {"service-level": used(4, date(2025, 9, 1))}, [], date(2026, 9, 1)),
        # Only four stars need this subdomain.
        (THREES | {"service-capacity": used(3, date(2025, 9, 1))}, [], date(2027, 3, 31)),
        # The star fell to two, which the rung that is left without this evidence still allows.
        (THREES | {"service-level": used(3, date(2025, 9, 1))}, [lowered("service-catalogue", 2)], date(2027, 3, 31)),
        # The star fell to two, and this claim is one that decides it.
        (THREES | {"service-level": used(3, date(2025, 9, 1))}, [lowered("service-level", 2)], date(2026, 9, 1)),
        # Evidence that had ended before the issue has no day to wait for.
        (THREES | {"service-level": used(3, date(2024, 1, 1))}, [], date(2027, 3, 31)),
        (
            THREES | {"service-level": Rating(unsure=True, evidence=Evidence("minutes", 3, last_used=ISSUED))},
            [],
            date(2027, 3, 31),
        ),
    ],
)
def test_validity(ratings: Ratings, decisions: list[Decision], until: date) -> None:
    decided = {decision.subdomain for decision in decisions}
    rest = [code for code in STANDARD.codes if code not in decided]
    made = [*decisions, *(Decision(code, DecisionKind.confirmed, 3) for code in rest)]
    assert valid_until(STANDARD, ratings, made, ISSUED) == until
    by_evidence = ending_evidence(STANDARD, ratings, made, ISSUED, until)
    assert by_evidence == (("service-level",) if until < date(2027, 3, 31) else ())


def test_the_reminder_comes_before_the_end_but_not_before_the_issue() -> None:
    assert remind_on(date(2027, 3, 31), ISSUED) == date(2027, 1, 30)
    assert remind_on(date(2026, 4, 15), ISSUED) == ISSUED
