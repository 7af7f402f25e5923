"""Makes what an invitation of a campaign shows: its link, its QR code, and the text to paste."""

from __future__ import annotations

from bot.desk.campaigns import Way
from bot.web.addresses import public_root
from bot.web.desk.guard import Visit
from bot.web.return_pages import MadeLink
from flows.campaign.campaign import Campaign
from flows.campaign.codes import grouped
from flows.campaign.invitation import Invitation, sees
from flows.dialogue import Phrase, phrase


class InvitationLinks:
    """Knows where people reach the page."""

    def __init__(self, public_url: str | None) -> None:
        self._public_url = public_url

    def home(self, visit: Visit) -> str:
        """Return the address of the page."""
        return public_root(visit.request, self._public_url)

    def link(self, visit: Visit, token: str) -> str:
        """Return the link of an invitation's token."""
        return f"{self.home(visit)}/c/{token}"

    def shown(self, visit: Visit, way: Way) -> MadeLink | None:
        """Return a link with its QR code; None if it was made with another secret and cannot be shown again."""
        return MadeLink(self.link(visit, way.token)) if way.token else None

    def invitation(
        self, visit: Visit, campaign: Campaign, way: Way, asked: tuple[str, ...], institution: str = ""
    ) -> Invitation:
        """Return what poster and picture say; `asked` are the subdomains that are asked first."""
        return Invitation(
            campaign.name,
            visit.caller.officer.association_name,
            campaign.welcome,
            campaign.visibility,
            asked,
            self.link(visit, way.token),
            self.home(visit).partition("://")[2],
            way.code,
            campaign.closes_on,
            way.channel,
            institution,
        )


def text_to_copy(invitation: Invitation) -> Phrase:
    """Return the text that an officer pastes into a chat."""
    assert invitation.closes_on is not None
    return phrase(
        "desk-way-text-institution" if invitation.institution else "desk-way-text",
        campaign=invitation.campaign,
        asks=phrase("invitation-asks", association=invitation.association),
        sees=sees(invitation.visibility, invitation.association),
        institution=invitation.institution,
        day=invitation.closes_on.isoformat(),
        link=invitation.link,
        home=invitation.home,
        code=grouped(invitation.code) if invitation.code else "",
    )
