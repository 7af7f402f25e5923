"""The shipped edition is the published matrix; a broken edition stops the start with file, key and cause."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from flows.standard.loader import EDITIONS, SHIPPED, BrokenStandard, load, shipped
from flows.standard.model import STARS

PUBLISHED = Path(__file__).parents[4] / "shared" / "standard" / "matrix.csv"
DATA = (EDITIONS / f"{SHIPPED}.toml").read_text(encoding="utf-8")


def test_the_edition_has_its_size() -> None:
    standard = shipped()
    assert len(standard.domains) == 5
    assert len(standard.subdomains) == 27
    assert [len(standard.ticked(star)) for star in STARS] == [10, 17, 25, 27, 27]


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published matrix is not beside this checkout")
def test_the_edition_is_the_published_matrix() -> None:
    with PUBLISHED.open(encoding="utf-8") as file:
        published = [
            (row["domain_id"], row["subdomain_id"], tuple(s for s in STARS if row[f"star{s}"] == "1"))
            for row in csv.DictReader(file)
        ]
    assert [(sub.domain, sub.code, sub.stars) for sub in shipped().subdomains] == published


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('code = "risk-management"', 'code = "service-investment"', "service-investment: the code is used 2 times"),
        ('code = "risk-management"\n', "", "domains[0].subdomains[3].code: is missing"),
        ('code = "risk-management"', 'code = "Risk Management"', "Risk Management: a code is"),
        ("stars = [3, 4, 5]", "stars = [3, 5]", "strategic-decision.stars: a requirement may not be dropped"),
        ("stars = [3, 4, 5]", "stars = []", "strategic-decision.stars: no star ticks it"),
        ("stars = [3, 4, 5]", "stars = [3, 4, 5, 6]", "strategic-decision.stars: a star is one of 1 to 5"),
        ("builds_on = []", 'builds_on = ["strategic-decision"]', "builds_on: circular dependency"),
        ("builds_on = []", 'builds_on = ["magic"]', "demand-management.builds_on: 'magic' is not a subdomain"),
        ('effort = ["small", "medium", "medium", "large", "large"]', 'effort = ["small"]', "effort: needs one entry"),
        ('"small", "medium"', '"tiny", "medium"', "effort: 'tiny' is not one of small, medium, large"),
        ("may_not_apply = false", "may_not_apply = true", "demand-management.may_not_apply: must be false, because one star"),
        ("may_not_apply = true", 'may_not_apply = "yes"', "strategic-decision.may_not_apply: must be of type bool"),
        ("stars = [1, 2, 3, 4, 5]", "stars = [2, 3, 4, 5]", "1 stars: cannot be reached"),
        ("edition =", "edition", "cannot be read"),
        ('name = "T/', 'name = "\\u202eT/', "name: has an invisible character: U+202E"),
        ('code = "risk-management"', 'code = "\\u001b[2J\\nAll is well"', "toml: \\u{1b}[2J\\u{a}All is well: a code is"),
    ],
)
def test_a_broken_edition_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text(DATA.replace(old, new) if "cannot be reached" in says else DATA.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BrokenStandard) as refused:
        load(broken)
    assert "broken.toml: " in str(refused.value)
    assert says in str(refused.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenStandard, match=r"none\.toml: cannot be read"):
        load(tmp_path / "none.toml")
