"""An officer at the page of the desk, in a browser without a screen."""

from __future__ import annotations

import html as entities
import io
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import unquote

from aiohttp import ClientSession, CookieJar, FormData

from bot.conversation.conversation import Conversation
from flows.campaign.roles import Role
from storage.associations.operator import invite_administrator
from tests.people.visitor import OURS, field

SHOWN = re.compile(r'readonly value="https?://[^/"]+(/desk/(?:in|invited)/[\w-]{22})"')
COOKIE = "xingjie-desk"


@dataclass
class DeskVisitor:
    """One browser."""

    client: ClientSession

    async def get(self, path: str = "/desk") -> tuple[int, str]:
        """Open an address; its status, and its page or where it leads."""
        async with self.client.get(path, allow_redirects=False) as response:
            return response.status, response.headers.get("Location") or await response.text(errors="replace")

    async def page(self, path: str = "/desk") -> str:
        """Open an address that shows a page."""
        status, html = await self.get(path)
        assert status == 200, (path, status)
        return html

    async def post(self, path: str, page: str = "/desk", **fields: str) -> tuple[int, str]:
        """Send a form that is on another page; the status, and the page or where it leads."""
        token = field(await self.page(page), "token")
        return await self.send(path, token=token, **fields)

    async def send(self, path: str, **fields: str) -> tuple[int, str]:
        """Send these fields and no more."""
        async with self.client.post(path, data=fields, allow_redirects=False) as response:
            return response.status, response.headers.get("Location") or await response.text(errors="replace")

    async def download(self, path: str, page: str = "/desk", **fields: str) -> tuple[int, str, bytes]:
        """Send a form that gives a file; the status, the name under which it is saved, and the file."""
        token = field(await self.page(page), "token")
        async with self.client.post(path, data={"token": token, **fields}, allow_redirects=False) as response:
            saved = response.headers.get("Content-Disposition", "")
            return response.status, unquote(saved.rpartition("''")[2]), await response.read()

    async def upload(self, path: str, page: str, file: bytes | None = None, **fields: str) -> tuple[int, str]:
        """Send a form with a file, or one that carries a sheet, with the token of a page."""
        return await self.send_file(path, file, token=field(await self.page(page), "token"), **fields)

    async def send_file(self, path: str, file: bytes | None, **fields: str) -> tuple[int, str]:
        """Send these fields and then the file, as browsers do."""
        form = FormData(default_to_multipart=True)
        for name, text in fields.items():
            form.add_field(name, text)
        if file is not None:
            form.add_field("file", io.BytesIO(file), filename="list.csv")
        async with self.client.post(path, data=form, allow_redirects=False) as response:
            return response.status, response.headers.get("Location") or await response.text()

    async def opens(self, link: str, **fields: str) -> int:
        """Open a link and send its form; the status."""
        return (await self.post(link, page=link, **{"language": "en", **fields}))[0]

    async def joins(self, link: str, name: str) -> None:
        """Use an invitation."""
        assert await self.opens(link, name=name) == 303
        assert name in await self.page()

    async def link(self, path: str = "/desk/sessions/link", **fields: str) -> str:
        """Make a link on the desk; its path."""
        status, html = await self.post(path, **fields)
        assert status == 200, html
        return link_in(html)

    async def invitation(self, role: Role, **fields: str) -> str:
        """Invite somebody; the path of the link."""
        return await self.link("/desk/officers/invite", role=role, sure="yes", **fields)

    async def address_of(self, name: str) -> str:
        """The address of the officer of this name, as an administrator finds it."""
        for part in (await self.page("/desk/officers")).split("<li>"):
            if f"<strong>{entities.escape(name)}</strong>" in part and (found := re.search(r"/?desk/officers/\d+", part)):
                return "/" + found[0].lstrip("/")
        raise AssertionError(f"{name} is not listed")

    @property
    def cookie(self) -> str:
        """The secret of this browser's session."""
        return next((cookie.value for cookie in self.client.cookie_jar if cookie.key == COOKIE), "")


@asynccontextmanager
async def desk_visitor(address: str) -> AsyncIterator[DeskVisitor]:
    """A new browser."""
    async with ClientSession(address, cookie_jar=CookieJar(unsafe=True), headers=OURS) as client:
        yield DeskVisitor(client)


async def first_invitation(conversation: Conversation, association: str = "North") -> str:
    """What `xingjie officer invite` prints; the path of the link."""
    assert conversation.desk is not None
    invited = await invite_administrator(conversation.desk.access.database, association)
    assert invited.link is not None
    return f"/desk/invited/{invited.link.token}"


def link_in(html: str) -> str:
    """The path of the link that a page shows."""
    found = SHOWN.search(html)
    assert found
    return found[1]
