"""Every view at phone size: it fits, can be read, and can be tapped."""

from __future__ import annotations

from typing import Literal

import pytest

from flows.standard.loader import shipped
from tests.people.languages import LANGUAGES
from tests.people.phone import TAP_AT_LEAST, Phones

pytestmark = pytest.mark.asyncio(loop_scope="session")
STANDARD = shipped()
CONTRAST_AT_LEAST = 4.5
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Of every visible element with words of its own: the words, and the contrast of its colour with what lies behind it.
CONTRASTS = """() => {
  const numbers = text => text.match(/[\\d.]+/g).map(Number);
  const light = rgb => {
    const [r, g, b] = rgb.map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const found = numbers(getComputedStyle(at).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found.slice(0, 3);
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll("body, body *")]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.checkVisibility())
    .map(e => {
      const pair = [light(numbers(getComputedStyle(e).color).slice(0, 3)), light(behind(e))].sort((a, b) => b - a);
      return [e.textContent.trim().slice(0, 40), (pair[0] + 0.05) / (pair[1] + 0.05)];
    });
}"""
SIZES = """() => [...document.querySelectorAll("button:not(.inline), .menu a, summary, .brand, input[type=text]")]
  .filter(e => e.checkVisibility())
  .map(e => [e.textContent.trim().slice(0, 40), e.getBoundingClientRect().width, e.getBoundingClientRect().height])"""
LEVELS = """() => [...document.querySelectorAll("h1, h2, h3, h4")].map(e => Number(e.tagName[1]))"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.long("test_every_kind.py opens every view")
async def test_every_view_fits_can_be_read_and_tapped(phones: Phones, address: str, language: str) -> None:
    visitor = await phones.take(address, language)

    async def holds() -> None:
        for scheme in SCHEMES:
            where = (visitor.page.url, scheme)
            await visitor.page.emulate_media(color_scheme=scheme)
            assert await visitor.fits(), where
            for words, contrast in await visitor.page.evaluate(CONTRASTS):
                assert contrast >= CONTRAST_AT_LEAST, (where, words, contrast)
            for words, width, height in await visitor.page.evaluate(SIZES):
                assert min(width, height) >= TAP_AT_LEAST, (where, words, width, height)
        levels = await visitor.page.evaluate(LEVELS)
        assert levels[0] == 1
        assert set(levels[1:]) <= {2}

    await visitor.open()
    await holds()
    await visitor.tap("consent")
    await holds()
    await visitor.tap("begin", "full")
    await holds()
    await visitor.tap("excuse")
    await visitor.send("")
    assert await visitor.notice()
    await holds()
    await visitor.tap("cancel")
    await visitor.tap("rate", "2")
    await holds()
    await visitor.page.go_back()
    await holds()
    await visitor.open()
    await visitor.tap("review")
    await holds()
    await visitor.open(f"v/answers.{STANDARD.domains[0].code}")
    await holds()
    for path in ("result", "help", "privacy", "about", "standard", "language", "restart", "forget"):
        await visitor.open(f"command?name={path}")
        await visitor.page.locator(".menu summary").click()
        await holds()
    await visitor.open("nowhere")
    await holds()
