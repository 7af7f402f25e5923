"""Small standards for tests: few subdomains, so that every combination of ratings can be tried."""

from __future__ import annotations

from flows.standard.model import CapabilityDomain, Effort, Standard, Subdomain


def small_standard(*first_stars: int, may_not_apply: bool = False) -> Standard:
    """A standard of one domain whose subdomains `s-a`, `s-b`, … are ticked from the given stars on."""
    subdomains = tuple(
        Subdomain(
            code=f"s-{chr(97 + index)}",
            domain="dom",
            stars=tuple(range(star, 6)),
            effort=(Effort.small,) * 5,
            builds_on=(f"s-{chr(96 + index)}",) if index else (),
            may_not_apply=may_not_apply and star > 1,
            source="",
        )
        for index, star in enumerate(first_stars)
    )
    return Standard("small", "Small", "", 2, (12,) * 5, (CapabilityDomain("dom", "", subdomains),))
