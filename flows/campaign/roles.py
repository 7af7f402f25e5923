"""Says what each officer of an association may do. What is not in the table is denied."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What an officer does for an association. The values are stored."""

    administrator = "administrator"
    liaison = "liaison"
    viewer = "viewer"
    reviewer = "reviewer"


class Right(StrEnum):
    """One thing that an officer may or may not do."""

    # Be at the desk at all: the overview, one's own sessions and links.
    use_desk = "use_desk"
    # Invite officers, change their roles, remove them, make sign-in links for them.
    manage_officers = "manage_officers"
    read_log = "read_log"
    # Create, change, start, extend and close campaigns; import rosters.
    manage_campaigns = "manage_campaigns"
    # See institutions by name, as far as they agreed to it; a liaison those of their districts.
    see_rows = "see_rows"
    export_rows = "export_rows"
    # See and export released figures.
    see_figures = "see_figures"
    # Write to institutions. A role allows it, and each officer has to be granted it.
    send = "send"
    # See cases: an administrator those of the association, a reviewer those that they asked for or read.
    see_cases = "see_cases"
    # Assign reviewers, issue and rescind results, change the numbers of reviews.
    manage_cases = "manage_cases"
    # Open what is handed in with the cases that one reads, and decide.
    review_files = "review_files"


class NotSignedIn(Exception):
    """Nobody is signed in here: the session is unknown, revoked or expired."""


class NotAllowed(Exception):
    """The role of the officer does not allow this."""


RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.administrator: frozenset(
        {
            Right.use_desk,
            Right.manage_officers,
            Right.read_log,
            Right.manage_campaigns,
            Right.see_rows,
            Right.export_rows,
            Right.see_figures,
            Right.send,
            Right.see_cases,
            Right.manage_cases,
        }
    ),
    Role.liaison: frozenset({Right.use_desk, Right.see_rows}),
    Role.viewer: frozenset({Right.use_desk, Right.see_figures}),
    Role.reviewer: frozenset({Right.use_desk, Right.see_cases, Right.review_files}),
}


# What shows or reaches institutions by name: nothing of it is left once the names of a campaign are deleted.
NAMING_RIGHTS = frozenset({Right.see_rows, Right.export_rows, Right.send})


def rights_of(role: Role, *, may_send: bool) -> frozenset[Right]:
    """Return what an officer of this role may do; `may_send` says that they were granted the right to send."""
    allowed = RIGHTS.get(role, frozenset())
    return allowed if may_send else allowed - {Right.send}


def can_send(role: Role) -> bool:
    """Return whether officers of a role can be granted the right to send."""
    return Right.send in RIGHTS.get(role, frozenset())
