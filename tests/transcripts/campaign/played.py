"""Plays one campaign from nothing to closed, on the desk, the page and in Telegram, and writes down what people see."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from aiohttp import ClientSession
from pypdf import PdfReader

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.conversation.taking_part import Joined
from bot.desk.days import today
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from flows.assessment.question_order import Mode
from flows.campaign.release import Missing, Release
from flows.campaign.roles import Role
from flows.campaign.visibility import Visibility
from flows.dialogue import Address, Reply
from flows.screen import Screen
from flows.triggers import Trigger
from storage.campaigns.release_making import ReleaseMaker
from tests.botapi import BotApi, Person
from tests.people.chat import TOKEN, data, data_is_offered, say
from tests.people.desk_campaigns import address_of, campaign_fields, carried, made_channel, shown_link
from tests.people.desk_visitor import DeskVisitor, desk_visitor, first_invitation
from tests.people.invitations import takes_part
from tests.people.page_server import serving
from tests.people.read_page import timeless, words_of
from tests.people.sector import Institution, sector, sheet_of
from tests.people.visitor import field as field_of
from tests.people.visitor import offered, page, post, replies

ASSOCIATION = "Association for Small Business Services"
SECTOR = sector(40)
# The people who answer, with the chat or page that they use, by their place in the sector. All others answer without a page to read.
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
        """Let a night pass in which releases are made; the outcome for this campaign."""
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


async def finish_quietly(played: Played, institution: Institution, level: Visibility) -> None:
    """An institution takes part under its link and answers everything: the same conversation, without a page to read."""
    who, rungs = Address("web", institution.name), institution.rungs()
    token = (await link_to(played, institution)).rpartition("/")[2]
    screen = await played.conversation.look(who, played.language)
    while reply := onward(screen, rungs):
        if reply.trigger == Trigger.begin:
            assert await played.conversation.taking_part.join(who, token, level) is Joined.done
        screen = (await played.conversation.say(who, reply, played.language)).screen


def onward(screen: Screen, rungs: Iterator[int]) -> Reply | None:
    """The reply that goes on with a full run; None at its result."""
    offers = [choice.reply for choice in screen.choices]
    asks = any(reply.trigger == Trigger.rate for reply in offers)
    wanted = {
        (Trigger.consent, ""),
        (Trigger.begin, Mode.full.value),
        (Trigger.go_on, ""),
        (Trigger.rate, str(next(rungs)) if asks else ""),
    }
    return next((reply for reply in offers if (reply.trigger, reply.value) in wanted), None)


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
    link = await link_to(played, IN_TELEGRAM)
    person = played.api.person(1001, language_code=played.language)
    await say(played.api, person, f"/start c-{link.rpartition('/')[2]}")
    played.write(f"{IN_TELEGRAM.name} opens its link in Telegram", *person.screen.splitlines())
    await person.tap(agrees_to(Visibility.counts))
    played.write("and takes part, showing nothing by name", *person.screen.splitlines())
    await finish_in_telegram(person, IN_TELEGRAM.rungs())
    played.write("and answers everything", *person.screen.splitlines())


async def ben_reminds(played: Played) -> None:
    """The liaison looks who is where in their district, and copies a text for those who have not finished."""
    played.see("Ben, the liaison of that district, opens the work list", await played.ben.page(f"{played.campaign}/work"))
    played.see("and the text for the chat group", await played.ben.page(f"{played.campaign}/chat-groups"))
    status, _ = await played.ben.get(f"{played.campaign}/figures")
    played.write("and asks for the figures, which a liaison may not see", f"HTTP {status}")


async def others_finish(played: Played, first: int, end: int) -> None:
    """Institutions of the sector, from one place up to another, follow their links and answer."""
    for place in range(first, end):
        await finish_quietly(played, SECTOR[place], Visibility.star if place % 3 == 0 else Visibility.status)
    names = f"Institutions {first + 1} to {end} take part and answer"
    played.write(names if end - first > 1 else f"{SECTOR[first].name} takes part and answers")


async def night_falls(played: Played) -> None:
    """Let a night pass, and let Ann read the figures."""
    await played.night()
    played.see("A night passes. Ann opens the figures", await played.ann.page(f"{played.campaign}/figures"))


async def first_stands_beside_the_others(played: Played, client: ClientSession) -> None:
    """The institution on the phone looks where it is beside the others."""
    number = played.campaign.rpartition("/")[2]
    played.see(f"{ON_PAGE.name} looks where it is beside the others", await page(client, f"/others/{number}"))


async def first_withdraws(played: Played, client: ClientSession) -> None:
    """The institution on the phone reads what the campaign sees, and withdraws."""
    html = await page(client, "/campaigns")
    played.see(f"{ON_PAGE.name} looks at its campaigns", html)
    sent = {"token": field_of(html, "token"), "campaign": field_of(html, "campaign"), "do": "withdraw"}
    async with client.post("/campaigns", data=sent) as response:
        assert response.status == 200
        played.see("and withdraws", await response.text())


async def ann_compares(played: Played) -> None:
    """Ann puts both releases side by side."""
    compared = f"{played.campaign}/compare?before=1&after=2"
    played.see("Ann compares both releases", await played.ann.page(compared))


async def ann_closes(played: Played) -> None:
    """Ann closes the campaign, takes the report, and reads the log."""
    assert (await played.ann.post(f"{played.campaign}/close", sure="yes"))[0] == 303
    played.see("Ann closes the campaign", await played.ann.page(played.campaign))
    await played.night()
    asked = {"format": "pdf", "language": played.language, "sure": "yes"}
    status, _, report = await played.ann.download(f"{played.campaign}/report", f"{played.campaign}/report", **asked)
    assert status == 200
    played.write("A night passes. Ann takes the closing report and reads it", *pdf_lines(report))
    played.see("and the log", await played.ann.page("/desk/log"))


def pdf_lines(report: bytes) -> list[str]:
    """The text of a PDF, page by page."""
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(report)).pages)
    return [line for each in text.replace("\u200b", "").splitlines() if (line := " ".join(each.split()))]


def agrees_to(level: Visibility):  # type: ignore[no-untyped-def]
    """The button of an invitation that agrees to a level."""

    def matches(button: dict[str, object]) -> bool:
        reply = Reply.decode(str(button.get("callback_data")))
        return reply is not None and reply.trigger == "part" and reply.value.endswith(f".{level.value}")

    return matches
