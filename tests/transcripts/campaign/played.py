"""Plays one campaign from nothing to closed, on the desk, the page and in Telegram, and writes down what people see."""

from __future__ import annotations

import html as entities
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from aiohttp import ClientSession

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.desk.days import today
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from flows.campaign.release import Missing, Release
from flows.campaign.roles import Role
from flows.campaign.visibility import Visibility
from flows.dialogue import Reply
from storage.campaigns.release_making import ReleaseMaker
from tests.botapi import BotApi, Person
from tests.people.chat import TOKEN, data, data_is_offered, say
from tests.people.desk_campaigns import address_of, campaign_fields, carried, made_channel, shown_link
from tests.people.desk_visitor import DeskVisitor, desk_visitor, first_invitation
from tests.people.invitations import takes_part
from tests.people.page_server import serving
from tests.people.read_page import timeless, words_of
from tests.people.sector import Institution, sector, sheet_of
from tests.people.visitor import offered, open_browser, page, post, replies

ASSOCIATION = "Association for Small Business Services"
SECTOR = sector(40)
# Who answers where, by their place in the sector. All others answer on the page as well.
ON_PAGE, IN_TELEGRAM = SECTOR[0], SECTOR[1]


@dataclass
class Played:
    """One installation with its people, and the transcript so far."""

    api: BotApi
    conversation: Conversation
    address: str
    ann: DeskVisitor
    ben: DeskVisitor
    language: str
    maker: ReleaseMaker
    day: date
    written: list[str] = field(default_factory=list)
    campaign: str = ""

    def write(self, did: str, *lines: str) -> None:
        """Write down what somebody did, and what they then see."""
        self.written += ["", f"> {did}", "", *lines]

    def see(self, did: str, html: str) -> None:
        """Write down a page."""
        self.write(did, *words_of(html))

    def text(self) -> str:
        """The transcript, without what differs from run to run."""
        return timeless("\n".join(self.written).strip() + "\n", today())

    async def night(self) -> Release | Missing | None:
        """Let a night pass in which releases are made; what came of this campaign's."""
        self.day += timedelta(days=1)
        return await self.maker.make(int(self.campaign.rpartition("/")[2]), self.day)


@asynccontextmanager
async def installation(url: str, language: str, wording: Wording, folder: Path) -> AsyncIterator[Played]:
    """Serve page and chat over one database; Ann and Ben have a browser each. `folder` keeps the key of documents."""
    renderer = Renderer(wording, folder)
    async with (
        BotApi(token=TOKEN) as api,
        open_conversation(url) as conversation,
        serving(conversation, wording, renderer) as address,
        desk_visitor(address) as ann,
        desk_visitor(address) as ben,
    ):
        async with TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling():
            await api.until(lambda: bool(conversation.elsewhere.faces.bot_name))
            assert conversation.desk is not None
            maker = ReleaseMaker(conversation.desk.access.database, conversation.standard)
            yield Played(api, conversation, address, ann, ben, language, maker, today())
        await renderer.close()
        assert api.violations == []


async def prepare(played: Played) -> None:
    """Ann joins, makes a campaign, imports the roster, and starts; Ben becomes the liaison for one district."""
    ann = played.ann
    await ann.opens(await first_invitation(played.conversation, ASSOCIATION), name="Ann", language=played.language)
    fields = campaign_fields("Self-check of services") | {"run": "full", "visibility": "star", "on_documents": "yes"}
    status, place = await ann.post("/desk/campaigns/new", **fields)
    assert status == 303, place
    played.campaign = "/desk/campaigns/" + place.rpartition("/")[2]
    played.see("Ann makes a campaign", await ann.page(played.campaign))
    played.see("Ann reads what respondents will read", await ann.page(f"{played.campaign}/preview"))
    roster = f"{played.campaign}/roster"
    status, preview = await ann.upload(f"{roster}/upload", roster, sheet_of(SECTOR).encode())
    assert status == 200, preview
    played.write(f"Ann uploads a roster of {len(SECTOR)}", *words_of(preview)[:12])
    assert (await ann.upload(f"{roster}/take", roster, None, **carried(preview)))[0] == 303
    assert (await ann.post(f"{played.campaign}/start", sure="yes"))[0] == 303
    await played.ben.joins(await ann.invitation(Role.liaison, districts=ON_PAGE.district), "Ben")
    played.see("Ann starts the campaign", await ann.page(played.campaign))


async def link_to(played: Played, institution: Institution) -> str:
    """The path of an institution's link, as Ann copies it from the desk."""
    shown = await played.ann.page(await address_of(played.ann, played.campaign, institution.name))
    return re.sub(r"^https?://[^/]+", "", shown_link(shown))


async def answer_on_page(client: ClientSession, rungs: Iterator[int]) -> str:
    """Answer all questions of the run that the page is in; the page of the result."""
    html = await page(client)
    while True:
        offers = {reply.trigger: text for text, reply in replies(html)}
        if "rate" in offers:
            reply = offered(html, "rate", str(next(rungs)))
        elif "go_on" in offers:
            reply = offers["go_on"]
        else:
            return html
        await post(client, html, reply=reply)
        html = await page(client)


async def finish_on_page(played: Played, institution: Institution, level: Visibility = Visibility.star) -> None:
    """An institution follows its link, agrees to a level, and answers everything."""
    async with open_browser(played.address) as client:
        status, place = await takes_part(client, await link_to(played, institution), level.name)
        assert status == 303, place
        await answer_on_page(client, institution.rungs())


async def finish_in_telegram(person: Person, rungs: Iterator[int]) -> None:
    """Answer all questions that the newest card asks, one after another."""
    while data_is_offered(person, "rate", "0") or data_is_offered(person, "go_on", ""):
        if data_is_offered(person, "go_on", ""):
            await person.tap(data("go_on"))
        else:
            await person.tap(data("rate", str(next(rungs))))


async def first_on_the_page(played: Played, client: ClientSession) -> None:
    """One institution opens its link on a phone, reads, takes part and answers; what it sees."""
    path = await link_to(played, ON_PAGE)
    played.see(f"{ON_PAGE.name} opens its link", await page(client, path))
    status, place = await takes_part(client, path, "status")
    assert status == 303, place
    played.see("and takes part, showing how far it is", await page(client))
    played.see("and answers everything", await answer_on_page(client, ON_PAGE.rungs()))


async def first_in_telegram(played: Played) -> None:
    """Another one types the code of the channel in Telegram."""
    way = await played.ann.page(await made_channel(played.ann, played.campaign, "chat group"))
    played.see("Ann makes a channel", way)
    token = re.search(r"\?start=(c-[\w-]+)", entities.unescape(way)) or re.search(r"/(c/[\w-]{22})", way)
    assert token
    link = await link_to(played, IN_TELEGRAM)
    person = played.api.person(1001, language_code=played.language)
    await say(played.api, person, f"/start c-{link.rpartition('/')[2]}")
    played.write(f"{IN_TELEGRAM.name} opens its link in Telegram", *person.screen.splitlines())
    await person.tap(agrees_to(Visibility.counts))
    played.write("and takes part, showing nothing by name", *person.screen.splitlines())
    await finish_in_telegram(person, IN_TELEGRAM.rungs())
    played.write("and answers everything", *person.screen.splitlines())


def agrees_to(level: Visibility):  # type: ignore[no-untyped-def]
    """The button of an invitation that agrees to a level."""

    def matches(button: dict[str, object]) -> bool:
        reply = Reply.decode(str(button.get("callback_data")))
        return reply is not None and reply.trigger == "part" and reply.value.endswith(f".{level.value}")

    return matches


async def ben_chases(played: Played) -> None:
    """The liaison looks who is where in their district, and copies a text for those who have not finished."""
    played.see("Ben, the liaison of that district, opens the work list", await played.ben.page(f"{played.campaign}/work"))
    played.see("and the text for the chat group", await played.ben.page(f"{played.campaign}/chase"))
    status, _ = await played.ben.get(f"{played.campaign}/figures")
    played.write("Ben asks for the figures", f"HTTP {status}")


async def others_finish(played: Played, first: int, end: int) -> None:
    """Institutions of the sector, from one place up to another, follow their links and answer."""
    for place in range(first, end):
        await finish_on_page(played, SECTOR[place], Visibility.star if place % 3 == 0 else Visibility.status)
    played.write(f"Institutions {first + 1} to {end} take part and answer on the page")


async def figures_of_the_night(played: Played, did: str) -> None:
    """A night passes; what Ann then reads on the page of the figures."""
    await played.night()
    played.see(f"A night passes. {did}", await played.ann.page(f"{played.campaign}/figures"))


async def withdraws(played: Played, client: ClientSession) -> None:
    """The institution on the phone reads what the campaign sees, and withdraws."""
    html = await page(client, "/campaigns")
    played.see(f"{ON_PAGE.name} looks at its campaigns", html)
