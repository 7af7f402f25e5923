"""A client that sends bytes as it likes: slowly, half of them, or none."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from aiohttp import ClientSession

BOUNDARY = "b"


@asynccontextmanager
async def connected(
    port: int, receive_buffer: int | None = None
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A connection to the page; with a small `receive_buffer` (bytes) the kernel takes little for a client that does not read."""
    ours = socket.socket()
    if receive_buffer:
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    ours.setblocking(False)
    await asyncio.get_running_loop().sock_connect(ours, ("127.0.0.1", port))
    reader, writer = await asyncio.open_connection(sock=ours, limit=receive_buffer or 2**16)
    try:
        yield reader, writer
    finally:
        writer.transport.abort()


def head(method: str, target: str, **headers: str) -> bytes:
    """The head of a request from a page of ours."""
    lines = [f"{method} {target} HTTP/1.1", "Host: 127.0.0.1", "Sec-Fetch-Site: same-origin", "Accept-Language: en"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def cookie_of(client: ClientSession) -> str:
    """The cookies that a browser without a screen holds, as a header's value."""
    return "; ".join(f"{cookie.key}={cookie.value}" for cookie in client.cookie_jar)


def upload_head(client: ClientSession, target: str, length: int = 1_000_000) -> bytes:
    """Return the head of an upload with this number of bytes."""
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return head("POST", target, Cookie=cookie_of(client), Content_Type=kind, Content_Length=str(length))


def field_part(name: str, value: str) -> bytes:
    """One field of a form, with the line break that ends it."""
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()


def file_part(name: str) -> bytes:
    """The beginning of a file."""
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()


async def status(reader: asyncio.StreamReader) -> int:
    """The status of the answer; 0 if the connection was closed without one."""
    with suppress(ConnectionResetError):
        line = await reader.readline()
        return int(line.split()[1]) if line else 0
    return 0
