"""Turns the segment of a message into the columns of its row, and back."""

from __future__ import annotations

from typing import Any

from flows.campaign.segment import Audience, Segment
from storage.broadcast_tables import BroadcastRow


def segment_of(row: BroadcastRow) -> Segment:
    """Return the segment of a row."""
    return Segment(Audience(row.audience), row.domain, row.since_days, row.channel, row.district)


def segment_columns(segment: Segment) -> dict[str, Any]:
    """Return the columns of a segment, by their names."""
    return {
        "audience": segment.audience.value,
        "domain": segment.domain,
        "since_days": segment.since_days,
        "channel": segment.channel,
        "district": segment.district,
    }
