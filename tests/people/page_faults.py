"""What is wrong with how a page lies on screens, also unfolded: it runs off them, a control is covered or too small to hit."""

from __future__ import annotations

import re

from tests.people.phone import HEIGHT, WIDTH, Phone
from tests.people.phone_screens import Screens

# How far the page is wider than the window, what lies beyond its left or right edge by more than a rounded pixel, the pairs of
# controls of which one lies on another, the buttons higher than twice their width, the controls that are too small for a finger,
# and the pairs of buttons that touch outside a list of rows. What is sticky, as the next action at the lower edge, lies on others
# by design: they scroll below it. A wide table scrolls sideways in a region of its own.
FAULTS = """() => {
  const wide = document.documentElement.clientWidth;
  const all = [...document.querySelectorAll("body *")].filter(it => it.checkVisibility() && !it.closest("svg, .wide *"));
  const outside = all.filter(it => { const box = it.getBoundingClientRect(); return box.left < -1 || box.right > wide + 1; });
  const isSticky = it => it !== null && (getComputedStyle(it).position === "sticky" || isSticky(it.parentElement));
  const boxes = all.filter(it => it.matches("button:not(.inline), .button, summary, .brand, .rows li > *, input:not([type=hidden])"))
    .filter(it => !isSticky(it)).map(it => [it.textContent.trim().slice(0, 30), it.getBoundingClientRect(), it]);
  const wider = ({left, right, top, bottom}) => ({left: left - 3, right: right + 3, top: top - 3, bottom: bottom + 3});
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const pairs = boxes.flatMap(([name, box], at) =>
    boxes.slice(at + 1).filter(other => meet(box, other[1])).map(other => [name, other[0]]));
  const narrow = all.filter(it => it.matches("button:not(.rung, .inline), .button")).filter(it => it.offsetHeight > it.offsetWidth * 2);
  const named = found => found.map(it => it.outerHTML.slice(0, 80));
  // A target is 44 points high or, as WCAG 2.5.8 allows, has 24 free points around its middle. A link in a sentence is as high
  // as its line, and a box has the label around it.
  const inText = it => it.matches("a:not(.button)") && getComputedStyle(it).display === "inline";
  const targets = all.filter(it => it.matches("a[href], button, select, textarea, summary, input:not([type=hidden])"))
    .filter(it => !inText(it)).map(it => [it, (it.matches("input") && it.closest("label") || it).getBoundingClientRect()]);
  const middle = box => [box.left + box.width / 2, box.top + box.height / 2];
  const near = (one, other) => { const [x, y] = middle(one);
    const dx = Math.max(other.left - x, 0, x - other.right), dy = Math.max(other.top - y, 0, y - other.bottom);
    return Math.hypot(dx, dy) < 12; };
  const small = targets.filter(([it, box]) => box.height < 43.5 && (box.height < 24 || box.width < 24)
    && targets.some(([other, there]) => other !== it && !it.contains(other) && !other.contains(it) && near(box, there)))
    .map(([it]) => it);
  const apart = boxes.filter(([, , it]) => it.matches("main :is(button, .button):not(.rows *)"));
  const touching = apart.flatMap(([name, box], at) =>
    apart.slice(at + 1).filter(other => meet(wider(box), other[1])).map(other => [name, other[0]]));
  return [document.documentElement.scrollWidth - wide, named(outside), pairs, named(narrow), named(small), touching];
}"""
NOTHING = [0, [], [], [], [], []]
# The same at each of these sizes of the text, in percent: as the page comes, and with all its parts unfolded.
FAULTS_AT = f"""percents => {{
  const size = document.documentElement.style;
  const folded = [...document.querySelectorAll("details:not([open])")];
  const fold = isOpen => folded.forEach(it => {{ it.open = isOpen; }});
  const found = percents.map(percent => {{
    size.fontSize = percent + "%";
    const asItComes = ({FAULTS})();
    if (!folded.length) return [asItComes, asItComes];
    fold(true);
    const unfolded = ({FAULTS})();
    fold(false);
    return [asItComes, unfolded];
  }});
  size.fontSize = "";
  return found;
}}"""


async def faults(visitor: Phone, screens: Screens) -> dict[tuple[int, int, int], object]:
    """What is wrong with the page that is shown, by width, height and size of the text."""
    found: dict[tuple[int, int, int], object] = {}
    for width, height in screens.sizes:
        await visitor.page.set_viewport_size({"width": width, "height": height})
        looked_at = await visitor.page.evaluate(FAULTS_AT, screens.percents)
        for percent, both in zip(screens.percents, looked_at, strict=True):
            if both != [NOTHING, NOTHING]:
                found[width, height, percent] = [wrong for wrong in both if wrong != NOTHING]
    if len(screens.sizes) > 1:  # at one size the walk goes on
        await visitor.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    return found


# The links of a page that one hears by the same name although they lead to different places.
SAME_NAMES = r"""() => {
  const links = [...document.querySelectorAll("main a[href]")].map(it =>
    [(it.getAttribute("aria-label") || it.textContent).replace(/\\\\s+/g, " ").trim(), it.href]);
  const places = Object.groupBy(links, ([name]) => name);
  return Object.entries(places).filter(([, found]) => new Set(found.map(([, href]) => href)).size > 1).map(([name]) => name);
}"""


async def same_names(visitor: Phone) -> list[str]:
    """The names that two links of the page share although they lead to different places."""
    found: list[str] = await visitor.page.evaluate(SAME_NAMES)
    return found


# What a Chinese page says with a space behind a mark that has its own: our sentences are joined without one there.
SPACED = re.compile(r".{0,12}[。！？；，：、] +[^ \n]{1,6}")


async def spaced(visitor: Phone) -> list[str]:
    """The places at which a page has a space behind a Chinese mark."""
    return SPACED.findall(await visitor.page.locator("body").inner_text())
