"""Reports about names at the desk: administrators see them in the list of cases, and take a page down with a reason."""

from __future__ import annotations

from html import unescape

from bot.conversation.conversation import Conversation
from flows.campaign.roles import Role
from flows.review.names import NameDoubt
from tests.people.desk_visitor import DeskVisitor
from tests.people.reviews import ANN, ReviewTown

NUMBER = "555-0100 <b>"


async def reported(conversation: Conversation, ann: DeskVisitor, ben: DeskVisitor) -> str:
    """A published result whose name somebody reported; its address at the desk."""
    await ben.joins(await ann.invitation(Role.reviewer), "Ben")
    assert conversation.desk is not None
    town, pages = ReviewTown(conversation.desk.access.database), conversation.result_pages
    town.ann, town.ben = ann.cookie, ben.cookie
    case = await town.handed_in()
    await town.read_to_the_end(case)
    await town.issued(case)
    assert await pages.publish(ANN, case, may_be_indexed=False)
    (own,) = await pages.of(ANN)
    assert await pages.report(own.check_number, NameDoubt.not_us, NUMBER) is not None
    return f"/desk/cases/{case}/name"


async def test_a_report_is_read_and_the_page_taken_down_and_allowed_again(
    conversation: Conversation, ann: DeskVisitor, other: DeskVisitor
) -> None:
    name = await reported(conversation, ann, other)
    assert f'{name.removeprefix("/desk/")}"' in await ann.page("/desk/cases")
    assert "Somebody reports" not in await other.page("/desk/cases")
    shown = await ann.page(name)
    assert NUMBER not in shown
    assert NUMBER in unescape(shown)
    assert (await ann.post(f"{name}/down", name, reason="Theirs", sure=""))[0] == 422
    assert (await ann.post(f"{name}/down", name, sure="yes"))[0] == 409
    status, again = await ann.post(f"{name}/down", name, reason="x" * 5000, sure="yes")
    assert status == 422
    assert "is the limit" in again
    assert (await ann.post(f"{name}/down", name, reason="Theirs <i>", sure="yes"))[0] == 303
    shown = await ann.page(name)
    assert "Theirs &lt;i&gt;" in shown
    assert NUMBER not in unescape(shown)
    assert (await ann.post(f"{name}/confirm", name, sure="yes"))[0] == 409
    assert (await ann.post(f"{name}/back", name))[0] == 303
    assert (await ann.post(f"{name}/confirm", name))[0] == 422
    assert (await ann.post(f"{name}/confirm", name, sure="yes"))[0] == 303
    assert "Your association confirmed it" in await ann.page(name)
