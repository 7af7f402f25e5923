"""Holds what an invitation to a campaign says, on paper, as a picture or in words to paste."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from flows.campaign.visibility import Visibility
from flows.dialogue import Phrase, phrase


class Invitation(Struct, frozen=True):
    """One invitation: of a campaign, of one of its channels, or of one institution of its roster.

    `link` is what a QR code holds; `code` is typed on the page at `home` instead, and "" for an institution, whose link is its
    own. `asked` are the subdomains that the campaign asks first, from which the minutes are estimated.
    """

    campaign: str
    association: str
    welcome: str
    visibility: Visibility
    asked: tuple[str, ...]
    link: str
    home: str
    code: str = ""
    closes_on: date | None = None
    channel: str = ""
    institution: str = ""


def sees(visibility: Visibility, association: str) -> Phrase:
    """Return the sentence that says what the association sees of an institution. It is the same wherever it is said."""
    return phrase(f"campaign-sees-{visibility.name}", association=association)
