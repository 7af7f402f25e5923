"""Plays cases from the request to their end, on the page of the institution and at the desk, and writes down what people see."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import ClientSession
from pypdf import PdfReader

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.desk.days import today
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.review_report import ReviewFacts, review_report
from bot.documents.fair_queue import Asker
from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from flows.campaign.roles import Role
from flows.standard.loader import shipped
from tests.people.desk_cases import FEW, cases_of, decided, read_all, read_once, seal
from tests.people.desk_visitor import DeskVisitor, desk_visitor, first_invitation
from tests.people.page_server import FAST, serving
from tests.people.pre_screening import sends
from tests.people.read_page import timeless, words_of
from tests.people.shipped_words import sentence
from tests.people.visitor import all_answered, open_browser, page

STANDARD = shipped()
NAME = "First Help"
NOT_LOOKED_AT = sum(not rating.level for rating in FEW.values())
# An item that decides the star: the first star needs it.
ITEM = next(code for code, rating in FEW.items() if rating.level)
# A secret has 22 characters, and so has the code of a subdomain; a secret is not in small letters alone.
WORDS = "The list hangs on the wall of the office"
TOKEN = re.compile(r"(?<![A-Za-z0-9_-])(?=[a-z_-]*[A-Z0-9])[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])")
FINGERPRINT = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
# Where the parts of a page begin that stay the same through a case. Each is written down once.
SAME = ("own-case-handed", "desk-case-not-looked-at")
# A page says so only near the end of what the calendar knows.
ASSUMED = ("own-case-assumed", "desk-case-assumed")


@dataclass
class Played:
    """One association with its people, an institution on the page, and the transcript so far."""

    conversation: Conversation
    renderer: Renderer
    wording: Wording
    language: str
    ann: DeskVisitor
    ben: DeskVisitor
    cat: DeskVisitor
    phone: ClientSession
    written: list[str] = field(default_factory=list)
    case: str = ""
    seen: set[str] = field(default_factory=set)

    @property
    def own(self) -> str:
        """The address of the case for its institution."""
        return f"/cases/{self.case.rpartition('/')[2]}"

    def write(self, did: str, *lines: str) -> None:
        """Write down what somebody did, and what they then see."""
        assumed = [sentence(key, self.language) for key in ASSUMED]
        self.written += ["", f"> {did}", "", *self._new(line for line in lines if line not in assumed)]

    def _new(self, lines: Iterable[str]) -> Iterator[str]:
        """Return the lines up to a part that was written down before."""
        same = [sentence(key, self.language, count=NOT_LOOKED_AT) for key in SAME]
        for line in lines:
            if line in self.seen:
                yield f"{line} …"
                return
            if line in same:
                self.seen.add(line)
            yield line

    async def at_desk(self, did: str, officer: DeskVisitor, path: str = "") -> None:
        """Write down a page of the desk: that of the case, or another one."""
        self.write(did, *words_of(await officer.page(path or self.case)))

    async def on_page(self, did: str, path: str = "") -> None:
        """Write down a page of the institution: that of the case, or another one."""
        self.write(did, *words_of(await page(self.phone, path or self.own)))

    async def does(self, officer: DeskVisitor, act: str, /, **fields: str) -> None:
        """Let an officer send a form of the case."""
        status, shown = await officer.post(f"{self.case}/{act}", **fields)
        assert status == 303, shown

    async def says(self, asked: str = "", /, **fields: str) -> None:
        """Let the institution send a form of its case; `asked` is what the page asks once more."""
        status, shown = await sends(self.phone, self.own, f"{self.own}{asked}", language=self.language, **fields)
        assert status == 303, shown

    def text(self) -> str:
        """The transcript, without what differs from run to run."""
        text = timeless("\n".join(self.written).strip() + "\n", today())
        return TOKEN.sub("TOKEN", FINGERPRINT.sub("FINGERPRINT", re.sub(r"<day [+-]\d+>", "<day>", text)))


@asynccontextmanager
async def association(url: str, language: str, wording: Wording, folder: Path) -> AsyncIterator[Played]:
    """Serve page and desk over one database. Ann administers, Ben and Cat review; no case is drawn for a second reading."""
    renderer = Renderer(wording, folder)
    async with (
        open_conversation(url, data_dir=folder) as conversation,
        serving(conversation, wording, renderer, seal=seal, limits=FAST) as address,
        desk_visitor(address) as ann,
        desk_visitor(address) as ben,
        desk_visitor(address) as cat,
        open_browser(address, language) as phone,
    ):
        await ann.opens(await first_invitation(conversation), name="Ann", language=language)
        await read_once(conversation, ann)
        for reviewer, name in ((ben, "Ben"), (cat, "Cat")):
            await reviewer.opens(await ann.invitation(Role.reviewer), name=name, language=language)
        yield Played(conversation, renderer, wording, language, ann, ben, cat, phone)
    await renderer.close()


async def hands_in(played: Played) -> None:
    """Ben makes a link, and the institution hands in what it answered: rung 1 in what the first star needs."""
    status, made = await played.ben.post("/desk/cases/new", label=NAME)
    assert status == 200, made
    played.write("Ben makes a link for an institution", *words_of(made)[:8])
    link = re.search(r'readonly value="https?://[^/"]+(/handin/[\w-]{22})"', made)
    case = re.search(r"desk/cases/\d{5,}", made)
    assert link is not None
    assert case is not None
    played.case = f"/{case[0]}"
    await all_answered(played.phone, *(str(rating.level) for rating in FEW.values()))
    assert (await sends(played.phone, link[1], do="name", name=NAME))[0] == 303
    await played.on_page("The institution has finished a self-check, opens the link and names itself", link[1])
    status, place = await sends(played.phone, link[1], do="give", share="answer", accept="on", language=played.language)
    assert status == 303, place
    await played.on_page("It hands in")
    await played.at_desk("Ben opens the case", played.ben)


async def accepts(played: Played) -> None:
    """Ben declares that he has no tie, and accepts."""
    await played.does(played.ben, "declare")
    await played.does(played.ben, "accept")
    await played.at_desk("Ben declares that he has no tie, and accepts", played.ben)
    await played.at_desk("and opens the first item", played.ben, f"{played.case}/items/{ITEM}")


async def confirms_the_rest(played: Played) -> None:
    """Ben confirms every item that is open, and finishes."""
    await read_all(played.ben, played.case)
    await played.does(played.ben, "finish")
    await played.at_desk("Ben confirms every other item, each on its own page, and finishes", played.ben)


async def asks_back(played: Played, text: str) -> None:
    """Ben asks for more about one item, and the institution hands that item in again."""
    await decides(played, played.ben, "more_asked", text)
    await played.does(played.ben, "ask")
    await played.on_page("Ben asks for more. The institution opens its case")
    await played.says(do="answer", share="answer", **{f"again-{ITEM}": "on", f"says-{ITEM}": WORDS})
    await played.on_page("and says in words why the item stays as it is")


async def decides(played: Played, officer: DeskVisitor, act: str, text: str, **fields: str) -> None:
    """Let a reviewer decide about the item: nothing shows it."""
    given = {"reason-no_evidence": "yes", "text": text, **fields}
    status, shown = await decided(officer, f"{played.case}/items/{ITEM}", act, **given)
    assert status == 303, shown


async def objects(played: Played, text: str) -> None:
    """The institution objects to the item, and Ann gives the objection to Cat."""
    await played.says(do="object", **{f"objects-{ITEM}": text})
    await played.on_page("The institution objects to that item")
    officer = re.search(r'name="officer" value="(\d+)"> Cat', await played.ann.page(played.case))
    assert officer is not None
    await played.does(played.ann, "assign", officer=officer[1])
    await played.does(played.cat, "declare")
    await played.at_desk("Ann gives the objection to Cat, who opens the item", played.cat, f"{played.case}/items/{ITEM}")


async def issues(played: Played) -> None:
    """Ann issues the result; both sides read it, with the report and the log."""
    await played.does(played.ann, "issue", sure="yes")
    await played.at_desk("Ann issues the result", played.ann)
    await played.on_page("The institution reads it")
    played.write("The report of the review says", *await report_of(played))
    await played.at_desk("Ann reads the log of the case", played.ann, f"{played.case}/log")


async def report_of(played: Played) -> list[str]:
    """The lines of the report, as the PDF has them."""
    town, number = cases_of(played.conversation), int(played.case.rpartition("/")[2])
    found = await town.cases.one(played.ann.cookie, number)
    assert found is not None
    log = tuple(line.entry for line in await town.cases.log(played.ann.cookie, number))
    facts = ReviewFacts(found.case, log, found.line.institution, "North", found.rules, today())
    content = review_report(facts, STANDARD, DocumentWords(played.wording, played.language))
    made = await played.renderer.typeset(content, Asker("desk", "Ann"))
    pages = PdfReader(io.BytesIO(made)).pages
    text = "\n".join(each.extract_text() for each in pages).replace("\u200b", "").replace("\u00a0", " ")
    return [line.strip() for line in text.splitlines() if line.strip()]
