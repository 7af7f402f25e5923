"""Plays how four colleagues of one institution answer together, two on the page and two in Telegram, from link to star."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from aiohttp import ClientSession

from bot.commands.verify import verified
from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.documents.sealed.keyring import keyring
from bot.documents.sealed.seal import Verdict
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from flows.days import day_of
from flows.dialogue import Address, phrase
from flows.standard.loader import shipped
from tests.botapi import BotApi, Person
from tests.people.chat import TOKEN, data, data_from, say
from tests.people.colleagues import invites, joins
from tests.people.page_server import serving
from tests.people.pre_screening import Review, hands_in, names_institution, sends
from tests.people.read_page import timeless, words_of
from tests.people.shipped_words import shipped_wording
from tests.people.visitor import field as field_of
from tests.people.visitor import offered, page, replies, seen

STANDARD = shipped()
DOMAINS = [domain.code for domain in STANDARD.domains]
TOGETHER, RESULT = "/together", "/together/result"
LINK = re.compile(r"(/i/|start=i-)[\w-]{22}")
DAY = re.compile(r"<day [+-][0-9]+>")
KEY = re.compile(r"[0-9a-f]{64}")
# More than a person has of questions and checkpoints.
STEPS_AT_MOST = 60


@dataclass
class Office:
    """A page and a chat over one database, and the transcript so far."""

    api: BotApi
    conversation: Conversation
    address: str
    language: str
    written: list[str] = field(default_factory=list)

    def write(self, did: str, *lines: str) -> None:
        """Write down what somebody did, and what they then see."""
        self.written += ["", f"> {did}", "", *lines]

    def text(self) -> str:
        """The transcript, without what differs from run to run."""
        text = timeless("\n".join(self.written).strip() + "\n", day_of(datetime.now(UTC)))
        # Some days are those of UTC and some those of China, which differ for a part of each day.
        return DAY.sub("<day>", LINK.sub(r"\1TOKEN", text))

    async def page(self, did: str, client: ClientSession, path: str = TOGETHER) -> None:
        """Write down a page."""
        self.write(did, *words_of(await page(client, path)))

    async def sends(self, did: str, client: ClientSession, **fields: str) -> None:
        """Send a form of the page of answering together, and write down what comes."""
        self.write(did, *words_of(await send(client, **fields)))

    async def taps(self, did: str, person: Person, value: str, *, is_start: bool = False) -> None:
        """Tap a button about colleagues, by its value or the start of it, and write down what comes."""
        await person.tap((data_from if is_start else data)("team", value))
        self.write(did, *[line for line in person.screen.splitlines() if line])


async def send(client: ClientSession, **fields: str) -> str:
    """Send a form of the page of answering together; the page that follows."""
    token = field_of(await page(client, TOGETHER), "token")
    async with client.post(TOGETHER, data={"token": token, **fields}) as response:
        assert response.status == 200
        return await response.text()


@asynccontextmanager
async def serving_an_office(url: str, language: str, wording: Wording, folder: Path) -> AsyncIterator[Office]:
    """Serve page and chat over a database. `folder` keeps the key of documents."""
    renderer = Renderer(wording, folder)
    async with (
        BotApi(token=TOKEN) as api,
        open_conversation(url, data_dir=folder) as conversation,
        serving(conversation, wording, renderer) as address,
    ):
        async with TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling():
            await api.until(lambda: bool(conversation.elsewhere.faces.bot_name))
            yield Office(api, conversation, address, language)
        await renderer.close()
        assert api.violations == []


async def joining(office: Office, ann: ClientSession, cai: ClientSession, chats: Mapping[str, Person]) -> None:
    """Ann makes a link; Cai joins by it on the page, Ben and Dan in Telegram."""
    path = await invites(ann)
    await office.page("Ann, who has begun on the page, has made a link. Cai opens it there", cai, path)
    await joins(cai, path, post="finance", language=office.language)
    for name, person in chats.items():
        await say(office.api, person, f"/start i-{path.removeprefix('/i/')}")
        office.write(f"{name} opens it in Telegram", *person.screen.splitlines())
        await office.taps("and joins with one tap", person, f"join.{path.removeprefix('/i/')}.quality")
    await office.page("Ann looks at her colleagues", ann, "/colleagues")
    await office.page("and at answering together", ann)
    await office.sends("She begins: two people for each domain", ann, do="begin", division="domain")


async def answering_on_the_page(client: ClientSession, marks: Mapping[str, str]) -> None:
    """Answer one's part with prepared answers, and hand it in: rung 2 everywhere else."""
    await send(client, do="answer")
    for _ in range(STEPS_AT_MOST):
        html = await page(client)
        code = asked(html)
        if code:
            await seen(client, html, reply=offered(html, "rate", marks.get(code, "2")))
        elif any(reply.trigger == "go_on" for _, reply in replies(html)):
            await seen(client, html, reply=offered(html, "go_on"))
        else:
            break
    for domain in DOMAINS:
        await send(client, do="hand-in", domain=domain)


def asked(html: str) -> str:
    """The subdomain that a page asks; "" if it asks none."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    heading = unescape(re.sub(r"<[^>]+>", "", found[1])).strip() if found else ""
    wording = shipped_wording()
    questions = {
        wording.say(phrase(f"{code}.question"), language): code for code in STANDARD.codes for language in ("zh", "en")
    }
    return questions.get(" ".join(heading.split()), "")


async def answering_in_a_chat(office: Office, person: Person, marks: Mapping[str, str]) -> None:
    """The same in Telegram."""
    who = Address("telegram", str(person.id))
    await say(office.api, person, "/colleagues")
    await person.tap(data("team", "round"))
    await person.tap(data("team", "answer"))
    for _ in range(STEPS_AT_MOST):
        screen = await office.conversation.look(who, office.language)
        if screen.asks:
            await person.tap(data("rate", marks.get(screen.asks, "2")))
        elif any(reply.trigger == "go_on" for reply in screen.replies):
            await person.tap(data("go_on"))
        else:
            break
    await say(office.api, person, "/colleagues")
    await person.tap(data("team", "round"))
    together = await office.conversation.answering.of(who)
    assert together is not None
    for domain in together.ready:
        await person.tap(data("team", f"in-{DOMAINS.index(domain)}"))


async def settling(office: Office, ann: ClientSession, cai: ClientSession, ben: Person, code: str) -> None:
    """They compare: Ben revises, Ann settles what must be talked about, and the star is certain."""
    place = STANDARD.codes.index(code)
    await office.page("Everybody has handed in. Ann sees where they differ", ann)
    await office.page("Cai sees only what concerns her", cai)
    await say(office.api, ben, "/colleagues")
    await office.taps("Ben looks in Telegram", ben, "round")
    await office.taps("at one item", ben, f"item-{place}")
    await office.taps("and revises his answer", ben, f"revise-{place}-1-", is_start=True)
    await office.sends("Ann tries to settle it upward without evidence", ann, do="settle", item=code, mark="2", reason="Sure")
    await office.sends("then as the lower one, with a reason", ann, do="settle", item=code, mark="1", reason="careful")


async def settling_the_rest(office: Office, ann: ClientSession) -> None:
    """Ann settles every other item as rung 2, which is the lowest answer to each."""
    for code in re.findall(r'id="item-([\w-]+)"', await page(ann, TOGETHER)):
        await send(ann, do="settle", item=code, mark="2", reason="talked")
    await office.page("She settles the rest as the lowest answer. The star is certain", ann)


async def letting_it_go(office: Office, ann: ClientSession, cai: ClientSession, ben: Person, dan: Person) -> None:
    """Everybody reads the result, and agrees that single answers may be handed in; Ben also lends his evidence."""
    await office.page("Ann looks at the institution's result", ann, RESULT)
    await say(office.api, ben, "/colleagues")
    await ben.tap(data("team", "round"))
    await office.taps("Ben looks at it in Telegram", ben, "result")
    await office.taps("and agrees that his answers may be handed in", ben, "sharesyes")
    await office.taps("and lends his evidence", ben, "lendsyes")
    await say(office.api, dan, "/colleagues")
    await dan.tap(data("team", "round"))
    await dan.tap(data("team", "result"))
    await dan.tap(data("team", "sharesyes"))
    for person in (cai, ann):
        assert (await sends(person, RESULT, do="share"))[0] == 303
    await office.page("Dan, Cai and Ann agree as well", ann, RESULT)


async def handing_in(office: Office, review: Review, ann: ClientSession, ben: Person) -> bytes:
    """Ann names the institution and hands in what they settled; Ben follows it. The sealed file."""
    made = await review.request()
    at = f"/handin/{made.token}"
    await names_institution(ann, made)
    await office.page("Ann opens the link of a reviewer", ann, at)
    _, shown = await sends(ann, at, do="show", share="note", language=office.language)
    office.write("She looks at what goes", *words_of(shown))
    case = await hands_in(ann, made)
    await office.page("and hands it in", ann, case)
    await say(office.api, ben, "/cases")
    office.write("Ben sees the case in Telegram", *[line for line in ben.screen.splitlines() if line])
    sealed = await review.town.cases.sealed(review.town.ann, made.case)
    assert sealed is not None
    return sealed


def verifying(office: Office, file: Path, folder: Path) -> None:
    """Somebody who has the file checks it with `xingjie verify`."""
    found = verified(STANDARD, str(file), None, day_of(datetime.now(UTC)), office.language, keyring(folder))
    assert found.verdict is Verdict.true
    office.write("Somebody checks the sealed file", KEY.sub("KEY", found.says))


async def leaving(office: Office, ben: Person, ann: ClientSession) -> None:
    """Ben leaves: his answers go with him, what is settled stays."""
    await say(office.api, ben, "/colleagues")
    await office.taps("Ben wants to leave", ben, "leaves")
    await office.taps("and does", ben, "leave")
    await office.page("Ann still has what they settled, with the reasons", ann)


async def taking_over(office: Office, ann: ClientSession, cai: ClientSession) -> None:
    """Ann has everything deleted: Cai coordinates, and has what the institution settled and handed in."""
    asked_to_forget = await page(ann, "/command?name=forget")
    await seen(ann, asked_to_forget, reply=offered(asked_to_forget, "forget"))
    await office.page("Ann has everything deleted. Cai coordinates now, and has the result", cai, RESULT)
    await office.page("and the review", cai, "/cases")
