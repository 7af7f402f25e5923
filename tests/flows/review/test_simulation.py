"""Reviews of seeded institutions: what the selection finds, against a blind sample of the same size and all claims."""

from __future__ import annotations

import pytest

from flows.standard.loader import shipped
from flows.standard.model import STARS
from tests.flows.review.simulation import INFLATIONS, ONE_RUNG, OTHERS, TABLES, played, table
from tests.people.claimants import GOOD_ONLY, EvidenceQuality

STANDARD = shipped()


@pytest.mark.parametrize("institutions", [8, pytest.param(40, marks=pytest.mark.long("eight institutions"))])
@pytest.mark.parametrize("star", STARS)
@pytest.mark.parametrize("inflation", INFLATIONS)
def test_the_selection_finds_every_claim_that_is_one_rung_too_high(star: int, inflation: float, institutions: int) -> None:
    cell = played(STANDARD, star, inflation, range(institutions), GOOD_ONLY, ONE_RUNG)
    assert (cell.selected.too_high, cell.selected.too_low) == (0, 0)
    assert (cell.everything.too_high, cell.everything.too_low) == (0, 0)


@pytest.mark.parametrize("institutions", [40, pytest.param(100, marks=pytest.mark.long("forty institutions"))])
def test_the_selection_finds_more_than_a_blind_sample_of_the_same_size(institutions: int) -> None:
    cells = [played(STANDARD, star, 0.1, range(institutions), GOOD_ONLY) for star in (1, 2, 3, 4)]
    for cell in cells:
        assert cell.selected.too_high * 2 < cell.blind.too_high
        assert cell.selected.too_low == 0


@pytest.mark.parametrize("institutions", [40, pytest.param(100, marks=pytest.mark.long("forty institutions"))])
def test_a_hasty_reviewer_misses_more(institutions: int) -> None:
    cell = played(STANDARD, 3, 0.3, range(institutions), GOOD_ONLY)
    assert cell.hasty.too_high > cell.selected.too_high * 3


@pytest.mark.parametrize("qualities", TABLES.values(), ids=TABLES)
def test_the_same_options_print_the_same_table(qualities: dict[EvidenceQuality, int]) -> None:
    rows = table(3, 1, OTHERS, qualities)
    assert rows == table(3, 1, OTHERS, qualities)
    assert len(rows) == 2 + len(STARS) * len(INFLATIONS)
