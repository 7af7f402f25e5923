"""The page for experts is what the words and the data are now."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.commands.standard_document import document
from bot.words.wording import LANGUAGES, Wording
from flows.dialogue import phrase
from flows.standard.loader import load, shipped
from tests.validity.example_edition import EDITION


def test_the_page_is_current(wording: Wording) -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "content.md").read_text(encoding="utf-8")
    assert page == document(shipped(), wording), "write it anew: xingjie standard document > docs/reference/content.md"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_every_criterion_with_what_shows_it(wording: Wording, language: str) -> None:
    page = document(shipped(), wording)
    for criterion in (item for sub in shipped().subdomains for rung in sub.criteria for item in rung):
        fact, shown = (wording.say(phrase(key), language) for key in (criterion.words, criterion.shown))
        assert f"{fact}<br>→ {shown}" in page


@pytest.mark.long("the shorter tests of this file")
def test_another_edition_is_written_in_its_own_words() -> None:
    page = document(load(EDITION / "edition.toml"), Wording.load(EDITION))
    assert page.startswith("# 小标准 2026\n")
    assert "| 热线 / Hotline |  | √ | √ | √ | √ | √ | 小 / small | 小 / small | 中 / medium | 大 / large | 大 / large |" in page
    assert (
        "| **2** | 主要服务几天内答复有成文规定，来电都登记。 | A written rule says how soon main services reply, and calls are logged. |"
        in page
    )
    assert "需求管理" not in page
