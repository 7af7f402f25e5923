"""The campaigns of an installation: what the faces ask for officers who run them."""

from __future__ import annotations

from bot.desk.desk import Desk
from flows.standard.model import Standard
from storage.campaigns.broadcasts import Broadcasts, Reach, StoredBroadcast
from storage.campaigns.campaigns import Campaigns, StoredCampaign
from storage.campaigns.exports import Closing, FigureExports, LinkExports, TooMany
from storage.campaigns.funnels import FunnelPage, Funnels, Part, PartFunnel
from storage.campaigns.institutions import Institution, Institutions
from storage.campaigns.invitations import CHANNELS_AT_MOST, Invitations, Tokens, Way
from storage.campaigns.releases import CampaignRelease, NextRelease, PublishedRelease, Releases
from storage.campaigns.roster import Roster
from storage.campaigns.row_exports import ROWS_AT_MOST, ExportedRows, NamedRow, RowExports
from storage.campaigns.work_lists import PAGE, WorkLists, WorkPage

# What the faces are given.
__all__ = [
    "CHANNELS_AT_MOST",
    "PAGE",
    "ROWS_AT_MOST",
    "CampaignDesk",
    "CampaignRelease",
    "Closing",
    "ExportedRows",
    "FunnelPage",
    "Institution",
    "NamedRow",
    "NextRelease",
    "Part",
    "PartFunnel",
    "PublishedRelease",
    "Reach",
    "StoredBroadcast",
    "StoredCampaign",
    "TooMany",
    "Way",
    "WorkPage",
]


class CampaignDesk:
    """The campaigns over the database of a desk. Everything takes the secret of an officer's session, as `Desk` says."""

    def __init__(self, desk: Desk, standard: Standard, secret: bytes) -> None:
        """`secret` makes the links of invitations; all processes of an installation share it."""
        self.campaigns = Campaigns(desk.access)
        self.invitations = Invitations(desk.access, Tokens(secret))
        self.link_exports = LinkExports(desk.access, self.invitations)
        self.roster = Roster(desk.access, self.invitations)
        self.work_lists = WorkLists(desk.access, standard)
        self.institutions = Institutions(desk.access, standard, self.work_lists)
        self.row_exports = RowExports(desk.access, standard, self.work_lists)
        self.funnels = Funnels(desk.access, standard)
        self.figure_exports = FigureExports(desk.access, self.work_lists)
        self.releases = Releases(desk.access)
        self.broadcasts = Broadcasts(desk.access, standard)
