"""The renderer under test, with the real workers or with a slow one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import bot.documents.renderer as renderer_module
from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from tests.bot.documents.slow_cards import Slow


@pytest.fixture
async def renderer(wording: Wording, tmp_path: Path) -> AsyncIterator[Renderer]:
    renderer = Renderer(wording, tmp_path / "data")
    yield renderer
    await renderer.close()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    slow = Slow()
    monkeypatch.setattr(renderer_module, "_render_in_process", slow)
    return slow
