"""An institution whose result is issued in the database of a page, with a true issued file."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from aiohttp import ClientSession

from bot.conversation.conversation import Conversation
from bot.documents.sealed.association_keys import association_key
from bot.web.cookies import Signer
from flows.assessment.rating import Rating
from flows.review.entries import Issue, Move
from flows.review.states import CaseEvent
from storage.review.issuing import ToSeal
from tests.people.issued_results import STANDARD, played, resealed
from tests.people.page_server import SECRET
from tests.people.reviews import ANN, ANSWERS, EVERYTHING, ReviewTown
from tests.people.visitor import field, open_browser


@dataclass
class Issued:
    """An issued result in the database of a page, and the browser of the person who coordinates the institution."""

    town: ReviewTown
    case: int
    number: str
    sealed: bytes
    coordinator: ClientSession

    async def act(self, does: str, *, index: bool = False) -> int:
        async with self.coordinator.get("/results") as response:
            token = field(await response.text(), "token")
        form = {"token": token, "language": "en", "case": str(self.case), "do": does} | ({"index": "yes"} if index else {})
        async with self.coordinator.post("/results", data=form, allow_redirects=False) as response:
            return response.status


@asynccontextmanager
async def issued_result(
    conversation: Conversation, address: str, folder: Path, name: str, until: date = date(2099, 1, 1)
) -> AsyncIterator[Issued]:
    """Issue a result for an institution of this name, valid before `until`; `folder` holds the keys of the installation.

    The institution has also answered every question of the shipped edition, so that its documents can be made.
    """
    result = played()
    assert conversation.desk is not None
    town = ReviewTown(conversation.desk.access.database, STANDARD.edition)
    await town.staffed()
    case = await town.handed_in(answers={**ANSWERS, **{code: Rating(3) for code in STANDARD.codes}})
    await town.read_to_the_end(case)
    files: list[tuple[str, bytes]] = []

    def seal(issue: ToSeal) -> bytes:
        key = association_key(folder, issue.association_id, issue.association, date(2026, 11, 1))
        file = resealed(result.file, key, check_number=issue.check_number, organisation=name, valid_until="2098-01-01")
        files.append((issue.check_number, file))
        return file

    move = Issue(EVERYTHING, until)
    assert await town.issuing.issue(town.ann, case, lambda _, by, at, __: Move(CaseEvent.issue, by, at, move), seal)
    ((number, sealed),) = files
    async with open_browser(address) as coordinator:
        cookie = Signer(SECRET).seal_at("dated-cookie", ANN.address, time.time())
        coordinator.cookie_jar.update_cookies({"xingjie": cookie})
        yield Issued(town, case, number, sealed, coordinator)
