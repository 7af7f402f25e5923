"""Sealed files of earlier versions stay true: they are checked by the rules of their own time.

The files in `old/` were made by those versions, not by today's code. All hold 27 answers on rung 3 with evidence that came
into force on 10 January 2025 and was named on 20 November 2026. In two of them its last use is unknown.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.commands.report import report_files
from bot.documents.sealed.format import SealedContent, SealedFile, encoded, sealed_bytes
from bot.documents.sealed.reader import decoded
from bot.documents.sealed.rules import Rules
from bot.documents.sealed.seal import Verdict, ratings_of, seal, verify
from bot.words.wording import Wording
from tests.bot.documents.dossiers import STANDARD, TODAY, made

OLD = Path(__file__).parent / "old"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
MINE = KEY.public_key().public_bytes_raw()
SAYS = "counting only what has evidence, 2 stars. By today’s rules that would be 3 stars."


def old(name: str) -> bytes:
    return (OLD / f"{name}.json").read_bytes()


def signed(content: SealedContent) -> bytes:
    return encoded(SealedFile(content, MINE, KEY.sign(sealed_bytes(content, MINE))))


def test_a_file_whose_stars_follow_only_from_older_rules_is_true_and_says_what_differs(wording: Wording) -> None:
    found = verify(STANDARD, old("rules-1-differs"), TODAY, MINE)
    assert found.verdict is Verdict.true
    said = wording.say(found.says, "en")
    assert said.startswith("True: not a byte was changed")
    assert said.endswith(SAYS)


def test_without_a_key_it_is_unaltered_and_says_what_differs(wording: Wording) -> None:
    found = verify(STANDARD, old("rules-1-differs"), TODAY)
    assert found.verdict is Verdict.unknown_key
    assert wording.say(found.says, "en").endswith(SAYS)


@pytest.mark.parametrize("name", ["rules-1-same", "rules-2-unsaid"])
def test_an_old_file_whose_stars_follow_from_todays_rules_too_is_simply_true(name: str) -> None:
    found = verify(STANDARD, old(name), TODAY, MINE)
    assert (found.verdict, found.says.key) == (Verdict.true, "verify-true")


@pytest.mark.parametrize("name", ["rules-1-differs", "rules-1-same", "rules-2-unsaid"])
def test_any_other_star_in_an_old_file_is_not_true(name: str) -> None:
    content = decoded(old(name)).content
    for star in (0, 1, 4, 5):
        forged = replace(content, evidenced=(star, star))
        found = verify(STANDARD, signed(forged), TODAY, MINE)
        assert (found.verdict, found.says.key) == (Verdict.altered, "verify-wrong-stars")


def test_a_new_file_names_its_rules_and_older_ones_do_not_excuse_it() -> None:
    ratings = ratings_of(decoded(old("rules-1-differs")).content)
    data = seal(made(ratings, "en"), KEY, datetime(2026, 11, 24, 8, 30, tzinfo=UTC))
    assert json.loads(data)["rules"] == 2
    assert verify(STANDARD, data, TODAY, MINE).verdict is Verdict.true
    content = decoded(data).content
    assert content.evidenced == (3, 3)
    forged = signed(replace(content, evidenced=(2, 2)))
    assert verify(STANDARD, forged, TODAY, MINE).says.key == "verify-wrong-stars"


def test_a_file_that_names_the_older_rules_is_checked_by_them(wording: Wording) -> None:
    content = replace(decoded(old("rules-1-differs")).content, rules=Rules.from_in_force)
    found = verify(STANDARD, signed(content), TODAY, MINE)
    assert found.verdict is Verdict.true
    assert wording.say(found.says, "en").endswith(SAYS)
    assert verify(STANDARD, signed(replace(content, rules=Rules.from_named)), TODAY, MINE).verdict is Verdict.altered


@pytest.mark.parametrize(
    ("rules", "key"), [(3, "verify-foreign"), (0, "verify-foreign"), ("2", "verify-broken"), (None, "verify-broken")]
)
def test_rules_that_are_not_known_here_are_named_and_nothing_is_judged(rules: object, key: str) -> None:
    document = json.loads(seal(made({}, "en"), KEY, datetime(2026, 11, 24, 8, 30, tzinfo=UTC)))
    document["rules"] = rules
    data = (json.dumps(document, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()
    found = verify(STANDARD, data, TODAY, MINE)
    assert (found.verdict, found.says.key) == (Verdict.unreadable, key)


def test_the_first_format_cannot_name_rules() -> None:
    document = json.loads(old("rules-1-same")) | {"rules": 1}
    data = (json.dumps(document, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()
    assert verify(STANDARD, data, TODAY, MINE).says.key == "verify-broken"


@pytest.mark.long("the shorter tests of this file")
def test_documents_made_from_an_old_file_say_that_they_follow_todays_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(old("rules-1-differs"))
    assert report_files(STANDARD, [file], ["workbook"], tmp_path, "en", "", "", MINE.hex(), date(2026, 11, 24)) is None
    assert SAYS in " ".join(capsys.readouterr().err.split())
