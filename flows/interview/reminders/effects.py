"""Does what replies about reminders ask for: whether they come, and in which time zone."""

from __future__ import annotations

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


def reminders_wanted(utterance: Utterance) -> bool | None:
    """Return what an utterance says of reminders: True turns them on, False off; None says nothing of them."""
    if isinstance(utterance, Command):
        return False if utterance.name == "stop" else None
    if isinstance(utterance, Reply) and utterance.trigger == Trigger.remind:
        return utterance.value == ON
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
