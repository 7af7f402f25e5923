"""The sealed file: what is true is said, what was changed is found, to the last byte."""

from __future__ import annotations

import json
import os
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.documents.edition import content_hash
from bot.documents.keys import NAME, KeyUnusable, sealing_key
from bot.documents.seal import Verdict, ratings_of, seal, verify
from bot.documents.sealed import SealedFile, encoded, sealed_bytes
from bot.documents.unsealing import decoded
from bot.wording import Wording
from flows.standard.loader import SHIPPED
from tests.bot.documents.conftest import MIXED, SHA, STANDARD, made
from tests.flows.small import small_standard

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
AT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
SEALED = seal(made(MIXED, organisation="喆堃服务中心"), KEY, AT)


def changed(**others: Any) -> bytes:
    """The file with other values, in canonical form, under its old seal."""
    document = {**json.loads(SEALED), **others}
    return (json.dumps(document, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def test_a_whole_file_is_true_and_holds_what_was_sealed() -> None:
    found = verify(STANDARD, SEALED)
    assert (found.verdict, found.says.key) == (Verdict.true, "verify-true")
    assert found.content is not None
    assert found.content.organisation == "喆堃服务中心"
    assert (found.content.edition, found.content.edition_sha256) == (SHIPPED, content_hash(STANDARD))
    sealed = ratings_of(found.content)
    assert {code: (rating.level, rating.under_way, rating.not_applicable) for code, rating in sealed.items()} == {
        code: (rating.level, rating.under_way, rating.not_applicable) for code, rating in MIXED.items()
    }
    proof = found.content.answers["service-quality"].evidence
    assert proof is not None
    assert (proof.what, proof.file_name, proof.file_sha256) == ("质检表", "质检表.pdf", SHA)


@pytest.mark.parametrize("flip", [0x01, 0x20])
def test_any_one_byte_change_is_found(flip: int) -> None:
    data = seal(made(dict(list(MIXED.items())[:8])), KEY, AT)
    assert verify(STANDARD, data).verdict is Verdict.true
    for place in range(len(data)):
        altered = bytearray(data)
        altered[place] ^= flip
        assert verify(STANDARD, bytes(altered)).verdict is not Verdict.true, place


@pytest.mark.parametrize(
    "data",
    [SEALED[:-1], SEALED + b"\n", SEALED + b" ", SEALED.replace(b"\n", b"\r\n"), json.dumps(json.loads(SEALED)).encode(),
     SEALED.replace(b'"level": 3', b'"level": 3, "level": 3', 1), changed(organisation="别家"), changed(signature="00" * 64)],
)  # fmt: skip
def test_the_same_content_in_another_form_is_altered(data: bytes) -> None:
    found = verify(STANDARD, data)
    assert (found.verdict, found.says.key) == (Verdict.altered, "verify-altered")


def test_wrong_stars_under_a_true_seal_are_found() -> None:
    """Somebody who has a key of her own can seal anything: the stars are worked out from the answers all the same."""
    file = decoded(changed(stars={lens: {"low": 5, "high": 5} for lens in ("claimed", "under_way", "evidenced")}))
    resealed = encoded(SealedFile(file.content, file.public_key, KEY.sign(sealed_bytes(file.content, file.public_key))))
    assert verify(STANDARD, resealed).says.key == "verify-wrong-stars"
    assert verify(STANDARD, resealed).verdict is Verdict.altered


def test_a_pinned_key_must_be_the_one() -> None:
    mine, other = KEY.public_key().public_bytes_raw(), bytes(32)
    assert verify(STANDARD, SEALED, mine).verdict is Verdict.true
    found = verify(STANDARD, SEALED, other)
    assert (found.verdict, found.says.key) == (Verdict.altered, "verify-other-key")


def test_another_edition_cannot_be_checked_and_says_so() -> None:
    found = verify(small_standard(1, 2), SEALED)
    assert (found.verdict, found.says.key) == (Verdict.unreadable, "verify-other-edition")


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "verify-no-json"),
        (b"\xff\xfe", "verify-no-json"),
        (b"[" * 100_000, "verify-no-json"),
        (SEALED[: len(SEALED) // 2], "verify-no-json"),
        (b"x" * (3 * 1024 * 1024), "verify-too-large"),
        (b'{"ratings": {}}', "verify-foreign"),
        (b"[]", "verify-foreign"),
        (changed(format="xingjie-sealed-9"), "verify-foreign"),
        (changed(assessed_on="2026-02-30"), "verify-no-day"),
        (changed(as_of="20261124"), "verify-no-day"),
        (changed(sealed_at="2026-11-24T25:00:00Z"), "verify-no-day"),
        (changed(more=1), "verify-broken"),
        (changed(answers=[]), "verify-broken"),
        (changed(answers={"x": {"level": True}}), "verify-broken"),
        (changed(answers={"x": {"level": 5, "under_way": True}}), "verify-broken"),
        (changed(public_key="zz" * 32), "verify-broken"),
    ],
)
def test_a_broken_or_foreign_file_gets_a_clear_sentence(data: bytes, key: str, wording: Wording) -> None:
    found = verify(STANDARD, data)
    assert (found.verdict, found.says.key) == (Verdict.unreadable, key)
    for language in wording.languages:
        assert "\n" not in wording.say(found.says, language)


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    keys: list[bytes] = []
    threads = [threading.Thread(target=lambda: keys.append(sealing_key(folder).private_bytes_raw())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8
    assert len(set(keys)) == 1
    assert [file.name for file in folder.iterdir()] == [NAME]
    assert (folder / NAME).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"half a key", b"-----BEGIN PRIVATE KEY-----\nMC4\n"])
def test_a_broken_key_is_named_and_never_written_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(KeyUnusable, match=NAME):
        sealing_key(tmp_path)
    assert (tmp_path / NAME).read_bytes() == content


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KeyUnusable, match=f"file{os.sep}{NAME}"):
        sealing_key(tmp_path / "file")
