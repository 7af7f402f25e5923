"""Campaigns at the page of the desk: what an officer types, and how they make one."""

from __future__ import annotations

from datetime import timedelta

from bot.web.desk.pages import today
from tests.people.desk_visitor import DeskVisitor


def in_days(days: int) -> str:
    """A day from today on, as a date field sends it."""
    return (today() + timedelta(days=days)).isoformat()


def campaign_fields(name: str = "Self-check") -> dict[str, str]:
    """The fields of a form without a problem."""
    return {
        "name": name,
        "welcome": "Welcome.",
        "run": "target-3",
        "visibility": "star",
        "closes_on": in_days(30),
        "kept_until": in_days(200),
        "contact": "Office, room 7",
        "reminds": "yes",
    }


async def made_campaign(visitor: DeskVisitor, **changed: str) -> str:
    """Make a draft; its address."""
    status, place = await visitor.post("/desk/campaigns/new", **{**campaign_fields(), **changed})
    assert status == 303, place
    return "/desk/campaigns/" + place.rpartition("/")[2]


async def running_campaign(visitor: DeskVisitor, **changed: str) -> str:
    """Make a campaign and start it; its address."""
    address = await made_campaign(visitor, **changed)
    assert (await visitor.post(f"{address}/start", sure="yes"))[0] == 303
    return address
