"""Says what a name on a result is worth, why somebody says that it is false, and what the association did about it."""

from __future__ import annotations

from enum import StrEnum

CONTACT_AT_MOST = 200
# How many open reports a result keeps. More would tell the association nothing new.
OPEN_AT_MOST = 20


class NameStanding(StrEnum):
    """What the association says of the name that an institution typed."""

    # Nobody verified it.
    declared = "declared"
    # The institution bears this name.
    confirmed = "confirmed"
    # The association took the check page down because of it.
    false = "false"


class NameDoubt(StrEnum):
    """Why a name is reported as false. The values are stored."""

    # Another institution bears it.
    another = "another"
    # No institution bears it.
    none_such = "none_such"
    # Who reports it answers for the institution that bears it, and did not ask for this review.
    not_us = "not_us"
    other = "other"


class ReportState(StrEnum):
    """What the association did about a report. The values are stored."""

    open = "open"
    # It looked into the report, and left the page as it is.
    set_aside = "set_aside"
    # It took the page down.
    taken_down = "taken_down"
