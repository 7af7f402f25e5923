"""Reads what the profiles from 09 on were written for: the criteria that are met, by subdomain."""

from __future__ import annotations

import csv

from flows.assessment.point_by_point import decided_by
from flows.assessment.rating import Rating
from flows.standard.criteria import Criterion
from tests.validity.agreement import HERE, STANDARD

CRITERIA_PROFILES = tuple(sorted(path.stem for path in (HERE / "meant_criteria").glob("*.csv")))


def meant_criteria(profile: str) -> dict[str, frozenset[Criterion]]:
    """Return the criteria that one profile meets, by subdomain. Raises ValueError if a code is none, or is there twice."""
    with (HERE / "meant_criteria" / f"{profile}.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["subdomain"], row["met"].split()) for row in csv.DictReader(file)]
    found = {code: frozenset(Criterion.parse(f"{code}.{short}") for short in met) for code, met in rows}
    if len(found) != len(rows) or any(len(found[code]) != len(met) for code, met in rows):
        raise ValueError(f"{profile}: a code is there twice")
    return found


def decided(profile: str) -> dict[str, Rating]:
    """Return the answers that the criteria of one profile come to, by subdomain."""
    met = meant_criteria(profile)
    return {subdomain.code: decided_by(subdomain, met[subdomain.code]) for subdomain in STANDARD.subdomains}
