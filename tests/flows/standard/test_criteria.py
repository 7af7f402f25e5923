"""The criteria of an edition: which letters each rung uses; a broken list stops the start with the key and the cause."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.standard.criteria import Criterion
from flows.standard.lint import check_structure
from flows.standard.loader import SHIPPED_FILE, BrokenStandard, load, shipped
from flows.standard.model import TOP
from tests.flows.small import small_standard

LINE = 'criteria = ["a", "abc", "abc", "abcd", "abc"]'
DATA = SHIPPED_FILE.read_text(encoding="utf-8")


def edition(folder: Path, line: str, top: str = "") -> Path:
    """The shipped edition with other criteria for demand management, and more keys at the top."""
    head, found, tail = DATA.partition('code = "demand-management"')
    assert LINE in tail
    path = folder / "edition.toml"
    path.write_text(f"{top}\n{head}{found}{tail.replace(LINE, line, 1)}", encoding="utf-8")
    return path


def test_a_rung_knows_its_criteria() -> None:
    third = shipped().subdomain("demand-management").criteria_of(3)
    assert [str(criterion) for criterion in third] == [f"demand-management.3.{letter}" for letter in "abc"]
    assert third[1] == Criterion("demand-management", 3, "b")
    assert (third[1].words, third[1].shown) == (
        "demand-management-criteria.rung-3b",
        "demand-management-criteria.rung-3b-shown",
    )


@given(st.sampled_from(shipped().codes), st.integers(1, TOP), st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
def test_a_code_is_read_as_it_is_written(subdomain: str, rung: int, letter: str) -> None:
    criterion = Criterion(subdomain, rung, letter)
    assert Criterion.parse(criterion.code) == criterion


@pytest.mark.parametrize(
    "code", ["", "demand-management", "demand-management.3", "demand-management.6.a", "demand-management.3.B", "a.1.a", "demand-management.3.a\n"]
)  # fmt: skip
def test_another_text_is_not_a_code(code: str) -> None:
    with pytest.raises(ValueError, match="is not the code of a criterion"):
        Criterion.parse(code)


def test_an_edition_may_have_no_criteria() -> None:
    standard = small_standard(1, 2)
    assert standard.subdomain("s-a").criteria_of(3) == ()
    assert check_structure(standard) == []


@pytest.mark.parametrize(
    ("line", "top", "says"),
    [
        ('criteria = ["a", "abc", "abc", "abcd"]', "", "demand-management.criteria: needs one entry for each of the rungs 1 to 5"),
        ('criteria = ["a", "a", "abc", "abcd", "abc"]', "", "criteria: rung 2 needs 2 to 4 letters: 'a'"),
        ('criteria = ["", "abc", "abc", "abcd", "abc"]', "", "criteria: rung 1 needs 1 to 4 letters: ''"),
        ('criteria = ["a", "abc", "abc", "abcde", "abc"]', "", "criteria: rung 4 needs 2 to 4 letters: 'abcde'"),
        ('criteria = ["a", "acb", "abc", "abcd", "abc"]', "", "criteria: rung 2 needs different letters of a to z, in order: 'acb'"),
        ('criteria = ["a", "aab", "abc", "abcd", "abc"]', "", "criteria: rung 2 needs different letters of a to z, in order: 'aab'"),
        ('criteria = ["a", "ABC", "abc", "abcd", "abc"]', "", "criteria: rung 2 needs different letters of a to z, in order: 'ABC'"),
        ('criteria = ["a", "ac", "abc", "abcd", "abc"]', "", "demand-management.2.b is left out. If it was dropped, add it to"),
        (LINE, 'retired_criteria = ["demand-management.3.b"]', "retired_criteria: demand-management.3.b is in use"),
        ("criteria = 3", "", "demand-management.criteria: must be of type list"),
        ("criteria = [1, 2, 3, 4, 5]", "", "demand-management.criteria: must be a list of texts"),
        (LINE, 'retired_criteria = ["demand-management"]', "retired_criteria: 'demand-management' is not the code of a criterion"),
        (LINE, 'retired_criteria = ["x-y.3.b", "x-y.3.b"]', "retired_criteria: x-y.3.b is named 2 times"),
        (LINE, 'waived_for_very_small = ["demand-management.3.d"]', "waived_for_very_small: demand-management.3.d is not a criterion"),
        (LINE, 'waived_for_very_small = ["magic.3.a"]', "waived_for_very_small: magic.3.a is not a criterion of this edition"),
        (LINE, 'waived_for_very_small = ["demand-management.3.a", "demand-management.3.a"]', "is named 2 times"),
    ],
)  # fmt: skip
def test_broken_criteria_are_refused(tmp_path: Path, line: str, top: str, says: str) -> None:
    with pytest.raises(BrokenStandard) as refused:
        load(edition(tmp_path, line, top))
    assert says in str(refused.value)


def test_a_letter_that_was_dropped_leaves_a_gap(tmp_path: Path) -> None:
    dropped = 'retired_criteria = ["demand-management.3.b"]\nwaived_for_very_small = ["demand-management.3.c"]'
    standard = load(edition(tmp_path, LINE.replace('"abc", "abcd"', '"acd", "abcd"'), dropped))
    assert [criterion.letter for criterion in standard.subdomain("demand-management").criteria_of(3)] == ["a", "c", "d"]
    assert standard.retired_criteria == (Criterion("demand-management", 3, "b"),)
    assert standard.waived_for_very_small == (Criterion("demand-management", 3, "c"),)
