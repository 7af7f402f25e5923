"""Describes officers of associations, and what is logged of what they do."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from flows.campaign.roles import Right, Role, can_send, rights_of
from flows.typed_text import has_words, one_line

ASSOCIATION_AT_MOST = 200
NAME_AT_MOST = 60
DISTRICT_AT_MOST = 60
DISTRICTS_AT_MOST = 100
# What `case_file_opened` says in place of a subdomain if it was the sealed file that an institution handed in.
SUBMISSION_FILE = "submission"


class Office(Struct, frozen=True):
    """What an officer is: the role, the right to send, and the districts of a liaison."""

    role: Role
    may_send: bool = False
    districts: tuple[str, ...] = ()

    @property
    def rights(self) -> frozenset[Right]:
        """All that this office allows."""
        return rights_of(self.role, may_send=self.may_send)

    def covers(self, district: str) -> bool:
        """Return whether the rows of a district may be seen: a liaison sees their own districts only."""
        return Right.see_rows in self.rights and (self.role is not Role.liaison or district in self.districts)


class Officer(Struct, frozen=True):
    """One officer of one association. `has_chat` says that they have connected a Telegram account."""

    id: int
    association: int
    association_name: str
    name: str
    office: Office
    joined_at: datetime
    has_chat: bool = False

    def may(self, right: Right) -> bool:
        """Return whether the officer has a right."""
        return right in self.office.rights


class LinkPurpose(StrEnum):
    """What a one-time link is for. The values are stored."""

    # Makes a new officer.
    invitation = "invitation"
    # Signs an officer in: given by an administrator, on a second device, for the next time, out of a chat.
    sign_in = "sign_in"
    device = "device"
    later = "later"
    chat = "chat"
    # Connects a Telegram account with an officer.
    connect = "connect"


# The purposes of the links that sign an existing officer in.
SIGNING_IN = frozenset({LinkPurpose.sign_in, LinkPurpose.device, LinkPurpose.later, LinkPurpose.chat})


class Act(StrEnum):
    """What the audit log records. The values are stored."""

    signed_in = "signed_in"
    signed_out = "signed_out"
    session_revoked = "session_revoked"
    # A link of this association that was used up, expired or meant for something else.
    link_refused = "link_refused"
    link_made = "link_made"
    invited = "invited"
    # The operator of the installation invited an administrator at the command line.
    invited_by_operator = "invited_by_operator"
    invitation_withdrawn = "invitation_withdrawn"
    joined = "joined"
    role_changed = "role_changed"
    send_granted = "send_granted"
    send_withdrawn = "send_withdrawn"
    districts_changed = "districts_changed"
    removed = "removed"
    chat_connected = "chat_connected"
    chat_disconnected = "chat_disconnected"
    campaign_made = "campaign_made"
    campaign_changed = "campaign_changed"
    campaign_started = "campaign_started"
    campaign_closed = "campaign_closed"
    # Everything that named an institution was deleted, on the day that the campaign had promised. Nobody did it by hand.
    names_deleted = "names_deleted"
    roster_imported = "roster_imported"
    way_made = "way_made"
    way_closed = "way_closed"
    detached = "detached"
    exported = "exported"
    message_made = "message_made"
    message_changed = "message_changed"
    message_deleted = "message_deleted"
    sent = "sent"
    message_paused = "message_paused"
    message_resumed = "message_resumed"
    message_cancelled = "message_cancelled"
    # An officer looked at an institution by its name, for the first time on that day.
    looked = "looked"
    # Somebody who answers for an institution says that something about their part is wrong, or that it is right again.
    objected = "objected"
    objection_withdrawn = "objection_withdrawn"
    # A request for a pre-screening was made: a link and a code for one institution.
    case_requested = "case_requested"
    # A case moved on, or something happened beside it: the detail is a `CaseEvent` or a `CaseNote`. Decisions and findings are
    # in the case's own log only.
    case_moved = "case_moved"
    # An officer opened a case, for the first time on that day, or one file of it (the detail is its subdomain).
    case_opened = "case_opened"
    case_file_opened = "case_file_opened"
    # The subject is the name of the number, the detail what it is now.
    review_rule_changed = "review_rule_changed"
    # The association says that an institution bears the name on its result, or takes that back.
    name_confirmed = "name_confirmed"
    name_unconfirmed = "name_unconfirmed"
    # A check page was taken down because its name is false (the detail begins the reason), or may be published again.
    page_taken_down = "page_taken_down"
    page_put_back = "page_put_back"
    # Reports that a name is false led to nothing.
    reports_set_aside = "reports_set_aside"


# The lines that name an institution. Their detail is its number in the roster, by which the name is taken out later.
NAMING_ACTS = frozenset({Act.detached, Act.looked, Act.objected, Act.objection_withdrawn})
# The lines about a message that was sent. Their detail says how many were begun, of how many.
MOVING_ACTS = frozenset({Act.message_paused, Act.message_resumed, Act.message_cancelled})
# Between the two counts of a detail. In that of `Act.names_deleted`: institutions of the roster, and people who took part.
BETWEEN_COUNTS = " / "


class AuditLine(Struct, frozen=True):
    """One line of the audit log: who did what, when, and to whom.

    `officer` is the name at that moment ("" for the operator, a respondent, or somebody unknown), `subject` the name of what it
    was done to, `detail` a role or the purpose of a link ("" for none). It never holds a secret.
    """

    at: datetime
    act: Act
    officer: str
    subject: str
    detail: str


def officer_name(typed: str) -> str | None:
    """Return a name as it is kept; None if it says nothing or is too long."""
    name = one_line(typed)
    return name if has_words(name) and len(name) <= NAME_AT_MOST else None


def association_name(typed: str) -> str | None:
    """Return the name of an association as it is kept; None if it says nothing or is too long."""
    name = one_line(typed)
    return name if has_words(name) and len(name) <= ASSOCIATION_AT_MOST else None


def districts_in(typed: str) -> tuple[str, ...] | None:
    """Return the districts of a text, one on each line or between commas, each once; None if they are too many or too long."""
    text = typed
    for sign in ",，、;；":
        text = text.replace(sign, "\n")
    found = tuple(dict.fromkeys(name for line in text.splitlines() if (name := one_line(line)) and has_words(name)))
    fits = len(found) <= DISTRICTS_AT_MOST and all(len(name) <= DISTRICT_AT_MOST for name in found)
    return found if fits else None


def office_of(role: Role, *, may_send: bool, districts: tuple[str, ...]) -> Office:
    """Return an office without what its role has no use for."""
    return Office(role, may_send and can_send(role), districts if role is Role.liaison else ())
