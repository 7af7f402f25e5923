"""What axe-core finds on a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from tests.people.phone import Phone

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
AXE = Path(__file__).parents[1] / "bot" / "web" / "browser" / "axe" / "axe.min.js"
VIOLATIONS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .map(it => [it.id, it.nodes.map(node => node.html.slice(0, 120))])"""


async def violations(visitor: Phone) -> list[Any]:
    """What axe-core finds on the page, in light and in dark. The page's own rules forbid other scripts: it runs beside them."""
    session = await visitor.context.new_cdp_session(visitor.page)
    await session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    await session.detach()
    found: list[Any] = []
    for scheme in SCHEMES:
        await visitor.page.emulate_media(color_scheme=scheme)
        found += await visitor.page.evaluate(VIOLATIONS)
    return found
