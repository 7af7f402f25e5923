"""The public page that checks a sealed file: it vouches for our own seals only, repeats nothing else, and keeps nothing."""

from __future__ import annotations

import asyncio
import io
import json
import re
import zipfile
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, FormData
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.documents.content.dossier import Dossier, dossier
from bot.documents.renderer import Renderer
from bot.documents.sealed.format import SealedFile, encoded, sealed_bytes
from bot.documents.sealed.keyring import RING, own_key, retire, revoke
from bot.documents.sealed.reader import decoded
from bot.documents.sealed.seal import seal
from bot.documents.sealed.strict_fields import AT_MOST
from bot.web.rate_limits import USUAL
from bot.words.wording import Wording
from flows.dialogue import phrase
from tests.bot.documents.dossiers import MIXED, STANDARD
from tests.people.visitor import begun, html_scripts, open_browser, page

# In the name of the institution, which only a true file may show.
NAME = "Yunhe <b>Centre</b>"
NOW = datetime.now(UTC)
FOREIGN = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@pytest.fixture
def folder(renderer: Renderer) -> Path:
    """Where the installation keeps its keys."""
    return renderer.folder


@pytest.fixture
async def chinese(address: str) -> AsyncIterator[ClientSession]:
    async with open_browser(address, "zh-CN") as session:
        yield session


def dossier_of(day: date) -> Dossier:
    return dossier(STANDARD, MIXED, day, "en", institution=NAME)


def ours(folder: Path) -> bytes:
    return seal(dossier_of(NOW.date()), own_key(folder, NOW.date()), NOW)


async def check(client: ClientSession, *files: tuple[str, bytes], path: str = "/check", **headers: str) -> tuple[int, str]:
    """Send files as the page's form does; status and page of the answer."""
    form = FormData(quote_fields=False)
    form.add_field("language", "en")
    for name, data in files:
        form.add_field("file", io.BytesIO(data), filename=name, content_type="application/octet-stream")
    async with client.post(path, data=form, headers=headers, allow_redirects=False) as response:
        assert "Set-Cookie" not in response.headers
        assert response.headers["Cache-Control"] == "no-store"
        return response.status, unescape(await response.text())


async def said(client: ClientSession, data: bytes) -> str:
    status, shown = await check(client, ("center.json", data))
    assert status == 200
    return shown


def words(wording: Wording, key: str, language: str = "en") -> str:
    return wording.say(phrase(key), language)


async def test_the_form_needs_no_cookie_and_no_script_and_speaks_both_languages(
    client: ClientSession, chinese: ClientSession, wording: Wording
) -> None:
    async with client.get("/check") as response:
        shown = await response.text()
        assert (response.status, "Set-Cookie" in response.headers) == (200, False)
        assert response.headers["Cache-Control"] == "no-store"
    assert 'name="robots" content="noindex"' in shown
    assert 'enctype="multipart/form-data"' in shown
    assert html_scripts(shown) == []
    assert words(wording, "check-what") in unescape(shown)
    assert words(wording, "check-what", "zh") in await page(chinese, "/check")
    assert words(wording, "check-what", "en") in unescape(await page(chinese, "/check?language=en"))
    assert 'href="check?language=zh"' in shown
    assert list(client.cookie_jar) == list(chinese.cookie_jar) == []
    assert 'href="../check?language=en"' in await page(client, "/v/about")


async def test_a_person_who_is_known_reads_their_own_language(client: ClientSession, wording: Wording) -> None:
    await begun(client)
    async with client.get("/check", headers={"Accept-Language": "zh"}) as response:
        assert words(wording, "check-what", "en") in unescape(await response.text())


async def test_a_file_of_ours_is_true_and_shows_what_was_checked(client: ClientSession, wording: Wording, folder: Path) -> None:
    data = ours(folder)
    status, _ = await check(client, ("center.json", data))
    assert status == 200
    shown = await said(client, data)
    assert words(wording, "check-verdict-true") in shown
    content, key = decoded(data).content, decoded(data).public_key
    for fact in (key.hex(), STANDARD.name, NOW.date().isoformat(), f"{len(content.ratings)} / 27"):
        assert fact in shown
    facts = dict(re.findall(r"<dt>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", shown))
    stars = [facts[words(wording, f"check-stars-{lens}")] for lens in ("claimed", "under-way", "evidenced")]
    assert all("star" in said_of for said_of in stars)
    assert "self-declared, name not verified" in facts[words(wording, "check-name")]
    assert facts[words(wording, "check-key-since")] == NOW.date().isoformat()
    assert words(wording, "check-not-certificate") in shown
    assert words(wording, "check-not-reviewed") in shown


async def test_the_name_in_a_true_file_is_text_and_nothing_else(client: ClientSession, folder: Path) -> None:
    form = FormData(quote_fields=False)
    form.add_field("file", io.BytesIO(ours(folder)), filename="x.json", content_type="application/json")
    async with client.post("/check", data=form) as response:
        shown = await response.text()
    assert "&lt;b&gt;Centre" in shown
    assert "<b>Centre" not in shown


def forged(folder: Path, **others: Any) -> bytes:
    """A file of ours with other values, in canonical form, under its old seal."""
    document = {**json.loads(ours(folder)), **others}
    return (json.dumps(document, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def with_key_twice(data: bytes) -> bytes:
    """A file that names two institutions: a reader takes the last, a person sees the first."""
    return data.replace(b'  "organisation": ', b'  "organisation": "Somebody Else",\n  "organisation": ', 1)


def of_other_edition(folder: Path) -> bytes:
    """A file that we sealed by an edition that is not here."""
    key, file = own_key(folder, NOW.date()), decoded(ours(folder))
    content = replace(file.content, edition="SECRET-EDITION")
    return encoded(SealedFile(content, file.public_key, key.sign(sealed_bytes(content, file.public_key))))


def of_other_stars(folder: Path) -> bytes:
    """A file with stars that do not follow from its answers, under a seal of ours."""
    key, file = own_key(folder, NOW.date()), decoded(ours(folder))
    content = replace(file.content, claimed=(5, 5))
    return encoded(SealedFile(content, file.public_key, key.sign(sealed_bytes(content, file.public_key))))


def archive() -> bytes:
    made_of = io.BytesIO()
    with zipfile.ZipFile(made_of, "w") as packed:
        packed.writestr("center.json", "{}")
    return made_of.getvalue()


BAD: dict[str, Callable[[Path], bytes]] = {
    "altered": lambda folder: forged(folder, organisation="Forged Centre"),
    "one byte": lambda folder: ours(folder).replace(b"Yunhe", b"Yunha"),
    "a space": lambda folder: ours(folder) + b" ",
    "two keys": lambda folder: with_key_twice(ours(folder)),
    "other edition": of_other_edition,
    "other stars": of_other_stars,
    "future": lambda folder: seal(dossier_of(NOW.date()), own_key(folder, NOW.date()), NOW + timedelta(days=400)),
    "unknown key": lambda _: seal(dossier_of(NOW.date()), FOREIGN, NOW),
    "unknown field": lambda folder: forged(folder, SECRETFIELD=1),
    "no date": lambda folder: forged(folder, as_of="SECRETDATE"),
    "foreign": lambda _: b'{"SECRET": 1}',
    "list": lambda _: b"[1]",
    "deep": lambda _: b"[" * 100_000,
    "deep object": lambda _: b'{"a":' * 100_000,
    "not UTF-8": lambda _: b'{"a": "\xff\xfe"}',
    "UTF-16": lambda folder: ours(folder).decode().encode("utf-16"),
    "a large number": lambda _: b'{"format": ' + b"9" * 5000 + b"}",
    "text": lambda _: b"SECRET words",
    "empty": lambda _: b"",
    "zip": lambda _: archive(),
    "pdf": lambda _: b"%PDF-1.7\n" + b"x" * 500,
    "picture": lambda _: b"\x89PNG\r\n\x1a\n" + b"x" * 500,
    "too large": lambda _: b"x" * (AT_MOST + 1),
    "huge": lambda _: b" " * (5 * AT_MOST),
    "huge pdf": lambda _: b"%PDF" + b" " * (2 * AT_MOST),
}
CAUSES = {
    "altered": "altered", "one byte": "altered", "a space": "altered", "two keys": "altered", "other edition": "other-edition",
    "other stars": "wrong-stars", "future": "impossible-day", "unknown key": "unknown-key", "unknown field": "broken",
    "no date": "broken", "foreign": "foreign", "list": "foreign", "deep": "no-json", "deep object": "no-json",
    "not UTF-8": "no-json", "UTF-16": "no-json", "a large number": "no-json", "text": "no-json", "empty": "empty",
    "zip": "document", "pdf": "document", "picture": "document", "too large": "too-large", "huge": "too-large",
    "huge pdf": "too-large",
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
async def test_what_is_not_true_says_why_and_what_to_do_and_repeats_nothing(
    client: ClientSession, wording: Wording, folder: Path, bad: str
) -> None:
    shown = await said(client, BAD[bad](folder))
    for language_key in (f"check-cause-{CAUSES[bad]}", f"check-do-{CAUSES[bad]}"):
        assert words(wording, language_key) in shown
    assert words(wording, "check-verdict-true") not in shown.split("<h1>")[1].split("</h1>")[0]
    for text in ("Yunh", "Forged", "Somebody", "SECRET", "<dl", "★★"):
        assert text not in shown


async def test_a_retired_key_is_ours_with_its_days_and_a_revoked_one_is_not_believed(
    client: ClientSession, wording: Wording, folder: Path
) -> None:
    data = ours(folder)
    old = decoded(data).public_key
    retire(folder, NOW.date())
    shown = await said(client, data)
    assert words(wording, "check-verdict-true") in shown
    assert words(wording, "check-key-until") in shown
    revoke(folder, old, NOW.date())
    shown = await said(client, data)
    assert words(wording, "check-verdict-revoked_key") in shown
    assert words(wording, "check-do-revoked-key") in shown
    assert "Yunhe" not in shown
    (folder / RING).write_text("broken")
    status, shown = await check(client, ("center.json", data))
    assert (status, words(wording, "check-not-now") in shown) == (503, True)


async def test_a_key_that_was_never_in_use_on_that_day_is_not_believed(
    client: ClientSession, wording: Wording, folder: Path
) -> None:
    key = own_key(folder, NOW.date())
    on = NOW.date() - timedelta(days=30)
    data = seal(dossier_of(on), key, NOW - timedelta(days=30))
    assert words(wording, "check-cause-outside-key") in await said(client, data)


async def test_no_file_and_two_files_are_asked_for_again(client: ClientSession, wording: Wording, folder: Path) -> None:
    data = ours(folder)
    status, shown = await check(client, ("", b""))
    assert (status, words(wording, "check-none") in shown) == (200, True)
    status, shown = await check(client, ("a.json", data), ("b.json", data))
    assert (status, words(wording, "check-several") in shown) == (200, True)
    assert "Yunhe" not in shown


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}])
async def test_a_form_of_another_site_is_refused(client: ClientSession, folder: Path, headers: dict[str, str]) -> None:
    status, shown = await check(client, ("center.json", ours(folder)), **headers)
    assert (status, "Yunhe" in shown) == (403, False)


async def test_what_is_not_a_form_of_ours_is_refused(client: ClientSession) -> None:
    for data, kind in ((b"{}", "application/json"), (b"file=x", "application/x-www-form-urlencoded"), (b"", "text/plain")):
        async with client.post("/check", data=data, headers={"Content-Type": kind}) as response:
            assert response.status == 403


async def test_a_form_that_is_cut_off_is_refused_calmly(client: ClientSession) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\n\r\n{"format"'
    async with client.post("/check", data=head, headers={"Content-Type": "multipart/form-data; boundary=b"}) as response:
        assert response.status == 200
        assert "Yunhe" not in await response.text()


async def test_files_are_limited_by_address(client: ClientSession) -> None:
    for _ in range(USUAL.files_by_address.burst):
        assert (await check(client, ("a.json", b"{}")))[0] == 200
    more = await asyncio.gather(*(check(client, ("a.json", b"{}")) for _ in range(10)))
    assert 429 in {status for status, _ in more}


async def test_nothing_of_a_file_is_kept_or_logged(
    client: ClientSession, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ours(folder)
    await said(client, data)
    await said(client, data.replace(b"Yunhe", b"Yunha"))
    printed = "".join(capsys.readouterr())
    assert "Yunh" not in printed
    for root in {folder, tmp_path}:
        for file in root.rglob("*"):
            assert not file.is_file() or b"Yunh" not in file.read_bytes(), file


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_cause_has_its_words(wording: Wording, language: str) -> None:
    known = {*CAUSES.values(), "weak-key", "outside-key", "revoked-key"}
    said_of = {
        (words(wording, f"check-cause-{cause}", language), words(wording, f"check-do-{cause}", language)) for cause in known
    }
    assert len(said_of) == len(known)
