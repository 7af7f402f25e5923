"""Says why a form or a tap about an institution changed nothing: it came from a page or a card that is out of date."""

from __future__ import annotations

from enum import StrEnum

from flows.dialogue import Phrase, phrase
from flows.institution.colleagues import Team


class NothingDone(StrEnum):
    """Why nothing was changed. The values are in addresses of pages, and the ends of the keys of their words."""

    # The person left the institution, or was taken out, since.
    out = "out"
    # Somebody else coordinates it now.
    led = "led"
    # It was changed since, or all of it was done before.
    stale = "stale"

    @property
    def words(self) -> Phrase:
        """The sentence that says so."""
        return phrase(f"team-nothing-{self.value}")


# What a page says for the value in its address, by the key of its words.
NOTHING_DONE = {why.value: why.words.key for why in NothingDone}


def nothing_done(team: Team | None, *, by_coordinator: bool) -> NothingDone:
    """Return why nothing was changed. `team` is the person's institution now.

    `by_coordinator` says that only the coordinator can do what was asked for.
    """
    if team is None:
        return NothingDone.out
    return NothingDone.led if by_coordinator and not team.me.is_coordinator else NothingDone.stale
