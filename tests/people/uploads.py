"""A visitor of the page who names evidence and sends files."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, FormData
from yarl import URL

from bot.web.cookies import Signer
from bot.web.csrf import upload_token
from tests.people.page_server import SECRET
from tests.people.visitor import begun, carried, field, offered, page, post

PDF = b"%PDF-1.7\n" + b"x" * 3000
CODE = "strategic-decision"
FILE_NAME = "制度.pdf"


async def naming_evidence(client: ClientSession) -> str:
    """Answer one question and go to its evidence; its page."""
    question = await begun(client)
    await post(client, question, reply=offered(question, "rate", "3"))
    later = await page(client)
    await post(client, later, reply=offered(later, "evidence", CODE))
    return await page(client)


async def send(
    client: ClientSession, html: str, data: bytes, name: str = FILE_NAME, path: str = "/evidence", **fields: str
) -> tuple[int, str]:
    """Send a page's form with a file as a browser does, to a path; status and page of the answer, unfollowed."""
    form = FormData(quote_fields=False)
    for key, value in carried(html, "turn").items():
        form.add_field(key, fields.get(key, value))
    form.add_field("typed", fields.get("typed", ""))
    form.add_field("file", io.BytesIO(data), filename=name, content_type="application/octet-stream")
    address = (await upload_address(client, html)).with_path(path, keep_query=True)
    async with client.post(address, data=form, allow_redirects=False) as response:
        return response.status, await response.text()


async def upload_address(client: ClientSession, html: str) -> URL:
    """The address to which the page's form sends a file, or to which a form made by hand would send it."""
    found = re.search(r'action="(?:\.\./)*(evidence[^"]*)"', html)
    if found:
        return URL("/" + found[1].replace("&amp;", "&"), encoded=True)
    async with client.get("/mydata") as response:
        key = (await response.json())["respondent"]["address"]
    return URL("/evidence").with_query(token=upload_token(Signer(SECRET), key), turn=field(html, "turn"))


async def evidence(client: ClientSession) -> list[dict[str, Any]]:
    async with client.get("/mydata") as response:
        found: list[dict[str, Any]] = json.loads(await response.text())["evidence"]
        return found


def files(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


async def again(client: ClientSession) -> str:
    """From the days of evidence just named back to that evidence by way of the review; its page."""
    dating = await page(client)
    await post(client, dating, reply=offered(dating, "leave"))
    shown = await page(client)
    if "screen-reviewing" not in shown:
        await post(client, shown, reply=offered(shown, "review"))
        shown = await page(client)
    for view in ("answers.strategy", "answer.0"):
        shown = await page(client, f"/v/{view}")
    await post(client, shown, reply=offered(shown, "evidence", CODE))
    return await page(client)
