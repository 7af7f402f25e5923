"""An invitation to a campaign in a chat: read before anything is stored, taken part in by one tap, and limited tries of codes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation.conversation import Conversation
from bot.conversation.invitations import ACCOUNT, asked_in_chat
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from flows.campaign.codes import code_of
from flows.campaign.visibility import Visibility
from flows.campaign.work_list import WorkFilter
from flows.days import day_of
from flows.dialogue import Address, Reply
from storage.campaign_tables import CampaignRow
from storage.campaigns.deletion import delete_names
from tests.botapi import BotApi, Person
from tests.people.campaigners import DRAFT, CampaignDesk, campaign_desk
from tests.people.chat import TOKEN, begun, data, say
from tests.people.invitations import Inviting, inviting


@dataclass
class Invited:
    """A chat and a campaign over one database."""

    api: BotApi
    conversation: Conversation
    desk: CampaignDesk
    campaign: Inviting

    async def work_list(self) -> dict[str, str]:
        """What the work list says of each institution."""
        desk, it = self.desk, self.campaign
        found = await desk.work_lists.page(it.session, it.campaign, WorkFilter(), day_of(datetime.now(UTC)))
        assert found is not None
        return {row.name: row.progress.state.name for row in found.rows}

    async def shown(self, person: Person) -> list[Visibility]:
        """What each campaign of the person sees of them."""
        return [each.shown for each in await self.desk.people.of(Address("telegram", str(person.id)))]


@pytest.fixture
async def invited(sqlite_url: str, wording: Wording, renderer: Renderer) -> AsyncIterator[Invited]:
    async with (
        BotApi(token=TOKEN) as api,
        open_conversation(sqlite_url) as conversation,
        campaign_desk(sqlite_url) as desk,
    ):
        campaign = await inviting(desk)
        async with TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling():
            yield Invited(api, conversation, desk, campaign)
        assert api.violations == []


def takes_part(level: Visibility):  # type: ignore[no-untyped-def]
    """The button that agrees to a level."""

    def matches(button: dict[str, object]) -> bool:
        reply = Reply.decode(str(button.get("callback_data")))
        return reply is not None and reply.trigger == "part" and reply.value.endswith(f".{level.value}")

    return matches


@pytest.mark.parametrize("by", ["code", "token"])
async def test_somebody_new_reads_what_is_asked_and_takes_part_with_one_tap(invited: Invited, by: str) -> None:
    person = invited.api.person(1001, language_code="en")
    await say(invited.api, person, f"/start c-{getattr(invited.campaign.channel, by)}")
    for words in (DRAFT.name, "North asks your institution", "24 months", "but not your answers", DRAFT.contact):
        assert words in person.screen
    assert await invited.shown(person) == []  # nothing before the tap
    await person.tap(takes_part(Visibility.status))
    assert "You take part in the campaign now" in person.screen
    assert await invited.shown(person) == [Visibility.status]
    await person.tap(data("rate", "2"))


async def test_who_has_begun_goes_on_with_their_answers(invited: Invited) -> None:
    person = await begun(invited.api, language="en")
    await person.tap(data("rate", "3"))
    await say(invited.api, person, f"/start c-{invited.campaign.channel.code}")
    assert "none is lost" in person.screen
    await person.tap(takes_part(Visibility.star))
    assert await invited.shown(person) == [Visibility.star]
    await person.tap(data("rate", "4"))


async def test_not_now_and_links_that_lead_nowhere_change_nothing(invited: Invited) -> None:
    person = invited.api.person(1001, language_code="en")
    await say(invited.api, person, f"/start c-{invited.campaign.channel.code}")
    await person.tap("Not now")
    await say(invited.api, person, "/start c-nowhere")
    assert "leads to no campaign that is open" in person.screen
    await say(invited.api, person, f"/start c-{code_of(1)}")
    assert "leads to no campaign that is open" in person.screen
    assert await invited.shown(person) == []


async def test_who_opens_the_link_of_an_institution_and_does_not_answer_has_opened_it(invited: Invited) -> None:
    person = invited.api.person(1001, language_code="en")
    token = (await invited.campaign.link_of("First Help")).removeprefix("/c/")
    await say(invited.api, person, f"/start c-{token}")
    assert await invited.work_list() == {"First Help": "opened", "Second Help": "not_opened", "Third Help": "not_opened"}
    await person.tap(takes_part(Visibility.status))
    assert (await invited.work_list())["First Help"] == "in_progress"
    way = await invited.desk.invitations.of_institution(
        invited.campaign.session, invited.campaign.campaign, invited.campaign.institutions["First Help"]
    )
    assert way is not None
    assert way.opens == 1  # by the message; the tap is not a second opening


async def test_showing_less_and_withdrawing_in_a_chat(invited: Invited) -> None:
    person = invited.api.person(1001, language_code="en")
    await say(invited.api, person, f"/start c-{invited.campaign.channel.code}")
    await person.tap(takes_part(Visibility.star))
    await say(invited.api, person, "/campaigns")
    assert DRAFT.name in person.screen
    await person.tap(data("part", f"mine-{invited.campaign.campaign}"))
    await person.tap(data("part", f"less-{invited.campaign.campaign}-1"))
    assert "Less is shown from now on" in person.screen
    assert await invited.shown(person) == [Visibility.status]
    await person.tap(data("part", f"mine-{invited.campaign.campaign}"))
    assert "sees nothing of you by name" in person.screen
    await person.tap(data("part", f"out-{invited.campaign.campaign}"))
    assert "You have withdrawn" in person.screen
    assert await invited.shown(person) == []


async def test_an_objection_in_a_chat_is_one_tap_and_can_be_taken_back(invited: Invited) -> None:
    person, campaign = invited.api.person(1001, language_code="en"), invited.campaign
    await say(invited.api, person, f"/start c-{(await campaign.link_of('First Help')).removeprefix('/c/')}")
    await person.tap(takes_part(Visibility.star))
    await say(invited.api, person, "/campaigns")
    for tapped, said, objecting in (
        ("object", "Your objection is recorded", True),
        ("agree", "You no longer object", False),
    ):
        await person.tap(data("part", f"mine-{campaign.campaign}"))
        assert "North has not looked at what you show by name" in person.screen
        await person.tap(data("part", f"{tapped}-{campaign.campaign}"))
        assert said in person.screen
        assert [each.objects for each in await invited.desk.people.of(Address("telegram", "1001"))] == [objecting]


async def test_links_and_old_buttons_of_a_campaign_without_names_lead_nowhere(invited: Invited) -> None:
    person, stranger = await begun(invited.api, language="en"), invited.api.person(1003, language_code="en")
    await say(invited.api, person, f"/start c-{invited.campaign.channel.token}")
    card = person.messages[-1]
    async with invited.desk.database.writing() as db:
        row = await db.get_one(CampaignRow, invited.campaign.campaign)
        row.closes_on = row.kept_until = day_of(datetime.now(UTC)) - timedelta(days=2)
        db.add(row)
    assert await delete_names(invited.desk.database, day_of(datetime.now(UTC))) == 1
    await person.tap(takes_part(Visibility.star), message=card)
    assert await invited.shown(person) == []
    said = []
    for typed in (invited.campaign.channel.code, invited.campaign.channel.token, "A" * 22):
        await say(invited.api, stranger, f"/start c-{typed}")
        said.append(stranger.screen)
        assert DRAFT.name not in stranger.screen
    assert said[1] == said[2]


async def test_help_names_the_command_of_ones_campaigns(invited: Invited) -> None:
    person = await begun(invited.api, language="en")
    await say(invited.api, person, "/help")
    assert "/campaigns" in person.screen


async def test_an_account_cannot_guess_codes_for_long(invited: Invited) -> None:
    who = Address("telegram", "1001")
    for _ in range(ACCOUNT.at_once):
        await asked_in_chat(invited.conversation, who, code_of(1), "en")
    person = invited.api.person(1001, language_code="en")
    await say(invited.api, person, f"/start c-{invited.campaign.channel.code}")
    assert "Too many codes" in person.screen
    await say(invited.api, person, f"/start c-{invited.campaign.channel.token}")
    assert DRAFT.name in person.screen
