"""The reference page of addresses names each address that the program serves, with the right that it needs, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from bot.conversation.conversation import Conversation
from bot.documents.renderer import Renderer
from bot.web.app import web_app
from bot.web.desk.guard import DeskRoute
from bot.web.desk.routes import DESK_ROUTES
from bot.words.wording import Wording
from tests.people.page_server import SECRET

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "addresses.md"
ROW = re.compile(r"^\| (\w+) \| `([^`]+)` \| ([^|]+) \| [^|]+ \|$", re.MULTILINE)
NOBODY = "–"


async def test_the_page_of_addresses_names_all_of_them(
    conversation: Conversation, wording: Wording, renderer: Renderer
) -> None:
    app = web_app(conversation, wording, SECRET, None, renderer)
    served = [
        (route.method, route.resource.canonical)
        for route in app.router.routes()
        if route.resource is not None and route.method != "HEAD"
    ]
    rows = ROW.findall(REFERENCE.read_text(encoding="utf-8"))
    assert sorted((method, path) for method, path, _ in rows) == sorted(served)
    rights = {
        (route.method, route.path): f"`{route.right}`" if isinstance(route, DeskRoute) else NOBODY for route in app[DESK_ROUTES]
    }
    assert {(method, path): who for method, path, who in rows if path.startswith("/desk")} == rights
