"""Says what an officer may see of one institution."""

from __future__ import annotations

from enum import IntEnum


class Visibility(IntEnum):
    """What an officer sees: merged figures only, also the progress, also the star, also the answers. Values are stored."""

    counts = 0
    status = 1
    star = 2
    answers = 3

    @property
    def is_named(self) -> bool:
        """Whether an officer sees a result with the institution's name, and so can subtract it from merged figures."""
        return self >= Visibility.star


def narrowed(now: Visibility, asked: Visibility) -> Visibility:
    """Return the new level of a running campaign. Raises ValueError if it would show more than what people agreed to."""
    if asked > now:
        raise ValueError("a running campaign can only show less")
    return asked


def visible(campaign: Visibility, agreed: Visibility) -> Visibility:
    """Return what an officer may see of one institution: never more than the campaign's level or than was agreed to."""
    return min(campaign, agreed)
