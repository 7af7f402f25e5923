"""What an officer can do from the page of a campaign: the places that it leads to, by what they may and how far it is."""

from __future__ import annotations

from dataclasses import dataclass

from flows.campaign.campaign import Phase
from flows.campaign.officers import Officer
from flows.campaign.roles import Right

BEFORE_THE_END = frozenset({Phase.draft, Phase.running})
FROM_THE_START = frozenset({Phase.running, Phase.over, Phase.closed})
# Released figures stay for good.
FIGURES = FROM_THE_START | {Phase.nameless}


@dataclass(frozen=True, slots=True)
class CampaignPlace:
    """A place below a campaign: its address, the key of its words, the right that it needs, and when it is offered.

    The key with "-hint" at its end says what one does there.
    """

    address: str
    key: str
    right: Right
    phases: frozenset[Phase]


PLACES = (
    CampaignPlace("work", "desk-work", Right.see_rows, FROM_THE_START),
    CampaignPlace("funnel", "desk-funnel", Right.see_rows, FROM_THE_START),
    CampaignPlace("figures", "desk-figures", Right.see_figures, FIGURES),
    CampaignPlace("exports", "desk-exports", Right.see_figures, FIGURES),
    CampaignPlace("messages", "desk-messages", Right.send, FROM_THE_START),
    CampaignPlace("ways", "desk-ways", Right.see_rows, BEFORE_THE_END),
    CampaignPlace("links", "desk-links", Right.manage_campaigns, BEFORE_THE_END),
    CampaignPlace("roster", "desk-roster", Right.manage_campaigns, BEFORE_THE_END),
    CampaignPlace("preview", "desk-campaign-preview", Right.manage_campaigns, BEFORE_THE_END | FROM_THE_START),
)


def places_for(officer: Officer, phase: Phase) -> tuple[CampaignPlace, ...]:
    """Return the places that an officer is led to from a campaign, the most wanted first."""
    return tuple(place for place in PLACES if phase in place.phases and officer.may(place.right))
