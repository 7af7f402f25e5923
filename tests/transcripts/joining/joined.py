"""Plays how people join campaigns later: with a result, in the middle of a self-check, as a colleague, twice, too late."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import ClientSession
from msgspec.structs import replace

from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from flows.assessment.question_order import Mode
from flows.campaign.campaign import closed
from flows.campaign.visibility import Visibility
from flows.campaign.work_list import WorkFilter
from flows.days import day_of
from tests.botapi import BotApi, Person
from tests.people.campaigners import DRAFT, campaign_desk
from tests.people.chat import TOKEN, begun, data, run_through, say
from tests.people.invitations import Inviting, inviting, takes_part
from tests.people.page_server import serving
from tests.people.read_page import timeless, words_of
from tests.people.visitor import field as field_of
from tests.people.visitor import page

FULL = replace(DRAFT, mode=Mode.full, reminds=True, on_documents=True)
# Of a result, what is said first: the rest is in the transcripts of the interview.
OF_A_RESULT = 6


@dataclass
class Joining:
    """Two campaigns, a chat and a page over one database, and the transcript so far."""

    api: BotApi
    address: str
    language: str
    north: Inviting
    south: Inviting
    written: list[str] = field(default_factory=list)

    def write(self, did: str, *lines: str) -> None:
        """Write down what somebody did, and what they then see."""
        self.written += ["", f"> {did}", "", *lines]

    def text(self) -> str:
        """The transcript, without what differs from run to run."""
        return timeless("\n".join(self.written).strip() + "\n", day_of(datetime.now(UTC)))

    async def page(self, did: str, client: ClientSession, path: str = "/", lines: int = 40) -> None:
        """Write down the first lines of a page."""
        self.write(did, *words_of(await page(client, path))[:lines])

    async def joins_on_page(self, did: str, client: ClientSession, path: str, **fields: str) -> None:
        """Press the button of an invitation, and write down what comes."""
        status, place = await takes_part(client, path, **{"language": self.language, **fields})
        assert status == 303, place
        await self.page(did, client, lines=OF_A_RESULT)

    async def opens_in_chat(self, did: str, person: Person, path: str) -> None:
        """Open a link in Telegram, and write down its card."""
        await say(self.api, person, f"/start c-{path.removeprefix('/c/')}")
        self.write(did, *person.screen.splitlines())

    async def taps(self, did: str, person: Person, value: str, lines: int = 40) -> None:
        """Tap a button about campaigns, and write down the first lines of what comes."""
        await person.tap(data("part", value))
        self.write(did, *[line for line in person.screen.splitlines() if line][:lines])

    async def work_list(self, did: str) -> None:
        """Write down what the officers of the north see of their institutions."""
        found = await self.north.desk.work_lists.page(
            self.north.session, self.north.campaign, WorkFilter(), day_of(datetime.now(UTC))
        )
        assert found is not None
        rows = sorted(found.rows, key=lambda row: row.name)
        self.write(did, *(f"{row.name}: {row.progress.state.name}, {row.joined} joined" for row in rows))


@asynccontextmanager
async def two_campaigns(url: str, language: str, wording: Wording, folder: Path) -> AsyncIterator[Joining]:
    """Serve page and chat over a database in which two associations run a campaign each. `folder` keeps the key of documents."""
    renderer = Renderer(wording, folder)
    async with (
        BotApi(token=TOKEN) as api,
        open_conversation(url) as conversation,
        serving(conversation, wording, renderer) as address,
        campaign_desk(url) as desk,
    ):
        async with TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling():
            north = await inviting(desk, FULL, association="Northern Association")
            south = await inviting(desk, replace(FULL, name="Southern check"), association="Southern Association")
            yield Joining(api, address, language, north, south)
        await renderer.close()
        assert api.violations == []


async def with_a_result_on_the_page(joining: Joining, client: ClientSession) -> None:
    """Somebody who has a result opens the link of their institution: it counts at once."""
    path = await joining.north.link_of("First Help")
    await joining.page("Ann, who has a result on the page, opens the link of First Help", client, path)
    await joining.joins_on_page("and takes part with it", client, path)
    await joining.work_list("The Northern Association sees")
    await joining.page("Ann looks at herself beside the others", client, f"/others/{joining.north.campaign}")


async def as_a_colleague(joining: Joining, client: ClientSession, ann: ClientSession) -> None:
    """A colleague opens the same link: both answer for the institution, and know of each other."""
    path = await joining.north.link_of("First Help")
    await joining.page("Her colleague Cai, who is new, opens the same link", client, path)
    await joining.joins_on_page("and takes part: the self-check begins", client, path)
    await joining.work_list("The Northern Association sees")
    await joining.page("Ann looks at her campaigns", ann, "/campaigns")


async def in_the_middle_on_the_page(joining: Joining, client: ClientSession) -> None:
    """Somebody in the middle of answers waits first, then joins; no answer is lost."""
    path = await joining.north.link_of("Second Help")
    await joining.page("Dan, in the middle of a self-check on the page, opens the link of Second Help", client, path)
    await joining.joins_on_page("and waits: the question is the same", client, path, do="later")
    await joining.work_list("The Northern Association sees")
    await joining.joins_on_page("then he takes part: the question is still the same", client, path)


async def in_a_chat(joining: Joining, with_result: Person, in_the_middle: Person) -> None:
    """The same two in Telegram: one with a result and several campaigns, one in the middle of answers."""
    north, south = await joining.north.link_of("Third Help"), joining.south.link
    join = f".{Visibility.star.value}"
    await joining.opens_in_chat("Eve, who has a result in Telegram, opens the link of Third Help", with_result, north)
    await joining.taps("and takes part with it", with_result, north.removeprefix("/c/") + join, OF_A_RESULT)
    await joining.opens_in_chat("Eve opens the link of another campaign", with_result, south)
    await joining.taps("and takes part there too", with_result, south.removeprefix("/c/") + join, OF_A_RESULT)
    await joining.taps("The result leads to both", with_result, "campaigns")
    await joining.taps("Eve chooses the first", with_result, f"mine-{joining.north.campaign}")
    await joining.taps("and looks at the others", with_result, f"others-{joining.north.campaign}")
    await joining.opens_in_chat("Fay, in the middle of a self-check in Telegram, opens the link for all", in_the_middle, south)
    await joining.taps("and waits", in_the_middle, "", OF_A_RESULT)
    await joining.opens_in_chat("Fay opens it again", in_the_middle, south)
    await joining.taps("and takes part: the question is the same", in_the_middle, south.removeprefix("/c/") + join, OF_A_RESULT)
    await joining.work_list("The Northern Association sees")


async def withdrawing(joining: Joining, ann: ClientSession, eve: Person) -> None:
    """Both withdraw, one joins again."""
    number = str(joining.north.campaign)
    await joining.page("Ann withdraws", ann, f"/campaigns?withdraw={number}")
    token = field_of(await page(ann, "/campaigns"), "token")
    async with ann.post("/campaigns", data={"token": token, "do": "withdraw", "campaign": number}) as response:
        joining.write("and confirms", *words_of(await response.text()))
    await say(joining.api, eve, "/campaigns")
    await joining.taps("Eve chooses a campaign", eve, f"mine-{number}")
    await joining.taps("and withdraws with one tap", eve, f"out-{number}")
    await joining.work_list("The Northern Association sees")
    await joining.joins_on_page("Ann takes part again", ann, await joining.north.link_of("First Help"))


async def after_closing(joining: Joining, ann: ClientSession, client: ClientSession, person: Person) -> None:
    """The campaign ends: its link says so, and leads to the ordinary start."""
    north = joining.north
    path = await north.link_of("First Help")
    assert await north.desk.campaigns.change(north.session, north.campaign, lambda it: closed(it, day_of(datetime.now(UTC))))
    async with client.get(path) as response:
        assert response.status == 404
        joining.write("After the end, somebody opens the link on the page", *words_of(await response.text()))
    await joining.opens_in_chat("and in Telegram", person, path)
    await joining.page("Ann still sees where she took part", ann, "/campaigns", lines=6)


async def with_result(api: BotApi, number: int, language: str) -> Person:
    """Somebody who has answered everything in Telegram."""
    person = await begun(api, number, language)
    await run_through(person, "3")
    return person


async def in_the_middle(api: BotApi, number: int, language: str) -> Person:
    """Somebody who has answered one question in Telegram."""
    person = await begun(api, number, language)
    await person.tap(data("rate", "2"))
    return person
