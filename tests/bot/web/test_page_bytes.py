"""Every page is small: it has to come quickly over a slow connection, and nothing is said twice."""

from __future__ import annotations

import pytest

from bot.checks.all_screens import every_screen
from bot.operations.operator import Operator
from bot.web.pages import PageContext, Pages
from bot.words.wording import Wording
from flows.standard.loader import shipped

BYTES_AT_MOST = 10_000
# As long as a real token is, and from an address that lies one level down.
CONTEXT = PageContext(token="0" * 97, is_known=True, root="../")
OPERATOR = Operator("Yunhe Service Centre", "help@example.org")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_has_at_most_ten_thousand_bytes(wording: Wording, language: str) -> None:
    pages = Pages(wording, shipped(), "https://check.example.org", OPERATOR)
    sizes: dict[str, int] = {}
    for screen in every_screen(shipped(), language):
        sizes[screen.name] = max(sizes.get(screen.name, 0), len(pages.screen(screen, [], CONTEXT).encode()))
    assert {name: size for name, size in sizes.items() if size > BYTES_AT_MOST} == {}
