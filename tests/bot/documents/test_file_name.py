"""What a document is called when it is saved."""

from __future__ import annotations

import pytest

from bot.documents.content.document_words import DocumentWords
from bot.documents.file_name import document_name
from bot.documents.kinds import DocumentKind
from bot.words.wording import Wording
from tests.bot.documents.dossiers import MIXED, made


@pytest.mark.parametrize(
    ("institution", "begins"),
    [
        ("Yunhe Centre", "Yunhe Centre-Report-2026-11-24.pdf"),
        ("", "Xingjie-Report-2026-11-24.pdf"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j-Report-2026-11-24.pdf"),
        ("../../etc/passwd", "etc passwd-Report-2026-11-24.pdf"),
        ("\u202egnp.exe", "gnp.exe-Report-2026-11-24.pdf"),
        ("x" * 200, "x" * 40 + "-Report-2026-11-24.pdf"),
        (" ... ", "Xingjie-Report-2026-11-24.pdf"),
    ],
)
def test_a_file_is_called_by_institution_kind_and_day(institution: str, begins: str, wording: Wording) -> None:
    assert document_name(DocumentKind.report, made(MIXED, "en", institution), DocumentWords(wording, "en")) == begins


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_kinds_have_one_name(language: str, wording: Wording) -> None:
    names = {document_name(kind, made(MIXED, language), DocumentWords(wording, language)) for kind in DocumentKind}
    assert len(names) == len(DocumentKind)
