"""Says what a campaign asks everybody, and so what its figures can hold."""

from __future__ import annotations

from flows.assessment.question_order import Mode, sections
from flows.campaign.campaign import Campaign
from flows.standard.model import TOP, Standard, Subdomain


def asked_subdomains(campaign: Campaign, standard: Standard) -> tuple[Subdomain, ...]:
    """Return the subdomains that everybody who finishes the campaign's run has answered, in the order of the edition.

    A quick run may end after the questions of the first star, so those are all that everybody has answered.
    """
    if campaign.mode is Mode.quick:
        first = sections(standard, Mode.quick)[0].codes
        return tuple(subdomain for subdomain in standard.subdomains if subdomain.code in first)
    if campaign.mode is Mode.target:
        return standard.ticked(campaign.target)
    return standard.subdomains


def highest_star(campaign: Campaign) -> int:
    """Return the highest star that a campaign can tell: a target run asks for no more than its star."""
    return campaign.target if campaign.mode is Mode.target else TOP
