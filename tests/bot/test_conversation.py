"""Answers tell what is stored, even if time passes between storing and telling."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.conversation.response import Response
from bot.documents.content.card import card_data
from bot.documents.content.document_words import DocumentWords
from bot.words.wording import Wording
from flows.dialogue import Address, Command, Utterance
from flows.standard.loader import shipped
from storage.database import Database, open_database
from storage.respondents.sessions import StoredSessions

WHO = Address("web", "abc")
ONWARD = {"consent": "", "begin": "full", "rate": "3", "go_on": ""}


class Slow:
    """A clock for which every look takes a day."""

    def __init__(self) -> None:
        self._at = datetime(2026, 11, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self._at += timedelta(days=1)
        return self._at


def conversation(database: Database, clock: Slow) -> Conversation:
    standard = shipped()
    return Conversation(standard, StoredSessions(database, standard.edition, clock), clock)


async def test_the_day_that_is_said_of_a_self_check_is_the_one_that_is_stored(database_url: str) -> None:
    """A tap just before midnight may be stored after it: a restart must not change what the history says."""
    async with open_database(database_url) as database:
        clock = Slow()
        before = conversation(database, clock)
        answer = await before.say(WHO, Command("start"), "en")
        while answer.screen.name != "finished":
            answer = await before.say(WHO, _next(answer), "en")
        said = await before.say(WHO, Command("history"), "en")
        assert (await conversation(database, clock).say(WHO, Command("history"), "en")).screen == said.screen


def _next(answer: Response) -> Utterance:
    return next(reply for reply in answer.screen.replies if ONWARD.get(reply.trigger) == reply.value)


async def test_forgetting_somebody_clears_what_is_kept_in_memory(sqlite_url: str) -> None:
    async with open_database(sqlite_url) as database:
        talk, dropped = conversation(database, Slow()), 0

        def drop() -> None:
            nonlocal dropped
            dropped += 1

        talk.retention.when_forgotten(drop)
        answer = await talk.say(WHO, Command("start"), "en")
        await talk.say(WHO, _next(answer), "en")
        assert dropped == 0
        answer = await talk.say(WHO, Command("forget"), "en")
        forget = next(reply for reply in answer.screen.replies if reply.trigger == "forget")
        await talk.say(WHO, forget, "en")
        assert dropped == 1


async def tapped(talk: Conversation, trigger: str, value: str = "") -> None:
    screen = await talk.look(WHO, "en")
    (reply,) = (reply for reply in screen.replies if (reply.trigger, reply.value) == (trigger, value))
    assert (await talk.say(WHO, reply, "en")).refusal is None


async def test_documents_in_the_middle_of_a_full_run_tell_the_star_at_present(sqlite_url: str, wording: Wording) -> None:
    words = DocumentWords(wording, "en")
    async with open_conversation(sqlite_url) as talk:
        await talk.say(WHO, Command("start"), "en")
        for trigger, value in (("consent", ""), ("begin", "full")):
            await tapped(talk, trigger, value)
        labels = []
        while (await talk.look(WHO, "en")).name != "finished":
            asks = (await talk.look(WHO, "en")).name == "asking"
            await tapped(talk, *(("rate", "0") if asks else ("go_on", "")))
            made_from = await talk.dossier(WHO)
            assert made_from is not None
            assert made_from.stars.low == 0
            labels.append((len(made_from.ratings), made_from.stars.decided, card_data(made_from, words)["label"]))
        assert {label for _, _, label in labels[:-1]} == {"At present"}
        assert (26, True, "At present") in labels
        assert labels[-1] == (27, True, "Reference")
