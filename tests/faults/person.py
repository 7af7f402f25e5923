"""A member of an institution's staff who taps, types, loses patience, and remembers what they were shown."""

from __future__ import annotations

import asyncio
import random
import re
from collections import Counter, deque
from contextlib import suppress
from datetime import UTC, date, datetime

from bot.telegram.incoming.downloads import PREFIX
from bot.words.wording import Wording
from flows.dialogue import Attached, Command, Reply, Typed, Utterance, phrase
from flows.standard.model import Standard
from tests.botapi.schema import Json
from tests.faults.clock import Clock
from tests.faults.expected_cards import Card, ExpectedCards, card_of
from tests.faults.files import file, inspected
from tests.faults.history import History
from tests.faults.model import Model, Verdict
from tests.faults.preferences import choice, line
from tests.faults.telegram import Telegram

# What is said where an update could not be dealt with.
FAILED = ("refusal-wrong", "refusal-unstored")
DAY = re.compile(r"\d+年\d+月\d+日|\d+ [A-Z][a-z]+ \d{4}")
# What is said if a file could not be fetched or kept: nothing is stored of it.
NOT_KEPT = ("file-unreachable", "file-not-kept")
# The share of people asked for evidence who send a file.
SENDING = 0.3
CAPTIONS = ("", "培训记录 <b>2025</b> & 签到表")
# Commands that move the interview, and not only show something.
MOVING = ("quick", "full", "resume", "stop")
PATIENCE_S = 8.0
# How often a person asks for a card that does not come although the bot took the question.
LOOKS = 20
GLANCE_S = 1.5


class Person:
    """One account, on as many devices as it likes."""

    def __init__(
        self, api: Telegram, standard: Standard, wording: Wording, expected: ExpectedCards, clock: Clock, number: int, seed: int
    ) -> None:
        self.number = number
        self.verdicts: dict[Verdict, int] = dict.fromkeys(Verdict, 0)
        self.oddities: list[str] = []
        self.taps = 0
        self.brought = 0
        self.reminders: list[tuple[object, ...]] = []
        # How often each was used: a trigger, a view that was opened, a line in a stage that asks for one.
        self.used: Counter[str] = Counter()
        # The last actions and cards, to find out how an oddity came about.
        self.diary: deque[str] = deque(maxlen=40)
        self._api = api
        self._dice = random.Random(seed)
        language = "en" if number % 2 else "zh"
        self.model = Model(standard, expected, clock, language)
        self._wrong = {wording.say(phrase(key), each) for key in FAILED for each in wording.languages}
        self._not_kept = [wording.say(phrase(key), each) for key in NOT_KEPT for each in wording.languages]
        self._card: Card | None = None
        self._past: list[Card] = []
        self._typed: int | None = None
        self._asked_at = 0
        self._changed = asyncio.Event()
        self._all_landed: asyncio.Future[None] | None = None
        api.admit(number, self)

    @property
    def account(self) -> str:
        """The key under which the person is stored."""
        return str(self.number)

    @property
    def answered(self) -> int:
        """How many answers the person certainly gave."""
        return len(self.model.histories[0].log) - self.brought

    def recall(self, history: History) -> None:
        """Begin with a finished past."""
        self.model.histories = [history]
        self.brought = len(history.log)

    # What the person sees

    def shown(self, message: Json) -> None:
        """Look at a message that was sent to the person, or edited."""
        card = card_of(message)
        if card is None:
            self.diary.append(f"read {message['text'][:40]!r}")
            if message["text"] in self._wrong and self._typed is not None:
                self.model.excuse(self._typed)
            return
        if card.is_reminder:
            self._remember(card)
            return
        if self._typed is not None and any(words in message["text"] for words in self._not_kept):
            self.model.excuse(self._typed)
        sure = 0 < self._asked_at < card.message_id
        unheard = self.model.unheard
        verdict = self.model.see(card, sure)
        self.diary.append(
            f"saw {card.turn} {card.text[:40]!r} {verdict.value}{' sure' * sure}: {len(self.model.histories)} histories"
        )
        self.verdicts[verdict] += 1
        if verdict in (Verdict.lost, Verdict.wrong):
            self._note(verdict.value, card)
        elif self.model.unheard > unheard:
            self._note("taken and not stored", card)
        if self._card is None or self._card.turn != card.turn:
            self._past = [*self._past[-20:], card]
        self._card = card
        self._changed.set()

    def told(self, update: int, text: str) -> None:
        """Read the line that answers one of their taps."""
        self.diary.append(f"told {update} {text[:30]}")
        if text in self._wrong:
            self.model.excuse(update)

    # What the person does

    async def live(self, until: asyncio.Event) -> None:
        """Tap and type until told to stop, or until something is wrong."""
        await self.look()
        while not until.is_set() and not self.oddities:
            await self.step()

    async def step(self) -> None:
        """Do one thing, and ask for the current card if nothing new comes of it."""
        card = self._card
        assert card is not None
        self._changed.clear()
        await self._act(card)
        if await self._nothing_new():
            await self.look()

    async def look(self) -> bool:
        """Ask for the current card when nothing is in the air: wait while the bot is down; False if it never comes."""
        for _ in range(LOOKS):
            while not await self._landed():
                pass
            await self._api.delivery.quiet_for(self.number)
            self._changed.clear()
            message = self._api.line(self.number, "/start")
            self._asked_at = message["message_id"]
            self._typed = self._give("message", message, Command("start"))
            await self._landed()
            shown = await self._glance()
            self._asked_at = 0
            if shown:
                return True
        self._note("no card came", self._card)
        return False

    async def review(self) -> None:
        """Look at all answers, if the card offers it: two rival taps then tell which of them was taken."""
        card = self._card
        offer = next((reply for reply in card.replies if reply.trigger == "review"), None) if card else None
        if card and offer:
            self._tap(card, offer)
            await self._landed()
            await self.look()

    async def _act(self, card: Card) -> None:
        reply = choice(self._dice, card.replies)
        documents = [reply for reply in card.replies if reply.trigger == "document"]
        asked = line(self._dice, self.model.stage, date.today())
        whim = self._dice.random()
        if whim < 0.01:
            self._command(self._dice.choice(MOVING))
        elif reply.trigger == "rate" and whim < 0.05 and reply.value != "unsure":
            self._type(reply.value)
        elif self.model.stage == "naming_evidence" and whim < SENDING:
            self._send_file()
        elif documents and whim < 0.8 and self._api.may_ask_for_document():
            self._tap(card, self._dice.choice(documents))
        elif asked is not None and whim < 0.7:
            self._type(asked)
        elif whim < 0.82:
            self._tap(card, reply)
        elif whim < 0.90:
            for finger in range(self._dice.choice((2, 3))):
                self._tap(card, reply, finger)
        elif whim < 0.95:
            self._tap(card, reply)
            self._tap(card, choice(self._dice, card.replies), 1)
        else:
            old = self._dice.choice(self._past)
            self._tap(old, choice(self._dice, old.replies), 1, forgotten=self._dice.random() < 0.5)
            self._tap(card, reply)
        await self._landed()

    def _tap(self, card: Card, reply: Reply, finger: int = 0, *, forgotten: bool = False) -> None:
        query = self._api.query(self.number, card.message_id, reply.encode(), forgotten=forgotten)
        lane = (self.number, finger) if finger else self.number
        self.taps += 1
        view = reply.value if reply.trigger == "open" else ""
        self.used[f"open {view.partition('.')[0]}" if view else reply.trigger] += 1
        self._give("callback_query", query, reply, view, lane)

    def _type(self, text: str) -> None:
        self.used[f"typed {self.model.stage}"] += 1
        message = self._api.line(self.number, text)
        self._typed = self._give("message", message, Typed(text, message["message_id"]))

    def _send_file(self) -> None:
        self.used[f"file {self.model.stage}"] += 1
        upload, caption = file(self._dice), self._dice.choice(CAPTIONS)
        message, file_id = self._api.sends(self.number, upload, caption)
        sent_on = datetime.fromtimestamp(message["date"], UTC)
        name = f"photo-{sent_on:%Y-%m-%d}.jpg" if "photo" in message else upload.name
        said = Attached(inspected(upload.data, name, PREFIX + file_id), caption, message["message_id"])
        self._typed = self._give("message", message, said)

    def _command(self, name: str) -> None:
        self.used[f"/{name}"] += 1
        message = self._api.line(self.number, f"/{name}")
        self._typed = self._give("message", message, Command(name, number=message["message_id"]))

    def _give(self, kind: str, payload: Json, said: Utterance, view: str = "", lane: object = None) -> int:
        if not self.model.flights:
            self._all_landed = asyncio.get_running_loop().create_future()
        update = self._api.hand_over(kind, payload, self.number, lane or self.number, self._taken)
        self.model.fly(update, said, view)
        self.diary.append(f"{update} {said} on {lane}")
        return update

    def _taken(self, update: int) -> None:
        self.diary.append(f"taken {update}")
        self.model.land(update)
        if not self.model.flights and self._all_landed is not None:
            self._all_landed.set_result(None)

    async def _landed(self) -> bool:
        """Wait, within the person's patience, until everything they sent was taken; False if their patience ends first."""
        if self.model.flights and self._all_landed is not None:
            await asyncio.wait([self._all_landed], timeout=PATIENCE_S)
        return not self.model.flights

    async def _glance(self) -> bool:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._changed.wait(), GLANCE_S)
        return self._changed.is_set()

    async def _nothing_new(self) -> bool:
        return bool(self.model.flights) or not await self._glance()

    def _remember(self, card: Card) -> None:
        """Check that nobody is reminded of the same day twice; the first day in a reminder is the one that it is given for."""
        reminder = (card.data, *DAY.findall(card.text)[:1])
        if reminder in self.reminders:
            self.oddities.append(f"person {self.number}: reminded twice: {card.text[:80]}")
        self.reminders.append(reminder)

    def _note(self, what: str, card: Card | None) -> None:
        histories = [(history.session.turn, history.session.stage, sorted(history.unheard)) for history in self.model.histories]
        shown = (card.turn, card.text[:80]) if card else None
        self.oddities.append(f"person {self.number}: {what}: shown {shown}, histories {histories}; {list(self.diary)}")
