"""Telegram's HTML and commands are read and counted as it does."""

from __future__ import annotations

import pytest

from .html import HtmlError, parse
from .person import command_entities

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("好<p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<i><b>x</b>", 'Can\'t find end tag corresponding to start tag "i"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("a&nbsp;b", 'Unsupported HTML entity "&nbsp;" at byte offset 1'),
    ],
)
async def test_html_is_refused_in_telegrams_words(source: str, words: str) -> None:
    with pytest.raises(HtmlError) as refused:
        parse(source)
    assert str(refused.value) == words


async def test_html_and_commands_count_in_utf16() -> None:
    link = '<a href="https://e.org/?a=1&amp;b=2">x &amp; y</a>'
    parsed = parse(f' \N{GRINNING FACE}{link}<pre><code class="language-py">z</code></pre> ')
    assert parsed.text == "\N{GRINNING FACE}x & yz"
    assert parsed.entities == (
        {"type": "text_link", "offset": 2, "length": 5, "url": "https://e.org/?a=1&b=2"},
        {"type": "pre", "offset": 7, "length": 1, "language": "py"},
    )
    assert parse("R&D &#128512; &lt;").text == "R&D \N{GRINNING FACE} <"
    assert command_entities("\N{GRINNING FACE} /go a/b http://x/y") == [{"type": "bot_command", "offset": 3, "length": 3}]
