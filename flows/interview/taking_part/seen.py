"""Says to a respondent how officers have dealt with what they show by their institution's name."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from flows.dialogue import Phrase, phrase
from flows.interview.evidence.dates import written_day


class Seen(Struct, frozen=True):
    """What was done with one participation. `institution` is "" if nobody sees it by name.

    `others` counts the other respondents who answer for it, `looks` the looks of officers; the last was on the day `last` by
    `officer`. `objects`: the respondent said that something is wrong. `is_detached`: an officer said that they do not answer
    for it.
    """

    association: str
    institution: str
    others: int = 0
    looks: int = 0
    last: date | None = None
    officer: str = ""
    objects: bool = False
    is_detached: bool = False


def seen_facts(seen: Seen) -> tuple[Phrase, ...]:
    """Return in sentences what the respondent should know; nothing if nobody sees them by name."""
    association, institution = seen.association, seen.institution
    if not institution:
        return ()
    if seen.is_detached:
        return (phrase("mine-detached", association=association, institution=institution),)
    return (
        *((phrase("mine-others", count=seen.others, institution=institution),) if seen.others else ()),
        _looks(seen),
        *((phrase("mine-objects", association=association),) if seen.objects else ()),
    )


def _looks(seen: Seen) -> Phrase:
    if seen.last is None:
        return phrase("mine-looks-none", association=seen.association)
    return phrase(
        "mine-looks",
        association=seen.association,
        count=seen.looks,
        date=written_day(seen.last),
        officer=seen.officer,
    )
