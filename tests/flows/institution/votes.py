"""What people of an institution say of a small standard."""

from __future__ import annotations

from hypothesis import strategies as st

from flows.institution.comparison import Vote
from flows.institution.settling import LEFT_OUT, RUNGS
from tests.flows.small import small_standard

STANDARD = small_standard(1, 1, 2, 3, may_not_apply=True)
CODES = STANDARD.codes
MARKS = (*RUNGS, "unsure", LEFT_OUT)


def vote(number: int, code: str, mark: str, *, has_evidence: bool = False) -> Vote:
    if mark == "unsure":
        return Vote(number, code, 0, unsure=True, has_evidence=has_evidence)
    if mark == LEFT_OUT:
        return Vote(number, code, 0, not_applicable="never", has_evidence=has_evidence)
    return Vote(number, code, int(mark), has_evidence=has_evidence)


@st.composite
def all_votes(draw: st.DrawFn) -> tuple[Vote, ...]:
    """What two to four people say of every subdomain; some subdomains nobody has answered."""
    people = range(1, draw(st.integers(2, 4)) + 1)
    answered = [code for code in CODES if draw(st.booleans())]
    return tuple(
        vote(number, code, draw(st.sampled_from(MARKS)), has_evidence=draw(st.booleans()))
        for code in answered
        for number in people
    )
