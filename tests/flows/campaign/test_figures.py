"""The tables of a release in words: their order, their classes, and the advice for shared gaps."""

from __future__ import annotations

import pytest

from bot.words.wording import Wording
from flows.campaign.figures import district_words, figures_of, is_unconfirmed, made_of, rung_words, star_words
from flows.campaign.partition import Span
from flows.campaign.release import DistrictGroup, Release, Table
from flows.dialogue import phrase
from flows.standard.loader import shipped
from tests.people.releases import THREE, TWO, release

SUBDOMAINS = shipped().subdomains


def some_rows() -> list[Table]:
    return [Table(), Table(TWO, (10, 30)), Table(THREE, (20, 10, 10)), *[Table()] * (len(SUBDOMAINS) - 3)]


def test_rows_begin_with_the_gap_that_most_share_and_end_with_those_not_split() -> None:
    found = figures_of(release(Table(TWO, (25, 15)), some_rows()), SUBDOMAINS).subdomains
    assert [row.name.key for row in found[:3]] == [SUBDOMAINS[2].code, SUBDOMAINS[1].code, SUBDOMAINS[0].code]
    assert [(share.count, share.percent) for share in found[0].shares] == [(20, 50), (10, 25), (10, 25)]
    assert [(share.count, share.percent) for share in found[1].shares] == [(10, 25), (30, 75)]
    assert all(row.shares == () for row in found[2:])


def test_shares_of_districts_are_of_their_group() -> None:
    groups = (DistrictGroup(("East",), 15, 5), DistrictGroup(("", "West"), 10, 10))
    found = figures_of(release(Table(TWO, (25, 15)), some_rows(), districts=groups), SUBDOMAINS).districts
    assert [[(share.count, share.percent) for share in row.shares] for row in found] == [
        [(15, 75), (5, 25)],
        [(10, 50), (10, 50)],
    ]


def test_each_gap_brings_the_advice_for_the_rung_that_is_missing(wording: Wording) -> None:
    gaps = figures_of(release(Table(TWO, (25, 15)), some_rows()), SUBDOMAINS).gaps
    assert [(each.gap.code, each.gap.rung) for each in gaps] == [(SUBDOMAINS[2].code, 3), (SUBDOMAINS[1].code, 3)]
    for each in gaps:
        steps = [wording.say(step, "en") for step in each.steps]
        assert len([step for step in steps if step]) >= 2
        assert wording.say(each.sign, "en")


@pytest.mark.parametrize(
    ("span", "said"),
    [((0, 0), "no star yet"), ((1, 1), "1 star"), ((0, 2), "up to 2 stars"), ((2, 3), "2 to 3 stars"), ((4, 5), "4 stars and more"), ((5, 5), "5 stars")],
)  # fmt: skip
def test_classes_of_stars_have_words(span: Span, said: str, wording: Wording) -> None:
    assert wording.say(star_words(span), "en") == said


@pytest.mark.parametrize(
    ("span", "said"), [((0, 2), "below rung 3"), ((3, 3), "rung 3"), ((4, 5), "above rung 3"), ((3, 5), "rung 3 and above")]
)
def test_classes_of_rungs_have_words(span: Span, said: str, wording: Wording) -> None:
    assert wording.say(rung_words(span), "en") == said


def test_a_group_of_districts_names_them_all(wording: Wording) -> None:
    assert wording.say(district_words(("", "East")), "en") == "no district given, East"


@pytest.mark.parametrize("at_least", [5, 10])
def test_a_release_says_what_it_is_made_of(at_least: int) -> None:
    given = release(Table(TWO, (25, 15)), some_rows(), at_least=at_least)
    facts = made_of(given, "T/X 1-2023")
    assert facts[0] == phrase("figures-total-rounded", count=40)
    assert is_unconfirmed(given) == (at_least == 10)
    assert facts[1].key == ("figures-unconfirmed" if at_least == 10 else "figures-self-checked")
    assert facts[2:] == (phrase("figures-least", count=at_least), phrase("figures-standard", standard="T/X 1-2023"))
    assert made_of(exact(given), "T/X 1-2023")[0] == phrase("figures-total", count=40)


def exact(given: Release) -> Release:
    return Release(1, True, given.at_least, given.total, given.stars, given.subdomains, given.districts, given.cohort)
