"""The table of writers: every document but the sealed file has one, and every kind has an ending and a media type."""

from __future__ import annotations

from bot.documents.kinds import MEDIA_TYPES, SUFFIXES, DocumentKind
from bot.documents.writers import WRITERS


def test_every_kind_has_an_ending_a_media_type_and_a_writer() -> None:
    assert set(SUFFIXES) == set(MEDIA_TYPES) == set(DocumentKind)
    assert {*WRITERS, DocumentKind.sealed} == set(DocumentKind)
