"""A code is read as it was printed, in whatever way it is typed; a slip is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.campaign.codes import CHARACTERS, CODES, LENGTH, code_of, grouped, read_code

NUMBERS = st.integers(0, CODES - 1)


def test_a_code_has_six_characters_and_a_check_character() -> None:
    assert code_of(0) == "2222222"
    assert code_of(1) == "3222223"
    assert grouped(code_of(CODES - 1)) == "ZZZ ZZZC"
    assert len(code_of(CODES - 1)) == LENGTH + 1


@pytest.mark.parametrize("number", [-1, CODES])
def test_a_number_without_a_code_is_an_error(number: int) -> None:
    with pytest.raises(ValueError, match="from 0 to"):
        code_of(number)


@given(NUMBERS)
def test_every_code_is_read_back(number: int) -> None:
    assert read_code(code_of(number)) == code_of(number)


@pytest.mark.parametrize(
    "typed", ["3222223", "322 2223", "3 2-2 2223", " 322‑2223 ", "３２２２２２３", "３２２　２２２３", "322·2223"]
)
def test_the_way_of_typing_does_not_matter(typed: str) -> None:
    assert read_code(typed) == "3222223"


def test_small_letters_do_not_matter() -> None:
    code = code_of(123_456_789)
    assert read_code(code.lower()) == code


@pytest.mark.parametrize("typed", ["", "322222", "32222233", "O222222", "l222222", "/stop", "甲乙丙丁戊己庚"])
def test_other_text_is_not_a_code(typed: str) -> None:
    assert read_code(typed) is None


@given(NUMBERS, st.integers(0, LENGTH), st.sampled_from(CHARACTERS))
def test_one_wrong_character_is_noticed(number: int, place: int, other: str) -> None:
    code = code_of(number)
    typed = code[:place] + other + code[place + 1 :]
    assert read_code(typed) == (code if typed == code else None)


@given(NUMBERS, st.integers(0, LENGTH - 2))
def test_swapped_neighbours_are_noticed(number: int, place: int) -> None:
    code = code_of(number)
    typed = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert read_code(typed) == (code if typed == code else None)
