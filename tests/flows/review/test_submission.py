"""What an institution hands over, and the numbers of a review."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date
from itertools import pairwise

import pytest
from msgspec.structs import replace as replaced

from flows.assessment.evidence import Attachment, Evidence
from flows.assessment.rating import Rating
from flows.review.rules import DEFAULT, ReviewRules
from flows.review.submission import Share, handed, is_new
from tests.flows.review.played import item, submission

FILE = Attachment("minutes.pdf", 900, "application/pdf", "a" * 64, "telegram-file-id")
FILED = Rating(4, evidence=Evidence("Minutes", 4, date(2026, 10, 1), file=FILE))
UNHASHED = Rating(4, evidence=Evidence("Minutes", 4, file=Attachment("m.pdf", 9, "application/pdf", "", "id")))
NOTED = Rating(4, evidence=Evidence("Minutes", 4))


def _with(file: Attachment) -> Rating:
    return Rating(4, evidence=Evidence("Minutes", 4, date(2026, 10, 1), file=file))


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


MOVED = replaced(FILE, place="web:" + "b" * 32)
OTHER = replaced(FILE, sha256="c" * 64)


@pytest.mark.parametrize(
    ("now", "share", "expected"),
    [
        (FILED, Share.file, False),
        (_with(MOVED), Share.file, False),
        (_with(replaced(FILE, sha256="")), Share.file, False),
        (FILED, Share.note, False),
        (FILED, Share.answer, False),
        (NOTED, Share.note, True),  # it was named on another day
        (_with(OTHER), Share.file, True),
        (_with(OTHER), Share.file_hash, True),
        (_with(OTHER), Share.note, False),
        (_with(replaced(FILE, sha256="", size=901)), Share.file, True),
        (Rating(3, evidence=FILED.evidence), Share.file, True),
        (Rating(5, evidence=FILED.evidence), Share.answer, True),
        (Rating(4, under_way=True, evidence=FILED.evidence), Share.answer, True),
        (Rating(not_applicable="no clients"), Share.answer, True),
    ],
)
def test_what_is_new_in_an_item_that_is_handed_in_again(now: Rating, share: Share, expected: bool) -> None:
    assert is_new(handed("s-a", now, share), handed("s-a", FILED, Share.file)) is expected


@pytest.mark.parametrize(("before", "now"), list(pairwise(Share)))
def test_to_hand_over_more_of_the_same_evidence_is_something_new(before: Share, now: Share) -> None:
    assert is_new(handed("s-a", FILED, now), handed("s-a", FILED, before))
    assert not is_new(handed("s-a", FILED, before), handed("s-a", FILED, now))
    assert not is_new(handed("s-a", Rating(4), now), handed("s-a", Rating(4), before))


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
