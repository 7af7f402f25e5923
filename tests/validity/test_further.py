"""The profiles from 09 on, in which most rungs are met only in part: rated by sentences and by criteria, in both languages."""

from __future__ import annotations

import pytest

from tests.validity.agreement import HERE, agreement, star
from tests.validity.criteria_truth import CRITERIA_PROFILES
from tests.validity.further import by_criteria, by_sentences, equal_criteria, levels, true_criteria, truth

PAGE = (HERE.parents[1] / "docs" / "explanation" / "validity.md").read_text(encoding="utf-8")
NAMES = {"zh": "Chinese", "en": "English"}


@pytest.mark.parametrize("language", NAMES)
def test_every_profile_is_rated_both_ways(language: str) -> None:
    assert set(by_sentences(language)) == set(by_criteria(language)) == set(truth())


@pytest.mark.parametrize("language", NAMES)
def test_criteria_give_nearly_every_rung_and_every_star(language: str) -> None:
    given = levels(by_criteria(language))
    assert agreement(given, truth()).equal >= 0.95
    assert equal_criteria(by_criteria(language), true_criteria()) >= 0.95
    assert [star(given, name) for name in CRITERIA_PROFILES] == [star(truth(), name) for name in CRITERIA_PROFILES]


@pytest.mark.parametrize("language", NAMES)
def test_the_figures_in_the_document_are_these(language: str) -> None:
    met = by_criteria(language)
    ways = {"sentences": by_sentences(language), "criteria": levels(met)}
    for way, given in ways.items():
        found = agreement(given, truth())
        above = sum(given[key] > level for key, level in truth().items())
        below = sum(given[key] < level for key, level in truth().items())
        figures = f"{found.equal:.1%} | {found.near:.1%} | {found.kappa:.2f} | {above} | {below}"
        assert f"| {NAMES[language]}, by {way} | {figures} |" in PAGE
    assert f"| {NAMES[language]} and the truth | {equal_criteria(met, true_criteria()):.1%} |" in PAGE


def test_the_two_languages_decide_criteria_alike() -> None:
    share = equal_criteria(by_criteria("zh"), by_criteria("en"))
    assert share >= 0.95
    assert f"| Chinese and English | {share:.1%} |" in PAGE
