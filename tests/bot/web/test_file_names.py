"""The forms that browsers send: names of files with any character, parts cut anywhere, and bodies without a form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from aiohttp import ClientSession
from hypothesis import given
from hypothesis import strategies as st

from bot.web.multipart import MalformedMultipart, MultipartReader, PartHead
from tests.people.uploads import evidence, naming_evidence, upload_address
from tests.people.visitor import carried

TYPE = "multipart/form-data; boundary=----WebKitFormBoundaryabc"
MARK = b"------WebKitFormBoundaryabc"
# As Chromium, Firefox and Safari write a name; the last lines as curl does.
NAMES = [
    ("plan; final; v2.txt", "plan; final; v2.txt"),
    ("a%22quoted%22.txt", 'a"quoted".txt'),
    ("two%0D%0Alines.txt", "two\r\nlines.txt"),
    ("100%.txt", "100%.txt"),
    ("服务方案（终稿）；二.txt", "服务方案（终稿）；二.txt"),
    ("C:\\Users\\Ann\\plan.txt", "C:\\Users\\Ann\\plan.txt"),
    ("ends with \\", "ends with \\"),
    ("name=x; filename=y.txt", "name=x; filename=y.txt"),
    ("", ""),
    ('a\\"b.txt', 'a"b.txt'),
]


# Three bytes for each character: a cut may fall inside one.
TYPED = "证据"


def reading(body: bytes, step: int) -> MultipartReader:
    """Read the parts of a body that comes in pieces of `step` bytes."""
    pieces: Iterator[bytes] = iter([body[at : at + step] for at in range(0, len(body), step)])

    async def read() -> bytes:
        return next(pieces, b"")

    return MultipartReader(TYPE, read)


def file_of(sent: str, content: bytes) -> bytes:
    disposition = f'Content-Disposition: form-data; name="file"; filename="{sent}"\r\nContent-Type: text/plain'
    return MARK + b"\r\n" + disposition.encode() + b"\r\n\r\n" + content + b"\r\n"


async def content_of(parts: MultipartReader) -> bytes:
    return b"".join([chunk async for chunk in parts.content()])


@pytest.mark.parametrize(("sent", "name"), NAMES)
async def test_a_name_is_read_as_the_browser_meant_it(sent: str, name: str) -> None:
    assert await reading(file_of(sent, b"x") + MARK + b"--\r\n", 7).next() == PartHead("file", name)


@given(st.binary(max_size=300), st.integers(1, 400))
async def test_content_is_given_whole_wherever_the_pieces_are_cut(content: bytes, step: int) -> None:
    typed = MARK + b'\r\nContent-Disposition: form-data; name="typed"\r\n\r\n' + TYPED.encode() + b"\r\n"
    parts = reading(typed + file_of("a.txt", content) + MARK + b"--\r\n", step)
    assert await parts.next() == PartHead("typed", None)
    assert (await content_of(parts)).decode() == TYPED
    assert await parts.next() == PartHead("file", "a.txt")
    expected = content.split(b"\r\n" + MARK)[0]
    assert await content_of(parts) == expected
    if expected == content:
        assert await parts.next() is None


@given(st.binary(max_size=200), st.integers(1, 50))
async def test_any_bytes_are_parts_or_malformed(body: bytes, step: int) -> None:
    with pytest.raises(MalformedMultipart):
        await _read_to_the_end(reading(MARK + b"\r\n" + body, step))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"x" * 5000,
        MARK + b"\r\nContent-Type: text/plain\r\n\r\nx\r\n" + MARK + b"--",
        MARK + b"\r\nX: " + b"x" * 9000,
        MARK + b"xx",
        file_of("a.txt", b"x")[:-4],
    ],
)
async def test_a_body_without_a_form_is_malformed(body: bytes) -> None:
    parts = reading(body, 1000)
    with pytest.raises(MalformedMultipart):
        await _read_to_the_end(parts)


async def _read_to_the_end(parts: MultipartReader) -> None:
    while (await parts.next()) is not None:
        await content_of(parts)


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=", "text/plain; xboundary=x"])
def test_a_form_without_a_boundary_is_malformed(kind: str) -> None:
    async def read() -> bytes:
        return b""

    with pytest.raises(MalformedMultipart):
        MultipartReader(kind, read)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("plan; final; v2.txt", "plan; final; v2.txt"),
        ("a%22b%22; c.txt", "a_b_; c.txt"),
        ("C:\\Users\\计划; 二.txt", "计划; 二.txt"),
        ('curl \\"x\\"; y.txt', "curl _x_; y.txt"),
    ],
)
async def test_such_a_file_is_kept(client: ClientSession, sent: str, kept: str) -> None:
    asked = await naming_evidence(client)
    fields = b"".join(
        MARK + f'\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in carried(asked, "turn").items()
    )
    body = fields + file_of(sent, b"what proves it") + MARK + b"--\r\n"
    address = await upload_address(client, asked)
    async with client.post(address, data=body, headers={"Content-Type": TYPE}, allow_redirects=False) as response:
        assert response.status == 303
    assert [row["file_name"] for row in await evidence(client)] == [kept]
