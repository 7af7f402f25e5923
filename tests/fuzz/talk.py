"""A whole conversation of nonsense and sense, and what must hold after every word of it."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Coroutine
from datetime import datetime
from typing import Any, ClassVar, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from msgspec.structs import replace

from bot.conversation.conversation import Conversation
from bot.conversation.response import Response
from bot.telegram.outgoing.card_text import CardWriter
from bot.words.wording import Wording
from flows.assessment.rating import Lens
from flows.assessment.scorecard import star_range
from flows.dialogue import Address, Command, Refusal, Reply, Typed, Utterance
from flows.interview.screen_index import screen_of
from flows.interview.session import Session
from flows.standard.loader import shipped
from flows.standard.model import STARS, Standard
from storage.respondents.sessions import StoredSessions
from tests.botapi import Schema
from tests.botapi.limits import inline_keyboard
from tests.fuzz.nonsense import commands, distances, replies, words
from tests.fuzz.record import Record, record_of

Result = TypeVar("Result")
NUMBERS = itertools.count(1)
# How many answers a reply may change, by its trigger.
WRITING = {"rate": 1, "tick": 1, "next": 1, "same": 1, "confirm": 27, "forget": 27}


class Talk(RuleBasedStateMachine):
    """One person, on a database that lives longer than they do."""

    conversation: ClassVar[Conversation]
    sessions: ClassVar[StoredSessions]
    loop: ClassVar[asyncio.AbstractEventLoop]
    standard: ClassVar[Standard] = shipped()
    wording: ClassVar[Wording]
    schema: ClassVar[Schema] = Schema.load()

    def __init__(self) -> None:
        super().__init__()
        self._who = Address("telegram", str(next(NUMBERS)))
        self._line = 0
        self._past: list[Reply] = []
        self._record = record_of(None, Session("zh", 0))
        self._answer = self._hear(Command("start"))

    @rule(data=st.data())
    def taps_what_is_offered(self, data: st.DataObject) -> None:
        self._say(data.draw(st.sampled_from(self._answer.screen.replies)))

    @rule(mark=st.sampled_from(("0", "1", "2", "3", "4", "5", "2+", "unsure")), times=st.integers(1, 12))
    def goes_on(self, mark: str, times: int) -> None:
        """Answers come more often than nonsense would let them, so that checkpoints, verdicts and results are reached."""
        for _ in range(times):
            offered = self._answer.screen.replies
            forward = ("consent", "begin", "rate", "go_on", "show")
            found = [r for r in offered if r.trigger in forward and (r.trigger != "rate" or r.value == mark)]
            if found:
                self._say(found[0])

    @rule(reply=replies, distance=distances)
    def taps_what_is_not(self, reply: Reply, distance: int) -> None:
        self._say(replace(reply, turn=self._record.session.turn + distance))

    @rule(data=st.data())
    def taps_an_old_button(self, data: st.DataObject) -> None:
        if self._past:
            self._say(data.draw(st.sampled_from(self._past)))

    @rule(text=words, again=st.booleans())
    def types(self, text: str, again: bool) -> None:
        self._line += not again
        self._say(Typed(text, self._line))

    @rule(command=commands)
    def commands(self, command: Command) -> None:
        self._say(command)

    # What must hold

    def _say(self, utterance: Utterance) -> None:
        before = self._record
        self._past = [*self._past[-30:], *self._answer.screen.replies]
        allowed = self._may_write(before, utterance)
        self._answer = self._hear(utterance)
        after = self._record = self._stored()
        self._check_change(before, after, allowed)
        self._check_screen(self._answer)
        self._check_stars(after)

    def _stored(self) -> Record:
        session = self._run(self.sessions.load(self._who)) or Session("zh", 0)
        return record_of(self._run(self.conversation.my_data(self._who)), session)

    def _may_write(self, before: Record, utterance: Utterance) -> int:
        """How many answers may change: by an offered mark, a typed one where a question is asked, a reason, a domain confirmed."""
        if isinstance(utterance, Reply):
            today = datetime.now(ZoneInfo(before.session.timezone)).date()
            screen = screen_of(self.standard, before.session, utterance.view, today)
            return WRITING.get(utterance.trigger, 0) if screen is not None and screen.offers(utterance) else 0
        return int(isinstance(utterance, Typed) and before.session.stage in ("asking", "excusing"))

    def _check_change(self, before: Record, after: Record, allowed: int) -> None:
        if self._answer.refusal is not None:
            assert after == before
        if not after.session.is_stored or not before.session.is_stored:
            assert after.marks == {}
            return
        assert after.session.turn in (before.session.turn, before.session.turn + 1)
        if after.session.turn == before.session.turn:
            assert after == before
        assert after.log[: len(before.log)] == before.log
        assert len(after.log) - len(before.log) <= allowed
        assert after.told_by_log == after.marks

    def _check_screen(self, answer: Response) -> None:
        call = json.loads(CardWriter(self.wording).send(1, answer.screen, answer.refusal))
        self.schema.check_call("sendMessage", call, form=False)
        inline_keyboard(call["reply_markup"])

    def _check_stars(self, record: Record) -> None:
        """The rule in the standard's own words, for both ends of the range; and the order of the lenses."""
        ratings = record.session.ratings
        found = {lens: star_range(self.standard, ratings, lens) for lens in Lens}
        assert found[Lens.evidenced].low <= found[Lens.claimed].low <= found[Lens.under_way].low
        for missing, star in ((0, found[Lens.claimed].low), (5, found[Lens.claimed].high)):
            levels = {c: ratings[c].read(Lens.claimed) if c in ratings else missing for c in self.standard.codes}
            reached = [s for s in STARS if all(levels[sub.code] >= s for sub in self.standard.ticked(s))]
            assert star == next((s - 1 for s in STARS if s not in reached), STARS[-1])

    def _hear(self, utterance: Utterance) -> Response:
        try:
            return self._run(self.conversation.say(self._who, utterance, "zh"))
        except Refusal as refusal:
            raise AssertionError(f"the database was at hand: {refusal}") from refusal

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self.loop.run_until_complete(work)
