"""What leaves the desk or cannot be undone is asked again: without its ticked box nothing happens."""

from __future__ import annotations

import pytest

from flows.campaign.roles import Role
from tests.people.desk_campaigns import imported_roster, running_campaign
from tests.people.desk_visitor import DeskVisitor


async def test_nobody_is_invited_without_the_box(ann: DeskVisitor) -> None:
    status, page = await ann.post("/desk/officers/invite", role=Role.viewer, label="Tim")
    assert status == 422
    assert "Nobody was invited." in page
    assert 'value="Tim"' in page
    assert "/desk/invited/" not in page
    assert await ann.invitation(Role.viewer)


@pytest.mark.parametrize(
    ("place", "fields"),
    [("exports/rows", {"format": "csv"}), ("links", {"of": "institutions", "kind": "qr"}), ("close", {})],
)
async def test_nothing_is_exported_or_ended_without_the_box(ann: DeskVisitor, place: str, fields: dict[str, str]) -> None:
    campaign = await running_campaign(ann)
    await imported_roster(ann, campaign)
    for unsure in ({}, {"sure": "no"}):
        assert (await ann.post(f"{campaign}/{place}", **fields, **unsure))[0] == 422
    log = await ann.page("/desk/log")
    assert "exported" not in log
    assert "closed a campaign" not in log
