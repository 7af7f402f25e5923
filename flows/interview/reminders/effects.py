"""What a reply does to the reminders: whether they come, and in which time zone."""

from __future__ import annotations

from flows.interview.session import Session

ON, OFF = "on", "off"
# Where respondents and their partners live; the order of the buttons. Each is an IANA name.
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


class ReminderEffects:
    """The part of an interview that turns reminders on and off. It changes `session` and nothing else."""

    session: Session

    # Guards

    def is_reminded(self, _value: str) -> bool:
        """She has said yes to reminders before."""
        return self.session.reminders

    # Effects

    def set_reminders(self, value: str) -> None:
        """Turn reminders on or off."""
        self.session = self.session.reminded(value == ON)

    def set_timezone(self, value: str) -> None:
        """Remind at a decent hour of that zone, by its number among TIMEZONES."""
        self.session = self.session.living_in(TIMEZONES[int(value)])
