"""Builds what a campaign writes to people: a broadcast, the reminder that it promised, and what a visit to the page shows.

The words of an officer are shown as they are. They hold no links, and nothing here says anything about stars.
"""

from __future__ import annotations

from flows.campaign.broadcast import Broadcast
from flows.campaign.campaign import Campaign
from flows.dialogue import Phrase, phrase
from flows.interview.evidence.dates import written_day
from flows.interview.reminders.screens import ANY_TURN, open_interview, turn_off
from flows.screen import Aside, Paragraph, Screen
from flows.views import View


def broadcast_of(message: Broadcast, language: str) -> Screen:
    """Return a broadcast as its people read it: what it is about, the officer's text, who signs it, how to end messages."""
    return Screen(
        View.reminder,
        ANY_TURN,
        language,
        (
            Paragraph(phrase("broadcast-about", campaign=message.campaign)),
            Paragraph(phrase("broadcast-text", text=message.text)),
            Paragraph(phrase("broadcast-signed", association=message.association)),
            Aside(phrase("broadcast-stop")),
        ),
        ((open_interview(),), (turn_off(),)),
    )


def preview_of(message: Broadcast, language: str) -> Screen:
    """Return the same for its author, who has no interview to open by it."""
    shown = broadcast_of(message, language)
    return Screen(View.reminder, ANY_TURN, language, (Paragraph(phrase("broadcast-preview")), *shown.blocks), ())


def campaign_reminder(campaign: Campaign, association: str, language: str) -> Screen:
    """Return the reminder of a campaign for somebody who has not finished."""
    closes_on = written_day(campaign.closes_on)
    return Screen(
        View.reminder,
        ANY_TURN,
        language,
        (
            Paragraph(phrase("campaign-reminder", campaign=campaign.name, closes_on=closes_on)),
            Paragraph(phrase("campaign-reminder-kept")),
            Paragraph(phrase("broadcast-signed", association=association)),
            Aside(phrase("broadcast-stop")),
        ),
        ((open_interview(),), (turn_off(),)),
    )


def campaign_notice(campaign: Campaign, association: str) -> Phrase:
    """Return the same in one sentence, for a visit to the page."""
    return phrase("notice-campaign", campaign=campaign.name, association=association, closes_on=written_day(campaign.closes_on))
