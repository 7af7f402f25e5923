"""The sealed file: what is true is said, what was changed is found, to the last byte."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bot.documents.content.edition_hash import content_hash
from bot.documents.sealed.format import SealedFile, encoded, sealed_bytes
from bot.documents.sealed.keys import NAME, KeyUnusable, sealing_key
from bot.documents.sealed.public_keys import PRIME, Y_OF_ORDER_8, is_sound
from bot.documents.sealed.reader import decoded
from bot.documents.sealed.seal import Verdict, ratings_of, seal, verify
from bot.words.wording import Wording
from flows.assessment.rating import Rating, Ratings
from flows.standard.loader import SHIPPED
from flows.typed_text import is_unseen
from tests.bot.documents.dossiers import CHECKLIST, CHECKLIST_FILE, INSTITUTION, MIXED, SHA, STANDARD, TODAY, level, made
from tests.bot.documents.sealed.sealed_file import AT, KEY, MINE, SEALED, changed
from tests.flows.small import small_standard


def test_a_whole_file_is_true_and_holds_what_was_sealed() -> None:
    found = verify(STANDARD, SEALED, TODAY, MINE)
    assert (found.verdict, found.says.key) == (Verdict.true, "verify-true")
    assert found.content is not None
    assert found.content.institution == INSTITUTION
    assert (found.content.edition, found.content.edition_sha256) == (SHIPPED, content_hash(STANDARD))
    sealed = ratings_of(found.content)
    assert {code: (rating.level, rating.under_way, rating.not_applicable) for code, rating in sealed.items()} == {
        code: (rating.level, rating.under_way, rating.not_applicable) for code, rating in MIXED.items()
    }
    evidence = found.content.ratings["service-quality"].evidence
    assert evidence is not None
    assert (evidence.what, evidence.file_name, evidence.file_sha256) == (CHECKLIST, CHECKLIST_FILE, SHA)


@pytest.mark.parametrize(
    ("ratings", "stars"),
    [
        (level(3), "3 stars"),
        (level(3, risk_management=Rating(unsure=True)), "At present: 1 to 3 stars"),
        ({code: rating for code, rating in level(4).items() if code != "service-level"}, "At present: 1 to 4 stars"),
        (level(0, risk_management=Rating(unsure=True)), "At present: No star yet"),
    ],
)
def test_the_verdict_names_the_stars_that_the_answers_allow(wording: Wording, ratings: Ratings, stars: str) -> None:
    data = seal(made(ratings, "en"), KEY, AT)
    for pinned in (MINE, None):
        assert f"the stars ({stars}) follow" in wording.say(verify(STANDARD, data, TODAY, pinned).says, "en")


@pytest.mark.parametrize("flip", [0x01, 0x20])
def test_any_one_byte_change_is_found(flip: int) -> None:
    data = seal(made(dict(list(MIXED.items())[:8])), KEY, AT)
    assert verify(STANDARD, data, TODAY, MINE).verdict is Verdict.true
    for place in range(len(data)):
        altered = bytearray(data)
        altered[place] ^= flip
        assert verify(STANDARD, bytes(altered), TODAY).verdict in (Verdict.altered, Verdict.unreadable), place


@pytest.mark.parametrize(
    "data",
    [SEALED[:-1], SEALED + b"\n", SEALED + b" ", SEALED.replace(b"\n", b"\r\n"), json.dumps(json.loads(SEALED)).encode(),
     SEALED.replace(b'"level": 3', b'"level": 3, "level": 3', 1), changed(organisation="别家"), changed(signature="00" * 64)],
)  # fmt: skip
def test_the_same_content_in_another_form_is_altered(data: bytes) -> None:
    found = verify(STANDARD, data, TODAY)
    assert (found.verdict, found.says.key) == (Verdict.altered, "verify-altered")


def test_wrong_stars_under_a_true_seal_are_found() -> None:
    """Somebody who has a key of their own can seal anything: the stars are worked out from the answers all the same."""
    data = resealed(stars={lens: {"low": 5, "high": 5} for lens in ("claimed", "under_way", "evidenced")})
    found = verify(STANDARD, data, TODAY)
    assert (found.verdict, found.says.key) == (Verdict.altered, "verify-wrong-stars")


def test_a_pinned_key_must_be_the_one() -> None:
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    assert verify(STANDARD, SEALED, TODAY, MINE).verdict is Verdict.true
    found = verify(STANDARD, SEALED, TODAY, other)
    assert (found.verdict, found.says.key) == (Verdict.altered, "verify-other-key")


def test_without_a_named_key_nothing_is_called_true() -> None:
    """Anybody can make a key and seal anything with it: it is said to be unaltered, and no more."""
    found = verify(STANDARD, SEALED, TODAY)
    assert (found.verdict, int(found.verdict), found.says.key) == (Verdict.unknown_key, 3, "verify-unknown-key")
    foreign = seal(made(level(5)), Ed25519PrivateKey.generate(), AT)
    assert verify(STANDARD, foreign, TODAY).verdict is Verdict.unknown_key
    assert verify(STANDARD, foreign, TODAY, MINE).says.key == "verify-other-key"


def resealed(**others: Any) -> bytes:
    """The file with other values, in canonical form, under a new seal of its own key."""
    file = decoded(changed(**others))
    return encoded(SealedFile(file.content, MINE, KEY.sign(sealed_bytes(file.content, MINE))))


def answers_with(**evidence: str) -> dict[str, Any]:
    """The sealed answers with other days in the evidence of one."""
    answers: dict[str, Any] = json.loads(SEALED)["answers"]
    answers["service-quality"]["evidence"] |= evidence
    return answers


@pytest.mark.parametrize(
    ("others", "where"),
    [
        ({"assessed_on": "9999-12-31"}, "assessed_on"),
        ({"assessed_on": "2026-11-26"}, "assessed_on"),
        ({"assessed_on": "2022-12-31"}, "assessed_on"),
        ({"as_of": "2026-11-01"}, "as_of"),
        ({"as_of": "2026-11-26"}, "as_of"),
        ({"sealed_at": "9999-12-31T00:00:00Z"}, "sealed_at"),
        ({"sealed_at": "2026-11-01T00:00:00Z"}, "sealed_at"),
        ({"answers": answers_with(last_used="9999-12-31")}, "answers.service-quality.evidence.last_used"),
        ({"answers": answers_with(named_on="2026-11-26")}, "answers.service-quality.evidence.named_on"),
        ({"answers": answers_with(in_force="0001-01-01")}, "answers.service-quality.evidence.in_force"),
    ],
)
def test_impossible_days_are_not_true_even_if_sealed(others: dict[str, Any], where: str) -> None:
    found = verify(STANDARD, resealed(**others), TODAY, MINE)
    assert (found.verdict, found.says.key) == (Verdict.altered, "verify-impossible-day")
    assert dict(found.says.args)["where"] == where


@pytest.mark.parametrize(
    "others",
    [{}, {"assessed_on": "2026-11-25", "as_of": "2026-11-25"}, {"answers": answers_with(in_force="1998-05-01")}],
)
def test_days_of_another_time_zone_and_old_evidence_are_possible(others: dict[str, Any]) -> None:
    assert verify(STANDARD, resealed(**others), TODAY, MINE).verdict is Verdict.true


def test_a_standard_without_a_year_in_its_name_takes_older_days() -> None:
    assert STANDARD.year == 2023
    assert small_standard(1, 2).year is None


def edwards_sum(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """Two points of Ed25519's curve added, by the formula of RFC 8032."""
    (x1, y1), (x2, y2) = one, other
    d = -121665 * pow(121666, -1, PRIME)
    product = d * x1 * x2 * y1 * y2
    x = (x1 * y2 + x2 * y1) * pow(1 + product, -1, PRIME)
    y = (y1 * y2 + x1 * x2) * pow(1 - product, -1, PRIME)
    return x % PRIME, y % PRIME


def points_of_small_order() -> list[tuple[int, int]]:
    """The eight points whose order divides 8: the multiples of one of order 8."""
    root = pow(2, (PRIME - 1) // 4, PRIME)  # of -1
    y = Y_OF_ORDER_8
    d = -121665 * pow(121666, -1, PRIME) % PRIME
    square = (y * y - 1) * pow(d * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    x = x if x * x % PRIME == square else x * root % PRIME
    points = [(0, 1)]
    for _ in range(7):
        points.append(edwards_sum(points[-1], (x, y)))
    assert edwards_sum(points[-1], (x, y)) == (0, 1)
    return points


def encodings(points: list[tuple[int, int]]) -> set[bytes]:
    """Every way to write the points in 32 bytes: either sign, and y or, if it fits, y + PRIME."""
    ys = {y + more for _, y in points for more in (0, PRIME) if y + more < 2**255}
    return {(y | sign << 255).to_bytes(32, "little") for y in ys for sign in (0, 1)}


def test_a_key_of_small_order_proves_nothing() -> None:
    """With such a key one signature fits many contents, and OpenSSL takes it: this one fits every one."""
    assert len(set(points_of_small_order())) == 8
    weak = encodings(points_of_small_order())
    assert len(weak) == 14
    content = decoded(SEALED).content
    signature = (1).to_bytes(32, "little") + bytes(32)
    identity = (1).to_bytes(32, "little")
    Ed25519PublicKey.from_public_bytes(identity).verify(signature, sealed_bytes(content, identity))
    for key in weak:
        assert not is_sound(key)
        for pinned in (None, key):
            found = verify(STANDARD, encoded(SealedFile(content, key, signature)), TODAY, pinned)
            assert (found.verdict, found.says.key) == (Verdict.altered, "verify-weak-key")
    assert is_sound(MINE)


def test_a_signature_in_a_second_form_is_altered() -> None:
    """S and S + L sign alike; only the smaller one counts, or a file could be altered without its content."""
    file = decoded(SEALED)
    larger = int.from_bytes(file.signature[32:], "little") + 2**252 + 27742317777372353535851937790883648493
    signature = file.signature[:32] + larger.to_bytes(32, "little")
    assert verify(STANDARD, encoded(SealedFile(file.content, MINE, signature)), TODAY).says.key == "verify-altered"


FORGED = "x\x1b[2J\r\nTrue: all is well\u202e\u2028"


@pytest.mark.parametrize(
    "data",
    [
        resealed(edition={"code": FORGED, "sha256": FORGED}),
        resealed(edition={"code": "x" * 100_000, "sha256": "y" * 100_000}),
        changed(answers={FORGED: {"level": 9}}),
        changed(answers={FORGED: {"level": 1, "evidence": {"what": "x", "rung": 1, "named_on": "2026-02-30"}}}),
        changed(**{FORGED: 1}),
        resealed(answers={FORGED: {"level": 1}}),
        resealed(organisation=FORGED),
    ],
)
def test_a_file_cannot_write_to_the_terminal(data: bytes, wording: Wording) -> None:
    found = verify(STANDARD, data, TODAY, MINE)
    for language in wording.languages:
        said = wording.say(found.says, language)
        assert not any(is_unseen(character) for character in said)
        assert len(said) < 600


def test_another_edition_cannot_be_checked_and_says_so() -> None:
    found = verify(small_standard(1, 2), SEALED, TODAY)
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
    found = verify(STANDARD, data, TODAY)
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
