"""Every form of the desk as the officer who may send it: who sends it, and with which fields."""

from __future__ import annotations

from bot.web.desk.guard import DeskRoute
from flows.campaign.roles import Role, rights_of
from tests.bot.web.desk.every_address import CASES, Town, in_order
from tests.people.desk_visitor import DeskVisitor
from tests.people.visitor import field

# After its first form nobody is signed in.
SIGN_OUT = "/desk/sign-out"
AT_THE_END = ("/desk/language", SIGN_OUT)
# Who sends a form: the first of these who may.
SENDERS = (Role.reviewer, Role.administrator, *Role)


def sender(town: Town, route: DeskRoute) -> DeskVisitor:
    """The browser of an officer who may send a form."""
    return next(town.officers[role] for role in SENDERS if route.right in rights_of(role, may_send=role is Role.administrator))


async def token(town: Town, route: DeskRoute) -> str:
    """The token of that officer's forms."""
    return field(await sender(town, route).page(), "token")


def forms_of(town: Town) -> list[DeskRoute]:
    """All forms for officers; those that take away what others need, or change the language of the pages, come last."""
    forms = [route for route in in_order(town) if route.method == "POST"]
    return sorted(forms, key=lambda route: AT_THE_END.index(route.path) if route.path in AT_THE_END else -1)


async def fields_of(town: Town, route: DeskRoute) -> dict[str, str]:
    fields = CASES[route.method, route.path].fields.items()
    return {"token": await token(town, route), **{name: town.filled(text) for name, text in fields}}
