"""Reads the form of a message: its text and to whom it goes, with what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.web.addresses import number_in
from flows.campaign.broadcast import text_of, text_problem
from flows.campaign.segment import Audience, Segment

AUDIENCES = tuple(Audience)
# The days without an answer that a form offers; 0: any.
SINCE_DAYS = (0, 3, 7, 14)
NAME_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class MessageForm:
    """What a form says, and the key of what is wrong with it ("" if it is right)."""

    text: str
    segment: Segment
    problem: str


def read_message(form: Mapping[str, str]) -> MessageForm:
    """Return the message that a form describes."""
    text, wanted = text_of(form.get("text", "")), form.get("audience", "")
    problem = text_problem(text)
    key = f"desk-message-problem-{problem}" if problem is not None else ""
    try:
        segment = Segment(
            Audience(wanted),
            number_in(form.get("domain", ""), 1) or 0,
            number_in(form.get("since_days", ""), 2) or 0,
            _name(form, "channel"),
            _name(form, "district"),
        )
    except ValueError:
        # Its parts do not go together, or no audience was chosen.
        return MessageForm(text, Segment(Audience.unfinished), key or "desk-message-problem-segment")
    return MessageForm(text, segment, key)


def typed_message(text: str, segment: Segment) -> Mapping[str, str]:
    """Return the fields of a form that describes a message."""
    return {
        "text": text,
        "audience": segment.audience.value,
        "domain": str(segment.domain),
        "since_days": str(segment.since_days),
        "channel": segment.channel,
        "district": segment.district,
    }


def _name(form: Mapping[str, str], field: str) -> str:
    return form.get(field, "")[:NAME_AT_MOST]
