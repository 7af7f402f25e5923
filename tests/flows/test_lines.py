"""Typed text becomes one line that keeps what was typed, and says something or not."""

from __future__ import annotations

import pytest

from flows.typed_text import has_words, one_line


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("  甲\t中心 \r\n 二楼\x0b", "甲 中心 二楼"),
        ("甲\x00乙\x1b\u200b\u200e\u202e丙\ud800", "甲乙丙"),
        ("甲\u2028乙\u3000丙\u00a0丁", "甲 乙 丙 丁"),
        ("喆堃垚㛃𬭎中心", "喆堃垚㛃𬭎中心"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        # A sign that joins is kept between pictures alone.
        ("👨\u200d👩\u200d👧 甲", "👨\u200d👩\u200d👧 甲"),
        ("👩🏽\u200d⚕\ufe0f 乙", "👩🏽\u200d⚕\ufe0f 乙"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("甲\u200d乙\u200d👧\u200d", "甲乙👧"),
        ("\u200d👧\u200d\u200d👩", "👧👩"),
        ("", ""),
        (" \u3000\n", ""),
    ],
)
def test_a_text_becomes_one_line_and_keeps_what_can_be_seen(typed: str, line: str) -> None:
    assert one_line(typed) == line


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("甲", True), ("𬭎", True), ("é", True), ("12345", True), ("🏢 A", True), ("", False), ("——！", False),
        ("🏢✨", False), ("1️⃣2⃣", False), ("👨\u200d👩\u200d👧", False), ("🇨🇳", False), ("\u3164", False), ("\u2800", False),
    ],
)  # fmt: skip
def test_pictures_and_signs_alone_say_nothing(line: str, says: bool) -> None:
    assert has_words(line) == says
