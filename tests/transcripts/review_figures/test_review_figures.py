"""How an association learns from its reviews, as an assessor can read it: `> what happened`, and what the desk then shows.

The words are frozen here; after a change of words, run `WRITE_TRANSCRIPTS=1 pytest -m "" tests/transcripts` and read what has changed.
"""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest
from sqlmodel import select

from bot.conversation.opening import open_conversation
from bot.desk.days import today
from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from flows.campaign.release import Missing
from flows.campaign.roles import Role
from flows.review_figures.release import ReviewRelease
from storage.association_tables import AssociationRow
from storage.database import Database
from tests.people.desk_visitor import DeskVisitor, desk_visitor, first_invitation
from tests.people.issued_reviews import ReviewedSector
from tests.people.page_server import serving
from tests.people.read_page import timeless, words_of

LANGUAGES = ("en", pytest.param("zh", marks=pytest.mark.long("the same in English")))
PAGE = "/desk/review-figures"
NAMES = tuple(f"Help {number:02}" for number in range(40))


@pytest.mark.long("the storage and the page of these figures")
@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_reviews_show_from_nothing_to_the_second_release(
    sqlite_url: str, language: str, wording: Wording, tmp_path: Path
) -> None:
    renderer, written = Renderer(wording, tmp_path), list[str]()
    async with (
        open_conversation(sqlite_url) as conversation,
        serving(conversation, wording, renderer) as address,
        desk_visitor(address) as ann,
        desk_visitor(address) as other,
    ):
        assert conversation.desk is not None
        database = conversation.desk.access.database
        await ann.opens(await first_invitation(conversation), name="Ann", language=language)
        sector = ReviewedSector(database, await association(database))

        async def see(did: str, visitor: DeskVisitor = ann) -> None:
            status, page = await visitor.get(PAGE)
            assert status in (200, 403)
            written.extend(["", f"> {did}", "", *words_of(page)])

        await see("Ann, an administrator, opens the page before anything was issued")
        await sector.issue(NAMES[:8], lower=True)
        await sector.issue(NAMES[8:19])
        assert await sector.next_day() == Missing(1, 0)
        await see("Nineteen results are issued, and a night passes")
        await sector.issue(NAMES[19:20])
        assert isinstance(await sector.next_day(), ReviewRelease)
        await see("The twentieth is issued, and a night passes")
        await sector.issue(NAMES[20:24], lower=True)
        await sector.rescind(NAMES[:2])
        assert await sector.next_day() == Missing(0, 4)
        await see("Four more are issued and two are rescinded: nothing moves")
        await sector.issue(NAMES[24:34])
        assert isinstance(await sector.next_day(), ReviewRelease)
        await see("Ten more are issued, and a night passes")
        written.extend(["", "> Ann takes the second release away as a table", "", *await table(ann, language)])
        await other.opens(await ann.invitation(Role.reviewer), name="Ben", language=language)
        await see("Ben, a reviewer, opens the same address", other)
        await other.opens(await first_invitation(conversation, "South"), name="Sue", language=language)
        await see("Sue, of another association, opens the same address", other)
        await renderer.close()
    text = timeless("\n".join(written).strip() + "\n", today())
    file = Path(__file__).with_name(f"{language}.txt")
    if os.environ.get("WRITE_TRANSCRIPTS"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


async def association(database: Database) -> int:
    async with database.reading() as db:
        return (await db.exec(select(AssociationRow.id))).one()


async def table(ann: DeskVisitor, language: str) -> list[str]:
    """The rows of the latest release as CSV that are split, and how many are not."""
    page = await ann.page(PAGE)
    release = page.partition('<option value="')[2].partition('"')[0]
    fields = {"sure": "yes", "format": "csv", "language": language, "release": release}
    status, _, file = await ann.download(f"{PAGE}/file", **fields)
    assert status == 200
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))
    split = [" | ".join(row) for row in rows if row[3]]
    return [*split, f"({len(rows) - len(split)} rows without a number)"]
