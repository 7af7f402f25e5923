"""Does what replies about reminders ask for: whether they come, and in which time zone."""

from __future__ import annotations

from enum import StrEnum

from flows.dialogue import Command, Reply, Utterance
from flows.interview.session import Session
from flows.triggers import Trigger

ON, OFF = "on", "off"
# The time zones of respondents and their partners (IANA names), in the order of the buttons.
TIMEZONES = (
    "Asia/Shanghai",
    "Asia/Urumqi",
    "Asia/Tokyo",
    "Asia/Singapore",
    "Asia/Dubai",
    "Europe/Moscow",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "Australia/Sydney",
    "UTC",
)


class MessageWish(StrEnum):
    """What a person says, without many words, of messages that come unasked."""

    stop = "stop"
    allow = "allow"
    # They opened the chat: if their app refused our messages before, it no longer does.
    came = "came"


def message_wish(utterance: Utterance) -> MessageWish | None:
    """Return what an utterance says of messages: /stop and a reminder's last button end them, /start comes back."""
    if isinstance(utterance, Command):
        return {"stop": MessageWish.stop, "start": MessageWish.came}.get(utterance.name)
    if isinstance(utterance, Reply) and utterance.trigger == Trigger.remind:
        return MessageWish.allow if utterance.value == ON else MessageWish.stop
    return None


class ReminderEffects:
    """The part of an interview that turns reminders on and off. It changes `session` and nothing else."""

    session: Session
    can_send: bool

    # Guards

    def is_reminded(self, _value: str) -> bool:
        """Return whether there is nothing to ask: reminders are on, or the face cannot send any."""
        return self.session.reminders or not self.can_send

    # Effects

    def set_reminders(self, value: str) -> None:
        """Turn reminders on or off."""
        self.session = self.session.reminded(value == ON)

    def set_timezone(self, value: str) -> None:
        """Set the time zone by its number in TIMEZONES. Reminders come in the morning there."""
        self.session = self.session.living_in(TIMEZONES[int(value)])
