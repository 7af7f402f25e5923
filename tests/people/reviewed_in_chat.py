"""Somebody who hands in a self-check in a chat, and the reviewers who read it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.states import CaseEvent, CaseState
from tests.botapi import BotApi, Person
from tests.people.chat import CODE, PDF, TOKEN, begun, data, data_from, run_through, say
from tests.people.pre_screening import SECOND, Review, lowered, reviewing, stored


@dataclass
class Chatting:
    """A chat, and reviewers over the same database."""

    api: BotApi
    conversation: Conversation
    review: Review
    folder: Path


@asynccontextmanager
async def chatting_over(
    url: str, wording: Wording, renderer: Renderer, data_dir: Path, api: BotApi | None = None
) -> AsyncIterator[Chatting]:
    """A bot that serves a chat over a database; on the server of an earlier one, after a restart."""
    if api is None:
        async with BotApi(token=TOKEN) as new, chatting_over(url, wording, renderer, data_dir, new) as chatting:
            yield chatting
            assert new.violations == []
        return
    async with (
        open_conversation(url, data_dir=data_dir) as conversation,
        reviewing(url) as review,
        TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling(),
    ):
        yield Chatting(api, conversation, review, data_dir / "evidence")


async def with_a_file(chatting: Chatting) -> Person:
    """Somebody who has answered all questions, the first with a file as its evidence, and named their institution."""
    api = chatting.api
    person = await begun(api)
    await person.tap(data("rate", "3"))
    await person.tap(data("evidence", CODE))
    await person.send_document("minutes.pdf", PDF, caption="Minutes")
    await api.until(lambda: person.messages[-1].from_bot)
    await person.tap(data("date", "1"))
    await run_through(person, "1")
    await person.tap(data("open", "files"))
    await person.tap(data("call"))
    await say(api, person, "First Help")
    return person


async def gives(chatting: Chatting, person: Person, share: int = 0) -> int:
    """Let somebody hand in so much, by its number; the number of the case."""
    made = await chatting.review.request()
    await say(chatting.api, person, f"/start handin-{made.token}")
    await person.tap(data("case", f"see.{made.token}.{share}"))
    await person.tap(data_from("case", f"give.{made.token}.{share}."))
    return made.case


async def is_asked_more(chatting: Chatting, case: int, *codes: str, text: str = "Please show the minutes") -> None:
    """Let a reviewer accept a case, and ask for more about some items."""
    review = chatting.review
    await review.accepts(case)
    for code in codes:
        asked = Decision(code, DecisionKind.more_asked, None, (Reason.no_evidence,), text)
        await review.town.does(review.town.ben, case, CaseEvent.decide, asked)
    await review.town.does(review.town.ben, case, CaseEvent.ask_more)


async def gets_opinion(chatting: Chatting, case: int, *decisions: Decision) -> None:
    """Let the review of an accepted case come to its opinion."""
    review = chatting.review
    await review.decides(case, *decisions)
    await review.finishes(case)
    if (await stored(review, case)).state is CaseState.second_reading:
        await review.second_reads(case, *decisions)


async def opens(chatting: Chatting, person: Person, case: int, *values: str) -> None:
    """Let somebody open a case by the command, and tap buttons with these values of it."""
    await say(chatting.api, person, "/cases")
    for value in (f"show-{case}", *values):
        await person.tap(data("case", value))


async def with_opinion(chatting: Chatting) -> tuple[Person, int]:
    """Somebody whose case has an opinion that lowers two items."""
    person = await with_a_file(chatting)
    case = await gives(chatting, person)
    await chatting.review.accepts(case)
    await gets_opinion(chatting, case, lowered(CODE, 1), lowered(SECOND, 0))
    return person, case
