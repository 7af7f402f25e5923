"""Lists institutions with what they wait for, so that an officer finds whom to help today. It shows no stars."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from msgspec import Struct

from flows.campaign.states import Awaited, Progress, State
from flows.dialogue import Phrase, phrase


class WorkRow(Struct, frozen=True):
    """One institution of the roster: how far it is, since when, and how often it was written to.

    `joined` counts the respondents who answer under its link; more than one deserves a look. `objecting` counts those of them
    who say that something is wrong. `awaited` is on whom its review waits, and until when; None if it has none that is open, or
    does not show how far it is.
    """

    key: str
    name: str
    district: str
    channel: str
    progress: Progress
    since: date
    joined: int = 0
    written_to: int = 0
    objecting: int = 0
    awaited: Awaited | None = None
    due: date | None = None

    def waiting_days(self, today: date) -> int:
        """Return for how many days nothing has moved."""
        return max((today - self.since).days, 0)


class WorkFilter(Struct, frozen=True):
    """Which rows the officer wants; "" and None mean all.

    `stuck_days` asks for institutions that have not finished, and have not moved for at least that many days; `to_remind` for
    all that a person may remind.
    """

    district: str = ""
    channel: str = ""
    state: State | None = None
    stuck_days: int = 0
    to_remind: bool = False


def work_list(rows: Iterable[WorkRow], chosen: WorkFilter, today: date) -> tuple[WorkRow, ...]:
    """Return the rows that the officer wants: the longest waiting first, then by name."""
    fitting = [row for row in rows if _fits(row, chosen, today)]
    return tuple(sorted(fitting, key=lambda row: (-row.waiting_days(today), row.name)))


def may_be_reminded(progress: Progress) -> bool:
    """Return whether a person may remind an institution: it has not finished any attempt, and has not withdrawn."""
    return progress.state is not State.withdrawn and not progress.has_finished


def chat_group_texts(rows: Iterable[WorkRow], campaign: str, closes_on: Phrase, link: str) -> tuple[tuple[str, Phrase], ...]:
    """Return for each district, in order of their names, the text to paste into a chat group.

    It names the institutions that have not finished, how many, until when (`closes_on`, a date in words), and the link. It
    says nothing about stars. A district in which all have finished has no text.
    """
    waiting = sorted((row for row in rows if may_be_reminded(row.progress)), key=lambda row: (row.district, row.name))
    texts = []
    for district, of_district in groupby(waiting, key=lambda row: row.district):
        names = tuple(phrase("chat-group-name", name=row.name) for row in of_district)
        texts.append(
            (
                district,
                phrase("chat-group-text", campaign=campaign, count=len(names), names=names, closes_on=closes_on, link=link),
            )
        )
    return tuple(texts)


def _fits(row: WorkRow, chosen: WorkFilter, today: date) -> bool:
    return (
        (not chosen.district or row.district == chosen.district)
        and (not chosen.channel or row.channel == chosen.channel)
        and (chosen.state is None or row.progress.state is chosen.state)
        and (not chosen.to_remind or may_be_reminded(row.progress))
        and (not chosen.stuck_days or (may_be_reminded(row.progress) and row.waiting_days(today) >= chosen.stuck_days))
    )
