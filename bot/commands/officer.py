"""Invites the first administrator of an association, and lists officers, at the command line."""

from __future__ import annotations

from bot.commands.output import put
from bot.errors import OperatorError
from flows.campaign.officers import ASSOCIATION_AT_MOST, Officer, association_name
from flows.typed_text import escaped_line
from storage.associations.links import INVITATIONS_AT_MOST
from storage.associations.operator import Invited, all_officers, invite_administrator
from storage.database import open_database

# The address below PUBLIC_URL that opens an invitation.
INVITED = "desk/invited"


async def invite(database_url: str, public_url: str | None, typed: str, *, takes_back: bool = False) -> None:
    """Print a one-time link for an administrator of an association, which is made if it is new.

    `takes_back` removes all administrators that it has and deletes all open invitations.

    Raises OperatorError without PUBLIC_URL, for a name that cannot be one, and if too many invitations are open. Raises
    DatabaseUnusable.
    """
    if not public_url:
        raise OperatorError(
            "PUBLIC_URL is not set, so a link could lead nowhere. Set it to the address at which people reach the page, "
            "such as https://check.example.org, and invite again."
        )
    name = association_name(typed)
    if name is None:
        raise OperatorError(f"--association: give a name of 1 to {ASSOCIATION_AT_MOST} characters that can be read")
    async with open_database(database_url) as database:
        invited = await invite_administrator(database, name, takes_back=takes_back)
    if invited.link is None:
        raise OperatorError(
            f"{escaped_line(name)} has {INVITATIONS_AT_MOST} open invitations, and cannot have more. An administrator can "
            "withdraw some at the desk; the oldest end within a week."
        )
    put(f"{_situation(name, invited, takes_back=takes_back)}\n{public_url.rstrip('/')}/{INVITED}/{invited.link.token}\n")
    put(
        f"This link makes one administrator. It works once, until {invited.link.expires_at:%Y-%m-%d %H:%M} UTC. "
        "It is not stored and cannot be shown again. Send it to that person only.\n"
    )


def _situation(name: str, invited: Invited, *, takes_back: bool) -> str:
    shown = escaped_line(name)
    if invited.is_new:
        return f"Made the association {shown}: it is new. If you meant one that exists, see: xingjie officer list"
    if takes_back:
        return (
            f"Took back the association {shown}: {invited.administrators} administrators were removed, and all open "
            "invitations deleted. Its other officers stay. Its audit log says so."
        )
    if invited.administrators:
        return (
            f"The association {shown} has {invited.administrators} administrators already. The new one can remove them. "
            "Its audit log says that the operator invited somebody."
        )
    return f"The association {shown} has no administrator yet."


async def list_officers(database_url: str) -> None:
    """Print every association with its officers. Raises DatabaseUnusable."""
    async with open_database(database_url) as database:
        found = await all_officers(database)
    if not found:
        put("There is no association yet. Make one: xingjie officer invite --association NAME\n")
    for association, officers in found.items():
        put(f"{escaped_line(association)}\n")
        for officer in officers:
            put(f"  {_line(officer)}\n")
        if not officers:
            put("  nobody has joined yet\n")


def _line(officer: Officer) -> str:
    facts = [officer.office.role.value]
    if officer.office.may_send:
        facts.append("may send")
    if officer.office.districts:
        facts.append("districts: " + ", ".join(officer.office.districts))
    if officer.has_chat:
        facts.append("Telegram connected")
    return f"{escaped_line(officer.name)} ({escaped_line('; '.join(facts))}), since {officer.joined_at:%Y-%m-%d}"
