"""The screens of phones and the sizes of text at which pages are looked at."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

SIZES = ((390, 664), (360, 600), (375, 553), (320, 568))
TEXT_PERCENT = (100, 150, 200)
LARGER = "percent => { document.documentElement.style.fontSize = percent + '%'; }"


@dataclass(frozen=True, slots=True)
class Screens:
    """Which windows, width and height in points, and which sizes of text."""

    sizes: tuple[tuple[int, int], ...] = SIZES
    percents: tuple[int, ...] = TEXT_PERCENT


ALL = Screens()
SMALLEST = Screens(((320, 568),), (100, 200))
# Two phones and a desk, for the pages of officers.
AT_THE_DESK = Screens(((390, 664), (360, 600), (1280, 800)), (100, 200))
_LONG = pytest.mark.long("the smallest phone in English, whose words are longer")
# For a test that looks at every page, or at every question, in a language on screens.
LANGUAGES_ON_SCREENS = (
    pytest.param("en", SMALLEST, id="en-smallest"),
    pytest.param("en", ALL, marks=_LONG, id="en-all"),
    pytest.param("zh", ALL, marks=_LONG, id="zh-all"),
)
