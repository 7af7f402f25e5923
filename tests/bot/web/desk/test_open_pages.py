"""Pages that are still open when something has changed, forms of others, and addresses that name nothing."""

from __future__ import annotations

import pytest

from flows.campaign.roles import Role
from tests.people.desk_visitor import DeskVisitor
from tests.people.visitor import field


async def token_of(visitor: DeskVisitor) -> str:
    return field(await visitor.page(), "token")


@pytest.mark.parametrize("identity", ["0", "1", "-1", "٣", "9223372036854775807", "9223372036854775808", "9" * 30, "x", "%00"])
async def test_an_unknown_id_is_not_found(ann: DeskVisitor, identity: str) -> None:
    assert (await ann.get(f"/desk/officers/{identity}"))[0] == 404


async def test_an_officer_who_lost_a_role_may_not_use_it_from_an_open_page(ann: DeskVisitor, other: DeskVisitor) -> None:
    await other.joins(await ann.invitation(Role.administrator), "Bob")
    open_page = await other.page("/desk/officers")
    ann_at = await other.address_of("Ann")
    bob_at = await ann.address_of("Bob")
    assert (await ann.post(f"{bob_at}/change", role="viewer"))[0] == 303
    token = field(open_page, "token")
    assert (await other.send("/desk/officers/invite", token=token, role="administrator"))[0] == 403
    assert (await other.send(f"{ann_at}/remove", token=token, sure="yes"))[0] == 403
    assert (await other.get("/desk/officers"))[0] == 403
    assert (await ann.post(f"{bob_at}/remove", sure="yes"))[0] == 303
    assert (await other.send("/desk/sessions/link", token=token, purpose="later"))[0] == 303
    assert (await other.get("/desk"))[0] == 303


async def test_a_form_of_somebody_else_is_refused(ann: DeskVisitor, other: DeskVisitor) -> None:
    await other.joins(await ann.invitation(Role.administrator), "Bob")
    token = await token_of(ann)
    for wrong in (token, "", "0" * 64):
        assert (await other.send("/desk/officers/invite", token=wrong, role="viewer"))[0] == 403
    other.client.headers["Sec-Fetch-Site"] = "cross-site"
    assert (await other.send("/desk/officers/invite", token=await token_of(other), role="viewer"))[0] == 403
