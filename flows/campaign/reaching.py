"""Says when a person of a campaign may be written to, and why not."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from flows.campaign.campaign import Campaign, Status
from flows.campaign.segment import UNPLANNED_AT_LEAST, Audience, Segment

# The hours in which people are written to, in their own time zone. What is sent later waits for the morning.
FROM_HOUR, TO_HOUR = 9, 20
# A question takes a minute or two, and looking something up a few more. A person who answered just now is not interrupted.
IN_THE_MIDDLE = timedelta(minutes=10)
# At most one reminder in this many days, and one more in the last days before the campaign closes.
EVERY_DAYS, LAST_DAYS = 7, 3
# Reminders that the program sends on its own come before this hour.
MORNING_TO_HOUR = 11


class SendProblem(StrEnum):
    """Why a broadcast cannot be sent."""

    # The caller's campaign has no such broadcast.
    unknown = "unknown"
    sent_already = "sent_already"
    # Its author has not seen the text as it is now.
    not_seen = "not_seen"
    not_running = "not_running"
    # It is a reminder, and the campaign did not promise any.
    not_promised = "not_promised"
    nobody = "nobody"
    # So few that the message would say something about them.
    too_few = "too_few"


class LeftOut(StrEnum):
    """Why somebody of a segment gets no message."""

    # They said /stop, or turned reminders off.
    stopped = "stopped"
    # Telegram does not deliver to them, and they have not come back since.
    blocked = "blocked"
    # They answer on the page alone.
    no_chat = "no_chat"
    # They were written to in the last days.
    written_to = "written_to"


def may_send_now(here: datetime) -> bool:
    """Return whether a person may be written to at this moment of their own time zone."""
    return FROM_HOUR <= here.hour < TO_HOUR


def wait_s(seen_at: datetime, timezone: str, now: datetime) -> float:
    """Return for how many seconds a message to a person has to wait; 0 if it may be sent now.

    It waits for a decent hour, and for the end of what they are answering.
    """
    until = next_decent(now, timezone)
    if is_in_the_middle(seen_at, now):
        until = max(until, next_decent(seen_at + IN_THE_MIDDLE, timezone))
    return max((until - now).total_seconds(), 0.0)


def next_decent(now: datetime, timezone: str) -> datetime:
    """Return the next moment, now or later, at which a person in a time zone (an IANA name) may be written to."""
    here = now.astimezone(ZoneInfo(timezone))
    if may_send_now(here):
        return now
    day = here.date() + timedelta(days=here.hour >= TO_HOUR)
    return datetime.combine(day, time(FROM_HOUR), ZoneInfo(timezone)).astimezone(now.tzinfo)


def is_in_the_middle(seen_at: datetime, now: datetime) -> bool:
    """Return whether a person may just be answering: they answered within the last IN_THE_MIDDLE."""
    return timedelta() <= now - seen_at < IN_THE_MIDDLE


def is_last_days(campaign: Campaign, today: date) -> bool:
    """Return whether it is one of the last days before a campaign closes; the closing day is the last one."""
    return timedelta() <= campaign.closes_on - today < timedelta(days=LAST_DAYS)


def may_remind(campaign: Campaign, last: date | None, today: date) -> bool:
    """Return whether a person may get a reminder, after the last message of this campaign (None: they got none).

    Any message of the campaign counts, also one that was not a reminder: people do not tell them apart.
    """
    if not campaign.reminds or not runs(campaign, today):
        return False
    if last is None:
        return True
    if is_last_days(campaign, today):
        return not is_last_days(campaign, last)
    return (today - last).days >= EVERY_DAYS


def is_reminder_due(campaign: Campaign, last: date | None, seen_on: date, here: datetime, today: date) -> bool:
    """Return whether a campaign reminds a person of itself now: of their own time zone it is `here`, a moment.

    A person who has answered in the last days needs no reminder; in the last days of the campaign, one who has answered today.
    """
    quiet_days = 1 if is_last_days(campaign, today) else EVERY_DAYS
    is_morning = FROM_HOUR <= here.hour < MORNING_TO_HOUR
    return is_morning and (today - seen_on).days >= quiet_days and may_remind(campaign, last, today)


def runs(campaign: Campaign, today: date) -> bool:
    """Return whether people of a campaign may be written to: it was started, and is not over."""
    return campaign.status is Status.running and not campaign.is_over(today)


def problem_of(campaign: Campaign, segment: Segment, fitting: int, reached: int, today: date) -> SendProblem | None:
    """Return why nothing can be sent to a segment of `fitting` people, of whom `reached` would get it; None if it can."""
    if not runs(campaign, today):
        return SendProblem.not_running
    if segment.audience.is_reminder and not campaign.reminds:
        return SendProblem.not_promised
    if segment.audience is Audience.unplanned and fitting < UNPLANNED_AT_LEAST:
        return SendProblem.too_few
    return None if reached else SendProblem.nobody
