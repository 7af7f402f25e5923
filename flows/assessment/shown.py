"""Says which criteria evidence shows, and up to which rung it counts.

The rule: evidence is named for a rung. It covers the rungs below without naming their criteria. Of its own rung it may name the
criteria that it shows; if it leaves one out, it counts for the rung below. If it names none, it shows the whole rung.
"""

from __future__ import annotations

from msgspec.structs import replace

from flows.assessment.evidence import Evidence
from flows.assessment.ticks import criteria_in, ticks_of
from flows.standard.criteria import Criterion
from flows.standard.model import Subdomain


def shown(subdomain: Subdomain, evidence: Evidence) -> frozenset[Criterion]:
    """Return the criteria that evidence counts for: those of the rungs below its own, and those of its own that it shows."""
    left = left_to_show(subdomain, evidence)
    return frozenset(one for one in subdomain.all_criteria if one.rung <= evidence.rung and one not in left)


def left_to_show(subdomain: Subdomain, evidence: Evidence) -> tuple[Criterion, ...]:
    """Return the criteria of its own rung that evidence does not show, in order; () if it names none."""
    if not evidence.shows:
        return ()
    named = criteria_in(subdomain.code, evidence.shows)
    return tuple(one for one in subdomain.criteria_of(evidence.rung) if one not in named)


def counted_rung(subdomain: Subdomain, evidence: Evidence) -> int:
    """Return the rung up to which evidence counts: its own, or the one below if it shows only part of its own."""
    return evidence.rung - 1 if left_to_show(subdomain, evidence) else evidence.rung


def as_counted(subdomain: Subdomain, evidence: Evidence) -> Evidence:
    """Return evidence as it counts: for the rung below if it shows only part of its own, otherwise as it is."""
    rung = counted_rung(subdomain, evidence)
    return evidence if rung == evidence.rung else replace(evidence, rung=rung, shows="")


def showing(subdomain: Subdomain, evidence: Evidence, chosen: frozenset[Criterion]) -> Evidence:
    """Return evidence that shows these criteria of its rung. All of them are the whole rung, which needs no naming.

    Raises ValueError if none of them belongs to its rung: evidence that shows nothing is withdrawn.
    """
    criteria = subdomain.criteria_of(evidence.rung) if evidence.rung else ()
    named = [one for one in criteria if one in chosen]
    if not named:
        raise ValueError("evidence shows at least one criterion of its rung")
    return replace(evidence, shows="" if len(named) == len(criteria) else ticks_of(named))
