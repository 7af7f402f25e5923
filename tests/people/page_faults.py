"""What is wrong with how a page lies on screens: it runs off them, or one control lies on another."""

from __future__ import annotations

from tests.people.phone import HEIGHT, WIDTH, Phone
from tests.people.phone_screens import Screens

# How far the page is wider than the window, what lies beyond its left or right edge by more than a rounded pixel, the pairs of
# controls of which one lies on another, and the buttons higher than twice their width. What is sticky, as the next action at the
# lower edge, lies on others by design: they scroll below it. A wide table scrolls sideways in a region of its own.
FAULTS = """() => {
  const wide = document.documentElement.clientWidth;
  const all = [...document.querySelectorAll("body *")].filter(it => it.checkVisibility() && !it.closest("svg, .wide *"));
  const outside = all.filter(it => { const box = it.getBoundingClientRect(); return box.left < -1 || box.right > wide + 1; });
  const isSticky = it => it !== null && (getComputedStyle(it).position === "sticky" || isSticky(it.parentElement));
  const boxes = all.filter(it => it.matches("button:not(.inline), .button, summary, .brand, .rows li > *, input:not([type=hidden])"))
    .filter(it => !isSticky(it)).map(it => [it.textContent.trim().slice(0, 30), it.getBoundingClientRect()]);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const pairs = boxes.flatMap(([name, box], at) =>
    boxes.slice(at + 1).filter(other => meet(box, other[1])).map(other => [name, other[0]]));
  const narrow = all.filter(it => it.matches("button:not(.rung, .inline), .button")).filter(it => it.offsetHeight > it.offsetWidth * 2);
  const named = found => found.map(it => it.outerHTML.slice(0, 80));
  return [document.documentElement.scrollWidth - wide, named(outside), pairs, named(narrow)];
}"""
# The same at each of these sizes of the text, in percent.
FAULTS_AT = f"""percents => {{
  const size = document.documentElement.style;
  const found = percents.map(percent => {{ size.fontSize = percent + "%"; return ({FAULTS})(); }});
  size.fontSize = "";
  return found;
}}"""


async def faults(visitor: Phone, screens: Screens) -> dict[tuple[int, int, int], object]:
    """What is wrong with the page that is shown, by width, height and size of the text."""
    found: dict[tuple[int, int, int], object] = {}
    for width, height in screens.sizes:
        await visitor.page.set_viewport_size({"width": width, "height": height})
        looked_at = await visitor.page.evaluate(FAULTS_AT, screens.percents)
        for percent, wrong in zip(screens.percents, looked_at, strict=True):
            if wrong != [0, [], [], []]:
                found[width, height, percent] = wrong
    if len(screens.sizes) > 1:  # at one size the walk goes on
        await visitor.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    return found
