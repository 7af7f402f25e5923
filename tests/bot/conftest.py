"""What the faces' tests share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.documents.renderer import Renderer
from bot.words.wording import Wording


@pytest.fixture
async def renderer(wording: Wording, tmp_path: Path) -> AsyncIterator[Renderer]:
    """A renderer of documents with a key of its own."""
    renderer = Renderer(wording, tmp_path)
    yield renderer
    await renderer.close()
