"""An officer writes to the people of a campaign: drafts a message, sees it, sends it, and watches how far it is."""

from __future__ import annotations

import html as entities
import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from sqlalchemy import update
from sqlmodel import col, select

from bot.conversation.conversation import Conversation
from bot.desk.days import today
from bot.telegram.outgoing.reminder_sender import ReminderSender
from bot.words.wording import Wording
from flows.campaign.officers import LinkPurpose
from flows.campaign.roles import Role
from flows.campaign.visibility import Visibility
from flows.dialogue import Address
from storage.campaigns.participations import Joined, Participations
from storage.database import Database
from storage.respondents.sessions import StoredSessions
from storage.tables import DeliveryRow, DeliveryState
from tests.botapi import BotApi
from tests.people.campaigners import BEGUN, STRANGER
from tests.people.chat import TOKEN
from tests.people.desk_campaigns import made_channel, running_campaign, shown_link
from tests.people.desk_visitor import DeskVisitor
from tests.people.shipped_words import sentence
from tests.people.visitor import field

TEXT = "The office helps you on Monday.\nBring <i> and 1 & 2."
ACCOUNT = 7_000_009_001


@pytest_asyncio.fixture
async def chat(conversation: Conversation, wording: Wording) -> AsyncIterator[BotApi]:
    """The Telegram of an installation that serves one: what the desk writes arrives there."""
    assert conversation.desk is not None
    async with BotApi(TOKEN) as api:
        sender = ReminderSender(TOKEN, api.url, wording)
        conversation.desk.writer = sender
        yield api
        await sender.close()


def database_of(conversation: Conversation) -> Database:
    assert conversation.desk is not None
    return conversation.desk.access.database


async def campaign_of(ann: DeskVisitor, conversation: Conversation, people: int = 3, **changed: str) -> str:
    """A running campaign in which this many people take part by Telegram; its address."""
    address = await running_campaign(ann, **changed)
    token = shown_link(await ann.page(await made_channel(ann, address))).rpartition("/")[2]
    database = database_of(conversation)
    for number in range(people):
        who = Address("telegram", str(7_000_000_000 + number))
        assert await StoredSessions(database, "edition").save(who, STRANGER, BEGUN)
        assert await Participations(database).join(who, token, Visibility.answers, today()) is Joined.done
    return address


async def drafted(ann: DeskVisitor, campaign: str, **fields: str) -> str:
    """Write a draft; its address."""
    status, place = await ann.post(f"{campaign}/messages/new", **{"text": TEXT, "audience": "everyone", **fields})
    assert status == 303, place
    return f"{campaign}/messages/{place.rpartition('/')[2]}"


async def settled(conversation: Conversation, *states: DeliveryState) -> None:
    """Let the first deliveries have ended like this."""
    async with database_of(conversation).writing() as db:
        found = list(await db.exec(select(DeliveryRow.id).order_by(col(DeliveryRow.id))))
        for number, state in zip(found, states, strict=False):
            await db.exec(update(DeliveryRow).where(col(DeliveryRow.id) == number).values(state=state.value))


def bar(page: str) -> tuple[int, int]:
    """How much of how much the progress bar shows."""
    found = re.search(r'<progress max="(\d+)" value="(\d+)"', page)
    assert found
    return int(found[2]), int(found[1])


async def test_without_a_chat_the_page_says_so_and_leads_to_the_texts(ann: DeskVisitor, conversation: Conversation) -> None:
    campaign = await campaign_of(ann, conversation)
    page = await ann.page(f"{campaign}/messages")
    assert "Nobody can be written to from here" in page
    assert f'href="../../../{campaign.lstrip("/")}/chat-groups"' in page
    assert (await ann.get(f"{campaign}/messages/new"))[0] == 409
    assert (await ann.post(f"{campaign}/messages/new", text=TEXT, audience="everyone"))[0] == 409


@pytest.mark.usefixtures("chat")
@pytest.mark.long("the shorter tests of this file")
async def test_a_message_is_seen_by_its_author_and_sent_once_if_it_is_meant(
    ann: DeskVisitor, conversation: Conversation
) -> None:
    campaign = await campaign_of(ann, conversation)
    message = await drafted(ann, campaign)
    page = await ann.page(message)
    assert "3 people fit, 3 of them get it." in page
    assert "Bring &lt;i&gt; and 1 &amp; 2." in page
    assert f"{message.rpartition('/')[2]}/send" not in page
    # Nobody can send what they have not seen.
    status, page = await ann.post(f"{message}/send", sure="yes")
    assert status == 409
    assert "Look at the text first" in page
    status, page = await ann.post(f"{message}/preview")
    assert status == 200
    assert set(re.findall(r'<div class="read" lang="(\w+)"', page)) == {"zh", "en"}
    assert "About the self-check “Self-check”:" in page
    assert "Yes, write to 3 people now" in entities.unescape(page)
    assert (await ann.post(f"{message}/send"))[0] == 422
    assert (await ann.post(f"{message}/send", sure="yes"))[0] == 303
    assert (await ann.post(f"{message}/send", sure="yes"))[0] == 409
    assert bar(await ann.page(message)) == (0, 3)
    assert "wrote to institutions" in await ann.page("/desk/log")
    assert (await ann.get(f"{message}/edit"))[0] == 409
    assert (await ann.post(f"{message}/delete"))[0] == 409


@pytest.mark.usefixtures("chat")
@pytest.mark.long("the shorter tests of this file")
async def test_the_bar_is_true_and_pause_going_on_and_cancelling_are_done_at_once(
    ann: DeskVisitor, conversation: Conversation
) -> None:
    campaign = await campaign_of(ann, conversation, people=4)
    message = await drafted(ann, campaign)
    await ann.post(f"{message}/preview")
    assert (await ann.post(f"{message}/send", sure="yes"))[0] == 303
    await settled(conversation, DeliveryState.sent, DeliveryState.blocked)
    page = await ann.page(message)
    assert bar(page) == (2, 4)
    assert all(said in page for said in ("Arrived: 1", "Cannot be reached any more: 1", "Still to come: 2"))
    assert bar(await ann.page(f"{campaign}/messages")) == (2, 4)
    assert (await ann.post(f"{message}/resume"))[0] == 409
    assert (await ann.post(f"{message}/pause"))[0] == 303
    assert "paused" in await ann.page(message)
    assert (await ann.post(f"{message}/resume"))[0] == 303
    assert (await ann.post(f"{message}/cancel"))[0] == 422
    assert (await ann.post(f"{message}/cancel", sure="yes"))[0] == 303
    page = await ann.page(message)
    assert bar(page) == (4, 4)
    assert "no longer wanted: 2" in page
    assert (await ann.post(f"{message}/resume"))[0] == 409


async def test_the_author_gets_a_copy_in_their_own_chat(ann: DeskVisitor, conversation: Conversation, chat: BotApi) -> None:
    campaign = await campaign_of(ann, conversation)
    message = await drafted(ann, campaign)
    author = chat.person(ACCOUNT)
    assert conversation.desk is not None
    made = await conversation.desk.sessions.make_link(ann.cookie, LinkPurpose.connect)
    assert await conversation.desk.chats.connect(made.token, str(ACCOUNT)) is not None
    _, page = await ann.post(f"{message}/preview")
    assert "A copy is in your Telegram." in page
    assert "The office helps you on Monday." in author.messages[-1].text
    assert not author.messages[-1].buttons


@pytest.mark.usefixtures("chat")
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": " "}, "Please write a text."),
        ({"text": "x" * 601}, "at most 600 characters"),
        ({"text": "See www.example.org"}, "take out links"),
        ({"text": "You have ★★★"}, "take out the star signs"),
        ({"audience": "nobody"}, "do not go together"),
        ({"domain": "3"}, "do not go together"),
        ({"audience": "unplanned", "district": "North"}, "do not go together"),
    ],
)
async def test_what_is_wrong_with_a_message_is_said_and_nothing_typed_is_lost(
    ann: DeskVisitor, fields: dict[str, str], said: str
) -> None:
    campaign = await running_campaign(ann)
    sent = {"text": TEXT, "audience": "everyone", **fields}
    status, page = await ann.post(f"{campaign}/messages/new", **sent)
    assert status == 422
    assert said in page
    assert entities.escape(sent["text"], quote=False) in page
    assert "Nothing has been written yet." in await ann.page(f"{campaign}/messages")


@pytest.mark.usefixtures("chat")
async def test_a_draft_is_changed_and_deleted_and_a_changed_text_is_seen_again(
    ann: DeskVisitor, conversation: Conversation
) -> None:
    campaign = await campaign_of(ann, conversation)
    message = await drafted(ann, campaign)
    await ann.post(f"{message}/preview")
    changed = {"text": "Another text.", "audience": "stalled", "domain": "2", "since_days": "7"}
    assert (await ann.post(f"{message}/edit", **changed))[0] == 303
    page = await ann.page(message)
    assert "no answer for 7 days" in page
    assert (await ann.post(f"{message}/send", sure="yes"))[0] == 409
    assert (await ann.post(f"{message}/delete"))[0] == 303
    assert (await ann.get(message))[0] == 404


@pytest.mark.usefixtures("chat")
async def test_who_loses_the_right_to_send_loses_it_on_an_open_page(
    ann: DeskVisitor, other: DeskVisitor, conversation: Conversation
) -> None:
    campaign = await campaign_of(ann, conversation)
    await other.joins(await ann.invitation(Role.administrator, send="yes"), "Bob")
    message = await drafted(other, campaign)
    token = re.findall(r'name="token" value="(\w+)"', (await other.post(f"{message}/preview"))[1])[0]
    # What one has seen another does not send.
    assert (await ann.post(f"{message}/send", sure="yes"))[0] == 409
    assert (await ann.post(f"{await ann.address_of('Bob')}/change", role="administrator"))[0] == 303
    assert (await other.send(f"{message}/send", token=token, sure="yes"))[0] == 403
    assert (await other.get(message))[0] == 403
    assert (await other.get(f"{campaign}/messages"))[0] == 403
    assert 'messages"' not in await other.page(campaign)


async def test_a_draft_that_another_window_changed_is_shown_beside_what_is_typed(
    ann: DeskVisitor, conversation: Conversation, chat: BotApi
) -> None:
    del chat
    draft = await drafted(ann, await campaign_of(ann, conversation, 0))
    old = {"token": field(await ann.page(f"{draft}/edit"), "token"), "drawn": field(await ann.page(f"{draft}/edit"), "drawn")}
    first = {**old, "text": "On <Monday>", "audience": "everyone"}
    assert (await ann.send(f"{draft}/edit", **first))[0] == 303
    assert (await ann.send(f"{draft}/edit", **first))[0] == 303  # pressed twice
    status, page = await ann.send(f"{draft}/edit", **{**first, "text": "On <Tuesday>"})
    assert status == 409
    assert sentence("desk-message-overtaken", "en") in entities.unescape(page)
    assert "On &lt;Monday&gt;</blockquote>" in page
    assert "On &lt;Tuesday&gt;</textarea>" in page
    assert "Tuesday" not in await ann.page(draft)
    # What is wrong with a form keeps its mark.
    status, wrong = await ann.send(f"{draft}/edit", **{**first, "text": ""})
    assert (status, field(wrong, "drawn")) == (422, old["drawn"])
    again = {**first, "text": "On <Tuesday>", "drawn": field(page, "drawn")}
    assert (await ann.send(f"{draft}/edit", **again))[0] == 303
    assert "Tuesday" in await ann.page(draft)
