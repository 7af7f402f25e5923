"""What axe-core finds on a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.people.phone import Phone

AXE = Path(__file__).parents[1] / "bot" / "web" / "browser" / "axe" / "axe.min.js"
# The rules that look at colours. The style sheet changes nothing but colours in the dark, so all others find the same there.
OF_COLOURS = ("color-contrast", "link-in-text-block")
VIOLATIONS = """async rules => (await axe.run(document, {resultTypes: ["violations"], ...(rules && {runOnly: rules})})).violations
  .map(it => [it.id, it.nodes.map(node => node.html.slice(0, 120))])"""


async def violations(visitor: Phone) -> list[Any]:
    """What axe-core finds on the page, in light and in dark. The page's own rules forbid other scripts: it runs beside them."""
    session = await visitor.context.new_cdp_session(visitor.page)
    await session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    await session.detach()
    await visitor.page.emulate_media(color_scheme="light")
    found: list[Any] = await visitor.page.evaluate(VIOLATIONS)
    await visitor.page.emulate_media(color_scheme="dark")
    return [*found, *await visitor.page.evaluate(VIOLATIONS, OF_COLOURS)]
