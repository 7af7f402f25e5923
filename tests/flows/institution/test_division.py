"""The questions are given out evenly, the same way each time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.institution.division import PEOPLE_OF_A_DOMAIN, Division, divided
from flows.standard.loader import shipped

STANDARD = shipped()
SIZES = {domain.code: len(domain.subdomains) for domain in STANDARD.domains}
PEOPLE = st.lists(st.integers(1, 60), min_size=1, max_size=30, unique=True)


@given(PEOPLE, st.randoms())
def test_the_same_people_get_the_same_in_any_order(people: list[int], random: object) -> None:
    shuffled = [*people]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert divided(STANDARD, Division.by_domain, people) == divided(STANDARD, Division.by_domain, shuffled)


@given(PEOPLE)
def test_each_domain_gets_two_people_and_nobody_is_left_out(people: list[int]) -> None:
    given_out = divided(STANDARD, Division.by_domain, people)
    assert list(given_out) == [domain.code for domain in STANDARD.domains]
    assert all(len(set(each)) == len(each) >= min(PEOPLE_OF_A_DOMAIN, len(people)) for each in given_out.values())
    assert {number for each in given_out.values() for number in each} == set(people)


@given(PEOPLE.filter(lambda people: len(people) <= PEOPLE_OF_A_DOMAIN * len(SIZES)))
def test_nobody_has_more_than_one_domain_more_than_anybody_else(people: list[int]) -> None:
    given_out = divided(STANDARD, Division.by_domain, people)
    load = [sum(SIZES[code] for code, each in given_out.items() if number in each) for number in people]
    assert max(load) - min(load) <= max(SIZES.values())
    assert all(len(each) == min(PEOPLE_OF_A_DOMAIN, len(people)) for each in given_out.values())


@given(PEOPLE)
def test_everybody_can_answer_everything(people: list[int]) -> None:
    assert set(divided(STANDARD, Division.everything, people).values()) == {tuple(sorted(people))}
