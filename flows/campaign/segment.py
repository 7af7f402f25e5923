"""Says to which people of a campaign a message goes.

Only people who take part can be written to. For institutions that have not opened their invitation there is the text that an
officer pastes into a chat group (`work_list.chat_group_texts`).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

# People did not agree to show whether they have a plan. So a message goes to several of them, and tells nothing about one.
UNPLANNED_AT_LEAST = 5


class Audience(StrEnum):
    """How far the people are to whom a message goes. The values are stored."""

    # All who have not finished: the three below together.
    unfinished = "unfinished"
    # They take part and have answered nothing.
    not_begun = "not_begun"
    # They are in a domain (0: any), and have not answered for some days.
    stalled = "stalled"
    # They have finished and have no plan.
    unplanned = "unplanned"
    # All who take part.
    everyone = "everyone"

    @property
    def is_reminder(self) -> bool:
        """Whether a message to them is a reminder: only a campaign that promised reminders sends some, and not often."""
        return self in (Audience.unfinished, Audience.not_begun, Audience.stalled)


class Segment(Struct, frozen=True):
    """To whom a message goes; "" and 0 mean all. Raises ValueError if its parts do not fit together.

    `domain` (1 to 5) goes with `stalled` alone, and `channel` and `district` do not go with `unplanned`.
    """

    audience: Audience
    domain: int = 0
    since_days: int = 0
    channel: str = ""
    district: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.domain <= 5 or self.since_days < 0:
            raise ValueError("a domain is 1 to 5, and days are not negative")
        if (self.domain or self.since_days) and self.audience is not Audience.stalled:
            raise ValueError("only people who have stalled are in a domain for some days")
        if (self.channel or self.district) and self.audience is Audience.unplanned:
            raise ValueError("people who have no plan are not split by channel or district")


class Member(Struct, frozen=True):
    """What is known of one person who takes part.

    `domain` is the number of the domain that they are in (1 to 5); 0 before the first answer. `shows_domain` says that they
    agreed to show it. `has_finished` is true too if somebody else finished for the same institution. `seen_on` is the day on
    which they last answered.
    """

    domain: int
    shows_domain: bool
    has_finished: bool
    has_plan: bool
    seen_on: date
    channel: str
    district: str


def fits(segment: Segment, member: Member, today: date) -> bool:
    """Return whether a message to a segment goes to a person."""
    if (segment.channel and segment.channel != member.channel) or (segment.district and segment.district != member.district):
        return False
    match segment.audience:
        case Audience.everyone:
            return True
        case Audience.unfinished:
            return not member.has_finished
        case Audience.not_begun:
            return not member.has_finished and not member.domain
        case Audience.unplanned:
            return member.has_finished and not member.has_plan
        case Audience.stalled:
            in_domain = not segment.domain or (member.shows_domain and member.domain == segment.domain)
            waits = (today - member.seen_on).days >= segment.since_days
            return not member.has_finished and member.domain > 0 and in_domain and waits
