"""The desk of an installation: what its faces ask for officers. It knows neither pages nor chats."""

from __future__ import annotations

from bot.deliveries.writing import Writer
from storage.associations.access import Access, Caller
from storage.associations.audit_log import AuditLog, AuditPage
from storage.associations.chats import ChatLink, Chats
from storage.associations.links import MadeLink
from storage.associations.made_once import MadeOnce, Once
from storage.associations.officers import Changed, Officers, OpenInvitation
from storage.associations.sessions import OpenLink, OwnSessions, StoredSession
from storage.associations.sign_in import Browser, Entered, SignIn
from storage.database import Database
from storage.tries import Tried, TryLimit

# What the argument of a chat's /start begins with if it connects an account. It has room for 64 characters.
START_PREFIX = "desk-"
# What the faces are given.
__all__ = [
    "AuditPage",
    "Browser",
    "Caller",
    "Changed",
    "ChatLink",
    "Desk",
    "Entered",
    "MadeLink",
    "Once",
    "OpenInvitation",
    "OpenLink",
    "StoredSession",
    "Tried",
    "TryLimit",
]


class Desk:
    """The desk over one database.

    Everything that an officer does takes the secret of their session, and raises NotSignedIn, NotAllowed (flows.campaign.roles)
    or Unstored: who it is and whether they may is checked in the transaction that does it.
    """

    def __init__(self, database: Database) -> None:
        self.access = Access(database)
        # Shows officers in a chat what they are about to send. None while this process serves no chat.
        self.writer: Writer | None = None
        self.sign_in = SignIn(database)
        self.officers = Officers(self.access)
        self.sessions = OwnSessions(self.access)
        self.made_once = MadeOnce(self.access)
        self.log = AuditLog(self.access)
        self.chats = Chats(self.access)
