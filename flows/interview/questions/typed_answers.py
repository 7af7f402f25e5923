"""Answers as people type them in a chat: a mark, or a word that means one of the other answers."""

from __future__ import annotations

import re
import unicodedata

from flows.assessment.rating import UNSURE
from flows.triggers import Trigger

MARK = re.compile(r"([0-5])([+⁺]?)")
# A full top rung has nothing above it that could be under way.
NO_MARK = ("5+", "5⁺")
UNSURE_WORDS = frozenset(
    {"不知道", "不确定", "不清楚", "拿不准", "说不准", "unsure", "not sure", "i am not sure", "i'm not sure", "don't know", "?"}
)
NOTHING_WORDS = frozenset({"没有", "无", "都没有", "没", "none", "nothing", "no", "we have none"})
NOT_APPLICABLE_WORDS = frozenset({"不适用", "n/a", "na", "not applicable", "does not apply", "doesn't apply"})


def typed_answer(line: str) -> tuple[Trigger, str] | None:
    """Return the trigger and value that a typed line means; None if it means no answer.

    Width, capitals, spaces around and a full stop at the end make no difference.
    """
    text = unicodedata.normalize("NFKC", line).replace("’", "'").strip().rstrip("。.!！").strip().casefold()
    mark = MARK.fullmatch(text.replace(" ", ""))
    if mark and mark.group(0) not in NO_MARK:
        return Trigger.rate, mark.group(1) + ("+" if mark.group(2) else "")
    if text in UNSURE_WORDS:
        return Trigger.rate, UNSURE
    if text in NOTHING_WORDS:
        return Trigger.rate, "0"
    return (Trigger.excuse, "") if text in NOT_APPLICABLE_WORDS else None
