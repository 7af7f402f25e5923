"""Sealed and issued files that nobody sealed: at each place where one is read, a clear sentence comes, and no failure.

The places are the public page, `xingjie verify`, the check of the logs, and the restore of a backup. Telegram reads none: a file
of this kind is not taken as evidence, and is refused there by its name.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, FormData

from bot.commands.verify import verified
from bot.documents.renderer import Renderer
from bot.documents.sealed.issued_check import verify_issued
from bot.documents.sealed.issued_reader import is_issued
from bot.documents.sealed.seal import Verdict, verify
from bot.documents.sealed.strict_fields import AT_MOST
from bot.words.wording import Wording
from flows.standard.loader import shipped
from storage.review.checking import sealed_head
from storage.transfer.plausible_reviews import odd_result
from tests.bot.documents.sealed.sealed_file import MINE, SEALED
from tests.people.issued_results import MINE as ISSUER
from tests.people.issued_results import played

TODAY = date(2026, 12, 1)
DEEP = 200_000
ISSUED = played().file
FILES = {"sealed": SEALED, "issued": ISSUED}
Alter = Callable[[bytes], bytes]


def put(key: str, raw: str) -> Alter:
    """Write a value for a key as it is, also if it is not JSON."""

    def altered(file: bytes) -> bytes:
        document: dict[str, Any] = {**json.loads(file), key: "HERE"}
        return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=2).replace('"HERE"', raw).encode() + b"\n"

    return altered


def said_twice(key: str) -> Alter:
    """Say a key twice, the true value last."""
    return lambda file: file.replace(b"{", f'{{\n  "{key}": "x",'.encode(), 1)


ALTERED: dict[str, Alter] = {
    "huge": lambda file: file + b" " * AT_MOST,
    "another file": lambda _: b"\x89PNG\r\n\x1a\n",
    "another object": lambda _: b"{}",
    "another format": put("format", '"xingjie-sealed-99"'),
    "a list": lambda file: b"[" + file + b"]",
    "empty": lambda _: b"",
    "half": lambda file: file[: len(file) // 2],
    "something behind": lambda file: file + b"x",
    "another line end": lambda file: file.replace(b"\n", b"\r\n"),
    "a mark of the encoding": lambda file: b"\xef\xbb\xbf" + file,
    "two bytes a character": lambda file: file.decode().encode("utf-16"),
    "no valid UTF-8": lambda file: file.replace(b'"organisation": "', b'"organisation": "\xff\xfe'),
    "another name": put("organisation", '"Somebody else"'),
    "a name of one half of a character": put("organisation", '"\\ud800"'),
    "a name with a zero": put("organisation", '"a\\u0000b"'),
    "a name that turns and clears the screen": put("organisation", '"\\u202e\\u001b[2J"'),
    "a key of one half of a character": said_twice("\\udfff"),
    "a key with a line end": said_twice("\\n\\r\\u001b"),
    "another edition": put("edition", '{"code": "another", "sha256": "00"}'),
    "a format said twice": said_twice("format"),
    "a name said twice": said_twice("organisation"),
    "a signature said twice": said_twice("signature"),
    "no number": put("rules", "NaN"),
    "a number without end": put("rules", "1e999"),
    "a number below zero without end": put("stars", '{"claimed": -1e999}'),
    "a number of many digits": put("rules", "9" * 10_000),
    "a number of many digits behind the point": put("stars", '{"claimed": {"low": 0.' + "0" * 9999 + '1, "high": 1}}'),
    "a true number": put("stars", '{"claimed": true, "verified": true}'),
    "lists without end": lambda _: b"[" * DEEP,
    "objects without end": lambda _: b'{"a":' * DEEP,
    "a name of lists without end": put("organisation", "[" * DEEP + "]" * DEEP),
    "answers without end": put("answers", '{"a":' * DEEP + "1" + "}" * DEEP),
    "items of lists without end": put("items", "[" * DEEP + "]" * DEEP),
    "a log of lists without end": put("log_sha256", "[" * DEEP + "]" * DEEP),
    "a day that is not there": put("assessed_on", '"2026-02-30"'),
    "a day beyond all": put("valid_until", '"99999-01-01"'),
    "a moment before all": put("issued_at", '"0000-00-00T00:00:00Z"'),
    "a signature of another length": put("signature", '"00"'),
    "a key of other letters": put("public_key", '"' + "é" * 64 + '"'),
}
CASES = [pytest.param(alter(file), id=f"{kind}: {what}") for what, alter in ALTERED.items() for kind, file in FILES.items()]


def is_clear(sentence: str) -> bool:
    """Return whether a sentence can be shown: one line that has an end, of characters that every terminal and page takes."""
    return sentence.isprintable() and 10 < len(sentence) < 500 and sentence.encode().decode() == sentence


@pytest.mark.parametrize("data", CASES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_command_says_why(tmp_path: Path, data: bytes, language: str) -> None:
    file = tmp_path / "result.json"
    file.write_bytes(data)
    for key in (MINE.hex(), ISSUER.hex(), None):
        found = verified(shipped(), str(file), key, TODAY, language)
        assert found.verdict not in (Verdict.true, Verdict.expired)
        assert is_clear(found.says)


@pytest.mark.parametrize("data", CASES)
def test_as_what_was_handed_in_it_is_refused_too(tmp_path: Path, data: bytes) -> None:
    result, submission = tmp_path / "result.json", tmp_path / "submission.json"
    result.write_bytes(ISSUED)
    submission.write_bytes(data)
    found = verified(shipped(), str(result), ISSUER.hex(), TODAY, "en", submission=str(submission))
    assert found.verdict not in (Verdict.true, Verdict.expired)
    assert is_clear(found.says)


@pytest.mark.parametrize("data", CASES)
def test_the_check_of_logs_and_the_restore_go_on(wording: Wording, data: bytes) -> None:
    # What an altered result says of its log is nothing, or what it said before.
    assert sealed_head(data) in ("", sealed_head(ISSUED))
    row = {"sealed": data, "check_number": "x", "issued_on": TODAY, "valid_until": TODAY}
    odd = odd_result(row)
    assert odd is not None
    assert odd.startswith("review_results.")
    assert is_issued(data) in (True, False)
    for finding in (verify(shipped(), data, TODAY), verify_issued(shipped(), data, TODAY)):
        assert finding.verdict is not Verdict.true
        assert is_clear(wording.say(finding.says, "en"))


@pytest.mark.parametrize("data", CASES)
async def test_the_public_page_says_why_and_repeats_nothing(client: ClientSession, renderer: Renderer, data: bytes) -> None:
    assert renderer.folder.is_dir()
    form = FormData(quote_fields=False)
    form.add_field("language", "en")
    form.add_field("file", io.BytesIO(data), filename="result.json", content_type="application/octet-stream")
    async with client.post("/check", data=form) as response:
        assert response.status == 200
        page = unescape(await response.text())
    assert "Somebody else" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert not any(0xD800 <= ord(each) < 0xE000 for each in page)


def test_the_true_files_are_true_here(tmp_path: Path) -> None:
    for key, data in ((MINE, SEALED), (ISSUER, ISSUED)):
        file = tmp_path / "true.json"
        file.write_bytes(data)
        assert verified(shipped(), str(file), key.hex(), TODAY, "en").verdict is Verdict.true
