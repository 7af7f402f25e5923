"""What report and workbook say of answers that several people gave; nothing of it for one person."""

from __future__ import annotations

from dataclasses import replace

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.front_page import front_page
from bot.documents.content.workbook import workbook
from bot.words.wording import Wording
from flows.assessment.rating import Rating
from flows.institution.answers import Differed, Together
from tests.bot.documents.dossiers import level, made

TOGETHER = Together(4, (Differed("risk-management", 2, is_open=True), Differed("demand-management", 3, "Seen in the file")))
DOSSIER = replace(made(level(3, risk_management=Rating(1))), together=TOGETHER)


def test_the_report_says_how_many_answered_and_what_is_not_settled(wording: Wording) -> None:
    words = DocumentWords(wording, "en")
    assert any(
        "4 people of the institution" in line and "one is not settled" in line for line in front_page(DOSSIER, words)["remarks"]
    )
    assert not any("people of the institution" in line for line in front_page(made(level(3)), words)["remarks"])


def test_the_workbook_has_a_sheet_with_the_reasons(wording: Wording) -> None:
    words = DocumentWords(wording, "en")
    content = workbook(DOSSIER, words)
    (sheet,) = (each for each in content.sheets if each.name == "Where people differed")
    assert [row[1:] for row in sheet.rows] == [
        (2, "1", "Not settled: the lowest answer counts."),
        (3, "3", "Reason: Seen in the file"),
    ]
    assert content.summary is not None
    assert "Answered by" in dict(content.summary.facts)
    alone = workbook(made(level(3)), words)
    assert "Where people differed" not in [each.name for each in alone.sheets]
    assert alone.summary is not None
    assert "Answered by" not in dict(alone.summary.facts)
