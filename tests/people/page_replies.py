"""The replies of a page's controls: what a button sends, and what the address of a link opens."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, unquote, urlsplit

from bot.web.addresses import PICTURE_KIND
from flows.dialogue import Reply
from flows.standard.loader import shipped
from flows.triggers import Trigger
from flows.views import View

# A button says what it sends. A link to a view or a document only has its address; any other link says its reply too.
# The hidden field of a form says what the form is for; it cannot be tapped. A link of the kind `help` belongs to an explanation.
# The menu, which is the same on every page, and a command within a sentence do not belong to the choices of the screen.
CONTROL = re.compile(
    r'name="reply" value="([^"]*)"(?! form="fill")'
    r'|<a (?:class="(?!inline")[^"]*" )?href="([^"]*)"( data-reply="([^"]*)")?'
)
MENU = re.compile(r'<details class="menu">.*?</details>', re.DOTALL)
OPENS = re.compile(
    r"(?:\.\./)*(?:v/(?P<view>[^?#]+)|q/(?P<code>[\w-]+)|a/(?P<answer>\d+)$|(?P<picture>picture)$|document/(?P<kind>\w+)$)"
)
PLACES = ("v/", "q/", "a/", "document/", "picture")
# The same of a page in a browser: buttons, links that say their reply, and links that open a view.
SELECTOR = "button[name=reply], a[data-reply], " + ", ".join(
    f'a[href^="{root}{place}"]:not([data-reply], [rel=help], .menu a, .inline)'
    for root in ("", "../", "../../")
    for place in PLACES
)
CODES = shipped().codes


def encoded_replies(page: str) -> list[str]:
    """Return the encoded replies of a page's buttons and links, in order."""
    found = [(sent or said, "" if says else link) for sent, link, says, said in CONTROL.findall(MENU.sub("", page))]
    made = with_opened([(html.unescape(reply), html.unescape(link)) for reply, link in found])
    return [text for text in made if text]


def with_opened(controls: list[tuple[str, str]]) -> list[str]:
    """Return the encoded replies of controls, "" for a link that opens nothing.

    Each control has its reply, or "" and its address. What opens a view has the turn and the view of the page's other controls.
    """
    known = [reply for text, _ in controls if text and (reply := Reply.decode(text)) is not None]
    turn, view = (known[0].turn, known[0].view) if known else (0, "")
    return [text or _opened(link, turn, view) for text, link in controls]


def as_shown(reply: Reply) -> Reply:
    """Return a reply as its control shows it: an address does not say which turn and view it was offered on."""
    return Reply(0, "", reply.trigger, reply.value) if reply.trigger in (Trigger.open, Trigger.document) else reply


def _opened(link: str, turn: int, view: str) -> str:
    match = OPENS.match(link)
    if match is None:
        return ""
    if match["picture"] or match["kind"]:
        return Reply(turn, view, Trigger.document, match["kind"] or PICTURE_KIND).encode()
    if match["view"]:
        return Reply(turn, view, Trigger.open, unquote(match["view"])).encode()
    if match["answer"]:
        return Reply(turn, view, Trigger.open, f"{View.answer}.{match['answer']}").encode()
    asked = [match["code"], *parse_qs(urlsplit(link).query).get("after", [])]
    numbers = [str(CODES.index(name)) if name in CODES else name for name in asked]
    return Reply(turn, view, Trigger.open, ".".join((View.question, *numbers))).encode()
