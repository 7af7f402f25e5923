"""The edition on one page: whole, reached from the standard's view, and fit to print."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from aiohttp import ClientSession
from pypdf import PdfReader

from bot.words.edition_text import edition_text
from bot.words.wording import Wording
from flows.standard.loader import shipped
from tests.people.languages import LANGUAGES
from tests.people.phone import Phones

pytestmark = pytest.mark.asyncio(loop_scope="session")
A4_POINTS = (595, 842)
# Only the sheets of the first domain, because reading a printed file is slow.
FIRST_SHEETS = "3-7"
# The last line of every text of more than one line, without its punctuation.
LAST_LINES = r"""() => [...document.querySelectorAll("main p, main li > span")].map(element => {
  const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), range = document.createRange(), lines = [];
  for (let top = -Infinity; words.nextNode();)
    for (let at = 0; at < words.currentNode.length; at++) {
      range.setStart(words.currentNode, at);
      range.setEnd(words.currentNode, at + 1);
      const box = range.getBoundingClientRect();
      if (box.top > top + box.height / 2) top = box.top, lines.push("");
      lines[lines.length - 1] += words.currentNode.data[at];
    }
  return lines;
}).filter(lines => lines.length > 1).map(lines => lines.at(-1).replace(/[\p{P}\s]/gu, ""))"""


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def sheet_of(text: str, sheets: str) -> int:
    """Return the number of the sheet with a text; a printer's file may name a character by its radical."""
    found = re.search("".join(rf"[{re.escape(c)}\u2e80-\u2eff]" for c in plain(text)), sheets)
    assert found, text
    return sheets.count("\f", 0, found.start())


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page_holds_the_whole_edition(address: str, wording: Wording, language: str) -> None:
    async with ClientSession() as session, session.get(f"{address}standard?language={language}") as response:
        html = await response.text()
        assert response.status == 200
        assert "Set-Cookie" not in response.headers
    assert len(re.findall(r'<script src="static/xingjie\.js\?v=\w+" defer></script>', html)) == html.count("<script") == 1
    assert "style=" not in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    parts = {"contents", *shipped().codes, *(d.code for d in shipped().domains)}
    assert set(re.findall(r'href="#([^"]+)"', html)) == set(ids) - {"offline"} == parts
    for domain in edition_text(shipped(), wording, language).domains:
        for sub in domain.subdomains:
            for text in (sub.question, sub.why, sub.ground, sub.enough, sub.neighbour, *(r.text for r in sub.rungs)):
                assert text in html


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_text_ends_in_a_line_of_one_character(phones: Phones, address: str, language: str) -> None:
    person = await phones.take(address, language)
    await person.open(f"standard?language={language}")
    lines = await person.page.evaluate(LAST_LINES)
    assert len(lines) > 100
    assert [line for line in lines if len(line) < 2] == []


async def test_the_standards_view_leads_to_it_at_phone_size(phones: Phones, address: str) -> None:
    person = await phones.take(address)
    await person.open("command?name=standard")
    await person.page.locator(".all a").click()
    assert await person.page.locator("article").count() == len(shipped().codes)
    assert await person.fits()
    chapter = person.page.locator('.contents a[href="#risk-management"]')
    assert not await chapter.is_visible(), "the contents are folded on a phone"
    await person.page.locator(".contents summary").click()
    await chapter.click()
    assert await person.page.locator("#risk-management").is_visible()


async def test_the_way_back_opens_the_contents_and_a_wide_screen_shows_them(phones: Phones, address: str) -> None:
    person = await phones.take(address)
    await person.open("standard?language=en")
    await person.page.locator(".to-contents").click()
    assert await person.page.locator('.contents a[href="#risk-management"]').is_visible()
    await person.page.set_viewport_size({"width": 1024, "height": 768})
    await person.open("standard?language=zh")
    assert await person.page.locator('.contents a[href="#risk-management"]').is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_on_paper_no_heading_is_left_alone_and_no_ladder_breaks(
    phones: Phones, address: str, wording: Wording, language: str
) -> None:
    person = await phones.take(address)
    await person.open(f"standard?language={language}")
    reader = PdfReader(io.BytesIO(await person.page.pdf(prefer_css_page_size=True, page_ranges=FIRST_SHEETS)))
    sheets = "\f".join(plain(page.extract_text()) for page in reader.pages)
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages} == {A4_POINTS}
    for domain in edition_text(shipped(), wording, language).domains[:1]:
        for sub in domain.subdomains:
            together = (sub.question, sub.why, sub.ground, *(rung.text for rung in sub.rungs))
            assert len({sheet_of(text, sheets) for text in together}) == 1, sub.code
