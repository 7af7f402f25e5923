"""The forms of every address of the phone page: where each is sent, and with which fields, by people of two institutions."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession
from yarl import URL

from bot.conversation.conversation import Conversation
from bot.documents.renderer import Renderer
from bot.web.cookies import Signer
from bot.web.csrf import upload_token
from flows.standard.loader import shipped
from tests.people.campaigners import CampaignDesk
from tests.people.colleagues import invites
from tests.people.handing_in_together import both_handed_in, round_sent
from tests.people.invitations import inviting, takes_part
from tests.people.page_server import SECRET
from tests.people.pre_screening import FIRST, SECOND, Review, hands_in
from tests.people.published_results import issued_result
from tests.people.visitor import begun, field, open_browser, page, replies

STANDARD = shipped()
DOMAIN = STANDARD.domains[0].code


@dataclass(frozen=True, slots=True)
class PageForm:
    """One form: who sends it, the address as it is sent, and its fields, `token` among them."""

    client: ClientSession
    path: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class PageTown:
    """The browsers that send forms, and what the addresses of these forms name.

    `newcomer` has not consented. `publisher` may publish a result; `number` is that of its page.
    """

    coordinator: ClientSession
    publisher: ClientSession
    newcomer: ClientSession
    number: str = "A" * 22
    result: str = "1"
    campaign: str = f"/c/{'A' * 22}"
    case: str = "/cases/1"
    request: str = f"/handin/{'A' * 22}"
    joining: str = f"/i/{'A' * 22}"
    returning: str = f"/r/{'A' * 22}"

    async def form(self, route: str) -> PageForm:
        """Return the form of a route, as the person who sends it may send it now."""
        who, path, fields = FORMS[route]
        client: ClientSession = getattr(self, who)
        if route in WITH_FILE and route not in CHECKS:
            turn, key = str(replies(await page(client))[0][1].turn), await key_of(client)
            target = URL(path).with_query(token=upload_token(Signer(SECRET), key), turn=turn)
            return PageForm(client, str(target), {**fields, "turn": turn})
        given = {name: text.format(town=self) for name, text in fields.items()}
        if route in CHECKS:
            return PageForm(client, path.format(town=self), given)
        shown = await page(client)
        if "reply" in given or "turn" in given:
            text, reply = replies(shown)[0]
            now = {"reply": text, "turn": str(reply.turn), "made": "1"}
            given |= {name: text for name, text in now.items() if name in given}
        return PageForm(client, path.format(town=self), {"token": field(shown, "token"), **given})


@asynccontextmanager
async def beginners(address: str) -> AsyncIterator[PageTown]:
    """Let somebody begin a self-check. No link and no number that a form names is known."""
    async with open_browser(address) as coordinator, open_browser(address) as newcomer:
        await begun(coordinator)
        yield PageTown(coordinator, coordinator, newcomer)


@asynccontextmanager
async def page_town(conversation: Conversation, address: str, renderer: Renderer, language: str) -> AsyncIterator[PageTown]:
    """Let everything happen that the forms of the page need. All browsers speak one language.

    One institution has a published result; in another, two people answered together, and more was asked of what they handed in.
    """
    async with (
        issued_result(conversation, address, renderer.folder, "Yunhe Centre") as issued,
        open_browser(address, language) as publisher,
        open_browser(address, language) as coordinator,
        open_browser(address, language) as colleague,
        open_browser(address, language) as newcomer,
    ):
        await issued.act("publish")
        publisher.cookie_jar.update_cookies({cookie.key: cookie.value for cookie in issued.coordinator.cookie_jar})
        review = Review(issued.town)
        made = await both_handed_in(coordinator, colleague, review)
        await round_sent(coordinator, do="settle", item=SECOND, mark="1", reason="careful")
        case = await hands_in(coordinator, made)
        await review.accepts(made.case)
        await review.asks_more(made.case, FIRST)
        assert conversation.desk is not None
        campaign = await inviting(CampaignDesk(conversation.desk.access.database), association="South")
        assert (await takes_part(coordinator, campaign.link))[0] == 303
        returning = {"token": field(await page(coordinator), "token"), "do": "make"}
        async with coordinator.post("/v/elsewhere", data=returning) as response:
            found = re.search(r"/r/[\w-]+", await response.text())
        assert found is not None
        yield PageTown(
            coordinator,
            publisher,
            newcomer,
            number=issued.number,
            result=str(issued.case),
            campaign=campaign.link,
            case=case,
            request=f"/handin/{(await review.request('Second Help')).token}",
            joining=await invites(coordinator),
            returning=found[0],
        )


async def key_of(client: ClientSession) -> str:
    """Return the key of the person in a browser."""
    async with client.get("/mydata") as response:
        return str((await response.json())["respondent"]["address"])


def _form(path: str, who: str = "coordinator", **fields: str) -> tuple[str, str, dict[str, str]]:
    return who, path, {"language": "en", **fields}


# The addresses of files that anybody checks: their forms carry no token.
CHECKS = frozenset({"/check", "/check/{number}", "/check/{number}/false"})
# The addresses to which a form is sent with its file.
WITH_FILE = frozenset({"/check", "/evidence", "/proof"})
TAPPED = {"reply": "", "made": "", "changed": FIRST, "about": FIRST}
SETTLING = {"do": "settle", "item": FIRST, "mark": "1", "reason": "careful", "domain": DOMAIN, "division": "all", "drawn": "0"}
STEP = {"do": "step", "star": "2", "step": "1", "due": "2030-01-01", "person": "Nan", "state": "open", "reason": "Late"}
# Of every address: who sends its form, to where, and its fields.
FORMS = {
    "/v/elsewhere": _form("/v/elsewhere", do="revoke", link="none"),
    "/r/{token}": _form("{town.returning}", "newcomer", keep="both"),
    "/campaigns": _form("/campaigns", campaign="1", do="less", level="counts"),
    "/colleagues": _form("/colleagues", do="call", post="service", nickname="Nan", number="7", link="none"),
    "/together": _form("/together", **SETTLING),
    "/together/result": _form("/together/result", do="lower", item=FIRST, mark="1", reason="Sure", drawn="0"),
    "/together/plan": _form("/together/plan", **STEP),
    "/i/{token}": _form("{town.joining}", "newcomer", post="service", nickname="Nan"),
    "/handin/{typed}": _form("{town.request}", do="give", share="note", accept="on", name="First Help"),
    "/cases/{case}": _form(
        "{town.case}", do="answer", share="note", drawn="0", **{f"says-{FIRST}": "Here", f"again-{FIRST}": "on"}
    ),
    "/check": _form("/check"),
    "/check/{number}": _form("/check/{town.number}"),
    "/check/{number}/false": _form("/check/{town.number}/false", reason="other", contact="555-0100"),
    "/results": _form("/results", "publisher", case="{town.result}", do="publish", index="yes"),
    "/c": _form("/c", code="ABC DEF1"),
    "/c/{typed}": _form("{town.campaign}", level="star", do="join"),
    "/tap": _form("/tap", **TAPPED),
    "/": _form("/", **TAPPED),
    "/line": _form("/line", typed="Minutes", turn=""),
    "/form": _form("/form", reply="", **{"field-in_force": "2026-01-01", "box-shows-0": "1"}),
    "/points": _form("/points", place="0.3", kept="0", to="4", turn="", **{"box-points-0": "1"}),
    "/command": _form("/command", command="resume"),
    "/evidence": _form("/evidence", typed="Minutes", turn=""),
    "/proof": _form("/proof", typed="Minutes", turn=""),
}
