"""The issued file: it says what was decided and no word of it, and every break in its chain is found and named."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.documents.content.dossier import dossier
from bot.documents.sealed.issued import digest_of
from bot.documents.sealed.issued_check import IssuedFinding, verify_issued
from bot.documents.sealed.issued_reader import decoded_issue, is_issued
from bot.documents.sealed.issuing import ToIssue, issued_file
from bot.documents.sealed.keyring import HeldKey, KeyRing
from bot.documents.sealed.seal import Verdict, seal, verify
from bot.documents.sealed.strict_fields import AT_MOST
from bot.words.wording import Wording
from flows.assessment.rating import Rating
from flows.dialogue import Phrase, phrase
from flows.review.case import Case
from flows.review.states import CaseState, Seat
from tests.flows.review.played import MONDAY
from tests.flows.small import small_standard
from tests.people.issued_results import (
    ANSWERS,
    ASSOCIATION,
    CHECK_NUMBER,
    FINISHED,
    INSTITUTION,
    ISSUED_ON,
    KEY,
    MINE,
    SEED,
    STANDARD,
    UNTIL,
    WORDS,
    altered,
    played,
    resealed,
)

RESULT = played()
FILE = RESULT.file
SAID: dict[str, Any] = json.loads(FILE)
LOWERED = next(code for code, item in SAID["items"].items() if item.get("decision", {}).get("kind") == "lowered")
LOOSE = next(code for code, item in SAID["items"].items() if "decision" not in item)
NEEDED = next(code for code in STANDARD.codes if not STANDARD.subdomain(code).may_not_apply)
TODAY = ISSUED_ON + timedelta(days=20)


def found(data: bytes, submission: bytes | None = None, today: date = TODAY) -> IssuedFinding:
    return verify_issued(STANDARD, data, today, MINE, submission=submission)


def why(finding: IssuedFinding) -> str:
    """The key of the sentence that names the break."""
    assert finding.says.key == "issued-broken", finding.says.key
    inner = dict(finding.says.args)["why"]
    assert isinstance(inner, Phrase)
    return inner.key


def items_with(code: str, **others: Any) -> dict[str, Any]:
    return {**SAID["items"], code: {**SAID["items"][code], **others}}


def test_a_whole_result_is_true_with_and_without_its_submission(wording: Wording) -> None:
    for submission, says in ((None, "--submission"), (RESULT.submission, "the one that was reviewed")):
        finding = found(FILE, submission)
        assert finding.verdict is Verdict.true
        line = wording.say(finding.says, "en")
        assert "2 stars" in line
        assert "claimed 3 stars" in line
        assert "Offline nobody can know" in line
        assert says in line
        assert wording.say(phrase("issued-offline"), "zh") in wording.say(finding.says, "zh")


def test_the_file_says_what_was_decided_and_no_word_of_the_reviewer() -> None:
    content = decoded_issue(FILE).content
    assert (content.association, content.institution, content.check_number) == (ASSOCIATION, INSTITUTION, CHECK_NUMBER)
    assert (content.finished_on, content.issued_on, content.valid_until) == (FINISHED, ISSUED_ON, UNTIL)
    assert (content.seed, content.read_by, content.claimed) == (SEED, (Seat.first,), 3)
    assert content.verified == (2, 2)
    assert WORDS.encode() not in FILE
    assert b"Done above" not in FILE
    decision = content.items[LOWERED].decision
    assert decision is not None
    assert [criterion.code for criterion in decision.not_shown] == [f"{LOWERED}.3.a"]
    assert content.decisions_sha256 == digest_of(RESULT.to_issue.case.decisions[::-1])


def test_any_one_byte_change_is_found() -> None:
    for place in range(0, len(FILE), 7):
        changed = bytearray(FILE)
        changed[place] ^= 0x01
        assert found(bytes(changed)).verdict in (Verdict.altered, Verdict.unreadable), place


@pytest.mark.parametrize(
    "data",
    [FILE[:-1], FILE + b"\n", FILE.replace(b"\n", b"\r\n"), json.dumps(SAID).encode(),
     FILE.replace(b'"claimed": 3', b'"claimed": 3, "claimed": 3', 1), altered(FILE, organisation="Another"),
     altered(FILE, signature="00" * 64)],
)  # fmt: skip
def test_another_form_or_another_content_is_altered(data: bytes) -> None:
    finding = found(data)
    assert (finding.verdict, finding.says.key) == (Verdict.altered, "issued-altered")


@pytest.mark.parametrize(
    ("data", "key"),
    [(FILE[: len(FILE) // 2], "verify-no-json"), (b"", "verify-no-json"), (b"[]", "verify-foreign"),
     (b'{"format": "xingjie-issued-2"}', "verify-foreign"), (b'{"format": "xingjie-issued-1"}', "verify-broken"),
     (FILE + b" " * AT_MOST, "verify-too-large"), (b"[" * 100_000, "verify-no-json"),
     (altered(FILE, more=1), "verify-broken"), (altered(FILE, check_number="../x"), "verify-broken"),
     (altered(FILE, must_look=["a", "a"]), "verify-broken"), (altered(FILE, must_look=[{}]), "verify-broken"),
     (altered(FILE, read_by=["me"]), "verify-broken"), (altered(FILE, valid_until="2027-02-30"), "verify-no-day"),
     (altered(FILE, submission_sha256="AB"), "verify-broken"),
     (altered(FILE, items=items_with(LOWERED, decision={"kind": "more_asked", "rung": 1})), "verify-broken"),
     (altered(FILE, items=items_with(LOWERED, decision={"kind": "lowered", "rung": 9})), "verify-broken"),
     (altered(FILE, items=items_with(LOWERED, claimed=True)), "verify-broken"),
     (altered(FILE, items=items_with(LOWERED, not_applicable=True)), "verify-broken"),
     (altered(FILE, items=items_with(LOWERED, decision={"kind": "lowered", "rung": 2, "not_shown": ["3"]})), "verify-broken")],
)  # fmt: skip
def test_anything_else_is_refused_with_its_place(data: bytes, key: str) -> None:
    finding = found(data)
    assert (finding.verdict, finding.says.key, finding.content) == (Verdict.unreadable, key, None)


def test_an_issued_file_is_told_from_a_sealed_one() -> None:
    assert is_issued(FILE)
    assert not is_issued(RESULT.submission)
    assert not is_issued(FILE + b" " * AT_MOST)
    assert verify(STANDARD, FILE, TODAY).says.key == "verify-foreign"
    assert found(RESULT.submission).says.key == "verify-foreign"


def test_only_keys_of_associations_are_believed() -> None:
    ours = HeldKey(MINE, ISSUED_ON, association=7, name=ASSOCIATION)
    assert verify_issued(STANDARD, FILE, TODAY, ring=KeyRing((ours,))).verdict is Verdict.true
    for ring in (KeyRing(), KeyRing((HeldKey(MINE, ISSUED_ON),))):
        assert verify_issued(STANDARD, FILE, TODAY, ring=ring).verdict is Verdict.unknown_key
    foreign = resealed(FILE, Ed25519PrivateKey.generate())
    assert verify_issued(STANDARD, foreign, TODAY, ring=KeyRing((ours,))).verdict is Verdict.unknown_key
    assert found(foreign).says.key == "verify-other-key"
    revoked = HeldKey(MINE, ISSUED_ON, revoked=TODAY, association=7)
    assert verify_issued(STANDARD, FILE, TODAY, ring=KeyRing((revoked,))).verdict is Verdict.revoked_key
    later = HeldKey(MINE, ISSUED_ON + timedelta(days=9), association=7)
    assert verify_issued(STANDARD, FILE, TODAY, ring=KeyRing((later,))).says.key == "verify-outside-key"
    # Such a key vouches for no self-check.
    own = seal(dossier(STANDARD, ANSWERS, FINISHED, "en"), KEY, MONDAY)
    assert verify(STANDARD, own, TODAY, ring=KeyRing((ours,))).verdict is Verdict.unknown_key


def test_another_edition_cannot_be_checked() -> None:
    assert verify_issued(small_standard(), FILE, TODAY, MINE).says.key == "verify-other-edition"
    other = resealed(FILE, edition={"code": "x\n", "sha256": "0" * 64})
    assert (found(other).verdict, found(other).says.key) == (Verdict.unreadable, "verify-other-edition")


def test_a_result_whose_time_is_over_says_so() -> None:
    finding = found(FILE, today=UNTIL)
    assert (finding.verdict, int(finding.verdict)) == (Verdict.expired, 5)
    assert found(FILE, today=UNTIL - timedelta(days=1)).verdict is Verdict.true


@pytest.mark.parametrize(
    ("others", "key"),
    [
        ({"stars": {"claimed": 3, "verified": {"low": 3, "high": 3}}}, "issued-broken-verified-star"),
        ({"stars": {"claimed": 4, "verified": {"low": 2, "high": 2}}}, "issued-broken-claimed-star"),
        ({"stars": {"claimed": 3, "verified": {"low": 2, "high": 5}}}, "issued-broken-verified-star"),
        ({"items": items_with(LOWERED, decision={"kind": "confirmed", "rung": 4})}, "issued-broken-decision"),
        ({"items": items_with(LOWERED, decision={"kind": "lowered", "rung": 2})}, "issued-broken-decision"),
        (
            {"items": items_with(LOWERED, decision={"kind": "lowered", "rung": 3, "reasons": ["other"]})},
            "issued-broken-decision",
        ),
        ({"items": {**SAID["items"], LOWERED: {"claimed": 3}}}, "issued-broken-undecided"),
        ({"must_look": SAID["must_look"][1:]}, "issued-broken-undecided"),
        ({"must_look": [*SAID["must_look"], LOOSE]}, "issued-broken-undecided"),
        ({"must_look": [*SAID["must_look"], "nothing"]}, "issued-broken-undecided"),
        ({"items": {**SAID["items"], "nothing": {"claimed": 1}}}, "issued-broken-item"),
        ({"items": {**SAID["items"], NEEDED: {"claimed": 5, "not_applicable": True}}}, "issued-broken-item"),
        ({"read_by": []}, "issued-broken-reader"),
        ({"finished_on": "2027-10-30"}, "issued-broken-day"),
        ({"issued_on": "2026-12-30"}, "issued-broken-day"),
        ({"issued_on": "9999-12-31"}, "issued-broken-day"),
        ({"issued_at": "2030-01-01T00:00:00Z"}, "issued-broken-day"),
        ({"valid_until": "2026-11-02"}, "issued-broken-day"),
    ],
)
def test_a_chain_that_breaks_under_a_whole_seal_is_named(others: dict[str, Any], key: str, wording: Wording) -> None:
    finding = found(resealed(FILE, **others))
    assert (finding.verdict, why(finding)) == (Verdict.altered, key)
    for language in ("zh", "en"):
        assert wording.say(finding.says, language)


def test_what_was_handed_in_must_be_that_very_file() -> None:
    other = played({**ANSWERS, LOOSE: Rating(4)})
    assert why(found(FILE, other.submission)) == "issued-broken-submission"
    assert why(found(FILE, RESULT.submission[:-1])) == "issued-broken-submission"
    assert why(found(FILE, b"x")) == "issued-broken-submission"


def test_a_claim_that_was_never_handed_in_is_found() -> None:
    higher = resealed(FILE, items=items_with(LOOSE, claimed=4))
    assert found(higher).verdict is Verdict.true
    assert why(found(higher, RESULT.submission)) == "issued-broken-claim"
    renamed = resealed(FILE, organisation="Another Centre")
    assert why(found(renamed, RESULT.submission)) == "issued-broken-institution"


def test_an_item_that_was_handed_in_again_may_claim_something_else() -> None:
    result = played(asked=True)
    content = decoded_issue(result.file).content
    assert [code for code, item in content.items.items() if item.answered] == [LOWERED]
    assert content.items[LOWERED].claimed == 2
    assert found(result.file, result.submission).verdict is Verdict.true


def test_nothing_is_made_of_a_case_that_was_not_issued_or_is_of_another_edition() -> None:
    issue = RESULT.to_issue
    bare = ToIssue(Case("x", CaseState.requested, MONDAY), ASSOCIATION, INSTITUTION, CHECK_NUMBER, MONDAY)
    for standard, case in ((STANDARD, bare), (small_standard(), issue)):
        with pytest.raises(ValueError, match=r"issued|edition"):
            issued_file(standard, case, KEY)
