"""Pictures of pages for docs/pictures, which `WRITE_PICTURES=1` writes."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

from PIL import Image
from playwright.async_api import Page

DOCS = Path(__file__).parents[2] / "docs"
BYTES_AT_MOST = 100_000
COLOURS = 64


async def pictured(page: Page, name: str, language: str, guide: str) -> None:
    """Take the picture of what a page shows, if it is wanted. `guide` is the file in docs/how-to that shows it."""
    shot = Image.open(io.BytesIO(await page.screenshot())).convert("RGB") if os.environ.get("WRITE_PICTURES") else None
    kept(shot, name, language, guide)


def kept(shot: Image.Image | None, name: str, language: str, guide: str) -> None:
    """Keep a picture if it is wanted; it has to be there, and the guide has to show it with words for people who cannot see it."""
    path = DOCS / "pictures" / f"{name}-{language}.png"
    if shot is not None and os.environ.get("WRITE_PICTURES"):
        shot.quantize(COLOURS).save(path, optimize=True)
    assert path.stat().st_size <= BYTES_AT_MOST
    text = (DOCS / "how-to" / guide).read_text(encoding="utf-8")
    assert re.search(rf'src="\.\./pictures/{path.name}"[^>]* alt="[^"]+"', text)
