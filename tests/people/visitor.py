"""A browser without a screen: reads forms off a page and sends them."""

from __future__ import annotations

import json
import re
from itertools import cycle

from aiohttp import ClientSession, CookieJar

from flows.dialogue import Reply
from tests.people.page_replies import encoded_replies

OURS = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}


def open_browser(address: str, language: str = "en") -> ClientSession:
    """A browser without a screen: it keeps cookies, and follows a redirect only if told to."""
    return ClientSession(address, cookie_jar=CookieJar(unsafe=True), headers={**OURS, "Accept-Language": language})


# Lines that would break out of a page, a sentence, a statement or a path.
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</main><b>bold",
    "{ $count } { -brand } { star-5 }",
    '{"}"}\n    .question = mine',
    "'; DROP TABLE ratings; --",
    "' OR '1'='1",
    "%(x)s {0} %s :name ?",
    "../../etc/passwd /mydata /forget",
    "*bold* _it_ [link](tg://user?id=1) &lt;b&gt; &amp;",
]


def html_scripts(html: str) -> list[str]:
    """The script elements of a page that are not our own file."""
    return re.findall(r'<script(?! src="(?:\.\./)*static/xingjie\.js\?v=\w+" defer></script>)[^>]*>', html)


async def page(client: ClientSession, path: str = "/") -> str:
    """Follow links and redirects, as a browser does."""
    async with client.get(path) as response:
        assert response.status == 200
        return await response.text()


def field(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, name
    return found[1]


def carried(html: str, *names: str) -> dict[str, str]:
    """What the forms of a page are sent with: their token, the language if the page is a stranger's, and these fields."""
    language = {"language": field(html, "language")} if 'name="language"' in html else {}
    return {name: field(html, name) for name in ("token", *names)} | language


def offered(html: str, trigger: str, value: str = "") -> str:
    """The encoded reply of the button with this trigger and value."""
    for text, reply in replies(html):
        if (reply.trigger, reply.value) == (trigger, value):
            return text
    raise AssertionError(f"{trigger} {value} is not offered")


def replies(html: str) -> list[tuple[str, Reply]]:
    """The replies that a page's buttons and links give, encoded and read, in order."""
    found = [(text, Reply.decode(text)) for text in encoded_replies(html)]
    return [(text, reply) for text, reply in found if reply is not None]


async def post(client: ClientSession, html: str, **fields: str) -> tuple[int, str]:
    """Send the form of a page with these fields; status and page of the answer, unfollowed."""
    path, data = form_of(html, fields)
    async with client.post(path, data=data, allow_redirects=False) as response:
        return response.status, await response.text()


async def seen(client: ClientSession, html: str, **fields: str) -> str:
    """Send the form of a page with these fields and follow the redirect; the page that the person then sees."""
    path, data = form_of(html, fields)
    async with client.post(path, data=data) as response:
        assert response.status == 200
        return await response.text()


def form_of(html: str, fields: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The address to which a page sends these fields, and all that it sends with them. It is as slow as a person: it names no moment."""
    path = "/line" if "typed" in fields else "/command" if "command" in fields else "/tap"
    return path, carried(html) | fields


async def begun(client: ClientSession) -> str:
    """Consent and begin a full run; the page of the first question."""
    welcome = await page(client)
    await post(client, welcome, reply=offered(welcome, "consent"))
    choosing = await page(client)
    await post(client, choosing, reply=offered(choosing, "begin", "full"))
    return await page(client)


async def asked_for_a_reason(client: ClientSession) -> str:
    """Begin a full run and say that the first question does not apply; the page that asks why, which has a text field."""
    question = await begun(client)
    await post(client, question, reply=offered(question, "excuse"))
    return await page(client)


async def all_answered(client: ClientSession, *rungs: str) -> str:
    """The page of the result after a full run: on one rung, or on these in turn."""
    await begun(client)
    return await answered_rest(client, *rungs)


async def answered_rest(client: ClientSession, *rungs: str) -> str:
    """The page of the result after all questions that are left were answered."""
    given = cycle(rungs or ("1",))
    while True:
        html = await page(client)
        found = {reply.trigger for _, reply in replies(html)}
        if "rate" in found:
            await post(client, html, reply=offered(html, "rate", next(given)))
        elif "go_on" in found:
            await post(client, html, reply=offered(html, "go_on"))
        else:
            return html


async def answered_one(client: ClientSession) -> str:
    """Begin a full run and answer its first question; the page of the second."""
    question = await begun(client)
    await post(client, question, reply=offered(question, "rate", "3"))
    return await page(client)


async def ratings(client: ClientSession) -> list[dict[str, object]]:
    async with client.get("/mydata") as response:
        assert response.content_type == "application/json"
        assert "xingjie-mydata.json" in response.headers["Content-Disposition"]
        found = json.loads(await response.text())["ratings"]
        assert isinstance(found, list)
        return found
