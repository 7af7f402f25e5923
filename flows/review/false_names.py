"""Names why somebody says that the name on a check page is false, and what the association did about it."""

from __future__ import annotations

from enum import StrEnum

CONTACT_AT_MOST = 200


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
    # The association looked into it, and left the page as it is.
    set_aside = "set_aside"
    # The association took the page down.
    taken_down = "taken_down"
