"""People who tap as fast as the bot lets them: the next tap follows when the card is shown and the callback answered."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

MARKS = frozenset("012345")
# What is tapped if the card offers no mark, by callback data: the first that is there.
WAYS = tuple(
    re.compile(way)
    for way in (
        r"\|go_on\|",
        r"\|consent\|(full)?$",
        r"\|begin\|full$",
        r"\|verdict\|",
        r"\|restart\|",
        r"\|open\|restart$",
        r"^again$",
        r"\|open\|more$",
    )
)
# What is tapped by somebody who has finished.
LEAVES = re.compile(r"\|restart|\|open\|more$")
CHAT = '{"id":%d,"type":"private","first_name":"Ann"}'
USER = '{"id":%d,"is_bot":false,"first_name":"Ann","language_code":"zh-hans"}'
BOT = '{"id":42,"is_bot":true,"first_name":"Bench","username":"bench_bot"}'


@dataclass(slots=True)
class Person:
    """One person, their card, and what they wait for."""

    id: int
    random: Random
    message: int = 0
    rated: bool = False
    tapped_at: float = 0.0
    waits_for_card: bool = False
    waits_for_toast: bool = False
    data: str = ""
    card: str = "{}"
    quits: bool = False


@dataclass(slots=True)
class Tally:
    """What was seen in a span of time: the seconds from tap to next question, and how many taps of any kind."""

    waits: list[float] = field(default_factory=list)
    taps: int = 0


class People:
    """N people at one bot; `give` takes an update for it, as JSON."""

    def __init__(
        self,
        number: int,
        give: Callable[[int, str], None],
        first: int = 1_000_000,
        others_come: bool = False,
        pause_s: float = 0.0,
    ) -> None:
        """`others_come`: people who have finished leave and new ones come; otherwise the same people begin again.

        `pause_s` is how long everybody thinks before each tap, in seconds.
        """
        self._pause_s = pause_s
        self._newcomer = first + number if others_come else 0
        self._people = {first + n: Person(first + n, Random(n)) for n in range(number)}  # noqa: S311 answers, no secrets
        self._give = give
        self._updates = 1
        self._messages = 1
        self._asking: dict[str, Person] = {}
        self.tally = Tally()
        self.goes_on = True
        self.first_answer_at = 0.0

    def begin(self) -> None:
        """Everybody sends /start."""
        for person in self._people.values():
            self._start(person)

    @property
    def waiting(self) -> int:
        """How many wait for the bot."""
        return sum(person.waits_for_card or person.waits_for_toast for person in self._people.values())

    def unanswered(self) -> list[float]:
        """Return how long everybody has waited for a card that has not come yet, in seconds."""
        now = time.perf_counter()
        return [now - person.tapped_at for person in self._people.values() if person.waits_for_card]

    def toast(self, query: str) -> None:
        """A callback is answered."""
        person = self._asking.pop(query, None)
        if person is not None:
            person.waits_for_toast = False
            self._next(person)

    def shown(self, chat: int, message: int | None, text: str, markup: str) -> int:
        """A card is sent or edited; returns its message's number."""
        person = self._people[chat]
        if message is None:
            self._messages += 1
            message = self._messages
        person.message = message
        keyboard = json.loads(markup)["inline_keyboard"] if markup else []
        buttons = [button for row in keyboard for button in row]
        marks = [button["callback_data"] for button in buttons if button["text"] in MARKS]
        rated = person.rated
        person.rated = bool(marks)
        person.data = person.random.choice(marks) if marks else _way(buttons)
        person.card = (
            f'{{"message_id":{message},"from":{BOT},"chat":{CHAT % chat},"date":1750000000,"text":{json.dumps(text)},'
            f'"reply_markup":{markup or "{}"}}}'
        )
        if person.waits_for_card:
            person.waits_for_card = False
            self.tally.taps += 1
            if rated:
                now = time.perf_counter()
                self.first_answer_at = self.first_answer_at or now
                self.tally.waits.append(now - person.tapped_at)
            self._next(person)
        return message

    def tap(self, chat: int, data: str) -> None:
        """Tap a button as somebody else; nobody looks at the answer."""
        card = f'{{"message_id":1,"from":{BOT},"chat":{CHAT % chat},"date":1750000000,"text":"…"}}'
        self._send(self._tap(chat, str(self._updates), card, data))

    def start(self, chat: int) -> None:
        """Somebody who is not one of these people sends /start."""
        self._message(chat, '"text":"/start","entities":[{"type":"bot_command","offset":0,"length":6}]')

    def attach(self, chat: int) -> None:
        """Somebody who is not one of these people sends a document of 1 kB."""
        self._message(chat, '"document":{"file_id":"slow","file_unique_id":"slow","file_name":"rules.pdf","file_size":1000}')

    def _next(self, person: Person) -> None:
        if person.waits_for_card or person.waits_for_toast or not self.goes_on or not person.data:
            return
        if self._newcomer and LEAVES.search(person.data):
            self._replace(person)
            return
        if self._pause_s:
            asyncio.get_running_loop().call_later(self._pause_s, self._tap_card, person)
        else:
            self._tap_card(person)

    def _tap_card(self, person: Person) -> None:
        query = str(self._updates)
        person.waits_for_card = person.waits_for_toast = True
        self._asking[query] = person
        person.tapped_at = time.perf_counter()
        self._send(self._tap(person.id, query, person.card, person.data))

    def _tap(self, chat: int, query: str, card: str, data: str) -> str:
        return (
            f'"callback_query":{{"id":"{query}","from":{USER % chat},"message":{card},'
            f'"chat_instance":"{chat}","data":{json.dumps(data)}}}'
        )

    def _replace(self, person: Person) -> None:
        del self._people[person.id]
        newcomer, self._newcomer = Person(self._newcomer, person.random), self._newcomer + 1
        self._people[newcomer.id] = newcomer
        self._start(newcomer)

    def _start(self, person: Person) -> None:
        person.waits_for_card = True
        person.tapped_at = time.perf_counter()
        self.start(person.id)

    def _message(self, chat: int, content: str) -> None:
        self._messages += 1
        self._send(
            f'"message":{{"message_id":{self._messages},"from":{USER % chat},"chat":{CHAT % chat},"date":1750000000,{content}}}'
        )

    def _send(self, content: str) -> None:
        number, self._updates = self._updates, self._updates + 1
        self._give(number, f'{{"update_id":{number},{content}}}')


def _way(buttons: list[dict[str, str]]) -> str:
    offered = [button["callback_data"] for button in buttons]
    return next((data for way in WAYS for data in offered if way.search(data)), "")
