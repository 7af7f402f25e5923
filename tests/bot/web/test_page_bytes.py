"""Every page is small: it has to come quickly over a slow connection, and nothing is said twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.checks.all_screens import WIDEST
from bot.operations.operator import Operator
from bot.web.pages import PageContext, Pages
from bot.words.wording import Wording
from flows.stages import Stage
from flows.standard.loader import shipped
from tests.people.page_server import BYTES_AT_MOST
from tests.people.shipped_screens import FULLEST, ExampleScreens, fullest_screens, shipped_screens

# As long as a real token is.
TOKEN = "0" * 97
# What is shown at the root; any other page may lie one level down.
AT_ROOT = frozenset({Stage.reviewing, Stage.finished})
OPERATOR = Operator("Yunhe Service Centre", "help@example.org")
# Of the screens of one name those that say most are drawn: there are thousands of screens.
MANY = 25


@pytest.mark.parametrize(
    ("language", "count"),
    [
        ("en", FULLEST),
        pytest.param("zh", MANY, marks=pytest.mark.long("the two fullest of each name in English")),
        pytest.param("en", MANY, marks=pytest.mark.long("the two fullest of each name in English")),
    ],
)
def test_every_page_has_at_most_ten_thousand_bytes(
    wording: Wording, examples: Callable[[str], ExampleScreens], language: str, count: int
) -> None:
    pages = Pages(wording, shipped(), "https://check.example.org", OPERATOR)
    sizes: dict[str, int] = {}
    is_long = count > FULLEST
    for screen in fullest_screens(shipped_screens(language), count) if is_long else examples(language).fullest:
        context = PageContext(TOKEN, is_known=True, root="" if screen.name in AT_ROOT else "../")
        html = pages.screen(screen, [], context).replace(WIDEST, "")  # a name of 200 signs is theirs to choose
        sizes[screen.name] = max(sizes.get(screen.name, 0), len(html.encode()))
    assert {name: size for name, size in sizes.items() if size > BYTES_AT_MOST} == {}
