"""What the desk issues is a whole issued file with the association's key, and nothing is issued that cannot be sealed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.desk.sealing import association_seal
from bot.documents.sealed.association_keys import association_key
from bot.documents.sealed.issued_check import verify_issued
from bot.documents.sealed.issued_reader import decoded_issue
from bot.documents.sealed.keyring import keyring
from bot.documents.sealed.keys import association_file
from bot.documents.sealed.seal import Verdict
from flows.review.refusals import NotNow
from storage.review.issuing import ToSeal
from tests.flows.small import small_standard
from tests.people.issued_results import ASSOCIATION, CHECK_NUMBER, INSTITUTION, STANDARD, played

RESULT = played()
AT = RESULT.to_issue.at
TO_SEAL = ToSeal(RESULT.to_issue.case, (), 7, ASSOCIATION, INSTITUTION, CHECK_NUMBER, AT)


def test_it_is_sealed_with_the_key_of_the_association(tmp_path: Path) -> None:
    sealed = association_seal(tmp_path, STANDARD)(TO_SEAL)
    key = association_key(tmp_path, 7, ASSOCIATION, datetime.now(UTC).date()).public_key().public_bytes_raw()
    assert decoded_issue(sealed).public_key == key
    found = verify_issued(STANDARD, sealed, AT.date() + timedelta(days=1), None, keyring(tmp_path), RESULT.submission)
    assert found.verdict is Verdict.true


def test_a_key_that_cannot_be_read_issues_nothing(tmp_path: Path) -> None:
    (tmp_path / association_file(7)).write_text("no key")
    with pytest.raises(NotNow) as refused:
        association_seal(tmp_path, STANDARD)(TO_SEAL)
    assert refused.value.why.key == "issued-no-key"


def test_a_submission_of_another_edition_is_not_issued(tmp_path: Path) -> None:
    with pytest.raises(NotNow) as refused:
        association_seal(tmp_path, small_standard())(TO_SEAL)
    assert refused.value.why.key == "issued-other-edition"
    assert list(tmp_path.iterdir()) == []
