"""Evidence may name the criteria of its rung that it shows; if it leaves one out, it counts for the rung below."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from flows.assessment.ageing import as_of
from flows.assessment.evidence import Evidence, counts_until
from flows.assessment.evidence_state import EvidenceState, codes_lacking_evidence, evidence_state, holding_back
from flows.assessment.point_by_point import reached
from flows.assessment.rating import Lens, Rating
from flows.assessment.scorecard import next_fall, scorecard, star_range
from flows.assessment.shown import as_counted, counted_rung, left_to_show, showing, shown
from flows.assessment.ticks import ticks_of
from flows.standard.criteria import Criterion
from flows.standard.loader import shipped
from flows.standard.model import Subdomain
from tests.flows.small import small_standard

STANDARD = shipped()
TODAY, FRESH, OLD = date(2026, 11, 2), date(2026, 10, 1), date(2025, 10, 1)
LADDER = STANDARD.subdomain("demand-management")
SUBDOMAINS = st.sampled_from(STANDARD.subdomains)


@st.composite
def pieces(draw: st.DrawFn, subdomain: Subdomain = LADDER, used: date = FRESH) -> Evidence:
    """Evidence for a rung of a subdomain that names none, some or all of its criteria."""
    rung = draw(st.integers(1, 5))
    chosen = draw(st.sets(st.sampled_from(subdomain.criteria_of(rung))))
    return Evidence("x", rung, last_used=used, shows=ticks_of(chosen))


def some(rung: int, letters: str) -> frozenset[Criterion]:
    return frozenset(Criterion(LADDER.code, rung, letter) for letter in letters)


@pytest.mark.parametrize(
    ("rung", "shows", "counts", "left"),
    [(3, "", 3, ""), (3, "3abc", 3, ""), (3, "3a", 2, "bc"), (3, "3bc", 2, "a"), (3, "3z", 2, "abc"), (0, "", 0, "")],
)
def test_a_rung_counts_if_the_evidence_shows_all_of_it(rung: int, shows: str, counts: int, left: str) -> None:
    evidence = Evidence("x", rung, shows=shows)
    assert counted_rung(LADDER, evidence) == counts
    assert frozenset(left_to_show(LADDER, evidence)) == some(rung, left)


@given(pieces())
def test_what_evidence_counts_for_is_the_rung_of_the_criteria_that_it_shows(evidence: Evidence) -> None:
    """So criteria decide a rung of evidence by the same rule as a rung of an answer."""
    assert counted_rung(LADDER, evidence) == reached(LADDER, shown(LADDER, evidence))
    assert as_counted(LADDER, evidence).rung == counted_rung(LADDER, evidence)
    assert as_counted(LADDER, as_counted(LADDER, evidence)) == as_counted(LADDER, evidence)


@given(pieces(), st.data())
def test_what_is_chosen_is_what_evidence_shows(evidence: Evidence, data: st.DataObject) -> None:
    chosen = data.draw(st.frozensets(st.sampled_from(LADDER.criteria_of(evidence.rung)), min_size=1))
    said = showing(LADDER, evidence, chosen)
    assert {one for one in shown(LADDER, said) if one.rung == evidence.rung} == chosen
    assert said.shows == ("" if len(chosen) == len(LADDER.criteria_of(evidence.rung)) else ticks_of(chosen))
    assert replace(said, shows="") == replace(evidence, shows="")


def test_evidence_shows_something() -> None:
    with pytest.raises(ValueError, match="at least one"):
        showing(LADDER, Evidence("x", 3), some(4, "a"))


@pytest.mark.parametrize("shows", ["4a", "3", "3aa", "3a4a", "a", "3ba"])
def test_other_texts_than_criteria_of_its_rung_are_refused(shows: str) -> None:
    with pytest.raises(ValueError, match=r"rung|criteria|order"):
        Evidence("x", 3, shows=shows)


def test_an_edition_without_criteria_reads_evidence_as_named() -> None:
    small = small_standard(1, 2, 3)
    code = small.codes[0]
    ratings = {code: Rating(4, evidence=Evidence("x", 4, last_used=FRESH, shows="4a"))}
    assert as_of(small, ratings, TODAY)[code].read(Lens.evidenced) == 4


@given(SUBDOMAINS.flatmap(lambda sub: st.tuples(st.just(sub), pieces(sub))), st.integers(0, 5))
def test_the_lens_never_counts_more_than_claimed_nor_more_than_the_whole_rung(
    given_: tuple[Subdomain, Evidence], level: int
) -> None:
    subdomain, evidence = given_
    whole = Rating(level, evidence=replace(evidence, shows=""))
    (counting,) = as_of(STANDARD, {subdomain.code: Rating(level, evidence=evidence)}, TODAY).values()
    read = counting.read(Lens.evidenced)
    assert whole.reading.without_evidence <= read <= whole.read(Lens.evidenced) <= counting.read(Lens.claimed) == level
    if not left_to_show(subdomain, evidence):
        assert read == whole.read(Lens.evidenced)
    state = evidence_state(STANDARD, subdomain.code, Rating(level, evidence=evidence), TODAY)
    assert state.lacks_evidence == (read < level)
    assert (state is EvidenceState.in_part) == (read < level and evidence.rung >= level)


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        sub.code: st.builds(lambda level, piece: Rating(level, evidence=piece), st.integers(0, 5), pieces(sub))
        for sub in STANDARD.subdomains
    },
)


@given(ANSWERS)
def test_what_is_left_out_is_listed_as_lacking_and_holds_the_star_back(ratings: dict[str, Rating]) -> None:
    counting = as_of(STANDARD, ratings, TODAY)
    lower = {code for code in ratings if counting[code].read(Lens.evidenced) < ratings[code].read(Lens.claimed)}
    assert set(codes_lacking_evidence(STANDARD, ratings, TODAY)) == lower
    assert set(holding_back(STANDARD, ratings, TODAY)) <= lower
    assert scorecard(STANDARD, counting).evidenced == star_range(STANDARD, counting, Lens.evidenced)


def test_evidence_ages_by_the_rung_that_it_was_named_for() -> None:
    part, whole = Evidence("x", 5, last_used=OLD, shows="5a"), Evidence("x", 5, last_used=OLD)
    assert counts_until(STANDARD, part) == counts_until(STANDARD, whole) == date(2027, 10, 1)
    (counting,) = as_of(STANDARD, {LADDER.code: Rating(5, evidence=part)}, TODAY).values()
    assert counting.read(Lens.evidenced) == 4, "evidence for rung 4 would be out of date"


def test_the_star_falls_on_the_day_on_which_evidence_in_part_ends() -> None:
    ratings = {code: Rating(4, evidence=Evidence("x", 4, last_used=FRESH)) for code in STANDARD.codes}
    ratings[LADDER.code] = Rating(4, evidence=Evidence("x", 4, last_used=date(2026, 9, 1), shows="4a"))
    now = scorecard(STANDARD, as_of(STANDARD, ratings, TODAY)).evidenced.low
    fall = next_fall(STANDARD, ratings, TODAY, now)
    assert (now, fall and (fall.star, fall.on)) == (3, (2, date(2027, 9, 1)))
