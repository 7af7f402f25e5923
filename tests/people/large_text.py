"""Text at twice its size, and whether a page of it fits."""

from __future__ import annotations

from tests.people.phone import Phone

# How far the page is wider than the window, and the pairs of buttons that overlap by more than a rounded pixel. The next action
# stays at the lower edge, above what scrolls below it, so it is left out.
FAULTS = """() => {
  const boxes = [...document.querySelectorAll("button, .button, summary, .brand")]
    .filter(e => e.checkVisibility() && !e.closest(".stays")).map(e => [e.textContent.trim(), e.getBoundingClientRect()]);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const after = (box, at) => boxes.slice(at + 1).filter(other => meet(box[1], other[1]));
  const pairs = boxes.flatMap((box, at) => after(box, at).map(other => [box[0], other[0]]));
  const root = document.documentElement;
  return [root.scrollWidth - root.clientWidth, pairs];
}"""
DOUBLED = "() => { document.documentElement.style.fontSize = '200%'; }"


async def fits(visitor: Phone) -> None:
    found = await visitor.page.evaluate(FAULTS)
    assert found == [0, []], (await visitor.stage(), found)
