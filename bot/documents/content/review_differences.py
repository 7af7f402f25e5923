"""Lists the claims that were lowered, each with its words whole and cut to several lengths. The template takes what fits."""

from __future__ import annotations

from collections.abc import Sequence

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.text_width import CUT, shortened
from bot.documents.typst.typst_input import Data
from bot.words.wording import COMMAS
from flows.review.result import Difference

# How many narrow letters are left of the facts that are not shown, and of what the reviewer wrote. None: all of them.
LENGTHS = (None, 400, 240, 150, 90, 50, 0)


def listed_differences(found: Sequence[Difference], words: DocumentWords) -> list[Data]:
    """Return each lowered claim: its name, both rungs, the reasons, and what else is said of it in each of the `LENGTHS`."""
    return [
        {
            "name": words(each.subdomain),
            "rungs": words("review-report-lowered", claimed=each.claimed, verified=each.verified),
            "reasons": COMMAS[words.language].join(words(f"review-report-reason-{reason}") for reason in each.reasons),
            "said": [_said(each, length, words) for length in LENGTHS],
        }
        for each in found
    ]


def _said(each: Difference, length: int | None, words: DocumentWords) -> list[str]:
    """Return a line for the facts that are not shown, and one for what the reviewer wrote."""
    facts = words("review-report-joint").join(words.maybe(criterion.words) or criterion.code for criterion in each.not_shown)
    lines = [("review-report-not-shown", facts), ("review-report-words", " ".join(each.text.split()))]
    if length == 0:
        return [CUT] if facts or each.text else []
    return [words(key, text=shortened(text, length) if length else text) for key, text in lines if text]
