"""The profiles from 09 on: institutions that meet most rungs only in part, with the truth by criterion."""

from __future__ import annotations

import re

import pytest

from flows.assessment.rating import Lens
from flows.assessment.scorecard import star_range
from tests.validity.agreement import HERE, PROFILES, STANDARD
from tests.validity.criteria_truth import CRITERIA_PROFILES, decided, meant_criteria

CHINESE = re.compile(r"[\u4e00-\u9fff\U00020000-\U0003ffff]")
NAMES_A_RUNG = re.compile(r"第[0-9一二三四五]阶|[0-9一二三四五]星|★")
CRITERION = re.compile(r"^    \.rung-\d[a-z] = (.+)$", re.MULTILINE)
STARS = {
    "09-township-ecommerce": 0,
    "10-technology-transfer-office": 0,
    "11-law-firm-unit": 1,
    "12-bookkeeping-firm": 1,
    "13-foreign-trade-services": 2,
    "14-staffing-services": 2,
    "15-digitalisation-provider": 3,
    "16-low-carbon-centre": 4,
}
AT_LEAST_IN_PART = 0.75


def test_every_profile_has_its_truth() -> None:
    written = {path.stem for path in (HERE / "profiles").glob("*.txt")}
    assert written == set(PROFILES) | set(CRITERIA_PROFILES)
    assert set(STARS) == set(CRITERIA_PROFILES)


@pytest.mark.parametrize("profile", CRITERIA_PROFILES)
def test_the_truth_names_every_subdomain_and_only_criteria_that_exist(profile: str) -> None:
    met = meant_criteria(profile)
    assert list(met) == list(STANDARD.codes)
    for subdomain in STANDARD.subdomains:
        known = {one for rung in subdomain.criteria for one in rung}
        assert met[subdomain.code] <= known, subdomain.code


@pytest.mark.parametrize("profile", CRITERIA_PROFILES)
def test_the_criteria_come_to_the_star_that_is_meant(profile: str) -> None:
    assert star_range(STANDARD, decided(profile), Lens.claimed).low == STARS[profile]


@pytest.mark.parametrize("profile", CRITERIA_PROFILES)
def test_the_prose_has_its_length_and_names_no_rung(profile: str) -> None:
    text = (HERE / "profiles" / f"{profile}.txt").read_text(encoding="utf-8")
    assert 1800 <= len(CHINESE.findall(text)) <= 2600
    assert not NAMES_A_RUNG.search(text)


@pytest.mark.parametrize("profile", CRITERIA_PROFILES)
def test_the_prose_quotes_no_criterion(profile: str) -> None:
    text = (HERE / "profiles" / f"{profile}.txt").read_text(encoding="utf-8")
    files = (HERE.parents[1] / "locales" / "zh" / "standard" / "criteria").glob("*.ftl")
    sentences = [one for file in files for one in CRITERION.findall(file.read_text(encoding="utf-8"))]
    assert len(sentences) == sum(len(rung) for subdomain in STANDARD.subdomains for rung in subdomain.criteria)
    assert [one for one in sentences if one in text] == []


def test_most_next_rungs_are_met_in_part() -> None:
    answers = [rating for profile in CRITERIA_PROFILES for rating in decided(profile).values()]
    assert sum(rating.under_way for rating in answers) >= AT_LEAST_IN_PART * len(answers)
