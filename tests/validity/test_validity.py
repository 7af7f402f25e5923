"""The dry run of validity: eight institutions told as prose, rated from the Chinese and from the English rungs alone."""

from __future__ import annotations

import re

import pytest

from tests.validity.agreement import HERE, PROFILES, STANDARD, agreement, meant, rated, star

CHINESE = re.compile(r"[\u4e00-\u9fff\U00020000-\U0003ffff]")
MEANT_STARS = {
    "01-county-centre": 0,
    "02-private-incubator": 1,
    "03-consultancy": 1,
    "04-industry-association": 2,
    "05-park-operator": 3,
    "06-financing-platform": 3,
    "07-testing-and-ip-centre": 4,
    "08-provincial-flagship": 5,
}


def test_every_profile_is_rated_twice_in_every_subdomain() -> None:
    wanted = {(profile, code) for profile in PROFILES for code in STANDARD.codes}
    assert len(wanted) == 8 * 27
    assert set(rated("zh")) == set(rated("en")) == set(meant()) == wanted


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_is_flowing_prose_of_its_length_that_names_no_rung(profile: str) -> None:
    text = (HERE / "profiles" / f"{profile}.txt").read_text(encoding="utf-8")
    assert 1500 <= len(CHINESE.findall(text)) <= 2000
    assert not re.search(r"第[0-9一二三四五]阶|[0-9一二三四五]星|★", text)


def test_the_profiles_stand_for_no_star_to_five() -> None:
    assert {profile: star(meant(), profile) for profile in PROFILES} == MEANT_STARS


def test_the_two_languages_are_rated_alike() -> None:
    found = agreement(rated("zh"), rated("en"))
    assert found.near >= 0.80
    assert found.kappa >= 0.62


def test_no_rung_is_read_two_apart_by_the_two_languages() -> None:
    """If it happened, the rung was rewritten; see docs/explanation/validity.md."""
    chinese, english = rated("zh"), rated("en")
    assert [key for key in chinese if abs(chinese[key] - english[key]) >= 2] == []


def test_the_figures_in_the_document_are_these() -> None:
    page = (HERE.parents[1] / "docs" / "explanation" / "validity.md").read_text(encoding="utf-8")
    for name, (one, other) in {
        "Chinese and English": (rated("zh"), rated("en")),
        "Chinese and meant": (rated("zh"), meant()),
        "English and meant": (rated("en"), meant()),
    }.items():
        found = agreement(one, other)
        assert f"| {name} | {found.equal:.1%} | {found.near:.1%} | {found.kappa:.2f} |" in page
    for profile in PROFILES:
        stars = (star(meant(), profile), star(rated("zh"), profile), star(rated("en"), profile))
        assert f"| {profile} | {stars[0]} | {stars[1]} | {stars[2]} |" in page
