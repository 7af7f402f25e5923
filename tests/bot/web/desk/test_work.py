"""Channels, links of institutions and the work list at the desk, as each officer sees them."""

from __future__ import annotations

import html as entities
import io
import re

from PIL import Image
from pypdf import PdfReader

from bot.conversation.conversation import Conversation
from bot.desk.days import today
from bot.web.cookie_secret import invitation_secret
from flows.campaign.roles import Role
from flows.campaign.visibility import Visibility
from flows.dialogue import Address
from storage.campaigns.invitations import Tokens, invitation_of
from storage.campaigns.participations import Joined, Participations
from storage.respondents.sessions import StoredSessions
from tests.people.campaigners import BEGUN, STRANGER
from tests.people.desk_campaigns import address_of, imported_roster, made_channel, running_campaign, shown_link
from tests.people.desk_visitor import DeskVisitor
from tests.people.page_server import SECRET


def listed(page: str) -> list[str]:
    """The institutions that a work list shows."""
    return [entities.unescape(name) for name in re.findall(r"<li>\s*<p><strong>([^<]*)</strong>", page)]


def to(page: str, words: str) -> str:
    """Where a link of a page leads; a reader taps it."""
    found = re.search(rf'<a [^>]*href="(?:\.\./)*([^"]+)"[^>]*>\s*{re.escape(words)}', page)
    assert found, words
    return "/" + entities.unescape(found[1])


async def campaign_with_roster(ann: DeskVisitor) -> str:
    address = await running_campaign(ann)
    await imported_roster(ann, address)
    return address


async def takes_part(conversation: Conversation, link: str) -> None:
    """Let a new respondent take part by a link."""
    assert conversation.desk is not None
    database, who, token = conversation.desk.access.database, Address("web", "a" * 32), link.rpartition("/")[2]
    people = Participations(database)
    assert await StoredSessions(database, "edition").save(who, STRANGER, BEGUN)
    assert await people.join(who, token, Visibility.answers, today()) is Joined.done


async def test_a_channel_has_a_link_a_code_texts_and_files(ann: DeskVisitor) -> None:
    address = await running_campaign(ann)
    way = await made_channel(ann, address, "WeChat <group>")
    page = await ann.page(way)
    link = shown_link(page)
    assert "WeChat &lt;group&gt;" in page
    assert re.search(r"Code: [2-9A-Z]{3} [2-9A-Z]{4}", page)
    assert page.count(link) == 3
    for document, magic in (("poster", b"%PDF"), ("picture", b"\x89PNG")):
        async with ann.client.get(f"{way}/file/{document}?language=en") as response:
            assert response.status == 200
            body = await response.read()
        assert body.startswith(magic)
    assert Image.open(io.BytesIO(body)).size == (1080, 1350)
    assert (await ann.get(f"{way}/file/card"))[0] == 404
    assert (await ann.post(f"{way}/close"))[0] == 422
    assert (await ann.post(f"{way}/close", sure="yes"))[0] == 303
    assert (await ann.get(way))[0] == 404
    log = await ann.page("/desk/log")
    assert "made a channel" in log
    assert "closed a channel" in log


async def test_a_channel_needs_a_name_of_its_own(ann: DeskVisitor) -> None:
    address = await running_campaign(ann)
    await made_channel(ann, address)
    assert (await ann.post(f"{address}/ways", label="Group"))[0] == 409
    for label in ("", "!!", "x" * 61):
        assert (await ann.post(f"{address}/ways", label=label))[0] == 422


async def test_the_link_of_an_institution_leads_to_it_in_every_process(ann: DeskVisitor, conversation: Conversation) -> None:
    address = await campaign_with_roster(ann)
    page = await ann.page(await address_of(ann, address, "First Help"))
    token = shown_link(page).rpartition("/")[2]
    assert conversation.desk is not None
    invited = await Participations(conversation.desk.access.database).invited(token)
    assert invited is not None
    assert invited.institution == "First Help"
    opened = await ann.page(f"/c/{token}?language=en")
    assert "You answer for First Help." in opened
    assert "For First Help: North asks your institution to take part." in page
    # The links are made from another key than the cookies.
    assert invitation_secret(SECRET) != SECRET
    async with conversation.desk.access.database.reading() as db:
        row = await invitation_of(db, token)
    assert row is not None
    assert Tokens(SECRET).of(row.id) != token
    assert Tokens(invitation_secret(SECRET)).of(row.id) == token


async def test_who_is_stuck_in_a_district_is_three_taps_from_the_overview(ann: DeskVisitor) -> None:
    await campaign_with_roster(ann)
    first = await ann.page(to(await ann.page("/desk"), "Who is where"))
    assert listed(first) == ["First Help", "Second Help", "Third Help"]
    second = await ann.page(to(first, "South (0 of 1 finished)"))
    assert listed(second) == ["Third Help"]
    third = await ann.page(to(second, "stuck for 3 days"))
    assert listed(third) == []
    assert "No institution fits" in third


async def test_the_list_shows_the_state_and_no_star(ann: DeskVisitor, conversation: Conversation) -> None:
    address = await campaign_with_roster(ann)
    one = await address_of(ann, address, "First Help")
    await takes_part(conversation, shown_link(await ann.page(one)))
    assert listed(await ann.page(f"{address}/work?state=in_progress")) == ["First Help"]
    assert listed(await ann.page(f"{address}/work?state=not_opened")) == ["Second Help", "Third Help"]
    assert len(listed(await ann.page(f"{address}/work?state=nonsense&stuck=x&from=-1&district="))) == 3
    assert listed(await ann.page(f"{address}/work?district=%00%ff'&from=999999")) == []
    assert (await ann.post(f"{address}/detach/{one.rpartition('/')[2]}"))[0] == 422
    assert (await ann.post(f"{address}/detach/{one.rpartition('/')[2]}", sure="yes"))[0] == 303
    assert listed(await ann.page(f"{address}/work?state=in_progress")) == []
    assert "detached respondents from an institution" in await ann.page("/desk/log")


async def test_a_text_for_each_district_names_who_has_not_finished(ann: DeskVisitor) -> None:
    address = await campaign_with_roster(ann)
    assert "There is no link yet" in await ann.page(f"{address}/chat-groups")
    link = shown_link(await ann.page(await made_channel(ann, address)))
    page = await ann.page(f"{address}/chat-groups")
    assert "2 institutions have not finished the self-check yet: First Help, Second Help." in page
    assert page.count(link) == 2
    assert "★" not in page.partition("<main>")[2]
    only = await ann.page(f"{address}/chat-groups?district=South")
    assert "Third Help" in only
    assert "First Help" not in only


async def test_a_liaison_sees_the_institutions_of_their_districts_only(ann: DeskVisitor, other: DeskVisitor) -> None:
    address = await campaign_with_roster(ann)
    await made_channel(ann, address)
    await other.joins(await ann.invitation(Role.liaison, districts="South"), "Lee")
    work = await other.page(f"{address}/work")
    assert listed(work) == ["Third Help"]
    assert "North (" not in work
    assert listed(await other.page(f"{address}/work?district=North")) == []
    texts = await other.page(f"{address}/chat-groups")
    assert "Third Help" in texts
    assert "First Help" not in texts
    elsewhere = await address_of(ann, address, "First Help")
    assert (await other.get(elsewhere))[0] == 404
    assert (await other.get(f"{elsewhere}/file/picture"))[0] == 404
    assert (await other.get(await address_of(other, address, "Third Help")))[0] == 200
    assert (await other.post(f"{address}/ways", label="Mine"))[0] == 403


async def test_after_the_end_nobody_is_asked_to_finish(ann: DeskVisitor) -> None:
    address = await campaign_with_roster(ann)
    await made_channel(ann, address)
    assert (await ann.post(f"{address}/close", sure="yes"))[0] == 303
    page = await ann.page(f"{address}/chat-groups")
    assert "is not running now" in page
    assert "have not finished" not in page


async def test_foreign_names_are_only_text_on_pages_and_on_the_poster(ann: DeskVisitor) -> None:
    address = await running_campaign(ann)
    await imported_roster(ann, address, "Institution,District\n=1+1 <b>/stop</b>,<i>East</i>\n")
    await made_channel(ann, address)
    one = await address_of(ann, address, "=1+1 <b>/stop</b>")
    for path in (f"{address}/work", one, f"{address}/chat-groups"):
        page = await ann.page(path)
        assert "<b>/stop" not in page
        assert "<i>East" not in page
    async with ann.client.get(f"{one}/file/poster?language=en") as response:
        text = PdfReader(io.BytesIO(await response.read())).pages[0].extract_text()
    assert "<b>/stop</b>" in text.replace("\u200b", "")
