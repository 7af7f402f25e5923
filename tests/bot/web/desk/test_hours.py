"""The page of the hours that cases take, and how a reviewer corrects them."""

from __future__ import annotations

import pytest

from bot.conversation.conversation import Conversation
from tests.people.desk_visitor import DeskVisitor
from tests.people.rated_twice import issued_case

HOURS = "/desk/cases/hours"


async def test_a_reviewer_corrects_their_hours_and_the_administrator_sees_both(
    ann: DeskVisitor, ben: DeskVisitor, case: str
) -> None:
    page = await ben.page(HOURS)
    assert "by the log" in page
    assert "No case has been issued in the last twelve months. The goal is 3 h." in page
    status, place = await ben.post(f"{case}/hours", hours="3", minutes="5")
    assert (status, place.rpartition("/desk")[2]) == (303, f"/cases/hours?saved#case-{case.rpartition('/')[2]}")
    page = await ann.page(HOURS)
    assert "3 h 5 min" in page
    assert "above the goal" in page
    assert "stated by the reviewer; by the log" in page
    assert "Correct it" not in page
    assert (await ben.post(f"{case}/hours", hours="", minutes=""))[0] == 303
    assert "stated by the reviewer" not in await ann.page(HOURS)


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [
        ("1", "60"),
        ("", "٣"),
        *(
            pytest.param(*each, marks=pytest.mark.long("two others"))
            for each in [("x", ""), ("-1", "0"), ("1.5", "0"), ("101", "0")]
        ),
    ],
)
async def test_a_wrong_number_is_refused_and_stays_in_its_field(ben: DeskVisitor, case: str, hours: str, minutes: str) -> None:
    status, page = await ben.post(f"{case}/hours", hours=hours, minutes=minutes)
    assert status == 422
    assert 'role="alert"' in page
    assert f'value="{hours}"' in page
    assert "stated by the reviewer" not in await ben.page(HOURS)


async def test_of_a_case_that_is_not_theirs_nobody_states_anything(ben: DeskVisitor, case: str) -> None:
    for place in ("/desk/cases/1", "/desk/cases/x"):
        assert (await ben.post(f"{place}/hours", hours="1"))[0] == 404
        assert (await ben.post(f"{place}/hours", hours="x"))[0] == 404


@pytest.mark.long("a reviewer corrects their hours, and a wrong number is refused")
async def test_the_median_is_shown_beside_the_goal(conversation: Conversation, ann: DeskVisitor, ben: DeskVisitor) -> None:
    await issued_case(conversation, ann, ben)
    page = await ann.page(HOURS)
    assert "Half of the first readings of issued cases took at most" in page
    assert "; the goal is 3 h." in page
