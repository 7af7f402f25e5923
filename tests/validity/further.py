"""Reads how the profiles from 09 on were rated: by sentences and by criteria, from the words of each language alone."""

from __future__ import annotations

import csv

from flows.assessment.point_by_point import decided_by
from flows.standard.criteria import Criterion
from tests.validity.agreement import HERE, STANDARD, Levels
from tests.validity.criteria_truth import CRITERIA_PROFILES, decided, meant_criteria

Met = dict[tuple[str, str], frozenset[Criterion]]


def truth() -> Levels:
    """Return the levels that the profiles come to, by profile and subdomain."""
    return {(name, code): rating.level for name in CRITERIA_PROFILES for code, rating in decided(name).items()}


def true_criteria() -> Met:
    """Return the criteria that the profiles meet."""
    return {(name, code): met for name in CRITERIA_PROFILES for code, met in meant_criteria(name).items()}


def by_sentences(language: str) -> Levels:
    """Return the levels that a rater gave by the sentences of a language."""
    return {key: int(row["level"]) for key, row in _rows(f"{language}-sentences")}


def by_criteria(language: str) -> Met:
    """Return the criteria that a rater found to be met, by the words of a language."""
    return {
        (name, code): frozenset(Criterion.parse(f"{code}.{short}") for short in row["met"].split())
        for (name, code), row in _rows(f"{language}-criteria")
    }


def levels(met: Met) -> Levels:
    """Return the levels that these criteria come to."""
    return {(name, code): decided_by(STANDARD.subdomain(code), found).level for (name, code), found in met.items()}


def equal_criteria(one: Met, other: Met) -> float:
    """Return the share (0..1) of single criteria that two raters decide alike."""
    every = [(key, criterion) for key in one for rung in STANDARD.subdomain(key[1]).criteria for criterion in rung]
    return sum((criterion in one[key]) == (criterion in other[key]) for key, criterion in every) / len(every)


def _rows(name: str) -> list[tuple[tuple[str, str], dict[str, str]]]:
    with (HERE / "further_ratings" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [((row["profile"], row["subdomain"]), row) for row in csv.DictReader(file)]
