"""Cases at the page of the desk: an institution that hands in against the shipped standard, and officers who read it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from bot.attachments.inspection import Inspection
from bot.conversation.conversation import Conversation
from bot.desk.cases import ReviewRules, ToSeal
from bot.documents.content.dossier import dossier
from bot.documents.sealed.seal import seal as seal_answers
from flows.assessment.evidence import Attachment, Evidence
from flows.assessment.rating import Rating, Ratings
from flows.dialogue import Address
from flows.institution.answers import Together
from flows.review.case import Case
from flows.review.states import CaseEvent, CaseState
from flows.standard.loader import shipped
from tests.people.desk_visitor import DeskVisitor
from tests.people.reviews import ANN, NOW, ReviewTown
from tests.people.visitor import field

CODES = shipped().codes
# A name that tries to be something else.
NAME = "First <b>Help</b>"
# Nearly everything on rung 3, with evidence for some, so that the star is 3 and not everything decides it.
ANSWERS: Ratings = {code: Rating(3 if place % 4 else 5) for place, code in enumerate(CODES)} | {
    CODES[1]: Rating(
        3, evidence=Evidence("=Minutes <i>of</i> March", 3, date(2026, 3, 1), date(2025, 1, 1), date(2026, 2, 1), shows="3a")
    ),
    CODES[2]: Rating(3, evidence=Evidence("A rule of long ago", 3, date(2020, 3, 1))),
}
# What the first star needs, on rung 1: there is little to look at, and nothing is drawn.
FEW: Ratings = {code: Rating(int(1 in shipped().subdomain(code).stars)) for code in CODES}
ONCE = ReviewRules(second_reading_percent=0)
SEALED, KEY = b"issued ", Ed25519PrivateKey.generate()


def cases_of(conversation: Conversation) -> ReviewTown:
    """The storage of cases behind a desk; nobody has joined in it."""
    assert conversation.desk is not None
    return ReviewTown(conversation.desk.access.database, shipped().edition)


async def read_once(conversation: Conversation, administrator: DeskVisitor) -> None:
    """Let no case be drawn for a second reading from now on, so that a test knows what comes next."""
    await cases_of(conversation).rules.change(administrator.cookie, ONCE)


async def handed_in(
    conversation: Conversation,
    reviewer: DeskVisitor,
    who: Address = ANN,
    name: str = NAME,
    answers: Ratings = ANSWERS,
    together: Together | None = None,
) -> str:
    """Let a person hand in what an officer asked for; the address of the case at the desk.

    `together` says how several people came to the answers.
    """
    facts = dossier(shipped(), answers, NOW.date(), "en", together=together)
    case = await cases_of(conversation).handed_in(who, name, reviewer.cookie, answers, seal_answers(facts, KEY, NOW))
    return f"/desk/cases/{case}"


async def accepted(reviewer: DeskVisitor, case: str) -> None:
    """Let a reviewer declare that nothing ties them to the institution, and accept the case."""
    for act in ("declare", "accept"):
        assert (await reviewer.post(f"{case}/{act}"))[0] == 303


async def kept_file(conversation: Conversation, name: str, content: bytes, who: Address = ANN) -> Attachment:
    """A file that a person attached on the page."""

    async def chunks() -> AsyncIterator[bytes]:
        yield content

    assert conversation.files is not None
    return await conversation.files.keep(who, Inspection(name), chunks())


def with_file(file: Attachment, code: str = CODES[1], answers: Ratings = ANSWERS) -> Ratings:
    """The same answers; the evidence of one has a file."""
    rating = answers[code]
    assert rating.evidence is not None
    return {**answers, code: rating.with_evidence(replace(rating.evidence, file=file))}


async def decided(reviewer: DeskVisitor, item: str, act: str = "confirmed", **fields: str) -> tuple[int, str]:
    """Open an item and press one of its buttons; the status, and the page or where it leads."""
    page = await reviewer.page(item)
    given = {"text": "Seen on the spot", **fields, "act": act, **hidden(page)}
    return await reviewer.send(f"{item}/decide", **given)


def hidden(page: str) -> dict[str, str]:
    """The fields of an item's form that nobody fills in."""
    return {name: field(page, name) for name in ("token", "seen", "drawn")}


async def read_all(reviewer: DeskVisitor, case: str) -> None:
    """Confirm every item that is open."""
    while found := re.search(r'class="button primary" href="[^"]*/items/([\w-]+)"', await reviewer.page(case)):
        assert (await decided(reviewer, f"{case}/items/{found[1]}"))[0] == 303


async def ready(
    conversation: Conversation,
    reviewer: DeskVisitor,
    who: Address = ANN,
    name: str = NAME,
    together: Together | None = None,
) -> str:
    """A case that only has to be issued, after `read_once`; its address."""
    case = await handed_in(conversation, reviewer, who, name, FEW, together)
    await accepted(reviewer, case)
    town, number = cases_of(conversation), int(case.rpartition("/")[2])
    await read_all(reviewer, case)
    assert (await reviewer.post(f"{case}/finish"))[0] == 303
    found = await town.cases.one(reviewer.cookie, number)
    assert found is not None
    assert found.case.state is CaseState.opinion, found.case.state
    await town.says(who, number, CaseEvent.agree)
    return case


def seal(issued: ToSeal) -> bytes:
    """Seal a result with a key of the tests."""
    return SEALED + KEY.sign(f"{issued.check_number} {issued.case.key} {len(issued.log)}".encode())


async def stored(conversation: Conversation, reviewer: DeskVisitor, case: str) -> Case:
    """The case at an address of the desk, as it is stored."""
    found = await cases_of(conversation).cases.one(reviewer.cookie, int(case.rpartition("/")[2]))
    assert found is not None
    return found.case
