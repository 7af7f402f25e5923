"""What an institution hands over, and the numbers of a review."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from flows.assessment.evidence import Attachment, Evidence
from flows.assessment.rating import Rating
from flows.review.rules import DEFAULT, ReviewRules
from flows.review.submission import Share, handed
from tests.flows.review.played import item, submission

FILE = Attachment("minutes.pdf", 900, "application/pdf", "a" * 64, "telegram-file-id")
FILED = Rating(4, evidence=Evidence("Minutes", 4, date(2026, 10, 1), file=FILE))
UNHASHED = Rating(4, evidence=Evidence("Minutes", 4, file=Attachment("m.pdf", 9, "application/pdf", "", "id")))
NOTED = Rating(4, evidence=Evidence("Minutes", 4))


@pytest.mark.parametrize(
    ("rating", "share", "note", "file", "place", "becomes"),
    [
        (FILED, Share.file, "Minutes", "minutes.pdf", "telegram-file-id", Share.file),
        (FILED, Share.file_hash, "Minutes", "minutes.pdf", "", Share.file_hash),
        (FILED, Share.note, "Minutes", None, None, Share.note),
        (FILED, Share.answer, None, None, None, Share.answer),
        (UNHASHED, Share.file_hash, "Minutes", None, None, Share.note),
        (UNHASHED, Share.file, "Minutes", "m.pdf", "id", Share.file),
        (NOTED, Share.file, "Minutes", None, None, Share.note),
        (Rating(4), Share.file, None, None, None, Share.answer),
    ],
)
def test_only_what_is_shared_is_handed_over(
    rating: Rating, share: Share, note: str | None, file: str | None, place: str | None, becomes: Share
) -> None:
    given = handed("s-a", rating, share)
    evidence = given.rating.evidence
    assert given.share is becomes
    assert given.rating.level == rating.level
    assert (evidence and evidence.what) == note
    assert (evidence and evidence.file and evidence.file.name) == file
    assert (evidence and evidence.file and evidence.file.place) == place


@pytest.mark.parametrize(
    ("rating", "claimed"), [(Rating(3, under_way=True), 3), (Rating(unsure=True), 0), (Rating(not_applicable="no clients"), 5)]
)
def test_what_an_answer_claims(rating: Rating, claimed: int) -> None:
    assert handed("s-a", rating, Share.answer).claimed == claimed


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"accepts_statement": False}, "statement"),
        ({"items": ()}, "once"),
        ({"items": (item("s-a", 1), item("s-a", 2))}, "once"),
        ({"sha256": "A" * 64}, "sha256"),
        ({"sha256": "a" * 63}, "sha256"),
    ],
)
def test_what_cannot_be_handed_in(change: dict[str, object], cause: str) -> None:
    with pytest.raises(ValueError, match=cause):
        replace(submission(3, 2, 1), **change)  # type: ignore[arg-type]


def test_a_submission_stays_as_it_was_handed_in() -> None:
    given = submission(3, 2, 1)
    assert {code: rating.level for code, rating in given.ratings.items()} == {"s-a": 3, "s-b": 2, "s-c": 1}
    with pytest.raises(FrozenInstanceError):
        given.edition = "another"  # type: ignore[misc]


def test_the_deadlines_of_the_association_fit_into_the_whole() -> None:
    assert DEFAULT.days_of_association == 18
    assert DEFAULT.days_of_association <= DEFAULT.total_days == 25


@pytest.mark.parametrize(
    "number",
    [{"accept_days": 0}, {"refusals": -1}, {"second_reading_percent": 101}, {"total_days": 17}, {"first_round_days": 13}],
)
def test_numbers_that_cannot_be_meant(number: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"too small|above 100|do not fit"):
        ReviewRules(**number)
