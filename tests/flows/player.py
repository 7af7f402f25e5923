"""Plays an interview without a face: taps what the screen offers, saving and reloading between every two replies."""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec.structs import replace

from flows.assessment.rating import UNSURE
from flows.dialogue import Attached, Attachment, Command, Reply, Typed, Utterance
from flows.interview.interview import Interview
from flows.interview.session import Session
from flows.screen import Screen
from flows.standard.model import Standard
from flows.views import View

TODAY = date(2026, 11, 2)
READER = msgspec.json.Decoder(Session)


class Player:
    """A person and what they see. Nothing but JSON survives between two replies."""

    def __init__(self, standard: Standard, language: str = "zh", today: date = TODAY) -> None:
        self.standard = standard
        self._stored = written(Session(language, 100))
        self.today = today
        self.screen = Interview(standard, self.session, today).screen()
        self._number = 0

    @property
    def session(self) -> Session:
        """Return the session, read from JSON."""
        return read(self._stored)

    def tap(self, trigger: str, value: str = "") -> Screen:
        """Tap the choice of the screen that gives this trigger and value; AssertionError if the screen does not offer it."""
        found = [reply for reply in self.screen.replies if (reply.trigger, reply.value) == (trigger, value)]
        assert found, f"{self.screen.name} does not offer {trigger} {value}"
        return self.reply(found[0])

    def answer(self, mark: str) -> Screen:
        """Answer the question by a mark. Who is not sure may be asked first whether to check the criteria, and goes on."""
        if mark == UNSURE and ("open", View.unsure) in [(reply.trigger, reply.value) for reply in self.screen.replies]:
            self.tap("open", View.unsure)
        return self.tap("rate", mark)

    def reply(self, reply: Reply) -> Screen:
        """Give any reply, offered or not."""
        return self._take(reply)

    def type(self, text: str) -> Screen:
        """Type a line."""
        self._number += 1
        return self._take(Typed(text, self._number))

    def attach(self, file: Attachment | None, caption: str) -> Screen:
        """Send a file that the face has checked; None if it did not look at it."""
        self._number += 1
        return self._take(Attached(file, caption, self._number))

    def hear(self, utterance: Utterance) -> Screen:
        """Say anything at all."""
        return self._take(utterance)

    def command(self, text: str) -> Screen:
        """Give a command without its slash."""
        name, _, argument = text.partition(" ")
        return self._take(Command(name, argument))

    def answer_all(self, levels: dict[str, str], until: str = "finished") -> Screen:
        """Answer every question by its mark, going on at checkpoints, until a screen of that name."""
        while self.screen.name != until:
            if self.screen.name == "asking":
                code = self.session.current(self.standard)
                assert code is not None
                self.answer(levels[code])
            elif self.screen.name == "checkpoint":
                self.tap("go_on")
            else:
                raise AssertionError(f"did not expect {self.screen.name}")
        return self.screen

    def review(self, confirmed: dict[str, int]) -> None:
        """Have a review issued of the finished assessment, as the storage writes it: these rungs were confirmed."""
        session = self.session
        ratings = {code: rating.with_verified(confirmed.get(code)) for code, rating in session.ratings.items()}
        past = tuple(replace(one, ratings=ratings) if one.number == session.assessment else one for one in session.past)
        self._stored = written(replace(session, turn=session.turn + 1, ratings=ratings, past=past))
        self.screen = Interview(self.standard, self.session, self.today).screen()

    def _take(self, utterance: Utterance) -> Screen:
        interview = Interview(self.standard, self.session, self.today)
        self.screen = interview.hear(utterance)
        self._stored = written(interview.session)
        return self.screen


def written(session: Session) -> str:
    """A session as JSON."""
    return msgspec.json.encode(session, enc_hook=dict).decode()


def read(text: str) -> Session:
    """A session from its JSON."""
    return READER.decode(text)
