"""What the faces' tests share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.documents.renderer import Press
from bot.words.wording import Wording


@pytest.fixture
async def press(wording: Wording, tmp_path: Path) -> AsyncIterator[Press]:
    """A maker of documents with a key of its own."""
    press = Press(wording, tmp_path)
    yield press
    await press.close()
