"""The 27 questions with their buttons as our own cards show them, for the bots of other frameworks to ask."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from bot.telegram.outgoing.card_text import text_of
from bot.words.wording import Wording
from flows.assessment.rating import Rating
from flows.interview.interview import Interview
from flows.interview.session import Session
from flows.standard.loader import shipped


def write_questions(file: Path) -> None:
    """Write them as JSON: `[{"text": …, "rows": [[[label, value], …], …]}, …]`, in the order of a full run."""
    standard, wording = shipped(), Wording.load()
    session = Session("zh", 1, "asking", 1)
    questions = []
    for code in standard.codes:
        screen = Interview(standard, session, date.today()).screen()
        rows = [
            [[wording.say(choice.label, "zh"), f"{choice.reply.trigger}|{choice.reply.value}"] for choice in row]
            for row in screen.rows
        ]
        questions.append({"text": text_of(screen, wording), "rows": rows})
        session = replace(session, ratings={**session.ratings, code: Rating(2)})
    file.write_text(json.dumps(questions, ensure_ascii=False))
